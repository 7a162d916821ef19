//! Who bears a debt that is written off: the insurance first, then the protocol's own ETH, then the suppliers. Each pays
//! as far as it reaches (docs/architecture.md, order of losses).

use cosmwasm_std::{Decimal, Uint128};

use crate::{
    error::MathError,
    quote::ten_to,
    wide::{self, Round, ONE},
};

/// What covers losses before the suppliers do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LossCover {
    /// The insurance, stablecoins.
    pub insurance: Uint128,
    /// ETH that may be earmarked, smallest unit.
    pub eth: Uint128,
    /// What it is booked at; without it ETH covers nothing.
    pub booking: Option<EthBooking>,
    /// Whether those prices can be relied on. Otherwise as much ETH is taken, but booked at nothing.
    pub certain: bool,
}

/// At what ETH is booked until it has been sold: `bid * (1 - discount) / stable` stablecoins per ETH.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EthBooking {
    /// ETH's bid or a price as careful, USD per whole ETH.
    pub bid: Decimal,
    /// The largest discount at which it is sold, 0 to 1.
    pub discount: Decimal,
    /// USD per whole stablecoin; a high price is the careful one.
    pub stable: Decimal,
    /// Decimals of ETH.
    pub eth_decimals: u8,
    /// Decimals of the stablecoin.
    pub stable_decimals: u8,
}

/// How a loss is borne. `insurance + booked + suppliers` is the loss, exactly; ETH that is booked at nothing is in none of
/// them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tranches {
    /// Paid by the insurance, stablecoins.
    pub insurance: Uint128,
    /// ETH to earmark, smallest unit.
    pub eth: Uint128,
    /// What that ETH is booked at, stablecoins.
    pub booked: Uint128,
    /// Borne by the suppliers, stablecoins.
    pub suppliers: Uint128,
}

impl EthBooking {
    /// What ETH is booked at, stablecoins, rounded down.
    ///
    /// [`MathError::OutOfRange`] for a discount above 1 or decimals above [`MAX_DECIMALS`](crate::MAX_DECIMALS),
    /// [`MathError::DivisionByZero`] when `stable` is zero, [`MathError::Overflow`] when the result does not fit.
    pub fn stable_floor(&self, eth: Uint128) -> Result<Uint128, MathError> {
        let [above, below] = self.factors()?;
        let [a, b, c] = above;
        let op = "EthBooking::stable_floor";
        wide::fraction(&[eth, a, b, c], &below, Round::Floor, op)
    }

    /// The least ETH that is booked at `stable` stablecoins or more. Errors as [`EthBooking::stable_floor`], and
    /// [`MathError::DivisionByZero`] when ETH is worth nothing.
    pub fn eth_ceil(&self, stable: Uint128) -> Result<Uint128, MathError> {
        let [above, below] = self.factors()?;
        let [a, b, c] = below;
        let op = "EthBooking::eth_ceil";
        wide::fraction(&[stable, a, b, c], &above, Round::Ceil, op)
    }

    /// Numerator and denominator of the stablecoins per smallest unit of ETH. One 10^18 of the three decimals stays.
    fn factors(&self) -> Result<[[Uint128; 3]; 2], MathError> {
        let kept = wide::complement("discount", self.discount)?;
        Ok([
            [
                self.bid.atomics(),
                kept.atomics(),
                ten_to("stable_decimals", self.stable_decimals)?,
            ],
            [
                self.stable.atomics(),
                ONE,
                ten_to("eth_decimals", self.eth_decimals)?,
            ],
        ])
    }
}

impl LossCover {
    /// Splits a loss, stablecoins. Of the ETH as much is taken as is booked at what the insurance leaves, rounded up, and
    /// booked at no more than that; if all of it is booked at less, all of it, at its value rounded down. ETH that would
    /// be booked at nothing even at a certain price is left alone.
    ///
    /// Errors as [`EthBooking::stable_floor`], but never for a value that does not fit: that covers any loss.
    pub fn split(&self, loss: Uint128) -> Result<Tranches, MathError> {
        let insurance = loss.min(self.insurance);
        let left = loss.saturating_sub(insurance);
        let (eth, worth) = self.earmark(left)?;
        let booked = if self.certain { worth } else { Uint128::zero() };
        Ok(Tranches {
            insurance,
            eth,
            booked,
            suppliers: left.saturating_sub(booked),
        })
    }

    /// The ETH to earmark for `left` stablecoins, and what it is booked at if the prices are certain.
    fn earmark(&self, left: Uint128) -> Result<(Uint128, Uint128), MathError> {
        let none = (Uint128::zero(), Uint128::zero());
        let Some(booking) = &self.booking else {
            return Ok(none);
        };
        if left.is_zero() {
            return Ok(none);
        }
        match booking.stable_floor(self.eth) {
            Ok(all) if all.is_zero() => Ok(none),
            Ok(all) if all < left => Ok((self.eth, all)),
            Ok(_) | Err(MathError::Overflow { .. }) => {
                Ok((booking.eth_ceil(left)?.min(self.eth), left))
            }
            Err(other) => Err(other),
        }
    }
}
