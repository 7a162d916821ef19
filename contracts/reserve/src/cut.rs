//! How large the next order out of what waits is. Pure.

use cosmwasm_std::Uint128;
use qerun_messages::reserve::Params;

/// The next order out of `waiting`, when `capacity` may still be put in flight; `None` if it has to
/// wait for more capacity.
///
/// An order is never above `max_order` or `capacity`; never below `min_order` unless it is all that
/// waits of its batch; and never leaves a rest between zero and `min_order`. Because `max_order` is at least
/// twice `min_order`, an empty sky (`capacity >= max_order`) always has an order.
pub fn next_order(waiting: Uint128, capacity: Uint128, params: &Params) -> Option<Uint128> {
    let cap = params.max_order.min(capacity);
    if waiting.is_zero() || cap.is_zero() {
        return None;
    }
    if waiting <= cap {
        return Some(waiting);
    }
    let piece = cap.min(waiting.saturating_sub(params.min_order));
    (piece >= params.min_order).then_some(piece)
}
