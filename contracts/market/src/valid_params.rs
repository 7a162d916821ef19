//! Risk parameters that passed every bound, with the ramp of the liquidation threshold.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Decimal;
use qerun_math::{Ramp, RateCurve};
use qerun_messages::market::Params;

use crate::error::ContractError;

/// Risk parameters that have passed every bound. Whoever computes with them takes
/// [`ValidParams::in_force`], so that nobody overlooks a ramp.
#[cw_serde]
pub struct ValidParams {
    #[serde(rename = "s", with = "crate::stored_params")]
    #[schemars(with = "Params")]
    pub(crate) set: Params,
    /// The last fall of the liquidation threshold, if the last update left one under way.
    #[serde(rename = "r", skip_serializing_if = "Option::is_none")]
    pub(crate) ramp: Option<Ramp>,
}

/// What interest is computed from: a copy of two risk parameters, kept beside them.
#[cw_serde]
pub struct InterestTerms {
    /// Interest by utilisation.
    pub rates: RateCurve,
    /// Part of the interest that goes to the insurance.
    pub insurance_share: Decimal,
}

impl From<&Params> for InterestTerms {
    fn from(params: &Params) -> Self {
        InterestTerms {
            rates: params.rates,
            insurance_share: params.insurance_share,
        }
    }
}

impl ValidParams {
    /// As the owner set them.
    pub fn set(&self) -> &Params {
        &self.set
    }

    /// As they hold at `now`: the liquidation threshold is [`ValidParams::threshold_ceil`]. What
    /// comes out cannot be stored.
    pub fn in_force(self, now: u64) -> Result<Params, ContractError> {
        let liquidation_threshold = self.threshold_ceil(now)?;
        Ok(Params {
            liquidation_threshold,
            ..self.set
        })
    }

    /// The liquidation threshold in force: the set one, or on its way down to it. Rounded up: nobody
    /// becomes unhealthy early, and the bounds on new debt, which a higher threshold narrows, assume
    /// no less than what holds.
    pub fn threshold_ceil(&self, now: u64) -> Result<Decimal, ContractError> {
        Ok(match &self.ramp {
            Some(ramp) => ramp.value_ceil(now)?,
            None => self.set.liquidation_threshold,
        })
    }

    /// When the ramp ends, if it still runs.
    pub fn ramp_end(&self, now: u64) -> Option<u64> {
        let ramp = self.ramp.as_ref().filter(|ramp| !ramp.is_over(now))?;
        Some(ramp.end())
    }
}
