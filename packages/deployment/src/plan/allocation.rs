//! Rows of the supply: who receives it.

use cosmwasm_std::Uint128;
use serde::{Deserialize, Serialize};

use super::airdrop::AIRDROP;
use super::emissions::{LIQUIDITY_REWARDS, LOCK_REWARDS};
use super::file::PlanFile;
use super::shares::Part;

/// A row of the supply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allocation {
    /// `timelock`, the treasury, `airdrop`, `lock_rewards`, `liquidity_rewards`, or an address of the home chain.
    pub to: String,
    /// `community`, `treasury` or `liquidity`: whose share of the supply it is of.
    pub part: Part,
    /// Smallest units.
    pub amount: Uint128,
}

/// The name of the treasury in an [`Allocation`].
pub const TREASURY: &str = "timelock";

/// Whom an [`Allocation`] names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder<'a> {
    /// The timelock.
    Treasury,
    /// The airdrop, for those who claim.
    Airdrop,
    /// The emissions' stream for those who lock QER.
    LockRewards,
    /// The emissions' stream for those who stake liquidity.
    LiquidityRewards,
    /// An address of the home chain.
    Account(&'a str),
}

impl Allocation {
    /// Whom it names.
    #[must_use]
    pub fn holder(&self) -> Holder<'_> {
        match self.to.as_str() {
            TREASURY => Holder::Treasury,
            AIRDROP => Holder::Airdrop,
            LOCK_REWARDS => Holder::LockRewards,
            LIQUIDITY_REWARDS => Holder::LiquidityRewards,
            account => Holder::Account(account),
        }
    }
}

impl PlanFile {
    /// What the rows give to somebody in all, smallest units; [`Uint128::MAX`] if it cannot be counted.
    #[must_use]
    pub fn given(&self, holder: Holder) -> Uint128 {
        self.sum_of(|row| row.holder() == holder)
    }

    /// What people can have from the start, smallest units: not the treasury's, and not what streams and vesting let out
    /// over the years.
    #[must_use]
    pub fn circulating(&self) -> Uint128 {
        self.sum_of(|row| matches!(row.holder(), Holder::Airdrop | Holder::Account(_)))
    }

    fn sum_of(&self, counts: impl Fn(&&Allocation) -> bool) -> Uint128 {
        let rows = self.supply.iter().filter(counts);
        rows.fold(Uint128::zero(), |sum, row| sum.saturating_add(row.amount))
    }
}
