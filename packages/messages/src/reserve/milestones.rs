//! Buyback opens once, by governance, after borrowing.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Uint128};
use cw_storage_plus::Item;
use thiserror::Error;

/// Published: when buyback was opened, Unix seconds. Absent until then; written once, by the reserve only.
pub const BUYBACK_OPENED: Item<u64> = Item::new("bo");

/// One thing that buyback still needs, with the figures. Its text is a sentence for whoever votes on it.
#[cw_serde]
#[derive(Error, Eq)]
pub enum MissingForBuyback {
    /// Borrowing opens first.
    #[error("the market {market} has not opened borrowing")]
    BorrowingNotOpen {
        /// The reserve's market.
        market: Addr,
    },
    /// The market is not there, or a record of it cannot be read.
    #[error("the market {market} cannot be read: {reason}")]
    MarketUnreadable {
        /// The reserve's market.
        market: Addr,
        /// What went wrong.
        reason: String,
    },
    /// The token would refuse to burn what the reserve buys.
    #[error("the token {token} has not named the reserve as a burner")]
    NotBurner {
        /// QER.
        token: Addr,
    },
    /// Nothing says how much ETH is kept.
    #[error("buyback_above is not set")]
    LevelNotSet {},
    /// A price of ETH or QER may not be used for a sale.
    #[error("no live price of {asset}: {reason}")]
    Price {
        /// The oracle's id.
        asset: String,
        /// What is wrong with its record.
        reason: String,
    },
    /// The suppliers come first.
    #[error("{earmarked} ETH units are earmarked for a deficit")]
    DeficitOpen {
        /// Smallest unit.
        earmarked: Uint128,
    },
}

/// Answer to `milestones`.
#[cw_serde]
pub struct MilestonesResponse {
    /// When buyback was opened, Unix seconds; null while it is closed. No message takes it back; `buyback_above` turns it
    /// on and off from then on.
    pub opened_at: Option<u64>,
    /// What `open_buyback` would refuse for now, all of it.
    pub missing: Vec<MissingForBuyback>,
}
