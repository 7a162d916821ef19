//! Tests every recipe of docs/runbook.md: each stuck state is set up by a fault, the query that the page names shows it, the
//! very message that the page prints is sent, and what it promises is asserted, balances included.
//!
//! A section without a test, a snippet that no test sends and a table's row that no test covers fail.

mod governance;
pub mod hand;
mod lost;
mod orders;
pub mod page;
mod phases;
mod risk;
mod states;
mod waiting;

use crate::gov::world;

/// A test for each section, in the page's order.
macro_rules! recipes {
    ($($title:expr => $module:ident :: $test:ident,)*) => {
        /// The sections' titles.
        const TITLES: &[&str] = &[$($title),*];
        $(
            #[test]
            fn $test() {
                $module::$test();
            }
        )*
    };
}

recipes! {
    page::BEGIN => orders::where_to_look,
    "A batch waits" => waiting::a_batch_waits,
    "Every state of an order or a batch, and its message" => states::every_state,
    "An order is lost" => lost::an_order_is_lost,
    "A batch cannot be bought" => lost::a_batch_cannot_be_bought,
    "An order stays in Returning" => orders::an_order_stays_in_returning,
    "A refund is not seen" => orders::a_refund_is_not_seen,
    "A timeout is not relayed" => orders::a_timeout_is_not_relayed,
    "A price has expired" => waiting::a_price_has_expired,
    "A position is liquidatable and nobody comes" => risk::nobody_liquidates,
    "A deficit is open" => risk::a_deficit_is_open,
    "Opening borrowing" => phases::opening_borrowing,
    "Switching the buyback on" => risk::switching_the_buyback_on,
    "A change of a price's sources was wrong" => risk::a_change_of_sources_was_wrong,
    "Expired client" => orders::an_expired_client,
    "A pay-out failed" => orders::a_pay_out_failed,
    "Changing something" => governance::changing_something,
    "A hostile operation waits" => governance::a_hostile_operation,
    "The guardian is lost or hostile" => governance::the_guardian_is_lost,
    "A hook receiver fails" => governance::a_hook_receiver_fails,
    "Before rewards or hooks change" => governance::before_rewards_change,
}

#[test]
fn every_section_has_its_test() {
    let titles: Vec<_> = page::sections().into_iter().map(|s| s.title).collect();
    assert_eq!(titles, TITLES);
}
