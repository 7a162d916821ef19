//! Health of a position at a price.

use cosmwasm_std::Decimal;

use crate::{error::RequestError, words::Words};

/// `POSITION PRICE THRESHOLD` -> health, rounded down.
pub fn health(words: &mut Words) -> Result<Vec<String>, RequestError> {
    let position = words.position()?;
    let price = words.decimal("price")?;
    let threshold = words.decimal("threshold")?;
    let health = position.coverage(price).health_floor(threshold)?;
    Ok(vec![or_none(health)])
}

/// A health as a word; a position without debt has none.
pub fn or_none(health: Option<Decimal>) -> String {
    health.map_or_else(|| "none".to_owned(), |health| health.to_string())
}
