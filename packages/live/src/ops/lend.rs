//! Suppliers and borrowers.

use anyhow::Result;
use cosmwasm_std::{to_json_binary, Uint128};
use qerun_chain::{Gas, Sent};
use qerun_messages::market::{ExecuteMsg, ReceiveMsg};
use qerun_messages::{reserve, token};
use serde::Serialize;

use crate::net::{call, Net, Person};

/// Seconds until the block that a transaction gets into, at most.
const SOON: u64 = 60;
/// Gas that handing over a batch adds to a borrow, an upper bound.
const HAND_OVER_GAS: u64 = 300_000;

impl Net {
    /// Sends QER to a contract with a payload.
    ///
    /// # Errors
    /// The chain's error; so for all below.
    pub fn send_qer(
        &self,
        who: &Person,
        contract: &str,
        amount: u128,
        payload: &impl Serialize,
    ) -> Result<Sent> {
        let msg = token::ExecuteMsg::Send {
            contract: contract.to_owned(),
            amount: Uint128::new(amount),
            msg: to_json_binary(payload)?,
        };
        self.home.execute(&who.home, &self.at.token, &msg, &[])
    }

    /// Adds collateral.
    ///
    /// # Errors
    /// See [`Self::send_qer`].
    pub fn deposit(&self, who: &Person, amount: u128) -> Result<Sent> {
        let payload = ReceiveMsg::DepositCollateral { on_behalf_of: None };
        self.send_qer(who, &self.at.market, amount, &payload)
    }

    /// Withdraws collateral.
    ///
    /// # Errors
    /// See [`Self::send_qer`].
    pub fn withdraw_collateral(&self, who: &Person, amount: u128) -> Result<Sent> {
        let amount = Some(amount.into());
        self.on_market(who, &ExecuteMsg::WithdrawCollateral { amount }, 0)
    }

    /// Supplies stablecoins.
    ///
    /// # Errors
    /// See [`Self::send_qer`].
    pub fn supply(&self, who: &Person, amount: u128) -> Result<Sent> {
        let msg = ExecuteMsg::Supply {
            on_behalf_of: None,
            min_shares: None,
        };
        self.on_market(who, &msg, amount)
    }

    /// Withdraws supplied stablecoins.
    ///
    /// # Errors
    /// See [`Self::send_qer`].
    pub fn withdraw(&self, who: &Person, amount: u128) -> Result<Sent> {
        let msg = ExecuteMsg::Withdraw {
            amount: Some(amount.into()),
            min_received: None,
        };
        self.on_market(who, &msg, 0)
    }

    /// Borrows. A simulation runs at the time of the last block, so it misses that a batch becomes due by the next one and
    /// is handed over with the borrow. The quote tells when the batch is due, and gas for the hand-over is added.
    ///
    /// # Errors
    /// See [`Self::send_qer`].
    pub fn borrow(&self, who: &Person, amount: u128) -> Result<Sent> {
        let msg = ExecuteMsg::Borrow {
            amount: amount.into(),
            min_received: None,
            use_perk: None,
        };
        let quote = self.quote_borrow(who.at_home(), amount)?;
        let soon = self.home.time()?.saturating_add(SOON);
        let gas = match !quote.hands_over && quote.due_at > 0 && quote.due_at <= soon {
            true => Gas::SimulatedAnd(HAND_OVER_GAS),
            false => Gas::Simulated,
        };
        let call = call(&who.home, &self.at.market, &msg, &[])?;
        Ok(self.home.deliver(&who.home, vec![call], gas)?)
    }

    /// Repays.
    ///
    /// # Errors
    /// See [`Self::send_qer`].
    pub fn repay(&self, who: &Person, amount: u128) -> Result<Sent> {
        self.on_market(who, &ExecuteMsg::Repay { on_behalf_of: None }, amount)
    }

    /// Collects what someone is owed.
    ///
    /// # Errors
    /// See [`Self::send_qer`].
    pub fn collect(&self, who: &Person) -> Result<Sent> {
        self.on_market(who, &ExecuteMsg::Collect { user: None }, 0)
    }

    /// Adds stablecoins to the insurance.
    ///
    /// # Errors
    /// See [`Self::send_qer`].
    pub fn insure(&self, who: &Person, amount: u128) -> Result<Sent> {
        self.on_market(who, &ExecuteMsg::FundInsurance {}, amount)
    }

    /// Liquidates with so many stablecoins, for at least so much QER and ETH.
    ///
    /// # Errors
    /// See [`Self::send_qer`].
    pub fn liquidate(
        &self,
        who: &Person,
        borrower: &str,
        stable: u128,
        [min_collateral, min_eth]: [u128; 2],
    ) -> Result<Sent> {
        let msg = ExecuteMsg::Liquidate {
            borrower: borrower.to_owned(),
            min_collateral: Some(min_collateral.into()),
            min_eth: Some(min_eth.into()),
        };
        self.on_market(who, &msg, stable)
    }

    /// Buys earmarked ETH of the reserve.
    ///
    /// # Errors
    /// See [`Self::send_qer`].
    pub fn buy_eth(&self, who: &Person, stable: u128) -> Result<Sent> {
        let msg = reserve::ExecuteMsg::BuyEth { min_eth: None };
        let coins = [self.stable(stable)];
        self.home.execute(&who.home, &self.at.reserve, &msg, &coins)
    }

    /// Sells QER to the reserve for surplus ETH.
    ///
    /// # Errors
    /// See [`Self::send_qer`].
    pub fn buy_back(&self, who: &Person, qer: u128) -> Result<Sent> {
        let payload = reserve::ReceiveMsg::BuyBack { min_eth: None };
        self.send_qer(who, &self.at.reserve, qer, &payload)
    }

    /// A message to the market, with stablecoins if any.
    ///
    /// # Errors
    /// See [`Self::send_qer`].
    pub fn on_market(&self, who: &Person, msg: &ExecuteMsg, stable: u128) -> Result<Sent> {
        let coins: Vec<_> = (stable > 0)
            .then(|| self.stable(stable))
            .into_iter()
            .collect();
        self.home.execute(&who.home, &self.at.market, msg, &coins)
    }
}
