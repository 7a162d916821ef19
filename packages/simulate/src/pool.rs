//! The pool in which QER trades: how deep it is, and what selling into it does to the price.

use serde::{Deserialize, Serialize};

use crate::error::{ensure_within, SimulateError};

/// The pool. A constant-product pair whose liquidity flees with the fall: at a price of `p` times that of the start its
/// USD side is `depth x min(p, 1)^flight`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pool {
    /// How fast liquidity flees: 0.5 is a pair that nobody leaves, 1 one whose depth falls with the price, 2 one from which
    /// half of that leaves besides when the price halves.
    pub flight: f64,
    /// Seconds in which half of the impact of a sale has healed; infinite: it stays.
    pub half_life: f64,
    /// The pool's fee on a sale, a share.
    pub fee: f64,
    /// Whether liquidators sell what they seize into the pool.
    pub sold: bool,
}

impl Default for Pool {
    /// Depth that falls with the price, impact that half heals in six hours, a fee of 0.3 %.
    fn default() -> Self {
        Pool {
            flight: 1.0,
            half_life: 21_600.0,
            fee: 0.003,
            sold: true,
        }
    }
}

impl Pool {
    pub(crate) fn ensure_valid(&self) -> Result<(), SimulateError> {
        ensure_within("pool.flight", self.flight, 0.0, 10.0)?;
        ensure_within("pool.half_life", self.half_life, 1.0, f64::INFINITY)?;
        ensure_within("pool.fee", self.fee, 0.0, 0.5)
    }
}
