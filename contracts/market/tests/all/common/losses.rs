//! Debts that are lost: what a liquidation leaves when nothing is left to seize.

use cosmwasm_std::{Event, Response};
use qerun_market::accrue::AccruedMarket;
use qerun_market::state::{CONFIG, POSITIONS, STATE};
use qerun_market::write_off::{write_off, OwnEth};
use qerun_math::{DebtShares, Tranches};
use qerun_messages::market::{Earmark, ExecuteMsg, QueryMsg, WriteOffs, EARMARK};

use super::{addr, debt_shares, int, usdc, Market, Outcome};

impl Market {
    /// Takes the debt of a borrower off the market and writes it off, as a liquidation does that has seized everything.
    pub fn lose(&mut self, user: &str) -> (Tranches, Event) {
        let storage = &mut self.deps.storage;
        let config = CONFIG.load(storage).unwrap();
        let mut market = AccruedMarket::load(storage, self.env.block.time.seconds()).unwrap();
        let mut position = POSITIONS.load(storage, &addr(user)).unwrap();
        let shares = position.shares(&market.state).unwrap();
        let loss = position.debt(&market.state).unwrap();
        position.set_shares(DebtShares::zero(), &market.state);
        POSITIONS.save(storage, &addr(user), &position).unwrap();
        let querier = cosmwasm_std::QuerierWrapper::new(&self.deps.querier);
        let own = OwnEth::read(&querier, storage, &config, &market).unwrap();
        let state = &mut market.state;
        state.debt_shares = state.debt_shares.checked_sub(shares).unwrap();
        let written_off = write_off(storage, state, &own, loss).unwrap();
        STATE.save(storage, state).unwrap();
        written_off
    }

    /// A borrower with this debt, stablecoins, that the market has paid out; nothing but the debt.
    pub fn owes(&mut self, user: &str, debt: u128) {
        let mut position = self.position(user);
        let scale = qerun_math::DEBT_SHARE_SCALE;
        position.debt_shares = debt_shares(debt * scale);
        let storage = &mut self.deps.storage;
        POSITIONS.save(storage, &addr(user), &position).unwrap();
        self.change_state(|s| {
            s.cash = s.cash.checked_sub(int(debt)).unwrap();
            s.debt_shares = s
                .debt_shares
                .checked_add(debt_shares(debt * scale))
                .unwrap();
        });
    }

    pub fn earmark(&self) -> Earmark {
        EARMARK
            .may_load(&self.deps.storage)
            .unwrap()
            .unwrap_or_default()
    }

    pub fn write_offs(&self) -> WriteOffs {
        self.query(QueryMsg::WriteOffs {})
    }

    /// The reserve brings what it got for earmarked ETH, which has left it.
    pub fn settle_deficit(&mut self, eth: u128, proceeds: u128) -> Outcome {
        let msg = ExecuteMsg::SettleDeficit { eth: int(eth) };
        self.backing(|b| b.unencumbered = b.unencumbered.checked_sub(int(eth)).unwrap());
        self.run("reserve", &usdc(proceeds), msg)
    }
}

/// Whether a response tells of a write-off.
pub fn wrote_off(response: &Response) -> bool {
    let mut events = response.events.iter();
    events.any(|event| event.ty == "qerun-market/write_off")
}
