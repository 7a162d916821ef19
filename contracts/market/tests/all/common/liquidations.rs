//! Positions that no message leads to quickly, and their liquidation.

use cosmwasm_std::{CosmosMsg, Decimal, Response};
use cw20::Cw20ExecuteMsg;
use qerun_market::position::Account;
use qerun_market::state::{Claim, Seized, COLLATERAL, SEIZED};
use qerun_math::debt_shares_ceil;
use qerun_messages::market::ExecuteMsg;

use super::{addr, dec, int, usdc, wasm, Market, Outcome};

pub fn liquidate_msg(borrower: &str, min_collateral: u128, min_eth: u128) -> ExecuteMsg {
    let minimum = |amount| (amount > 0).then(|| int(amount));
    ExecuteMsg::Liquidate {
        borrower: addr(borrower).into(),
        min_collateral: minimum(min_collateral),
        min_eth: minimum(min_eth),
    }
}

/// The order to pay QER out.
pub fn transfer(to: &str, amount: u128) -> CosmosMsg {
    let msg = Cw20ExecuteMsg::Transfer {
        recipient: addr(to).into(),
        amount: int(amount),
    };
    wasm("token", &msg, vec![])
}

/// The order to pay ETH out less a fee.
pub fn pay_out_less_fee(user: &str, amount: u128, fee: u128) -> CosmosMsg {
    let msg = qerun_messages::reserve::ExecuteMsg::PayOut {
        recipient: addr(user).into(),
        amount: int(amount),
        fee: Some(int(fee)),
    };
    wasm("reserve", &msg, vec![])
}

/// The value of an attribute of a verb's event, zero if it is absent.
pub fn told(response: &Response, verb: &str, key: &str) -> u128 {
    let attributes = &super::event(response, verb).attributes;
    let found = attributes.iter().find(|a| a.key == key);
    found.map_or(0, |a| a.value.parse().unwrap())
}

impl Market {
    pub fn liquidate(&mut self, sender: &str, borrower: &str, amount: u128) -> Outcome {
        self.run(sender, &usdc(amount), liquidate_msg(borrower, 0, 0))
    }

    /// Gives a user this collateral, debt and claim, as if the debt had been borrowed and paid out.
    pub fn put_position(&mut self, user: &str, collateral: u128, debt: u128, claim: Claim) {
        let mut account = Account::load(&self.deps.storage, addr(user)).unwrap();
        self.change_state(|s| {
            let shares = debt_shares_ceil(int(debt), s.debt_index).unwrap();
            account.position.set_shares(shares, s);
            s.cash -= int(debt);
            s.debt_shares = s.debt_shares.checked_add(shares).unwrap();
            s.kept += claim.stable;
            for (id, part) in &claim.batches {
                if *id == s.batch.id {
                    s.batch.user_in += *part;
                    s.batch.opened_at = 1;
                }
            }
        });
        account.position.collateral = int(collateral);
        account.position.claim = claim;
        let storage = &mut self.deps.storage;
        account.save(storage).unwrap();
        let sum = COLLATERAL.load(storage).unwrap();
        COLLATERAL.save(storage, &(sum + int(collateral))).unwrap();
    }

    /// QER of this value, USD, has just been seized.
    pub fn put_seized(&mut self, value: Decimal) {
        let mut seized = Seized::default();
        seized.last_hour.add(value, self.now(), 600, 6);
        SEIZED.save(&mut self.deps.storage, &seized).unwrap();
    }

    /// The worth of a whole QER at which mid and average agree.
    pub fn qer_at(&mut self, price: &str) {
        self.change_price("qer", |p| {
            (p.mid, p.average) = (dec(price), dec(price));
        });
    }
}
