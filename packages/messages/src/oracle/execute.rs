//! Messages to the oracle.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Decimal;
use cw_ownable::Action;

use super::{AssetConfig, AssetEntry};

/// One price of one feeder.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct FeederPrice {
    /// Asset id.
    pub asset: String,
    /// USD per whole token; above 0, at most 1e12.
    pub price: Decimal,
    /// USD side of the pool as the feeder sees it; at most 1e12.
    pub depth: Option<Decimal>,
    /// When it was observed, seconds: later than the feeder's last one, not later than the block, not outdated.
    pub timestamp: u64,
}

/// Sets up the oracle.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct InstantiateMsg {
    /// The timelock.
    pub owner: String,
    /// May halt an asset.
    pub guardian: Option<String>,
    /// Assets from the first block on, at most 10.
    pub assets: Vec<AssetEntry>,
}

/// Messages to the oracle. None takes funds.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ExecuteMsg {
    /// Feeders only: fills the sender's slots and rewrites the records of these assets. 1 to 10 different assets.
    SubmitPrices {
        /// One for each asset.
        prices: Vec<FeederPrice>,
    },
    /// Anyone: rewrites the records of these assets from their sources. 1 to 10 different assets.
    Poke {
        /// Asset ids.
        assets: Vec<String>,
    },
    /// Owner: adds an asset or changes its sources and guards. A known asset keeps its growth clamp and averages. Until
    /// it is idle it changes once in 24 hours, each guard within a step; sources may be replaced whole, and each that
    /// is live at once must agree with the published price. Tighter price bounds and a narrower deviation degrade a
    /// record that breaks them; slots of feeders and samples of pairs that leave go. Errors: `InvalidAsset`,
    /// `OutOfBounds`, `ZeroPrice`, `TooLarge`, `DuplicateFeeder`, `DuplicateSource`, `InvalidFeedId`, `SameToken`,
    /// `QuotedInItself`, `QuotedInPool`, `UnknownAsset` of a quote token, `Step`, `LimitLifted`, `CoolDown`,
    /// `FarFromPublished`.
    SetAsset {
        /// Asset id: 1 to 32 of `a-z 0-9 . _ -`.
        asset: String,
        /// Sources and guards.
        config: AssetConfig<String>,
    },
    /// Owner: forgets an idle asset (no price to rely on for 24 hours, as after a halt) with its record, slots, clamp
    /// and averages. Errors: `InUse`.
    RemoveAsset {
        /// Asset id.
        asset: String,
    },
    /// Guardian or owner: consumers refuse the asset from now on.
    Halt {
        /// Asset id.
        asset: String,
    },
    /// Owner: ends a halt; the record is good again with the next price that passes the guards.
    Resume {
        /// Asset id.
        asset: String,
    },
    /// Guardian or owner: puts back the sources and guards that were in force before the last change of this asset, once,
    /// within seven days of that change. Clamp and averages stay; until a price passes the guards again the record is
    /// degraded, and a grace begins. The owner may change it again at once. Errors: `NothingToRevert`, `TooLateToRevert`,
    /// `CoolDown` within seven days of the last one.
    RevertAsset {
        /// Asset id.
        asset: String,
    },
    /// Owner: names, replaces or removes the guardian.
    SetGuardian {
        /// None removes it.
        guardian: Option<String>,
    },
    /// Owner: two-step transfer.
    UpdateOwnership(Action),
}
