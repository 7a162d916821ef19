//! How large the next order out of what waits is. Pure.

use cosmwasm_std::Uint128;
use qerun_messages::reserve::Params;

/// The size of the next order out of `waiting`, when `capacity` may still be put in flight; `None` if it has to wait
/// for more capacity. Smallest units of the stablecoin.
///
/// An order is never above `max_order` or `capacity`; never below `min_order` unless it is all that waits of its batch;
/// and never leaves a remainder between zero and `min_order`. Because `max_order` is at least twice `min_order`, there is
/// always a next order when nothing is in flight (`capacity >= max_order`).
pub fn next_order_size(waiting: Uint128, capacity: Uint128, params: &Params) -> Option<Uint128> {
    let cap = params.max_order.min(capacity);
    if waiting.is_zero() || cap.is_zero() {
        return None;
    }
    if waiting <= cap {
        return Some(waiting);
    }
    let size = cap.min(waiting.saturating_sub(params.min_order));
    (size >= params.min_order).then_some(size)
}
