//! The DAO opens borrowing, and buyback where the plan has a level for it.

use anyhow::Result;
use qerun_chain::Sent;
use qerun_messages::{market, reserve};

use crate::net::{Net, Person};
use crate::ops::{wasm, yes};

/// QER, smallest units: more than the active threshold of the DAO.
const STAKE: u128 = 120_000_000_000;

impl Net {
    /// Stakes as much as makes the DAO active, and waits until it counts.
    ///
    /// # Errors
    /// The chain's error.
    pub fn stake_to_decide(&self, who: &Person) -> Result<()> {
        let staked = self.stake(who, 0, STAKE)?;
        self.counts(&staked)
    }

    /// One operation opens what the plan lets open: insurance, supply and prices are there. The voter has most of the power.
    /// The reserve is a burner already where the plan sets a level. Returns the execution.
    ///
    /// # Errors
    /// The chain's error: what is missing.
    pub fn open_phases(&self, voter: &Person, sponsor: &Person) -> Result<Sent> {
        let borrowing = market::ExecuteMsg::OpenBorrowing {};
        let mut messages = vec![wasm(&self.at.market, &borrowing)?];
        if self.plan.reserve.buyback_above.is_some() {
            let buyback = reserve::ExecuteMsg::OpenBuyback {};
            messages.push(wasm(&self.at.reserve, &buyback)?);
        }
        self.carry_out(&yes(&[voter]), sponsor, "Open borrowing", messages)
    }
}
