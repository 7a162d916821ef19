//! What is refused, with which error, and that it changes nothing.

use crate::common::*;
use cosmwasm_std::testing::message_info;
use cosmwasm_std::{coins, Decimal, Uint128};
use cw_ownable::OwnershipError;
use cw_utils::PaymentError;
use qerun_controls::{Figure, ParameterError};
use qerun_emissions::contract::instantiate;
use qerun_emissions::ContractError::{self, *};
use qerun_messages::emissions::{
    QueryMsg, Stream, MAX_DURATION, MAX_START_AFTER, MAX_START_BEFORE, MIN_DURATION,
};
use qerun_mocks::{env_at, DAY, START};

fn bounds<T: Into<Figure>>(name: &'static str, value: T, min: T, max: T) -> ContractError {
    Parameter(ParameterError::OutOfBounds {
        name,
        value: value.into(),
        min: min.into(),
        max: max.into(),
    })
}

fn refusal(stream: Stream<String>) -> Option<ContractError> {
    Emissions::with(init(&[stream])).err()
}

#[test]
fn ids() {
    for id in ["", "Lock", "a b", "é", "a/b", &"x".repeat(33)] {
        let stream = Stream {
            id: id.into(),
            ..lock()
        };
        let id = id.into();
        assert_eq!(refusal(stream), Some(StreamId { id, max: 32 }));
    }
    for id in ["x".repeat(32), "a.b_c-9".into()] {
        let stream = Stream { id, ..lock() };
        assert_eq!(refusal(stream), None);
    }
    let id = "lock".into();
    let twice = Emissions::with(init(&[lock(), liquidity(), lock()]));
    assert_eq!(twice.err(), Some(DuplicateStream { id }));
}

#[test]
fn numbers_of_streams() {
    let many = |count: usize| {
        let stream = |i| Stream {
            id: format!("s{i}"),
            ..lock()
        };
        let streams: Vec<_> = (0..count).map(stream).collect();
        Emissions::with(init(&streams)).err()
    };
    assert_eq!(many(1), None);
    assert_eq!(many(8), None);
    for count in [0, 9] {
        assert_eq!(many(count), Some(bounds("streams", count, 1, 8)));
    }
}

#[test]
fn schedules() {
    let points = |points: &[(u64, u128)]| {
        refusal(Stream {
            schedule: schedule(BEGIN, points),
            ..lock()
        })
    };
    let id = || "lock".to_owned();
    let time = |point, after, before| {
        let id = id();
        Some(PointTime {
            id,
            point,
            after,
            before,
        })
    };
    let amount = |point, released: u128, before: u128| {
        let (released, before) = (uint(released), uint(before));
        let id = id();
        Some(PointAmount {
            id,
            point,
            released,
            before,
        })
    };
    let steeper = |point| Some(Steeper { id: id(), point });
    let length = |seconds| {
        let name = "the last point, seconds after the start,";
        Some(bounds(name, seconds, MIN_DURATION, MAX_DURATION))
    };
    let count = |count: usize| Some(bounds("points", count, 1, 16));
    let long = |count: u64| (1..=count).map(|i| (i * DAY, u128::from(i))).collect();
    let (sixteen, seventeen): (Vec<_>, Vec<_>) = (long(16), long(17));
    type Row<'a> = (&'a [(u64, u128)], Option<ContractError>);
    let table: [Row; 17] = [
        (&[], count(0)),
        (&seventeen, count(17)),
        (&sixteen, None),
        (&[(0, 1)], time(1, 0, 0)),
        (&[(60, 5), (60, 6)], time(2, 60, 60)),
        (&[(60, 5), (90, 6), (80, 7)], time(3, 80, 90)),
        (&[(60, 0)], amount(1, 0, 0)),
        (&[(60, 5), (70, 5)], amount(2, 5, 5)),
        (&[(60, 5), (70, 4)], amount(2, 4, 5)),
        (&[(60, 60), (120, 120)], None),
        (&[(60, 60), (120, 121)], steeper(2)),
        (&[(60, 60), (120, 110), (180, 161)], steeper(3)),
        (&[(59, 5)], length(59)),
        (&[(MAX_DURATION + 1, 5)], length(MAX_DURATION + 1)),
        (&[(u64::MAX, 5)], length(u64::MAX)),
        (&[(MIN_DURATION, u128::MAX)], None),
        (&[(MAX_DURATION, u128::MAX)], None),
    ];
    for (line, wanted) in table {
        assert_eq!(points(line), wanted, "{line:?}");
    }
}

#[test]
fn times() {
    let with = |start, after| {
        refusal(Stream {
            schedule: schedule(start, &[(after, 7)]),
            ..lock()
        })
    };
    let ahead = |seconds| {
        let name = "start, seconds from now,";
        Some(bounds(name, seconds, 0, MAX_START_AFTER))
    };
    let ago = |seconds| {
        let name = "start, seconds ago,";
        Some(bounds(name, seconds, 0, MAX_START_BEFORE))
    };
    assert_eq!(with(START + MAX_START_AFTER, 60), None);
    let late = MAX_START_AFTER + 1;
    assert_eq!(with(START + late, 60), ahead(late));
    // Milliseconds.
    assert_eq!(with(START * 1_000, 60), ahead(START * 999));
    assert_eq!(with(u64::MAX, 60), ahead(u64::MAX - START));
    // A deployment that took its time.
    assert_eq!(with(START - 30, 60), None);
    assert_eq!(with(START - MAX_START_BEFORE, 60 * DAY), None);
    let early = MAX_START_BEFORE + 1;
    assert_eq!(with(START - early, 60 * DAY), ago(early));
    assert_eq!(with(0, MAX_DURATION), ago(START));
    let ended = |end| {
        let id = "lock".into();
        Some(Ended {
            id,
            end,
            now: START,
        })
    };
    assert_eq!(with(START - 60, 60), ended(START));
    assert_eq!(with(START - 100, 60), ended(START - 40));
}

#[test]
fn addresses() {
    let bad = || "x".to_owned();
    let mut messages = vec![];
    for change in 0..6 {
        let mut msg = init(&[lock()]);
        let stream = &mut msg.streams[0];
        match change {
            0 => msg.owner = bad(),
            1 => msg.config.token = bad(),
            2 => msg.config.treasury = bad(),
            3 => msg.config.distributor = bad(),
            4 => stream.voting = bad(),
            _ => stream.hook_caller = Some(bad()),
        }
        messages.push(msg);
    }
    for msg in messages {
        let error = Emissions::with(msg.clone()).err().unwrap();
        let invalid = matches!(error, Std(_) | Ownership(OwnershipError::Std(_)));
        assert!(invalid, "{msg:?}: {error:?}");
    }
}

#[test]
fn no_distributor() {
    let mut msg = init(&[lock()]);
    msg.config.distributor = addr("voting").into();
    let address = addr("voting");
    let refused = Emissions::with(msg.clone()).err();
    assert_eq!(refused, Some(NotDistributor { address }));
    // Not even a contract.
    msg.config.distributor = addr("nobody").into();
    assert!(matches!(Emissions::with(msg).err(), Some(Std(_))));
    let (others, _) = others();
    others.records(&addr("distributor"), |storage| {
        storage.set(b"count", b"\"four\"")
    });
    let mut deps = others.deps();
    let info = message_info(&addr("deployer"), &[]);
    let error = instantiate(
        deps.as_mut(),
        env_at("emissions", START),
        info,
        init(&[lock()]),
    );
    let address = addr("distributor");
    assert_eq!(error, Err(NotDistributor { address }));
}

#[test]
fn messages() {
    let id = || "nothing".to_owned();
    let not_owner = || Ownership(OwnershipError::NotOwner);
    let rate = |rate: &str| bounds("rate", dec(rate), Decimal::zero(), Decimal::one());
    let most = Decimal::MAX.to_string();
    let table = [
        ("alice", release("nothing"), UnknownStream { id: id() }),
        ("alice", release(""), UnknownStream { id: String::new() }),
        (
            "alice",
            return_withheld("nothing"),
            UnknownStream { id: id() },
        ),
        ("alice", set_rate("lock", "0.5"), not_owner()),
        ("voting", set_rate("lock", "0.5"), not_owner()),
        (
            "timelock",
            set_rate("nothing", "0.5"),
            UnknownStream { id: id() },
        ),
        (
            "timelock",
            set_rate("lock", "1.000000000000000001"),
            rate("1.000000000000000001"),
        ),
        ("timelock", set_rate("lock", &most), rate(&most)),
    ];
    let mut emissions = Emissions::default();
    emissions.at(BEGIN + DAY);
    for (sender, msg, wanted) in table {
        emissions.refused(sender, msg, &wanted);
    }
    for (time, ended) in [
        (LOCK_END, true),
        (LOCK_END + DAY, true),
        (LOCK_END - 1, false),
    ] {
        emissions.at(time);
        let wanted = Ended {
            id: "lock".into(),
            end: LOCK_END,
            now: time,
        };
        if ended {
            emissions.refused("timelock", set_rate("lock", "0.5"), &wanted);
        } else {
            emissions.set_rate("lock", "0.5").unwrap();
        }
    }
}

#[test]
fn queries() {
    let emissions = Emissions::default();
    let id = "nothing".to_owned();
    let error = emissions.query(QueryMsg::Stream { id: id.clone() });
    assert_eq!(error, Err(UnknownStream { id }));
}

#[test]
fn no_message_takes_funds() {
    let mut emissions = Emissions::default();
    emissions.at(LOCK_END);
    let messages = [
        ("anyone", release("lock")),
        ("voting", hook()),
        ("timelock", set_rate("lock", "0.5")),
        ("anyone", return_withheld("lock")),
    ];
    for (sender, msg) in messages {
        let before = emissions.storage();
        let error = emissions.execute_with(sender, &coins(1, "stake"), msg);
        assert_eq!(error, Err(Payment(PaymentError::NonPayable {})));
        assert_eq!(emissions.storage(), before);
    }
    let (others, _) = others();
    let info = message_info(&addr("deployer"), &coins(1, "stake"));
    let error = instantiate(
        others.deps().as_mut(),
        env_at("emissions", START),
        info,
        init(&[lock()]),
    );
    assert_eq!(error, Err(Payment(PaymentError::NonPayable {})));
}

/// The largest figures that are accepted do not overflow anywhere.
#[test]
fn the_largest_stream() {
    let stream = Stream {
        schedule: schedule(BEGIN, &[(MAX_DURATION, u128::MAX)]),
        min_power: Uint128::MAX,
        ..lock()
    };
    let mut emissions = Emissions::with(init(&[stream])).unwrap().0;
    emissions.power("voting", u128::MAX);
    emissions.at(BEGIN + MAX_DURATION / 3);
    emissions.release("lock").unwrap();
    emissions.set_rate("lock", "0.999999999999999999").unwrap();
    emissions.at(BEGIN + MAX_DURATION);
    emissions.release("lock").unwrap();
    emissions
        .execute("anyone", return_withheld("lock"))
        .unwrap();
    let stream = emissions.stream("lock");
    assert_eq!(stream.released + stream.withheld, Uint128::MAX);
    assert_eq!(stream.returned, stream.withheld);
}
