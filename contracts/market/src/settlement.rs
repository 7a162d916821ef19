//! A sale of earmarked ETH, and which part of the deficit it settles.

use cosmwasm_std::Uint128;
use qerun_math::mul_div_floor;

use crate::error::ContractError;

/// Sold earmarked ETH, and what became of the deficit.
#[derive(Debug)]
pub struct Settlement {
    /// ETH sold, smallest unit.
    pub eth: Uint128,
    /// Stablecoins that it brought.
    pub proceeds: Uint128,
    /// The part of the deficit that was booked against it, stablecoins.
    pub booked: Uint128,
    /// ETH that is still earmarked after the sale, smallest unit.
    pub earmarked_after: Uint128,
}

impl Settlement {
    /// `earmarked` is the ETH before the sale. Of the deficit it settles the part `eth / earmarked`, rounded down, and all of it with the last of the ETH. Errors:
    /// `EarmarkTooSmall`.
    pub fn new(
        deficit: Uint128,
        earmarked: Uint128,
        eth: Uint128,
        proceeds: Uint128,
    ) -> Result<Self, ContractError> {
        let earmarked_after = earmarked
            .checked_sub(eth)
            .map_err(|_| ContractError::EarmarkTooSmall { earmarked, eth })?;
        Ok(Settlement {
            eth,
            proceeds,
            booked: mul_div_floor(deficit, eth, earmarked)?,
            earmarked_after,
        })
    }

    /// Stablecoins beyond what was booked: they belong to those who are suppliers now.
    pub fn recovered(&self) -> Uint128 {
        self.proceeds.saturating_sub(self.booked)
    }

    /// Stablecoins that are missing to what was booked: a loss of its own.
    pub fn shortfall(&self) -> Uint128 {
        self.booked.saturating_sub(self.proceeds)
    }
}
