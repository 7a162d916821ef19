//! The reserve part of a borrow, all that is not paid out: how it is split, turned into ETH, and released.

use cosmwasm_std::{Decimal, Uint128, Uint256};

use crate::{
    error::MathError,
    fraction::{mul_decimal_ceil, mul_decimal_floor},
    wide::{self, Round},
};

/// Where a borrowed amount goes, in smallest units of stablecoin. The three add up to it exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BorrowSplit {
    /// Paid to the borrower at once.
    pub paid_out: Uint128,
    /// Buys ETH that the borrower claims back by repaying.
    pub claim: Uint128,
    /// The protocol's part of the reserve part (to the insurance, or for ETH of its own).
    pub contribution: Uint128,
}

/// Splits a borrow: `paid_out = floor(amount * cash_share)`, the rest is the reserve part, of which
/// `contribution = ceil(reserve_part * contribution_share)` and `claim` what remains.
///
/// Valid for every amount and for shares from 0 to 1 ([`MathError::OutOfRange`]).
pub fn split_borrow(
    amount: Uint128,
    cash_share: Decimal,
    contribution_share: Decimal,
) -> Result<BorrowSplit, MathError> {
    let op = "split_borrow";
    wide::in_range("cash_share", cash_share, Decimal::zero(), Decimal::one())?;
    wide::in_range(
        "contribution_share",
        contribution_share,
        Decimal::zero(),
        Decimal::one(),
    )?;
    let less = |a: Uint128, b: Uint128| a.checked_sub(b).map_err(|_| MathError::Overflow { op });
    let paid_out = mul_decimal_floor(amount, cash_share)?;
    let reserve_part = less(amount, paid_out)?;
    let contribution = mul_decimal_ceil(reserve_part, contribution_share)?;
    let claim = less(reserve_part, contribution)?;
    Ok(BorrowSplit {
        paid_out,
        claim,
        contribution,
    })
}

/// How much of a part of a claim (ETH, unsent stablecoins, stablecoins of a pending batch) a
/// repayment releases: `part * repaid / debt`, rounded down, `debt` as it was before the repayment;
/// all of it when `repaid >= debt`. Never more than pro rata. Never fails.
pub fn release_floor(part: Uint128, repaid: Uint128, debt: Uint128) -> Result<Uint128, MathError> {
    if repaid >= debt {
        return Ok(part);
    }
    wide::mul_div(
        part,
        repaid,
        Uint256::from(debt),
        Round::Floor,
        "release_floor",
    )
}

/// The ETH that a part of a batch bought: `part * batch_eth / batch_in`, rounded
/// down (what rounding leaves stays with the protocol). `part` and `batch_in` in smallest
/// units of stablecoin, `batch_eth` and the result in wei of ETH.
///
/// Valid for every part up to `batch_in`: more is [`MathError::PartExceedsWhole`]. Zero for a part of zero, even
/// of an empty batch.
pub fn claim_eth_floor(
    part: Uint128,
    batch_in: Uint128,
    batch_eth: Uint128,
) -> Result<Uint128, MathError> {
    bought(
        "part",
        part,
        batch_in,
        batch_eth,
        Round::Floor,
        "claim_eth_floor",
    )
}

/// The same for the stablecoins that came back for a batch that was wound down, in smallest units of it.
pub fn claim_stable_floor(
    part: Uint128,
    batch_in: Uint128,
    batch_stable: Uint128,
) -> Result<Uint128, MathError> {
    bought(
        "part",
        part,
        batch_in,
        batch_stable,
        Round::Floor,
        "claim_stable_floor",
    )
}

/// The users' part of the ETH that a batch bought: `user_in * batch_eth / batch_in`, rounded up, so
/// that it covers the sum of all claims on the batch ([`claim_eth_floor`]). Units, range and
/// errors as there, with `user_in` the sum of the users' parts.
pub fn encumbered_ceil(
    user_in: Uint128,
    batch_in: Uint128,
    batch_eth: Uint128,
) -> Result<Uint128, MathError> {
    bought(
        "user_in",
        user_in,
        batch_in,
        batch_eth,
        Round::Ceil,
        "encumbered_ceil",
    )
}

fn bought(
    name: &'static str,
    part: Uint128,
    batch_in: Uint128,
    batch_eth: Uint128,
    round: Round,
    op: &'static str,
) -> Result<Uint128, MathError> {
    if part > batch_in {
        return Err(MathError::PartExceedsWhole {
            name,
            part,
            whole: batch_in,
        });
    }
    if part.is_zero() {
        return Ok(Uint128::zero());
    }
    wide::mul_div(part, batch_eth, Uint256::from(batch_in), round, op)
}
