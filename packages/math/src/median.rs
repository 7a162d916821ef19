//! Medians and the size of a quorum.

use cosmwasm_std::Decimal;

/// The lower of the two middle values (the middle one of an odd number) of values sorted upwards;
/// `None` without values. Feeds the bid.
///
/// With [`quorum`] many values of which at most [`faulty`] are lies, both medians lie between two
/// honest values.
pub fn lower_median(sorted: &[Decimal]) -> Option<Decimal> {
    let middle = sorted.len().checked_sub(1)?.checked_div(2)?;
    sorted.get(middle).copied()
}

/// As [`lower_median`], the upper of the two. Feeds the ask.
pub fn upper_median(sorted: &[Decimal]) -> Option<Decimal> {
    let middle = sorted.len().checked_div(2)?;
    sorted.get(middle).copied()
}

/// The mean of both medians of values sorted upwards, rounded down at the 18th digit.
pub fn mid_of(sorted: &[Decimal]) -> Option<Decimal> {
    let (low, high) = (lower_median(sorted)?, upper_median(sorted)?);
    // Half of the distance, so that the sum cannot overflow; exact to the last digit.
    let half = high
        .checked_sub(low)
        .ok()?
        .atomics()
        .checked_div(2u128.into())
        .ok()?;
    low.checked_add(Decimal::new(half)).ok()
}

/// How many of `n` feeders must agree: two thirds, rounded up.
pub fn quorum(n: usize) -> usize {
    n.saturating_sub(n.checked_div(3).unwrap_or_default())
}

/// How many of `n` feeders may lie without moving a median of a quorum beyond honest values: fewer
/// than a third, `floor((n - 1) / 3)`; 0 of none.
pub fn faulty(n: usize) -> usize {
    n.saturating_sub(1).checked_div(3).unwrap_or_default()
}
