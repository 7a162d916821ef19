//! Records as oracle and reserve publish them. No two figures of a record are the same, so that a test in which a
//! contract reads the wrong one fails; change single ones by struct update:
//! `PriceRecord { bid: dec("2"), ..price_record("2.1", START) }`.

use cosmwasm_std::{Decimal, Uint128};
use qerun_messages::oracle::{PriceRecord, Status};
use qerun_messages::reserve::{Backing, Batch};

use crate::{dec, usd};

/// Seconds for which a mocked price is fresh.
const MAX_AGE: u64 = 900;

/// A live record of this mid, USD: the bid is 3 % below, the average 7 % below, the ask 5 % above, and the pool is
/// 987,654 USD deep. Good for 15 minutes from `now`, Unix seconds.
pub fn price_record(mid: &str, now: u64) -> PriceRecord {
    let mid = dec(mid);
    PriceRecord {
        bid: mid * Decimal::percent(97),
        ask: mid * Decimal::percent(105),
        mid,
        average: mid * Decimal::percent(93),
        depth: Some(dec("987654")),
        as_of: now,
        expires: now + MAX_AGE,
        status: Status::Live,
        grace_ends: 0,
        uptime: 12_345,
        updated_at: now,
    }
}

/// A reserve that takes a batch of any size the tests use: nothing is paused, no cap is reached.
pub fn backing() -> Backing {
    Backing {
        encumbered: crate::eth(7).into(),
        unencumbered: crate::eth(3).into(),
        in_flight: usd(500).into(),
        waiting: usd(40).into(),
        open_orders: 2,
        open_batches: 1,
        capacity: usd(1_000_000_000).into(),
        order_capacity: 8,
        batch_capacity: 15,
        min_order: usd(100).into(),
        paused_until: 0,
    }
}

/// A batch that the reserve has taken and of which nothing is decided: smallest units of the stablecoin.
pub fn batch_in_flight(user_in: u128, protocol_in: u128) -> Batch {
    let stable_in = Uint128::new(user_in + protocol_in);
    Batch {
        stable_in,
        user_in: user_in.into(),
        eth_out: Uint128::zero(),
        stable_out: Uint128::zero(),
        open: stable_in,
        settled: false,
    }
}

/// The batch after all of it has become this much ETH, wei.
pub fn settled(batch: Batch, eth_out: u128) -> Batch {
    wound_down(batch, eth_out, 0)
}

/// The batch after a part of it became ETH (wei) and the rest was given back to the market as these stablecoins.
pub fn wound_down(batch: Batch, eth_out: u128, stable_out: u128) -> Batch {
    Batch {
        eth_out: eth_out.into(),
        stable_out: stable_out.into(),
        open: Uint128::zero(),
        settled: true,
        ..batch
    }
}
