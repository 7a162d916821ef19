//! What a borrower would have at other prices: the points of the page's picture.

use cosmwasm_std::{Decimal, Uint128};
use qerun_math::{quote_ceil, quote_floor, MathError};

use crate::{error::RequestError, health::or_none, words::Words};

/// `POSITION CLAIM THRESHOLD PRICE...` -> for each price of the collateral its health, and what stays if the debt is repaid
/// there: collateral, released claim and the stablecoins that were paid out, less the debt, in USD, with a sign.
///
/// Below health 1 others may have liquidated the position before: the picture marks these prices.
pub fn payoff(words: &mut Words) -> Result<Vec<String>, RequestError> {
    let position = words.position()?;
    let eth = words.amount("eth")?;
    let eth_decimals = words.decimals("eth decimals")?;
    let eth_price = words.decimal("eth price")?;
    let stable = words.amount("claimed stablecoins")?;
    let cash = words.amount("cash")?;
    let threshold = words.decimal("threshold")?;

    let token = position.debt_token;
    let kept = Uint128::checked_add(stable, cash)
        .map_err(|_| MathError::Overflow { op: "payoff" })
        .and_then(|kept| quote_floor(kept, token.price, token.decimals))?;
    let claim = quote_floor(eth, eth_price, eth_decimals)?;
    let owed = quote_ceil(position.debt, token.price, token.decimals)?;
    let mut results = Vec::new();
    for price in words.prices()? {
        let collateral = quote_floor(position.collateral, price, position.collateral_decimals)?;
        let owned = [kept, claim]
            .into_iter()
            .try_fold(collateral, |sum, part| sum.checked_add(part))
            .map_err(|_| MathError::Overflow { op: "payoff" })?;
        results.push(or_none(position.coverage(price).health_floor(threshold)?));
        results.push(difference(owned, owed));
    }
    Ok(results)
}

/// `a - b` with a sign.
fn difference(a: Decimal, b: Decimal) -> String {
    if a >= b {
        a.saturating_sub(b).to_string()
    } else {
        format!("-{}", b.saturating_sub(a))
    }
}
