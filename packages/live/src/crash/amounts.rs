//! What liquidations and sales pay, computed anew: nothing here calls the arithmetic of the contracts.

use anyhow::Result;
use cosmwasm_std::{Decimal, Uint128, Uint512};

/// A token that is paid out: its price, its decimals, and the bonus on it in per cent.
#[derive(Clone, Copy)]
pub struct Paid {
    pub price: Decimal,
    pub decimals: u32,
    pub bonus: u64,
}

/// Ten to the sixth: the stablecoin, which counts a dollar here.
const STABLE: u128 = 1_000_000;
const WHOLE: u128 = 1_000_000_000_000_000_000;

impl Paid {
    /// What must be repaid for an amount, rounded up.
    pub fn repaid_ceil(&self, amount: u128) -> Result<u128> {
        let (above, below) = (
            product(&[amount, self.price.atomics().u128(), STABLE, 100])?,
            product(&[WHOLE, self.unit(), 100 + u128::from(self.bonus)])?,
        );
        let whole = above / below;
        let up = whole * below != above;
        Ok(narrow(whole)? + u128::from(up))
    }

    /// What a repayment is paid with, rounded down.
    pub fn paid_floor(&self, repaid: u128) -> Result<u128> {
        let above = product(&[repaid, WHOLE, self.unit(), 100 + u128::from(self.bonus)])?;
        let below = product(&[self.price.atomics().u128(), STABLE, 100])?;
        narrow(above / below)
    }

    /// So many per cent of what an amount is worth, rounded down.
    pub fn part_floor(&self, amount: u128, per_cent: u128) -> Result<u128> {
        let price = self.price.atomics().u128();
        let above = product(&[amount, price, STABLE, per_cent])?;
        narrow(above / product(&[WHOLE, self.unit(), 100])?)
    }

    fn unit(&self) -> u128 {
        10u128.pow(self.decimals)
    }
}

/// A product of four figures fits 512 bits.
fn product(factors: &[u128]) -> Result<Uint512> {
    let mut product = Uint512::one();
    for factor in factors {
        product = product.checked_mul(Uint512::from(*factor))?;
    }
    Ok(product)
}

fn narrow(number: Uint512) -> Result<u128> {
    Ok(Uint128::try_from(number)?.u128())
}
