//! From one set of risk parameters to the next: by how much each may move, and how a cut of the
//! liquidation threshold comes into force.

use cosmwasm_std::{Decimal, Uint128};
use qerun_math::{
    halving_range_ceil, halving_range_number_ceil, ramping_step_range_floor,
    step_range_amount_floor, step_range_floor, Ramp, PARAM_STEP,
};
use qerun_messages::market::{Params, RAMP};

use crate::error::ContractError;
use crate::params::{check_price_impact, Figure, RiskParams, FIGURES, MAX_THRESHOLD};

/// The least step, as a part of a parameter's upper bound: with it a parameter can leave zero.
const LEAST_STEP: Decimal = Decimal::percent(1);
/// The least step of the debt ceiling, in whole stablecoins.
const LEAST_CEILING_STEP: Uint128 = Uint128::new(1_000);

impl RiskParams {
    /// The next set, if it is one step from this one and every bound holds for it at any time from
    /// `now` on. `stable_decimals` are those of the stablecoin.
    ///
    /// Errors: those of a set by itself, `ParamStep`, `AmountStep`, `NumberStep`.
    pub fn next(
        &self,
        params: Params,
        stable_decimals: u8,
        now: u64,
    ) -> Result<RiskParams, ContractError> {
        let mut next = RiskParams::try_from(params)?;
        for Figure { name, of, max, .. } in FIGURES {
            let least = max.checked_mul(LEAST_STEP)?;
            let range = step_range_floor(of(&self.set), PARAM_STEP, least)?;
            step(name, of(&next.set), range)?;
        }
        self.check_sizes(&next.set, stable_decimals)?;

        let (old, new) = (
            self.set.liquidation_threshold,
            next.set.liquidation_threshold,
        );
        let in_force = self.threshold_ceil(now)?;
        let least = MAX_THRESHOLD.checked_mul(LEAST_STEP)?;
        let range = ramping_step_range_floor(old, in_force, PARAM_STEP, least)?;
        step("liquidation_threshold", new, range)?;
        if new < in_force {
            // The other parameters change at once, while the threshold has not moved yet.
            check_price_impact(&next.set, in_force)?;
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
    fn check_sizes(&self, new: &Params, stable_decimals: u8) -> Result<(), ContractError> {
        let whole = Uint128::new(10).checked_pow(stable_decimals.into())?;
        let least = LEAST_CEILING_STEP.checked_mul(whole)?;
        let ceiling = step_range_amount_floor(self.set.debt_ceiling, PARAM_STEP, least)?;
        let min_size = halving_range_ceil(self.set.batch.min_size);
        for (name, value, (min, max)) in [
            ("debt_ceiling", new.debt_ceiling, ceiling),
            ("batch.min_size", new.batch.min_size, min_size),
        ] {
            if value < min || value > max {
                return Err(ContractError::AmountStep {
                    name,
                    value,
                    min,
                    max,
                });
            }
        }
        let (value, (min, max)) = (
            new.batch.max_age,
            halving_range_number_ceil(self.set.batch.max_age),
        );
        if value < min || value > max {
            return Err(ContractError::NumberStep {
                name: "batch.max_age",
                value,
                min,
                max,
            });
        }
        Ok(())
    }
}

fn step(
    name: &'static str,
    value: Decimal,
    (min, max): (Decimal, Decimal),
) -> Result<(), ContractError> {
    if value < min || value > max {
        return Err(ContractError::ParamStep {
            name,
            value,
            min,
            max,
        });
    }
    Ok(())
}
