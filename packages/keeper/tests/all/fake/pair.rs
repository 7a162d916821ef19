//! A constant-product pair of QER and the stablecoin, with Astroport's own rule for the spread.

use std::str::FromStr;

use serde_json::{json, Value};

/// Reserves and fee.
#[derive(Clone, Debug)]
pub struct FakePair {
    pub qer: u128,
    pub stable: u128,
    /// Basis points.
    pub fee: u128,
}

impl FakePair {
    /// Return, spread and commission of a sale of QER.
    pub fn sale(&self, offer: u128) -> [u128; 3] {
        let gross = self.stable * offer / (self.qer + offer);
        let spread = (self.stable * offer / self.qer).saturating_sub(gross);
        let commission = gross * self.fee / 10_000;
        [gross - commission, spread, commission]
    }

    pub fn simulation(&self, offer: u128) -> Value {
        let [amount, spread, commission] = self.sale(offer).map(|amount| amount.to_string());
        json!({"return_amount": amount, "spread_amount": spread, "commission_amount": commission})
    }

    /// Sells, or refuses as Astroport does.
    pub fn sell(&mut self, offer: u128, swap: &Value) -> Result<u128, String> {
        let [amount, spread, commission] = self.sale(offer);
        let decimal = |key: &str| {
            let text = swap.get(key).and_then(Value::as_str)?;
            Some(cosmwasm_std_v1::Decimal::from_str(text).unwrap())
        };
        let belief = decimal("belief_price");
        astroport_pair::contract::assert_max_spread(
            belief,
            decimal("max_spread"),
            offer.into(),
            (amount + commission).into(),
            spread.into(),
        )
        .map_err(|error| error.to_string())?;
        self.qer += offer;
        self.stable -= amount;
        Ok(amount)
    }
}
