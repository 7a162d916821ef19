//! `flush`: due batches are handed over, and what waits is sent.

use cosmwasm_std::Uint128;
use qerun_keeper::config::FlushConfig;
use qerun_keeper::node::now;
use qerun_keeper::tasks::Flush;
use qerun_messages::reserve::Backing;
use serde_json::{json, Value};

use super::{done, keeper, round, LOST, REFUSED};
use crate::fake::*;

fn quote_flush(hands_over: bool) -> Value {
    json!({"batch_id": "3", "amount": "500", "due_at": 5, "hands_over": hands_over, "refused": null})
}

fn flush() -> Flush {
    Flush::new(FlushConfig {
        enabled: true,
        interval: 30,
        orders: 2,
    })
}

#[test]
fn flush_hands_over_what_is_due_and_sends_what_waits() {
    let waiting = Uint128::new(50);
    let wait = |backing: Backing| Backing { waiting, ..backing };
    for (hands_over, backing, market, reserve) in [
        (false, backing(), 0, 0),
        (true, backing(), 1, 0),
        (true, wait(backing()), 1, 1),
        (
            false,
            wait(Backing {
                paused_until: now() + 60,
                ..backing()
            }),
            0,
            0,
        ),
        (
            false,
            wait(Backing {
                order_capacity: 0,
                ..backing()
            }),
            0,
            0,
        ),
        (
            false,
            wait(Backing {
                capacity: Uint128::new(9),
                min_order: Uint128::new(10),
                ..backing()
            }),
            0,
            0,
        ),
        (
            false,
            wait(Backing {
                capacity: Uint128::new(10),
                min_order: Uint128::new(10),
                ..backing()
            }),
            0,
            1,
        ),
        // A remainder below the smallest order is sent whole.
        (
            false,
            wait(Backing {
                capacity: Uint128::new(50),
                min_order: Uint128::new(60),
                ..backing()
            }),
            0,
            1,
        ),
    ] {
        let chain = FakeChain::default();
        {
            let protocol = &mut chain.world().protocol;
            protocol.answer(MARKET, "quote_flush", quote_flush(hands_over));
            protocol.answer(RESERVE, "backing", serde_json::to_value(&backing).unwrap());
        }
        let found = round(&mut flush(), &keeper(&chain));
        assert_eq!(found.done, market + reserve, "{backing:?}");
        assert_eq!(done(&chain, MARKET, "flush").len() as u32, market);
        let sent = done(&chain, RESERVE, "flush");
        assert_eq!(sent, vec![json!({"limit": 2}); reserve as usize]);
    }
}

#[test]
fn flush_counts_races_and_refusals_as_part_of_the_work() {
    for (log, found) in [
        ("batch 3 is not due: 0 of 500", LOST),
        ("the price of eth expired at 5, now is 6", REFUSED),
    ] {
        let chain = FakeChain::default();
        {
            let protocol = &mut chain.world().protocol;
            protocol.answer(MARKET, "quote_flush", quote_flush(true));
            protocol.answer(RESERVE, "backing", serde_json::to_value(backing()).unwrap());
            protocol.refuse(MARKET, "flush", log);
        }
        assert_eq!(round(&mut flush(), &keeper(&chain)), found, "{log}");
    }
}
