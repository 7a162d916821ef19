//! The tasks, each a table that switches it on.

use cosmwasm_std::{Decimal, SignedDecimal, Uint128};
use serde::Deserialize;

use super::FeedConfig;

/// Which tasks are done, and how.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskConfigs {
    /// Submits prices.
    pub feed: Option<FeedConfig>,
    /// Has records of prices written anew.
    pub poke: Option<PokeConfig>,
    /// Liquidates unhealthy positions.
    pub liquidate: Option<LiquidateConfig>,
    /// Hands over a due batch, and sends what waits in the reserve.
    pub flush: Option<FlushConfig>,
    /// Credits orders whose ETH came without its callback.
    pub sync: Option<SyncConfig>,
    /// Has the outpost send ETH again whose return failed.
    pub retry: Option<RetryConfig>,
    /// Pays out what borrowers and liquidators are owed.
    pub collect: Option<CollectConfig>,
    /// Executes ripe operations of the timelock.
    pub execute: Option<ExecuteConfig>,
    /// Sends what is due of rewards to the distributor.
    pub release: Option<ReleaseConfig>,
    /// Buys the protocol's ETH below its price.
    pub storefront: Option<StorefrontConfig>,
}

pub(super) fn on() -> bool {
    true
}

fn half_minute() -> u64 {
    30
}

fn minute() -> u64 {
    60
}

/// `poke`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PokeConfig {
    /// False switches it off.
    #[serde(default = "on")]
    pub enabled: bool,
    /// Between two looks, 1 ..= 86,400.
    #[serde(default = "half_minute")]
    pub interval: u64,
    /// A record is poked when it was written so long ago, 5 ..= 86,400.
    #[serde(default = "poke_older_than")]
    pub older_than: u64,
    /// 1 to 30 asset ids in the order in which they are poked, tokens that others are quoted in first; by default
    /// stablecoin, ETH and QER.
    pub assets: Option<Vec<String>>,
}

fn poke_older_than() -> u64 {
    300
}

/// `liquidate`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LiquidateConfig {
    /// False switches it off.
    #[serde(default = "on")]
    pub enabled: bool,
    /// Between two looks, 1 ..= 86,400.
    #[serde(default = "liquidate_interval")]
    pub interval: u64,
    /// Positions looked at in a round, the least healthy first, 1 ..= 200. If none of them pays, as many behind them, others
    /// in each round.
    #[serde(default = "max_positions")]
    pub max_positions: u32,
    /// Transactions sent one after the other without waiting for their blocks, 1 ..= 20.
    #[serde(default = "burst")]
    pub burst: u32,
    /// Least profit of a liquidation, US dollars, -1,000 ..= 1,000,000. It includes what gas costs. Below zero: what closing
    /// a position may cost, so that debts too small to pay anybody do not stay. A loss is taken only where no debt is left.
    #[serde(default = "min_profit")]
    pub min_profit: SignedDecimal,
    /// How much worse than quoted a liquidation or sale may end, 0 ..= 0.2; the least profit holds in any case.
    #[serde(default = "slippage")]
    pub slippage: Decimal,
    /// How much less than a stablecoin a pending one counts for: it buys ETH first. 0 ..= 1.
    #[serde(default = "pending_discount")]
    pub pending_discount: Decimal,
    /// Stablecoins that stay in the account, smallest unit.
    #[serde(default)]
    pub keep: Uint128,
    /// Whether debts for which nothing is left are written off, which earns nothing.
    #[serde(default = "on")]
    pub write_off: bool,
    /// An Astroport constant-product pair of QER and the stablecoin on the home chain, where the seized QER is sold in the
    /// same transaction. Without it the keeper keeps the QER, and reckons with the oracle's mid price.
    pub pair: Option<String>,
}

fn liquidate_interval() -> u64 {
    5
}

fn max_positions() -> u32 {
    30
}

fn burst() -> u32 {
    5
}

fn min_profit() -> SignedDecimal {
    SignedDecimal::one()
}

fn slippage() -> Decimal {
    Decimal::permille(5)
}

fn pending_discount() -> Decimal {
    Decimal::percent(10)
}

/// `flush`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlushConfig {
    /// False switches it off.
    #[serde(default = "on")]
    pub enabled: bool,
    /// Between two looks, 1 ..= 86,400.
    #[serde(default = "half_minute")]
    pub interval: u64,
    /// Orders that one flush of the reserve sends at most, 1 ..= 5.
    #[serde(default = "flush_orders")]
    pub orders: u32,
}

fn flush_orders() -> u32 {
    2
}

/// `sync`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SyncConfig {
    /// False switches it off.
    #[serde(default = "on")]
    pub enabled: bool,
    /// Between two looks, 1 ..= 86,400.
    #[serde(default = "minute")]
    pub interval: u64,
}

/// `retry`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetryConfig {
    /// False switches it off.
    #[serde(default = "on")]
    pub enabled: bool,
    /// Between two looks, 1 ..= 86,400.
    #[serde(default = "minute")]
    pub interval: u64,
}

/// `collect`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CollectConfig {
    /// False switches it off.
    #[serde(default = "on")]
    pub enabled: bool,
    /// Between two looks, 1 ..= 86,400.
    #[serde(default = "collect_interval")]
    pub interval: u64,
    /// Less than this is left for its owner to collect, US dollars, 0 ..= 1,000,000.
    #[serde(default = "collect_min_value")]
    pub min_value: Decimal,
    /// Users paid in a round, 1 ..= 100.
    #[serde(default = "max_users")]
    pub max_users: u32,
}

fn collect_interval() -> u64 {
    300
}

fn collect_min_value() -> Decimal {
    Decimal::one()
}

fn max_users() -> u32 {
    10
}

/// `execute`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExecuteConfig {
    /// False switches it off.
    #[serde(default = "on")]
    pub enabled: bool,
    /// Between two looks, 1 ..= 86,400.
    #[serde(default = "half_minute")]
    pub interval: u64,
    /// Operations executed in a round, the oldest first, 1 ..= 30.
    #[serde(default = "max_operations")]
    pub max_operations: u32,
}

fn max_operations() -> u32 {
    5
}

/// `release`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReleaseConfig {
    /// False switches it off.
    #[serde(default = "on")]
    pub enabled: bool,
    /// Between two looks, 1 ..= 86,400.
    #[serde(default = "release_interval")]
    pub interval: u64,
    /// The emissions contract, as `qerun deploy` printed it.
    pub emissions: String,
    /// Less than this of a stream is left to wait, smallest unit of QER.
    #[serde(default = "release_min_amount")]
    pub min_amount: Uint128,
}

fn release_interval() -> u64 {
    3_600
}

fn release_min_amount() -> Uint128 {
    Uint128::new(1_000_000)
}

/// `storefront`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StorefrontConfig {
    /// False switches it off.
    #[serde(default = "on")]
    pub enabled: bool,
    /// Between two looks, 1 ..= 86,400.
    #[serde(default = "storefront_interval")]
    pub interval: u64,
    /// ETH is bought at this much below the oracle's bid or cheaper, a share of it, 0 ..= 0.5. What is paid is worth its mid.
    #[serde(default = "margin")]
    pub margin: Decimal,
    /// Most stablecoins paid in a round for earmarked ETH, smallest unit, above zero.
    pub max_payment: Uint128,
    /// Stablecoins that stay in the account, smallest unit.
    #[serde(default)]
    pub keep: Uint128,
    /// Most QER paid in a round for surplus ETH, smallest unit, above zero; without it none is bought. The reserve burns it.
    pub max_qer: Option<Uint128>,
    /// QER that stays in the account, smallest unit.
    #[serde(default)]
    pub keep_qer: Uint128,
}

fn storefront_interval() -> u64 {
    15
}

fn margin() -> Decimal {
    Decimal::percent(1)
}
