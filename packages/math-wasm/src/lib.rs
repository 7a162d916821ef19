//! What the page computes before somebody signs, with the contracts' own arithmetic: a page that did it again in
//! JavaScript would disagree with the contracts by a unit some day.
//!
//! A request is a line of words, the name of a calculation and its arguments; the answer begins with `ok` or `error`.
//! Amounts are smallest units, prices and shares decimals as `Decimal` writes them, so no number passes through floating
//! point. [`answer`] is all there is; `abi` lets a page call it, and a native test calls it directly.

mod abi;
mod error;
mod health;
mod liquidation_price;
mod payoff;
mod rate;
mod release;
mod split;
mod words;

pub use error::RequestError;

use words::Words;

/// Answers a request: `ok` and the results, or `error` and the reason, never a panic.
///
/// | request | results |
/// |---|---|
/// | `split AMOUNT CASH_SHARE CONTRIBUTION_SHARE` | paid out, claim, contribution |
/// | `health POSITION PRICE THRESHOLD` | health, or `none` without debt |
/// | `liquidation_price POSITION THRESHOLD` | the lowest price of the collateral at which health is 1, or `none` |
/// | `release PART REPAID DEBT` | what repaying releases of a part of a claim |
/// | `rate DEBT CASH BASE SLOPE_LOW SLOPE_HIGH KINK INSURANCE_SHARE` | utilisation, borrow rate, supply rate |
/// | `payoff POSITION CLAIM THRESHOLD PRICE...` | for each price: health or `none`, and USD that stay after repaying |
///
/// `POSITION` is `COLLATERAL DECIMALS DEBT DECIMALS DEBT_PRICE`, `CLAIM` is `ETH DECIMALS ETH_PRICE STABLE CASH`.
pub fn answer(request: &str) -> String {
    match results(request) {
        Ok(words) => format!("ok {}", words.join(" ")),
        Err(error) => format!("error {error}"),
    }
}

fn results(request: &str) -> Result<Vec<String>, RequestError> {
    let mut words = Words::of(request);
    let name = words.text("calculation")?;
    let results = match name {
        "split" => split::split(&mut words)?,
        "health" => health::health(&mut words)?,
        "liquidation_price" => liquidation_price::liquidation_price(&mut words)?,
        "release" => release::release(&mut words)?,
        "rate" => rate::rate(&mut words)?,
        "payoff" => payoff::payoff(&mut words)?,
        other => return Err(RequestError::Unknown(other.to_owned())),
    };
    words.ensure_end()?;
    Ok(results)
}
