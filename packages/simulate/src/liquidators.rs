//! Who liquidates, when, and for which profit.

use serde::{Deserialize, Serialize};

use crate::error::{ensure_within, SimulateError};

/// All liquidators together.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Liquidators {
    /// Steps from the one in which a position falls below health 1 to the one in which it is first liquidated.
    pub latency: u32,
    /// What they can repay in one step, stablecoins; they sell what they get at once.
    pub capital: f64,
    /// Profit below which none acts, USD: after the pool's fee and price impact and the cost of selling ETH. Below minus
    /// 1e12 they always act.
    pub min_profit: f64,
    /// What selling ETH costs, a share.
    pub eth_cost: f64,
    /// How far below its market price ETH of the storefront must be before it is bought, a share.
    pub storefront_margin: f64,
}

impl Default for Liquidators {
    /// At once, without a limit of capital, for at least 5 dollars.
    fn default() -> Self {
        Liquidators {
            latency: 0,
            capital: f64::INFINITY,
            min_profit: 5.0,
            eth_cost: 0.005,
            storefront_margin: 0.01,
        }
    }
}

impl Liquidators {
    pub(crate) fn ensure_valid(&self) -> Result<(), SimulateError> {
        ensure_within("liquidators.capital", self.capital, 0.0, f64::INFINITY)?;
        ensure_within(
            "liquidators.min_profit",
            self.min_profit,
            f64::NEG_INFINITY,
            1e15,
        )?;
        ensure_within("liquidators.eth_cost", self.eth_cost, 0.0, 0.5)?;
        ensure_within(
            "liquidators.storefront_margin",
            self.storefront_margin,
            0.0,
            0.5,
        )
    }
}
