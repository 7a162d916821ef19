//! Gas and fees: what the simulation says, with a margin, at the chain's price.

use cosmwasm_std::{Decimal, Uint128};

use super::ChainError;

/// The gas to ask for: the simulated times the margin, rounded up.
///
/// # Errors
/// [`ChainError::Fee`] beyond 64 bits.
pub fn gas_limit(simulated: u64, margin: Decimal) -> Result<u64, ChainError> {
    let overflow = || ChainError::Fee {
        gas: simulated,
        margin: margin.to_string(),
        price: String::new(),
    };
    let gas = Uint128::from(simulated)
        .checked_mul_ceil(margin)
        .map_err(|_| overflow())?;
    u64::try_from(gas.u128()).map_err(|_| overflow())
}

/// The fee of so much gas, rounded up.
///
/// # Errors
/// [`ChainError::Fee`] beyond 128 bits.
pub fn fee(gas: u64, price: Decimal) -> Result<u128, ChainError> {
    Uint128::from(gas)
        .checked_mul_ceil(price)
        .map(|fee| fee.u128())
        .map_err(|_| ChainError::Fee {
            gas,
            margin: String::new(),
            price: price.to_string(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_up() {
        let one_third = Decimal::from_ratio(4u128, 3u128);
        assert_eq!(gas_limit(3, one_third).ok(), Some(4));
        assert_eq!(
            gas_limit(100_000, Decimal::percent(130)).ok(),
            Some(130_000)
        );
        assert_eq!(fee(1, Decimal::permille(1)).ok(), Some(1));
        assert_eq!(fee(2_000, Decimal::permille(1)).ok(), Some(2));
        assert_eq!(fee(2_001, Decimal::permille(1)).ok(), Some(3));
        assert_eq!(fee(0, Decimal::one()).ok(), Some(0));
    }

    #[test]
    fn refuses_what_cannot_be_counted() {
        assert!(gas_limit(u64::MAX, Decimal::percent(101)).is_err());
        assert!(fee(u64::MAX, Decimal::MAX).is_err());
    }
}
