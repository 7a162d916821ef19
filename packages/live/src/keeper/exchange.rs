//! The pair of QER and the stablecoin, and who trades there: its price is what the run says, whatever keepers sell.

use anyhow::{bail, Result};
use cosmwasm_std::{Decimal, Isqrt, Uint128, Uint256};

use crate::net::Person;
use crate::ops::Pair;

/// Part of what a pair has of an asset that one swap sells at most: Astroport takes a spread of a half.
const AT_ONCE: Decimal = Decimal::percent(90);
/// A price that is so near is left alone.
const NEAR: Decimal = Decimal::permille(3);
/// Swaps until a price is reached.
const SWAPS: usize = 40;

/// The pair and its trader.
pub struct Exchange<'a> {
    pub pair: Pair<'a>,
    pub trader: &'a Person,
}

impl Exchange<'_> {
    /// Trades until a QER costs so many stablecoins.
    ///
    /// # Errors
    /// The pair's error.
    pub fn move_to(&self, price: Decimal) -> Result<()> {
        for _ in 0..SWAPS {
            let pool = self.pair.pool()?;
            let now = Decimal::checked_from_ratio(pool.second, pool.first)?;
            if now.abs_diff(price) <= price.checked_mul(NEAR)? {
                return Ok(());
            }
            let [qer, stable] = &self.pair.assets;
            // At a price p a constant product k of QER and stablecoins has sqrt(k / p) of one and sqrt(k p) of the other.
            let product = Uint256::from(pool.first).checked_mul(Uint256::from(pool.second))?;
            let (asset, has, wanted) = match now > price {
                true => (qer, pool.first, product.checked_div_floor(price)?),
                false => (stable, pool.second, product.checked_mul_floor(price)?),
            };
            let wanted = Uint128::try_from(wanted.isqrt())?.u128();
            let most = Uint128::new(has).mul_floor(AT_ONCE).u128();
            let amount = wanted.saturating_sub(has).min(most).max(1);
            self.pair.swap(&self.trader.home, asset, amount)?;
        }
        bail!("{SWAPS} swaps do not move the price to {price}")
    }
}
