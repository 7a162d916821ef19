//! What `feed` asks of whom.

use std::path::PathBuf;

use cosmwasm_std::Decimal;
use serde::Deserialize;

use super::header::Header;
use super::tasks::on;
use crate::secret::SecretUrl;

/// `feed`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedConfig {
    /// False switches it off.
    #[serde(default = "on")]
    pub enabled: bool,
    /// Between two rounds, 1 ..= 86,400.
    #[serde(default = "interval")]
    pub interval: u64,
    /// Longest wait for a provider, from connecting to the last byte, 1 ..= 60.
    #[serde(default = "timeout")]
    pub timeout: u64,
    /// Longest answer of a provider, bytes, 64 ..= 16,777,216.
    #[serde(default = "max_body")]
    pub max_body: u64,
    /// 1 to 30 assets.
    #[serde(rename = "asset")]
    pub assets: Vec<FeedAsset>,
}

fn interval() -> u64 {
    30
}

fn timeout() -> u64 {
    5
}

fn max_body() -> u64 {
    1 << 20
}

/// An asset and who knows its price.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedAsset {
    /// The oracle's id.
    pub asset: String,
    /// Providers that must answer, 1 to their number.
    pub quorum: usize,
    /// An answer older than this does not count, 5 ..= 86,400.
    #[serde(default = "max_age")]
    pub max_age: u64,
    /// A larger move must be confirmed by the next round, a share of the last price, above 0, at most 10.
    #[serde(default = "max_jump")]
    pub max_jump: Decimal,
    /// A smaller move is not submitted before `heartbeat` is over, a share of the last price, at most 1.
    #[serde(default)]
    pub min_move: Decimal,
    /// A price is submitted at least so often, at most 86,400; 0 submits it in each round.
    #[serde(default)]
    pub heartbeat: u64,
    /// 1 to 20 of different names.
    #[serde(rename = "provider")]
    pub providers: Vec<Provider>,
}

fn max_age() -> u64 {
    120
}

fn max_jump() -> Decimal {
    Decimal::percent(10)
}

/// Who tells a price, as JSON.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Its name in logs and metrics.
    pub name: String,
    /// Where it is asked by GET; this or `file`.
    pub url: Option<SecretUrl>,
    /// A file in its place, relative to the configuration.
    pub file: Option<PathBuf>,
    /// JSON pointer (RFC 6901) to the price, a number or a text of one.
    pub price: String,
    /// JSON pointer to the time of the price, Unix seconds, milliseconds or later digits. Without it that of the answer
    /// counts, or when the file was written.
    pub time: Option<String>,
    /// JSON pointer to the USD side of the pool.
    pub depth: Option<String>,
    /// The price is one over the figure, before `multiplier`.
    #[serde(default)]
    pub invert: bool,
    /// The price is the figure times this; above 0.
    #[serde(default = "Decimal::one")]
    pub multiplier: Decimal,
    /// Headers of the request.
    #[serde(default, rename = "header")]
    pub headers: Vec<Header>,
}
