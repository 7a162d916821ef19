//! How an amount divides among several who are each due some of it.

use cosmwasm_std::{Uint128, Uint256};

use crate::{
    error::MathError,
    wide::{self, Round},
};

/// What one is due of an amount, smallest units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// At least, not zero.
    pub least: Uint128,
    /// At most, not below `least`.
    pub most: Uint128,
}

/// My share of `amount`, which is split among me and `others` in proportion to what each is due at least, capped at
/// what each is due at most; the excess is split again. Rounded down.
///
/// The order in which shares are taken changes them by a unit of rounding each at most. If `amount` covers all that is
/// due at least, nobody gets less than that. Errors: `Overflow` if the sums leave 128 bits, `DivisionByZero` if nobody
/// is due anything.
pub fn due_share_floor(amount: Uint128, mine: Due, others: &[Due]) -> Result<Uint128, MathError> {
    let op = "due_share_floor";
    let overflow = || MathError::Overflow { op };
    let mut rest = amount;
    let mut sharing = others.to_vec();
    loop {
        let mut sum = mine.least;
        for one in &sharing {
            sum = sum.checked_add(one.least).map_err(|_| overflow())?;
        }
        let part = |due: Due| wide::mul_div(rest, due.least, Uint256::from(sum), Round::Floor, op);
        let mut full = Uint128::zero();
        let mut unfilled = Vec::with_capacity(sharing.len());
        for one in &sharing {
            if part(*one)? > one.most {
                full = full.checked_add(one.most).map_err(|_| overflow())?;
            } else {
                unfilled.push(*one);
            }
        }
        if unfilled.len() == sharing.len() {
            return Ok(part(mine)?.min(mine.most));
        }
        rest = rest.checked_sub(full).map_err(|_| overflow())?;
        sharing = unfilled;
    }
}
