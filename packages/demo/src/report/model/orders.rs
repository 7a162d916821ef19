//! The purchase orders, and how their packets were relayed.

use cosmwasm_std::{Decimal, SignedDecimal};
use serde::{Deserialize, Serialize};

/// What became of an order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderStatus {
    /// Sent; no answer yet.
    #[default]
    InFlight,
    /// Bought; the ETH is on its way back or held by the outpost.
    Returning,
    /// The ETH arrived.
    Settled,
    /// The stablecoins came back.
    Refunded,
    /// Closed without a result.
    Lost,
}

impl OrderStatus {
    /// In words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InFlight => "in flight",
            Self::Returning => "returning",
            Self::Settled => "settled",
            Self::Refunded => "refunded",
            Self::Lost => "lost",
        }
    }
}

/// One purchase order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRow {
    /// The order's id in the reserve.
    pub order: u64,
    /// Id of the batch that it buys for.
    pub batch: u64,
    /// Date on which it was sent.
    pub date: String,
    /// Stablecoins sent.
    pub stable_in: Decimal,
    /// ETH received; none until settled.
    pub eth_out: Option<Decimal>,
    /// USD per ETH paid.
    pub price_paid: Option<Decimal>,
    /// USD per ETH by the oracle when sent.
    pub oracle_price: Decimal,
    /// price paid / oracle price - 1; the pool's fee included. Negative when cheaper.
    pub slippage: Option<SignedDecimal>,
    /// Its status at the end of the run.
    pub status: OrderStatus,
}

/// What the relayer did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelayerStats {
    /// Packets sent on either chain.
    pub packets: u64,
    /// Hours in which nothing was relayed.
    pub outage_hours: u64,
    /// Relay attempts lost; the next round tries again.
    pub lost: u64,
    /// Success acknowledgements relayed.
    pub acks: u64,
    /// Error acknowledgements relayed.
    pub error_acks: u64,
    /// Packets timed out.
    pub timeouts: u64,
    /// Second deliveries of the same packet or acknowledgement, all without effect.
    pub duplicates: u64,
    /// Packets held back on purpose.
    pub delayed: u64,
    /// Mean time from sending to acknowledgement or timeout, seconds.
    pub mean_delay_seconds: u64,
    /// The longest of them.
    pub max_delay_seconds: u64,
}
