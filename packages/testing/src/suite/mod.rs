//! Qerun on two chains: built by [`Setup`], driven by [`Suite`]'s verbs, seen through its ledger.

mod actions;
mod build;
mod codes;
mod defaults;
mod electorate;
mod field_names;
mod first;
mod govern;
mod governance;
mod invariants;
mod ledger;
mod queries;
pub mod random;

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Decimal};

pub use self::build::{Addresses, DEX_CHANNEL, HOME_CHANNEL};
pub use self::defaults::{decimal, eth, qer, usd, Setup};
pub use self::govern::call;
pub use self::governance::{Governance, GovernanceSetup, PERK};
pub use self::invariants::{Broken, InvariantChecker};
pub use self::ledger::Ledger;
use crate::astroport::AstroPool;
use crate::relayer::Network;

/// Prices as the feeders see them, USD per whole token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotes {
    /// QER.
    pub qer: Decimal,
    /// ETH.
    pub eth: Decimal,
    /// The stablecoin.
    pub stable: Decimal,
    /// USD side of QER's pool.
    pub depth: Decimal,
}

/// The protocol, deployed, with a relayer that does what it is told.
pub struct Suite {
    /// Both chains and the relayer.
    pub net: Network,
    /// The contracts.
    pub at: Addresses,
    /// The Astroport pool on the DEX chain.
    pub pool: AstroPool,
    /// What the feeders last published.
    pub quotes: Quotes,
    /// Bank denom of the stablecoin on the home chain, a voucher.
    pub stable: String,
    /// Bank denom of ETH on the home chain, a voucher.
    pub eth: String,
    feeders: Vec<Addr>,
    /// Names of home accounts, for ledgers.
    names: BTreeMap<Addr, String>,
    published_at: u64,
    governance: Option<Governance>,
    gov_setup: Option<GovernanceSetup>,
}
