//! One holder who borrows as much as the caps allow and dumps the rest of his QER.

use serde::{Deserialize, Serialize};

use crate::error::{ensure_within, SimulateError};

/// The attack. His account is one of the book's drawn accounts, the first: it owes what the account cap allows at the
/// maximum LTV, and the others owe the rest of the book's debt. Of given accounts it is the first as it is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attack {
    /// QER that he dumps, as a multiple of the pool's QER at that moment.
    pub holding: f64,
    /// In which step.
    pub step: u32,
    /// Share of the price impact that never heals: he and his like do not come back.
    pub lasting: f64,
}

impl Attack {
    pub(crate) fn ensure_valid(&self) -> Result<(), SimulateError> {
        ensure_within("attack.holding", self.holding, 0.0, 1e6)?;
        ensure_within("attack.lasting", self.lasting, 0.0, 1.0)
    }
}
