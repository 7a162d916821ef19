//! Qerun on two chains: built by [`Setup`], driven by [`Suite`]'s verbs, seen through its ledger.

mod actions;
mod addresses;
mod airdrop;
mod build;
mod deploy;
mod electorate;
mod field_names;
mod genesis;
mod govern;
mod invariants;
mod ledger;
mod losses;
mod milestones;
mod prices;
mod qer_pool;
mod queries;
pub mod random;
mod setup;
mod units;

use std::collections::BTreeMap;

use cosmwasm_std::Addr;
use qerun_deployment::plan::PlanFile;

pub use self::addresses::Addresses;
pub use self::airdrop::AirdropList;
pub use self::deploy::{deploy, Deployed, DEPLOYER};
pub use self::govern::call;
pub use self::invariants::{Broken, InvariantChecker};
pub use self::ledger::Ledger;
pub use self::setup::{Quotes, Setup};
pub use self::units::{decimal, eth, qer, usd};
use crate::astroport::AstroPool;
use crate::dao::Dao;
use crate::relayer::Network;

/// The home chain's end of the channel in the plan that tests begin with.
pub const HOME_CHANNEL: &str = "channel-3";
/// The DEX chain's end of it.
pub const DEX_CHANNEL: &str = "channel-7";
/// The perk of that plan with which a borrower contributes less.
pub const PERK: &str = "low-contribution";

/// The protocol, deployed, with a relayer that takes each step when asked to.
pub struct Suite {
    /// Both chains and the relayer.
    pub net: Network,
    /// What was deployed.
    pub plan: PlanFile,
    /// The contracts.
    pub at: Addresses,
    /// The DAO with its modules.
    pub dao: Dao,
    /// The Astroport pool on the DEX chain.
    pub pool: AstroPool,
    /// What the feeders last published.
    pub quotes: Quotes,
    /// Bank denom of the stablecoin on the home chain, a voucher.
    pub stable: String,
    /// Bank denom of ETH on the home chain, a voucher.
    pub eth: String,
    feeders: Vec<Addr>,
    /// Whether the feeders publish QER's price; else a pool tells it.
    feeds_qer: bool,
    /// Names of home accounts, for ledgers.
    names: BTreeMap<Addr, String>,
    published_at: u64,
}
