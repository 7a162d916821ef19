//! Interest: the kinked rate curve and the index of debt.

use cosmwasm_std::{Decimal, Uint128, Uint256, Uint512};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    error::MathError,
    wide::{self, Round, ONE},
};

/// A year of 365 days, in seconds.
pub const SECONDS_PER_YEAR: u64 = 31_536_000;

/// The highest rate a valid curve may reach at full utilisation: 4, that is 400 % a year.
pub const MAX_YEARLY_RATE: Decimal = Decimal::raw(4_000_000_000_000_000_000);

/// The most `rate * time` that one accrual charges: 1. A longer pause at a higher rate (a whole year
/// at 100 %, a quarter at 400 %) is charged as that much and no more: an index can grow by at most
/// 1 + 1 + 1/2 + 1/6 = 2.67 at once, so a frozen or hostile clock cannot blow it up.
pub const MAX_ACCRUAL_EXPONENT: Decimal = Decimal::one();

/// The most that the rate at zero utilisation may be: 50 % a year.
const MAX_BASE: Decimal = Decimal::percent(50);

/// A borrow rate of two straight lines that meet at the kink, as in Aave, Compound and Mars. Yearly
/// rates; each slope is what its whole segment adds.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub struct RateCurve {
    /// The rate when nothing is borrowed, at most 0.5.
    pub base: Decimal,
    /// What the rate gains from zero utilisation to the kink.
    pub slope_low: Decimal,
    /// What the rate gains from the kink to full utilisation.
    pub slope_high: Decimal,
    /// The utilisation at which the curve turns steep, strictly between 0 and 1.
    pub kink: Decimal,
}

impl RateCurve {
    /// Checks the curve: `0 < kink < 1`; `base <= 0.5`; `base + slope_low <= 1`; no more than
    /// [`MAX_YEARLY_RATE`] at full utilisation; and not flatter above the kink than below it,
    /// `slope_high / (1 - kink) >= slope_low / kink` (else scarcity of cash would be rewarded).
    ///
    /// [`MathError::OutOfRange`] names the field; the bounds of `kink` are exclusive.
    pub fn validate(&self) -> Result<(), MathError> {
        let out = |name, min, max, value| {
            Err(MathError::OutOfRange {
                name,
                min,
                max,
                value,
            })
        };
        let (zero, one) = (Decimal::zero(), Decimal::one());
        if self.kink <= zero || self.kink >= one {
            return out("kink", zero, one, self.kink);
        }
        wide::in_range("base", self.base, zero, MAX_BASE)?;
        wide::in_range(
            "slope_low",
            self.slope_low,
            zero,
            one.saturating_sub(self.base),
        )?;
        let at_kink = self.base.saturating_add(self.slope_low);
        let steepest = MAX_YEARLY_RATE.saturating_sub(at_kink);
        let flattest = wide::mul_div(
            self.slope_low.atomics(),
            one.saturating_sub(self.kink).atomics(),
            Uint256::from(self.kink.atomics()),
            Round::Ceil,
            "rate_curve",
        )
        .map(Decimal::new)?;
        wide::in_range("slope_high", self.slope_high, flattest, steepest)
    }

    /// The yearly borrow rate at a utilisation: `base + slope_low * u / kink` up to the kink,
    /// `base + slope_low + slope_high * (u - kink) / (1 - kink)` above it, rounded up at the 18th
    /// digit. Monotone in `u`; a utilisation above 1 counts as 1.
    ///
    /// Never fails for a curve that [`RateCurve::validate`] accepts; else [`MathError::Overflow`] or
    /// [`MathError::DivisionByZero`] (kink zero) is possible.
    pub fn borrow_rate(&self, utilisation: Decimal) -> Result<Decimal, MathError> {
        let op = "borrow_rate";
        let add = |a: Decimal, b: Decimal| a.checked_add(b).map_err(|_| MathError::Overflow { op });
        let part = |slope: Decimal, of: Decimal, whole: Decimal| {
            let whole = Uint256::from(whole.atomics());
            wide::mul_div(slope.atomics(), of.atomics(), whole, Round::Ceil, op).map(Decimal::new)
        };
        let u = utilisation.min(Decimal::one());
        if u <= self.kink {
            return add(self.base, part(self.slope_low, u, self.kink)?);
        }
        let above = u.saturating_sub(self.kink);
        let steep = part(
            self.slope_high,
            above,
            Decimal::one().saturating_sub(self.kink),
        )?;
        add(add(self.base, self.slope_low)?, steep)
    }
}

/// Which part of the supplied assets is lent out: `debt / (debt + cash)`, rounded up; 0 without
/// debt, at most 1. Both in smallest units of the same token. Never fails.
pub fn utilisation_ceil(debt: Uint128, cash: Uint128) -> Result<Decimal, MathError> {
    let op = "utilisation_ceil";
    if debt.is_zero() {
        return Ok(Decimal::zero());
    }
    let assets = Uint256::from(debt)
        .checked_add(Uint256::from(cash))
        .map_err(|_| MathError::Overflow { op })?;
    wide::mul_div(debt, ONE, assets, Round::Ceil, op).map(Decimal::new)
}

/// The index of debt after `seconds` at a yearly rate: `index * (1 + x + x^2/2 + x^3/6)` with
/// `x = yearly_rate * seconds / SECONDS_PER_YEAR`, at most [`MAX_ACCRUAL_EXPONENT`]: the first terms
/// of e^x, as Morpho Blue's `wTaylorCompounded`. Exact through 512 bits and rounded up once.
///
/// Below `index * e^x` by at most `index * x^4 * e^x / 24` (0.16 % after a year at 40 %, 6.1e-10
/// after a day at 400 %). For the same reason two accruals charge at least as much as one over the
/// same time, and at most that much and four units of the last digit more.
///
/// Valid for every rate and time and every index whose result fits (any up to 1.27e20; else
/// [`MathError::Overflow`]).
pub fn accrue_index_ceil(
    index: Decimal,
    yearly_rate: Decimal,
    seconds: u64,
) -> Result<Decimal, MathError> {
    let op = "accrue_index_ceil";
    let overflow = || MathError::Overflow { op };
    // x = n / d, both below 2^85, so that every product below stays under 2^388.
    let d = Uint128::from(SECONDS_PER_YEAR).full_mul(ONE);
    let cap = Uint128::from(SECONDS_PER_YEAR).full_mul(MAX_ACCRUAL_EXPONENT.atomics());
    let n = yearly_rate
        .atomics()
        .full_mul(Uint128::from(seconds))
        .min(cap);
    let (n, d) = (Uint512::from(n), Uint512::from(d));
    let times = |a: Uint512, b: Uint512| a.checked_mul(b).map_err(|_| overflow());
    let plus = |a: Uint512, b: Uint512| a.checked_add(b).map_err(|_| overflow());
    let (three, six) = (Uint512::from(3u32), Uint512::from(6u32));
    // Horner: 6 d^3 * (1 + x + x^2/2 + x^3/6) = ((n + 3 d) n + 6 d^2) n + 6 d^3.
    let six_d2 = times(six, times(d, d)?)?;
    let six_d3 = times(six_d2, d)?;
    let inner = plus(times(plus(n, times(three, d)?)?, n)?, six_d2)?;
    let growth = plus(times(inner, n)?, six_d3)?;
    let grown = times(Uint512::from(index.atomics()), growth)?;
    wide::ratio(grown, six_d3, Round::Ceil, op).map(Decimal::new)
}

/// The yearly rate of suppliers: `borrow_rate * utilisation * (1 - insurance_share)`, rounded down
/// once.
///
/// Valid for every rate and for utilisation and insurance share from 0 to 1
/// ([`MathError::OutOfRange`]).
pub fn supply_rate_floor(
    borrow_rate: Decimal,
    utilisation: Decimal,
    insurance_share: Decimal,
) -> Result<Decimal, MathError> {
    wide::in_range("utilisation", utilisation, Decimal::zero(), Decimal::one())?;
    let kept = wide::complement("insurance_share", insurance_share)?;
    wide::fraction(
        &[borrow_rate.atomics(), utilisation.atomics(), kept.atomics()],
        &[ONE, ONE],
        Round::Floor,
        "supply_rate_floor",
    )
    .map(Decimal::new)
}
