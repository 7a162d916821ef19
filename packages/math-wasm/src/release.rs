//! What a repayment releases of a claim.

use qerun_math::release_floor;

use crate::{error::RequestError, words::Words};

/// `PART REPAID DEBT` -> what is released of the part, rounded down.
pub fn release(words: &mut Words) -> Result<Vec<String>, RequestError> {
    let part = words.amount("part")?;
    let repaid = words.amount("repaid")?;
    let debt = words.amount("debt")?;
    Ok(vec![release_floor(part, repaid, debt)?.to_string()])
}
