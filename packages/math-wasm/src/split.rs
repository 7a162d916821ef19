//! Where a borrowed amount goes.

use qerun_math::split_borrow;

use crate::{error::RequestError, words::Words};

/// `AMOUNT CASH_SHARE CONTRIBUTION_SHARE` -> paid out, claim, contribution; they add up to the amount.
pub fn split(words: &mut Words) -> Result<Vec<String>, RequestError> {
    let amount = words.amount("amount")?;
    let cash_share = words.decimal("cash share")?;
    let contribution_share = words.decimal("contribution share")?;
    let split = split_borrow(amount, cash_share, contribution_share)?;
    Ok([split.paid_out, split.claim, split.contribution]
        .map(|part| part.to_string())
        .to_vec())
}
