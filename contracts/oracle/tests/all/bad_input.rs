//! Each wrong input has its own error and changes nothing.

use crate::common::*;
use cosmwasm_std::{coins, Decimal};
use cw_ownable::{Action, OwnershipError};
use cw_utils::PaymentError;
use qerun_controls::{AccessError, Figure, ParameterError};
use qerun_messages::oracle::ExecuteMsg::{self, *};
use qerun_messages::oracle::{
    AssetConfig, AssetEntry, FeederPrice, Policy, PriceSource, MAX_DEPTH, MAX_PRICE, MIN_PRICE,
};
use qerun_oracle::ContractError::{self, *};

const Q: &str = "qer";

fn check(oracle: &mut Oracle, table: Vec<(&str, ExecuteMsg, ContractError)>) {
    let before = oracle.storage();
    for (sender, msg, expected) in table {
        let error = oracle.execute(sender, msg.clone()).unwrap_err();
        assert_eq!(error, expected, "{sender}: {msg:?}");
        assert_eq!(oracle.storage(), before, "{sender}: {msg:?}");
    }
}

fn bounds<T: Into<Figure>>(name: &'static str, value: T, min: T, max: T) -> ContractError {
    Parameter(ParameterError::OutOfBounds {
        name,
        value: value.into(),
        min: min.into(),
        max: max.into(),
    })
}

fn submit(prices: Vec<FeederPrice>) -> ExecuteMsg {
    SubmitPrices { prices }
}

#[test]
fn prices() {
    let mut oracle = Oracle::of(vec![feeders(0, 1)], policy());
    oracle.wait(1_000);
    let now = oracle.now();
    oracle.submit(0, "1");
    oracle.wait(100);
    let one = |text: &str, timestamp| submit(vec![price(Q, text, timestamp)]);
    let unknown = || UnknownAsset {
        asset: "eth".into(),
    };
    let too_deep = FeederPrice {
        depth: Some(MAX_DEPTH + Decimal::raw(1)),
        ..price(Q, "1", now + 1)
    };
    let length = |name, length: usize, min| bounds(name, length, min, 10);
    let table = vec![
        ("feeder0", submit(vec![]), length("number of prices", 0, 1)),
        (
            "feeder0",
            submit(vec![price(Q, "1", now + 1); 11]),
            length("number of prices", 11, 1),
        ),
        (
            "feeder0",
            submit(vec![price(Q, "1", now + 1); 2]),
            DuplicateAsset { asset: q() },
        ),
        ("feeder0", submit(vec![price("eth", "1", now)]), unknown()),
        (
            "feeder1",
            one("1", now + 1),
            NotFeeder {
                sender: addr("feeder1"),
                asset: q(),
            },
        ),
        (
            "timelock",
            one("1", now + 1),
            NotFeeder {
                sender: addr("timelock"),
                asset: q(),
            },
        ),
        ("feeder0", one("0", now + 1), ZeroPrice { asset: q() }),
        (
            "feeder0",
            one("1000000000001", now + 1),
            TooLarge {
                name: "price",
                asset: q(),
                value: dec("1000000000001"),
                max: MAX_PRICE,
            },
        ),
        (
            "feeder0",
            submit(vec![too_deep]),
            TooLarge {
                name: "depth",
                asset: q(),
                value: MAX_DEPTH + Decimal::raw(1),
                max: MAX_DEPTH,
            },
        ),
        (
            "feeder0",
            one("1", now + 101),
            FromFuture {
                asset: q(),
                timestamp: now + 101,
                now: now + 100,
            },
        ),
        (
            "feeder0",
            one("1", now),
            NotNewer {
                asset: q(),
                timestamp: now,
                last: now,
            },
        ),
        (
            "feeder0",
            one("1", now - 1),
            NotNewer {
                asset: q(),
                timestamp: now - 1,
                last: now,
            },
        ),
        (
            "feeder0",
            one("1", now - 801),
            Outdated {
                asset: q(),
                timestamp: now - 801,
                oldest: now - 800,
            },
        ),
        // All or nothing: the good price before the bad one is not kept.
        (
            "feeder0",
            submit(vec![price(Q, "2", now + 1), price("eth", "1", now)]),
            unknown(),
        ),
        (
            "anyone",
            Poke { assets: vec![] },
            length("number of assets", 0, 1),
        ),
        (
            "anyone",
            Poke {
                assets: vec![q(); 11],
            },
            length("number of assets", 11, 1),
        ),
        (
            "anyone",
            Poke {
                assets: vec![q(), q()],
            },
            DuplicateAsset { asset: q() },
        ),
        (
            "anyone",
            Poke {
                assets: vec![q(), "eth".into()],
            },
            unknown(),
        ),
    ];
    check(&mut oracle, table);
    let before = oracle.storage();
    let funded = Poke { assets: vec![q()] };
    let error = oracle
        .execute_with("anyone", &coins(1, "utia"), funded)
        .unwrap_err();
    assert_eq!(error, Payment(PaymentError::NonPayable {}));
    assert_eq!(oracle.storage(), before);
}

#[test]
fn senders_and_unknown_assets() {
    let mut oracle = Oracle::of(vec![fixed("1")], policy());
    let not_owner = || Ownership(OwnershipError::NotOwner);
    let unknown = || UnknownAsset {
        asset: "eth".into(),
    };
    let config = || config(vec![fixed("2")], policy());
    let table = vec![
        (
            "guardian",
            SetAsset {
                asset: q(),
                config: config(),
            },
            not_owner(),
        ),
        ("guardian", RemoveAsset { asset: q() }, not_owner()),
        ("guardian", Resume { asset: q() }, not_owner()),
        ("guardian", SetGuardian { guardian: None }, not_owner()),
        (
            "guardian",
            UpdateOwnership(Action::RenounceOwnership),
            not_owner(),
        ),
        (
            "guardian",
            UpdateOwnership(Action::AcceptOwnership),
            Ownership(OwnershipError::TransferNotFound),
        ),
        (
            "alice",
            Halt { asset: q() },
            Access(AccessError::Unauthorized {
                role: "guardian or owner",
                sender: addr("alice"),
            }),
        ),
        (
            "guardian",
            Halt {
                asset: "eth".into(),
            },
            unknown(),
        ),
        (
            "timelock",
            Resume {
                asset: "eth".into(),
            },
            unknown(),
        ),
        (
            "timelock",
            RemoveAsset {
                asset: "eth".into(),
            },
            unknown(),
        ),
        ("timelock", Resume { asset: q() }, NotHalted { asset: q() }),
        (
            "alice",
            RevertAsset { asset: q() },
            Access(AccessError::Unauthorized {
                role: "guardian or owner",
                sender: addr("alice"),
            }),
        ),
        (
            "guardian",
            RevertAsset {
                asset: "eth".into(),
            },
            unknown(),
        ),
        (
            "guardian",
            RevertAsset { asset: q() },
            NothingToRevert { asset: q() },
        ),
    ];
    check(&mut oracle, table);
    oracle.execute("guardian", Halt { asset: q() }).unwrap();
    check(
        &mut oracle,
        vec![(
            "guardian",
            Halt { asset: q() },
            AlreadyHalted { asset: q() },
        )],
    );
}

#[test]
fn configurations() {
    let mut oracle = Oracle::of(vec![fixed("1")], policy());
    let set = |config: AssetConfig<String>| SetAsset { asset: q(), config };
    let named = |asset: &str| SetAsset {
        asset: asset.into(),
        config: config(vec![fixed("1")], policy()),
    };
    let invalid = |asset: &str| InvalidAsset {
        asset: asset.into(),
        max: 32,
    };
    let sources = |sources| set(config(sources, policy()));
    let guards = |policy: Policy| set(config(vec![fixed("1")], policy));
    let length = |name, length: usize, max| bounds(name, length, 1, max);
    let range = |name, value: &str, min, max| bounds(name, dec(value), dec(min), dec(max));
    let aged = |max_age| match feeders(0, 1) {
        PriceSource::Feeder { feeders, .. } => vec![PriceSource::Feeder { feeders, max_age }],
        other => vec![other],
    };
    let age = |name, value: u64| bounds(name, value, 30, 86_400);
    let long = "a".repeat(33);
    let smallest = MIN_PRICE.to_string();
    let table = vec![
        ("timelock", named(""), invalid("")),
        ("timelock", named("QER"), invalid("QER")),
        ("timelock", named("q r"), invalid("q r")),
        ("timelock", named(&long), invalid(&long)),
        (
            "timelock",
            sources(vec![]),
            length("number of sources", 0, 5),
        ),
        (
            "timelock",
            sources(vec![fixed("1"); 6]),
            length("number of sources", 6, 5),
        ),
        (
            "timelock",
            sources(vec![feeders(0, 0)]),
            length("number of feeders", 0, 15),
        ),
        (
            "timelock",
            sources(vec![feeders(0, 16)]),
            length("number of feeders", 16, 15),
        ),
        (
            "timelock",
            sources(vec![feeders(0, 2), feeders(1, 2)]),
            DuplicateFeeder {
                feeder: addr("feeder1"),
            },
        ),
        (
            "timelock",
            sources(vec![fixed("0")]),
            ZeroPrice { asset: q() },
        ),
        (
            "timelock",
            sources(vec![fixed("1000000000001")]),
            TooLarge {
                name: "price",
                asset: q(),
                value: dec("1000000000001"),
                max: MAX_PRICE,
            },
        ),
        ("timelock", sources(aged(29)), age("feeder max_age", 29)),
        (
            "timelock",
            sources(aged(86_401)),
            age("feeder max_age", 86_401),
        ),
        (
            "timelock",
            guards(Policy {
                max_age: 0,
                ..policy()
            }),
            age("max_age", 0),
        ),
        (
            "timelock",
            guards(Policy {
                min_sources: 0,
                ..policy()
            }),
            bounds("min_sources", 0u32, 1, 1),
        ),
        (
            "timelock",
            guards(Policy {
                min_sources: 2,
                ..policy()
            }),
            bounds("min_sources", 2u32, 1, 1),
        ),
        (
            "timelock",
            guards(Policy {
                max_deviation: dec("0.26"),
                ..policy()
            }),
            range("max_deviation", "0.26", "0.001", "0.25"),
        ),
        (
            "timelock",
            guards(Policy {
                max_growth_hour: Some(dec("0.51")),
                ..policy()
            }),
            range("max_growth_hour", "0.51", "0.001", "0.5"),
        ),
        (
            "timelock",
            guards(Policy {
                max_growth_day: Some(dec("0.04")),
                ..clamped()
            }),
            range("max_growth_day", "0.04", "0.05", "2"),
        ),
        (
            "timelock",
            guards(Policy {
                max_growth_day: Some(dec("2.1")),
                ..policy()
            }),
            range("max_growth_day", "2.1", "0.001", "2"),
        ),
        (
            "timelock",
            guards(Policy {
                min_price: dec("0"),
                ..policy()
            }),
            range("min_price", "0", &smallest, "1000000000000"),
        ),
        (
            "timelock",
            guards(Policy {
                max_price: dec("0.0000001"),
                ..policy()
            }),
            range("max_price", "0.0000001", "0.000001", "1000000000000"),
        ),
        (
            "timelock",
            guards(Policy {
                min_liquidity: MAX_DEPTH + Decimal::raw(1),
                ..policy()
            }),
            bounds(
                "min_liquidity",
                MAX_DEPTH + Decimal::raw(1),
                Decimal::zero(),
                MAX_DEPTH,
            ),
        ),
        (
            "timelock",
            guards(Policy {
                grace: 3_601,
                ..policy()
            }),
            bounds("grace", 3_601u64, 0, 3_600),
        ),
    ];
    check(&mut oracle, table);
    let bad = PriceSource::Feeder {
        feeders: vec!["x".into()],
        max_age: 60,
    };
    let before = oracle.storage();
    assert!(matches!(
        oracle.execute("timelock", sources(vec![bad])),
        Err(Std(_))
    ));
    assert_eq!(oracle.storage(), before);
}

#[test]
fn instantiation() {
    let entry = |asset: &str| AssetEntry {
        asset: asset.into(),
        config: config(vec![fixed("1")], policy()),
    };
    let twice = Oracle::with(vec![entry(Q), entry(Q)]).err();
    assert_eq!(twice, Some(DuplicateAsset { asset: q() }));
    let eleven = (0..11).map(|i| entry(&format!("a{i}"))).collect();
    assert_eq!(
        Oracle::with(eleven).err(),
        Some(bounds("number of assets", 11usize, 0, 10))
    );
}
