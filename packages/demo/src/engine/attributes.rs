//! The attributes of an event, read as text, amounts and decimals.

use anyhow::{Context, Result};
use cosmwasm_std::{Decimal, Event, Uint128};

/// An event whose attributes are asked for by name.
pub(super) struct Attributes<'a>(pub &'a Event);

impl Attributes<'_> {
    /// An attribute that must be there.
    pub fn text(&self, key: &str) -> Result<&str> {
        self.find(key).with_context(|| format!("no {key}"))
    }

    /// An amount that must be there.
    pub fn amount(&self, key: &str) -> Result<Uint128> {
        Ok(self.text(key)?.parse()?)
    }

    /// An amount that is left out when it is zero.
    pub fn amount_if_any(&self, key: &str) -> Result<Uint128> {
        Ok(self.find(key).map_or(Ok(Uint128::zero()), str::parse)?)
    }

    /// A decimal that must be there.
    pub fn decimal(&self, key: &str) -> Result<Decimal> {
        Ok(self.text(key)?.parse()?)
    }

    /// The sum of the amounts of an attribute that comes once a batch, `batch:amount`.
    pub fn parts(&self, key: &str) -> Result<Uint128> {
        let all = self.0.attributes.iter().filter(|one| one.key == key);
        all.map(|one| {
            let amount = one.value.split_once(':').context("no batch:amount")?.1;
            Ok(amount.parse::<Uint128>()?)
        })
        .sum()
    }

    fn find(&self, key: &str) -> Option<&str> {
        let found = self.0.attributes.iter().find(|one| one.key == key);
        found.map(|one| one.value.as_str())
    }
}
