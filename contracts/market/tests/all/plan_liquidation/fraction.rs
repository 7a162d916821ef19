//! Exact fractions, with nothing of the arithmetic that is tested.

use cosmwasm_std::{Decimal, Uint512};
use std::cmp::Ordering;
use std::ops::{Add, Div, Mul, Sub};

/// A number that is not negative, in lowest terms.
#[derive(Clone, Copy, Debug)]
pub struct Fraction {
    over: Uint512,
    under: Uint512,
}

fn common_divisor(mut a: Uint512, mut b: Uint512) -> Uint512 {
    while !b.is_zero() {
        (a, b) = (b, a % b);
    }
    a
}

impl Fraction {
    pub fn new(over: impl Into<Uint512>, under: impl Into<Uint512>) -> Self {
        let (over, under) = (over.into(), under.into());
        let common = common_divisor(over, under);
        Fraction {
            over: over / common,
            under: under / common,
        }
    }

    pub fn whole(number: u128) -> Self {
        Self::new(number, 1u128)
    }

    pub fn of(decimal: Decimal) -> Self {
        Self::new(decimal.atomics().u128(), 10u128.pow(18))
    }

    pub fn floor(self) -> u128 {
        (self.over / self.under).to_string().parse().unwrap()
    }

    pub fn ceil(self) -> u128 {
        let floor = self.floor();
        floor + u128::from(Self::whole(floor) < self)
    }

    /// Without what lies behind the 18th digit.
    pub fn digits_18(self) -> Self {
        let one = 10u128.pow(18);
        Self::new((self * Self::whole(one)).floor(), one)
    }

    pub fn min(self, other: Self) -> Self {
        if other < self {
            other
        } else {
            self
        }
    }

    pub fn max(self, other: Self) -> Self {
        if other > self {
            other
        } else {
            self
        }
    }

    /// The difference; zero when `other` is more.
    pub fn less(self, other: Self) -> Self {
        if other > self {
            Self::whole(0)
        } else {
            self - other
        }
    }
}

impl Add for Fraction {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        Self::new(
            self.over * o.under + o.over * self.under,
            self.under * o.under,
        )
    }
}

impl Sub for Fraction {
    type Output = Self;
    fn sub(self, o: Self) -> Self {
        Self::new(
            self.over * o.under - o.over * self.under,
            self.under * o.under,
        )
    }
}

impl Mul for Fraction {
    type Output = Self;
    fn mul(self, o: Self) -> Self {
        Self::new(self.over * o.over, self.under * o.under)
    }
}

impl Div for Fraction {
    type Output = Self;
    fn div(self, o: Self) -> Self {
        Self::new(self.over * o.under, self.under * o.over)
    }
}

impl PartialEq for Fraction {
    fn eq(&self, o: &Self) -> bool {
        self.partial_cmp(o) == Some(Ordering::Equal)
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, o: &Self) -> Option<Ordering> {
        (self.over * o.under).partial_cmp(&(o.over * self.under))
    }
}
