//! What the market stores. Keys are short: a key's bytes cost gas at every touch.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Empty, Uint128};
use cw_storage_plus::{Item, Map};
use qerun_controls::{Pause, Version};
use qerun_math::{DebtShares, SlidingSum, SupplyShares};
use qerun_messages::market::{Config, WriteOffs};

pub use crate::terms::Terms;
pub use crate::totals::State;
use crate::valid_params::ValidParams;

/// The name under which cw2 knows the contract.
pub const CONTRACT_NAME: &str = concat!("crate:", env!("CARGO_PKG_NAME"));
/// The version of this code.
pub const CONTRACT_VERSION: &str = env!("CARGO_PKG_VERSION");
/// The first version whose records have the present shape.
pub const OLDEST_RECORDS: Version = Version::new(0, 3, 0);

/// What it trades and whom it trusts.
pub const CONFIG: Item<Config<Addr>> = Item::new("c");
/// Risk parameters, with the ramp of the liquidation threshold while there is one. Written by
/// `params::store` alone.
pub const PARAMS: Item<ValidParams> = Item::new("p");
/// A copy of the few fields of [`CONFIG`] and [`PARAMS`] with which suppliers' verbs and repaying do: one small record in
/// place of two large ones. Written by `params::store` alone.
pub const TERMS: Item<Terms> = Item::new("i");
/// When the risk parameters were updated last, Unix seconds; absent before the first update. Apart
/// from [`PARAMS`], which is read often.
pub const UPDATED_AT: Item<u64> = Item::new("u");
/// The record that nearly every message changes.
pub const STATE: Item<State> = Item::new("s");
/// The last pause of each action.
pub const PAUSES: Item<Pauses> = Item::new("z");
/// QER pledged in all. Apart from [`STATE`], which a deposit need not touch.
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
/// QER that liquidations have seized in the last hour, USD at the liquidation price.
pub const SEIZED: Item<SlidingSum> = Item::new("q");
/// What borrowers and liquidators are owed whether or not they still have a position.
pub const OWED: Map<&Addr, Claim> = Map::new("o");
/// Sums of what was written off and who bore it; absent before the first write-off. [`EARMARK`] is published beside it.
///
/// [`EARMARK`]: qerun_messages::market::EARMARK
pub const WRITE_OFFS: Item<WriteOffs> = Item::new("w");

/// One borrower. Stored under short names, since a key's and a name's bytes cost gas.
#[cw_serde]
#[derive(Default)]
pub struct Position {
    /// QER pledged.
    #[serde(rename = "c")]
    pub collateral: Uint128,
    /// Debt shares, at [`Position::scale`].
    #[serde(rename = "d")]
    pub debt_shares: DebtShares,
    /// The state's scale when the debt was last touched.
    #[serde(rename = "s", default, skip_serializing_if = "is_zero")]
    pub scale: u32,
    /// What repaying releases.
    #[serde(rename = "l")]
    pub claim: Claim,
    /// Height of the block of the last borrow; zero before the first.
    #[serde(rename = "h", default, skip_serializing_if = "is_zero_u64")]
    pub borrowed_at: u64,
    /// Whether the account may not borrow.
    #[serde(rename = "x", default, skip_serializing_if = "std::ops::Not::not")]
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

/// The last pause of each action.
#[cw_serde]
#[derive(Default)]
#[allow(missing_docs)] // one for each action
pub struct Pauses {
    pub supply: Pause,
    pub borrow: Pause,
    /// Under debt only.
    pub withdraw_collateral: Pause,
}

fn is_zero_u64(n: &u64) -> bool {
    *n == 0
}

fn is_zero(n: &u32) -> bool {
    *n == 0
}
