//! The reserve: buys ETH over IBC, keeps it, pays it out on the market's order, and sells what is the protocol's own. It
//! knows no users: every ETH is encumbered (it covers the market's claims) or the protocol's own.

mod execute;
mod milestones;
mod query;
mod records;
mod route;

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Decimal, Uint128};

pub use self::execute::*;
pub use self::milestones::*;
pub use self::query::*;
pub use self::records::*;
pub use self::route::*;

/// Least time between two changes of the bounds on buying and selling, seconds: a day.
pub const COOL_DOWN: u64 = 86_400;

/// Seconds for which a batch must have been waiting before it may be wound down: 30 days.
pub const WIND_DOWN_AFTER: u64 = 30 * 86_400;

/// The contracts that the reserve works with, and the tokens that it swaps. `T` is `String` on the wire, `Addr` once
/// checked.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Config<T> {
    /// The market: it alone may send purchases and order pay-outs. What it has earmarked is read raw, and it gets the
    /// proceeds of that ETH.
    pub market: T,
    /// The oracle whose records are read raw, for the slippage floor and for the price of ETH that is sold.
    pub oracle: T,
    /// QER, which a buyback burns: a cw20 that has named the reserve as a burner.
    pub token: T,
    /// Decimals of QER, at most 18.
    pub token_decimals: u8,
    /// The oracle's id of QER.
    pub token_asset: String,
    /// May pause purchases and resolve orders whose callback was lost; never spend.
    pub guardian: Option<T>,
    /// Bank denom of the stablecoin here.
    pub stable_denom: String,
    /// Decimals of the stablecoin, at most 18.
    pub stable_decimals: u8,
    /// The oracle's id of the stablecoin.
    pub stable_asset: String,
    /// Bank denom of the ETH here: the one voucher that is accepted.
    pub eth_denom: String,
    /// Decimals of the ETH, at most 18.
    pub eth_decimals: u8,
    /// The oracle's id of ETH.
    pub eth_asset: String,
}

/// Bounds on buying and selling.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Most that a swap may fall short of the oracle's price, 0.001 ..= 0.10.
    pub max_slippage: Decimal,
    /// Smallest order, smallest unit of the stablecoin, at least 1. Batches below it are refused. No order may leave a
    /// remainder of its batch below it. After this bound was raised the remainder of an older batch may be smaller; it is
    /// sent whole.
    pub min_order: Uint128,
    /// Largest order, smallest unit of the stablecoin; at least twice the smallest.
    pub max_order: Uint128,
    /// Most stablecoins in flight, smallest unit; at least the largest order.
    pub max_in_flight: Uint128,
    /// Most open orders, 1 ..= 32.
    pub max_open_orders: u32,
    /// Most batches that are not settled, 1 ..= 15. A claim may be in these and in the market's open batch: 16 at most.
    pub max_open_batches: u32,
    /// Seconds after an order's timeout from which the guardian may resolve it, 3,600 ..= 2,592,000.
    pub grace: u64,
    /// At which price ETH is sold.
    pub storefront: StorefrontRule,
    /// When the protocol's own ETH that is not earmarked exceeds this, smallest unit, the rest may be bought with QER, which
    /// is burned, once buyback has been opened; buyback is off if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buyback_above: Option<Uint128>,
}

/// The Dutch price of ETH: it falls in a straight line from `ask x (1 + premium)` to `average x (1 - discount)`, the one-hour
/// average counting no less than the bid and no more than the ask (so that nobody lowers it for a moment), at the bid and
/// ask of each moment. It never leaves that range; within it is rounded up at the 18th digit.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(Copy)]
pub struct StorefrontRule {
    /// Above the ask at the start, 0 ..= 0.20.
    pub premium: Decimal,
    /// Below the average at the end, 0 ..= 0.10; not above the market's `stress.own_discount`, or a sale brings less than the
    /// market has booked.
    pub discount: Decimal,
    /// Seconds of live prices that the fall takes, 3,600 ..= 604,800; while a price is not live the clock stands still.
    pub duration: u64,
}

/// Instantiates the reserve.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct InstantiateMsg {
    /// Owner: the timelock.
    pub owner: String,
    /// The contracts that it works with, and the tokens that it swaps.
    pub config: Config<String>,
    /// Full trace path of the ETH here, e.g. `transfer/channel-0/transfer/channel-208/weth-wei`; its first hop is the
    /// route's channel. A denom `ibc/HASH` does not tell its path.
    pub eth_path: String,
    /// The same of the stablecoin; the denom itself if the coin is native here.
    pub stable_path: String,
    /// The route to the outpost.
    pub route: Route,
    /// Bounds on buying and selling.
    pub params: Params,
}

/// Migrates to the code's version. No parameters.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct MigrateMsg {}
