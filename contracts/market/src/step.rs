//! From one set of risk parameters to the next: by how much each may move, and how a cut of the
//! liquidation threshold comes into force.

use cosmwasm_std::{Decimal, Uint128};
use qerun_controls::ensure_step;
use qerun_math::{
    halving_range_ceil, halving_range_number_ceil, ramping_step_range_floor,
    step_range_amount_floor, step_range_floor, Ramp, PARAM_STEP,
};
use qerun_messages::market::{Params, RAMP};

use crate::bounds::{ensure_price_impact, Bounds, BOUNDS, MAX_THRESHOLD};
use crate::error::ContractError;
use crate::valid_params::ValidParams;

/// The least step, as a part of a parameter's upper bound: with it a parameter can leave zero.
const LEAST_STEP: Decimal = Decimal::percent(1);
/// The least step of the debt ceiling, in whole stablecoins.
const LEAST_CEILING_STEP: Uint128 = Uint128::new(1_000);

impl ValidParams {
    /// The next set, if it is one step from this one and every bound holds for it at any time from
    /// `now` on. `stable_decimals` are those of the stablecoin.
    ///
    /// Errors: those of a set by itself, `Parameter(Step)`.
    pub fn next(
        &self,
        params: Params,
        stable_decimals: u8,
        now: u64,
    ) -> Result<ValidParams, ContractError> {
        let mut next = ValidParams::try_from(params)?;
        for Bounds { name, of, max, .. } in BOUNDS {
            let least = max.checked_mul(LEAST_STEP)?;
            let range = step_range_floor(of(&self.set), PARAM_STEP, least)?;
            ensure_step(name, of(&next.set), range)?;
        }
        self.ensure_sizes(&next.set, stable_decimals)?;

        let (old, new) = (
            self.set.liquidation_threshold,
            next.set.liquidation_threshold,
        );
        let in_force = self.threshold_ceil(now)?;
        let least = MAX_THRESHOLD.checked_mul(LEAST_STEP)?;
        let range = ramping_step_range_floor(old, in_force, PARAM_STEP, least)?;
        ensure_step("liquidation_threshold", new, range)?;
        if new < in_force {
            // The other parameters change at once, while the threshold has not moved yet.
            ensure_price_impact(&next.set, in_force)?;
            // An update that leaves the threshold alone leaves its ramp alone.
            let ramp = match self.ramp {
                Some(running) if new == old => running,
                _ => Ramp::fall(in_force, new, now, RAMP)?,
            };
            next.ramp = Some(ramp);
        }
        Ok(next)
    }

    /// The ceiling moves as shares do; what a batch waits for may double or halve.
    fn ensure_sizes(&self, new: &Params, stable_decimals: u8) -> Result<(), ContractError> {
        let whole = Uint128::new(10).checked_pow(stable_decimals.into())?;
        let least = LEAST_CEILING_STEP.checked_mul(whole)?;
        let ceiling = step_range_amount_floor(self.set.debt_ceiling, PARAM_STEP, least)?;
        let min_size = halving_range_ceil(self.set.batch.min_size);
        for (name, value, range) in [
            ("debt_ceiling", new.debt_ceiling, ceiling),
            ("batch.min_size", new.batch.min_size, min_size),
        ] {
            ensure_step(name, value, range)?;
        }
        let range = halving_range_number_ceil(self.set.batch.max_age);
        ensure_step("batch.max_age", new.batch.max_age, range)?;
        Ok(())
    }
}
