//! A sale of earmarked ETH, and which part of the deficit it settles.

use cosmwasm_std::Uint128;
use qerun_math::mul_div_floor;

use crate::error::ContractError;
use crate::state::State;

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
    /// What it brought beyond what was booked, up to what the suppliers have borne: it comes back to them.
    pub to_suppliers: Uint128,
}

impl Settlement {
    /// `state` and `earmarked`, ETH, are those before the sale. Of the deficit it settles the part `eth / earmarked`, rounded
    /// down, and all of it with the last of the ETH. Errors: `EarmarkTooSmall`.
    pub fn new(
        state: &State,
        earmarked: Uint128,
        eth: Uint128,
        proceeds: Uint128,
    ) -> Result<Self, ContractError> {
        let earmarked_after = earmarked
            .checked_sub(eth)
            .map_err(|_| ContractError::EarmarkTooSmall { earmarked, eth })?;
        let booked = mul_div_floor(state.deficit, eth, earmarked)?;
        Ok(Settlement {
            eth,
            proceeds,
            booked,
            earmarked_after,
            to_suppliers: proceeds.saturating_sub(booked).min(state.unrecovered),
        })
    }

    /// Stablecoins beyond what was booked.
    pub fn recovered(&self) -> Uint128 {
        self.proceeds.saturating_sub(self.booked)
    }

    /// The part of them that no supplier has lost: it joins the insurance.
    pub fn to_insurance(&self) -> Uint128 {
        self.recovered().saturating_sub(self.to_suppliers)
    }

    /// Stablecoins that are missing to what was booked: a loss of its own.
    pub fn shortfall(&self) -> Uint128 {
        self.booked.saturating_sub(self.proceeds)
    }
}
