//! What the market stores. Keys are short: a key's bytes cost gas at every touch.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Empty, Uint128};
use cw_storage_plus::{Item, Map};
use qerun_controls::{Pause, Version};
use qerun_math::{DebtShares, SupplyShares};
use qerun_messages::market::{Config, WriteOffs};

pub use crate::compact_config::{CompactConfig, Rules};
pub use crate::seizure_cap::Seized;
use crate::stored_position::StoredPosition;
pub use crate::totals::State;

/// The name under which cw2 knows the contract.
pub const CONTRACT_NAME: &str = concat!("crate:", env!("CARGO_PKG_NAME"));
/// The version of this code.
pub const CONTRACT_VERSION: &str = env!("CARGO_PKG_VERSION");
/// The first version whose records have the present shape.
pub const OLDEST_RECORDS: Version = Version::new(0, 3, 0);

/// What it trades and whom it trusts. Verbs that users pay for read [`RULES`] or [`COMPACT_CONFIG`] in its place.
pub const CONFIG: Item<Config<Addr>> = Item::new("c");
/// Risk parameters, and a copy of the fields of [`CONFIG`] that never change: one record in place of two for whatever
/// looks at risk. Written by `params::store` alone.
pub const RULES: Item<Rules> = Item::new("p");
/// A copy of the few fields of [`RULES`] that verbs need when they check no risk: a smaller record costs less gas. Written
/// by `params::store` alone.
pub const COMPACT_CONFIG: Item<CompactConfig> = Item::new("i");
/// When the risk parameters were updated last, Unix seconds; absent before the first update. Apart
/// from [`RULES`], which is read often.
pub const UPDATED_AT: Item<u64> = Item::new("u");
/// The record that nearly every message changes.
pub const STATE: Item<State> = Item::new("s");
/// The last pause of each action, and whether borrowing has been opened.
pub const PAUSES: Item<Pauses> = Item::new("z");
/// QER deposited in all, less what was withdrawn. Apart from [`STATE`], which a deposit need not touch. What is pledged is
/// this less [`Seized::collateral`]: a liquidation need not touch it either.
pub const COLLATERAL: Item<Uint128> = Item::new("tc");
/// Supply shares by supplier.
pub const SUPPLIERS: Map<&Addr, SupplyShares> = Map::new("l");
/// Positions by borrower.
pub const POSITIONS: Map<&Addr, Position> = Map::new("b");
/// Positions with debt by `debt shares x 1e18 / collateral`: the order of health at every price.
pub const BY_HEALTH: Map<(u128, &Addr), Empty> = Map::new("h");
/// Who may not borrow, for listing. `borrow` looks at [`Position::barred`], which it reads anyway.
pub const BARRED: Map<&Addr, Empty> = Map::new("x");
/// By id of a batch that was wound down: its borrowers' stablecoins that no claim has folded yet. Smallest units.
pub const WOUND_DOWN: Map<u64, Uint128> = Map::new("r");
/// QER that liquidations have seized; absent before the first one.
pub const SEIZED: Item<Seized> = Item::new("q");
/// What borrowers and liquidators are owed whether or not they still have a position.
pub const OWED: Map<&Addr, Claim> = Map::new("o");
/// Sums of what was written off and who bore it; absent before the first write-off. [`EARMARK`] is published beside it.
///
/// [`EARMARK`]: qerun_messages::market::EARMARK
pub const WRITE_OFFS: Item<WriteOffs> = Item::new("w");

/// One borrower.
#[cw_serde]
#[derive(Default)]
#[serde(from = "StoredPosition", into = "StoredPosition")]
pub struct Position {
    /// QER pledged.
    pub collateral: Uint128,
    /// Debt shares, at [`Position::scale`].
    pub debt_shares: DebtShares,
    /// The state's scale when the debt was last touched.
    pub scale: u32,
    /// What repaying releases.
    pub claim: Claim,
    /// Height of the block of the last borrow; zero before the first.
    pub borrowed_at_height: u64,
    /// Whether the account may not borrow.
    pub barred: bool,
}

/// ETH, parts of batches that are to become ETH, and stablecoins.
#[cw_serde]
#[derive(Default)]
pub struct Claim {
    /// ETH that the reserve keeps for it.
    #[serde(rename = "e", default, skip_serializing_if = "Uint128::is_zero")]
    pub eth: Uint128,
    /// Batch id and the claim's stablecoins in that batch, by rising id. At most 16 in a position.
    #[serde(rename = "b", default, skip_serializing_if = "Vec::is_empty")]
    pub batches: Vec<(u64, Uint128)>,
    /// Stablecoins that the market keeps for it: what came back from batches that were wound down, and what the bank
    /// refused to pay.
    #[serde(rename = "s", default, skip_serializing_if = "Uint128::is_zero")]
    pub stable: Uint128,
}

/// The last pause of each action, and whether borrowing has been opened, which is asked where its pause is.
#[cw_serde]
#[derive(Default)]
#[allow(missing_docs)] // one for each action
pub struct Pauses {
    pub supply: Pause,
    pub borrow: Pause,
    /// Under debt only.
    pub withdraw_collateral: Pause,
    /// Whether borrowing still has to be opened. Absent from then on, so that it costs a borrow nothing. When it was opened is
    /// [`BORROWING_OPENED`](qerun_messages::market::BORROWING_OPENED).
    #[serde(rename = "n", default, skip_serializing_if = "std::ops::Not::not")]
    pub borrowing_not_open: bool,
}
