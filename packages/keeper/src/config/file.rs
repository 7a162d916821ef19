//! Chains, logs, the page of health and metrics, and the pace after failures.

use std::net::SocketAddr;

use cosmwasm_std::Decimal;
use qerun_deployment::plan::{ChainPlan, KeySource};
use serde::Deserialize;

use super::TaskConfigs;
use crate::secret::SecretUrl;

/// What `keeper.toml` says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The market, an address of the home chain. All other contracts are read from it.
    pub market: String,
    /// The chains, their nodes and the keeper's keys.
    pub chain: ChainConfigs,
    /// What is done. A task without a table is not done.
    #[serde(default)]
    pub task: TaskConfigs,
    /// How failures slow a task down.
    #[serde(default)]
    pub back_off: BackOffConfig,
    /// Logs, on standard error.
    #[serde(default)]
    pub log: LogConfig,
    /// Where health and metrics are served; nowhere without.
    pub page: Option<PageConfig>,
}

/// The two chains.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChainConfigs {
    /// The chain of market and oracle.
    pub home: ChainConfig,
    /// The chain of the outpost; only the task `retry` needs it.
    pub dex: Option<ChainConfig>,
}

/// How to reach and pay a chain.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChainConfig {
    /// As in genesis, `osmosis-1`. A node of another chain is never used.
    pub chain_id: String,
    /// RPC of 1 to 8 nodes; the next one is used when one fails or is behind.
    pub rpc: Vec<SecretUrl>,
    /// Human-readable part of its bech32 addresses.
    pub prefix: String,
    /// Denom of the fees.
    pub fee_denom: String,
    /// Of one unit of gas, in `fee_denom`.
    pub gas_price: Decimal,
    /// The factor between simulated gas and the gas that is asked for, 1 ..= 3.
    #[serde(default = "gas_margin")]
    pub gas_margin: Decimal,
    /// No transaction asks for more gas, 100,000 ..= 1,000,000,000.
    #[serde(default = "max_gas")]
    pub max_gas: u64,
    /// Blocks for which a transaction is valid, 2 ..= 1,000: beyond them it can never run.
    #[serde(default = "valid_blocks")]
    pub valid_blocks: u32,
    /// Longest wait for a transaction's block, 5 ..= 3,600.
    #[serde(default = "inclusion_timeout")]
    pub inclusion_timeout: u64,
    /// Longest wait for an answer of a node, 1 ..= 120.
    #[serde(default = "request_timeout")]
    pub request_timeout: u64,
    /// A node whose newest block is older is behind, 5 ..= 3,600.
    #[serde(default = "max_block_age")]
    pub max_block_age: u64,
    /// SLIP-44 number in the key's derivation path.
    #[serde(default = "coin_type")]
    pub coin_type: u32,
    /// Where the mnemonic of the keeper's account is. A file must be readable by its owner alone.
    pub key: KeySource,
}

fn gas_margin() -> Decimal {
    Decimal::percent(130)
}

fn max_gas() -> u64 {
    20_000_000
}

fn valid_blocks() -> u32 {
    20
}

fn inclusion_timeout() -> u64 {
    120
}

fn request_timeout() -> u64 {
    10
}

fn max_block_age() -> u64 {
    60
}

fn coin_type() -> u32 {
    118
}

impl ChainConfig {
    /// The same as qerun-chain wants it, with one of the nodes.
    #[must_use]
    pub fn plan(&self, rpc: &SecretUrl) -> ChainPlan {
        ChainPlan {
            chain_id: self.chain_id.clone(),
            rpc: rpc.reveal().to_owned(),
            prefix: self.prefix.clone(),
            fee_denom: self.fee_denom.clone(),
            gas_price: self.gas_price,
            gas_margin: self.gas_margin,
            timeout: self.inclusion_timeout,
            coin_type: self.coin_type,
            public: true,
            wallet: None,
        }
    }
}

/// Waits of a task after failures: the first one, doubled with each further failure, a quarter of it at random.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackOffConfig {
    /// After the first failure, 1 ..= 600.
    #[serde(default = "first_wait")]
    pub first: u64,
    /// The longest, `first` ..= 86,400.
    #[serde(default = "longest_wait")]
    pub longest: u64,
}

fn first_wait() -> u64 {
    2
}

fn longest_wait() -> u64 {
    120
}

impl Default for BackOffConfig {
    fn default() -> Self {
        BackOffConfig {
            first: first_wait(),
            longest: longest_wait(),
        }
    }
}

/// How logs are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogConfig {
    /// The least severe level that is shown.
    #[serde(default)]
    pub level: LogLevel,
    /// Text for people, JSON for programs.
    #[serde(default)]
    pub format: LogFormat,
}

/// Levels of logs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the field's words
pub enum LogLevel {
    Error,
    Warn,
    #[default]
    Info,
    Debug,
}

/// Shapes of logs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the field's words
pub enum LogFormat {
    #[default]
    Text,
    Json,
}

/// Where health and metrics are served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageConfig {
    /// Address and port, `127.0.0.1:9464`.
    pub listen: SocketAddr,
}
