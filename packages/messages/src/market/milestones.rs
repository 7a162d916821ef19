//! Borrowing opens once, by governance, when everything that it rests on is there.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Decimal, QuerierWrapper, StdResult, Uint128};
use cw_storage_plus::Item;
use thiserror::Error;

/// Published: when borrowing was opened, Unix seconds. Absent until then; written once, by the market only, and read raw by
/// the reserve.
pub const BORROWING_OPENED: Item<u64> = Item::new("bo");

/// Reads [`BORROWING_OPENED`] of a market with one raw query; `None` while borrowing is closed. Errors if the market is
/// not there or the record is unreadable.
pub fn read_borrowing_opened(querier: &QuerierWrapper, market: &Addr) -> StdResult<Option<u64>> {
    let record = querier.query_wasm_raw(market, BORROWING_OPENED.as_slice())?;
    record.map(cosmwasm_std::from_json).transpose()
}

/// One thing that borrowing still needs, with the figures. Its text is a sentence for whoever votes on it.
#[cw_serde]
#[derive(Error, Eq)]
pub enum MissingForBorrowing {
    /// One of the three prices may not be used for new risk.
    #[error("no live price of {asset}: {reason}")]
    Price {
        /// The oracle's id.
        asset: String,
        /// What is wrong with its record.
        reason: String,
    },
    /// The oracle has a price of QER but no depth, from which the caps on debt follow.
    #[error("the oracle knows no depth for {asset}")]
    Depth {
        /// The oracle's id of QER.
        asset: String,
    },
    /// The insurance is below `min_insurance` of depth.
    #[error("the insurance is {insurance} USD, the depth demands {needed} USD")]
    Insurance {
        /// What it is worth, USD, rounded down.
        insurance: Decimal,
        /// `min_insurance` x depth, USD.
        needed: Decimal,
    },
    /// Insurance and ETH do not cover the first debt under stress.
    #[error("insurance and ETH cover a debt of {covered} units under stress, the smallest debt is {needed} units")]
    StressCover {
        /// The debt that the stress bound allows, stablecoins, rounded down.
        covered: Uint128,
        /// The smallest debt, stablecoins.
        needed: Uint128,
    },
    /// QER's pool is so shallow that no account may borrow the smallest debt.
    #[error("the depth allows a debt of {cap} units, the smallest debt is {needed} units")]
    DepthCap {
        /// What the lower of the two caps allows, stablecoins, rounded down.
        cap: Uint128,
        /// The smallest debt, stablecoins.
        needed: Uint128,
    },
    /// The set ceiling is below the smallest debt.
    #[error("the debt ceiling is {ceiling} units, the smallest debt is {needed} units")]
    DebtCeiling {
        /// As set, stablecoins.
        ceiling: Uint128,
        /// The smallest debt, stablecoins.
        needed: Uint128,
    },
    /// Suppliers have not brought what the first debt takes.
    #[error("suppliers' cash is {cash} units, the smallest debt is {needed} units")]
    Cash {
        /// Stablecoins that can be borrowed.
        cash: Uint128,
        /// The smallest debt, stablecoins.
        needed: Uint128,
    },
    /// The reserve is not there, or a record of it cannot be read.
    #[error("the reserve {reserve} cannot be read: {reason}")]
    ReserveUnreadable {
        /// Its address.
        reserve: Addr,
        /// What went wrong.
        reason: String,
    },
    /// The reserve would refuse this market's batches and pay none of its claims.
    #[error("the reserve {reserve} works for the market {market}, not for this one")]
    ReserveOfAnotherMarket {
        /// Its address.
        reserve: Addr,
        /// The market that it knows.
        market: Addr,
    },
    /// The reserve takes no batch now.
    #[error("the reserve's purchases are paused until {until}")]
    PurchasesPaused {
        /// Unix seconds.
        until: u64,
    },
}

/// Answer to `milestones`.
#[cw_serde]
pub struct MilestonesResponse {
    /// When borrowing was opened, Unix seconds; null while it is closed. No message takes it back.
    pub opened_at: Option<u64>,
    /// What `open_borrowing` would refuse for now, all of it. Once borrowing is open this closes nothing: each item is what
    /// a borrow meets at its own limits.
    pub missing: Vec<MissingForBorrowing>,
}
