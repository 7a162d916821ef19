//! What a price costs: bytes read and written, pinned, because on a chain each byte written is 30 gas and each read 3.

use crate::common::*;
use cosmwasm_std::Decimal;
use qerun_messages::oracle::{ExecuteMsg, FeederPrice, Policy};
use qerun_mocks::Dump;

/// Bytes of the values of an asset, by what they are.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
struct Bytes {
    history: usize,
    written: usize,
    read: usize,
}

impl Bytes {
    /// Of one submission: what it wrote, and all that is stored of the asset, which it read.
    fn of(before: &Dump, after: &Dump) -> Self {
        let of_prefix = |prefix: &[u8]| {
            let mut prefix = prefix.to_vec();
            prefix.extend(b"qer");
            after
                .iter()
                .filter(|(key, _)| key.starts_with(&prefix))
                .map(|(_, value)| value.len())
                .sum::<usize>()
        };
        let written = after
            .iter()
            .filter(|row| !before.contains(row))
            .map(|(_, value)| value.len())
            .sum();
        let history = of_prefix(b"\x00\x01t");
        let slots = of_prefix(b"\x00\x01s\x00\x03");
        let config = of_prefix(b"\x00\x06assets");
        Bytes {
            history,
            written,
            read: history + slots + config + of_prefix(b"\x00\x01p"),
        }
    }

    fn gas(&self) -> usize {
        30 * self.written + 3 * self.read
    }

    fn max(self, other: Self) -> Self {
        Bytes {
            history: self.history.max(other.history),
            written: self.written.max(other.written),
            read: self.read.max(other.read),
        }
    }
}

/// The dearest of the submissions of a day, after a day of them, every five minutes. Prices of 18 digits, which rise by
/// all that the daily limit allows: so that every slot of the clamp has another minimum.
fn dearest(policy: Policy, price_usd: &str, depth: Option<&str>) -> Bytes {
    let mut oracle = Oracle::of(vec![feeders(0, 4)], policy);
    let mut most: Option<Bytes> = None;
    let (mut value, mut deep) = (dec(price_usd), depth.map(dec));
    for round in 0..576u64 {
        oracle.wait(300);
        let grown = Decimal::raw(1_000_632_914_873_271_233);
        value *= grown;
        deep = deep.map(|deep| deep * grown);
        let prices = vec![FeederPrice {
            asset: q(),
            price: value,
            depth: deep,
            timestamp: oracle.now(),
        }];
        let before = oracle.storage();
        let who = feeder(usize::try_from(round % 4).unwrap());
        oracle
            .execute(&who, ExecuteMsg::SubmitPrices { prices })
            .unwrap();
        if round >= 288 {
            let bytes = Bytes::of(&before, &oracle.storage());
            most = Some(most.map_or(bytes, |most| most.max(bytes)));
        }
    }
    most.unwrap()
}

#[test]
fn a_submission_is_cheap() {
    let qer = dearest(
        clamped(),
        "1.234567890123456789",
        Some("1234567.891234567891234567"),
    );
    let shallow = dearest(clamped(), "1.234567890123456789", None);
    let eth = dearest(policy(), "2345.678901234567890123", None);
    assert!(
        qer.history <= 765 && shallow.history <= 425 && eth.history <= 175,
        "{qer:?} {shallow:?} {eth:?}"
    );
    // Three prices: one of an asset with depth and clamp, two without either, as in the local net's plan.
    let all = qer.gas() + 2 * eth.gas();
    assert!(all <= 80_000, "{all}");
}
