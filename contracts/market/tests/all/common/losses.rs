//! Debts that are lost: what a liquidation leaves when nothing is left to seize.

use cosmwasm_std::{Event, QuerierWrapper, Response};
use qerun_market::accrue::AccruedMarket;
use qerun_market::own_eth::OwnEth;
use qerun_market::position::Account;
use qerun_market::price_reader::PriceReader;
use qerun_market::state::{Claim, STATE};
use qerun_market::write_off::write_off;
use qerun_math::{DebtShares, Tranches};
use qerun_messages::market::{
    Earmark, ExecuteMsg, QueryMsg, QuoteLiquidationResponse, WriteOffs, EARMARK,
};

use super::{addr, int, usdc, Market, Outcome};

impl Market {
    /// Takes the debt of a borrower off the market and writes it off, as a liquidation does that has seized everything.
    pub fn lose(&mut self, user: &str) -> (Tranches, Event) {
        let storage = &mut self.deps.storage;
        let mut market = AccruedMarket::load(storage, self.env.block.time.seconds()).unwrap();
        let querier = QuerierWrapper::new(&self.deps.querier);
        let oracle = market.assets.oracle.clone();
        let own = OwnEth::read(&PriceReader::new(querier, &oracle), storage, &market).unwrap();
        let mut account = Account::load(storage, addr(user)).unwrap();
        let state = &mut market.state;
        let loss = account.position.debt(state).unwrap();
        let shares = account.position.shares(state).unwrap();
        state.debt_shares = state.debt_shares.checked_sub(shares).unwrap();
        account.position.set_shares(DebtShares::zero(), state);
        account.save(storage).unwrap();
        let written_off = write_off(storage, state, &own, loss).unwrap();
        STATE.save(storage, state).unwrap();
        written_off
    }

    /// A borrower with this debt, stablecoins, that the market has paid out; nothing but the debt.
    pub fn owes(&mut self, user: &str, debt: u128) {
        self.put_position(user, 0, debt, Claim::default());
    }

    pub fn earmark(&self) -> Earmark {
        EARMARK
            .may_load(&self.deps.storage)
            .unwrap()
            .unwrap_or_default()
    }

    pub fn quote_liquidation(
        &self,
        borrower: &str,
        amount: Option<u128>,
    ) -> QuoteLiquidationResponse {
        self.query(QueryMsg::QuoteLiquidation {
            borrower: addr(borrower).into(),
            amount: amount.map(int),
        })
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
