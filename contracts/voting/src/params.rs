//! Half-life and hook gas: their bounds, and how far one update may move them.

use qerun_controls::{ensure_step, ensure_within, ParameterError};
use qerun_messages::voting::{Params, MAX_HALF_LIFE, MAX_HOOK_GAS, MIN_HALF_LIFE, MIN_HOOK_GAS};

/// Parameters within their bounds.
pub struct ValidParams(Params);

impl TryFrom<Params> for ValidParams {
    type Error = ParameterError;

    fn try_from(params: Params) -> Result<Self, ParameterError> {
        ensure_within(
            "half_life",
            params.half_life,
            (MIN_HALF_LIFE, MAX_HALF_LIFE),
        )?;
        ensure_within("hook_gas", params.hook_gas, (MIN_HOOK_GAS, MAX_HOOK_GAS))?;
        Ok(ValidParams(params))
    }
}

impl ValidParams {
    /// Refuses what is not half to double of the present parameters. Errors: `Step`.
    pub fn ensure_step(&self, old: &Params) -> Result<(), ParameterError> {
        for (name, new, old) in [
            ("half_life", self.0.half_life, old.half_life),
            ("hook_gas", self.0.hook_gas, old.hook_gas),
        ] {
            ensure_step(name, new, (old.div_ceil(2), old.saturating_mul(2)))?;
        }
        Ok(())
    }

    /// The parameters.
    pub fn into_inner(self) -> Params {
        self.0
    }
}
