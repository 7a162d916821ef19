//! Each wrong input has its own error and changes nothing.

use crate::common::{addr, Airdrop, List, BEGIN, END};
use cosmwasm_std::{coins, HexBinary, Uint128};
use cw_utils::PaymentError;
use qerun_airdrop::contract::query;
use qerun_airdrop::ContractError::{self, *};
use qerun_controls::{Figure, ParameterError};
use qerun_messages::airdrop::{
    Config, ExecuteMsg, QueryMsg, MAX_DURATION, MAX_ENTRIES, MAX_START_AFTER, MIN_DURATION,
};
use qerun_mocks::START;

fn bounds<T: Into<Figure>>(name: &'static str, value: T, min: T, max: T) -> ContractError {
    Parameter(ParameterError::OutOfBounds {
        name,
        value: value.into(),
        min: min.into(),
        max: max.into(),
    })
}

#[test]
fn configurations() {
    type Break = fn(&mut Config<String>);
    let start = |value| bounds("start, seconds from now,", value, 0, MAX_START_AFTER);
    let span = |value| {
        bounds(
            "end, seconds after the start,",
            value,
            MIN_DURATION,
            MAX_DURATION,
        )
    };
    let table: Vec<(Break, ContractError)> = vec![
        (|c| c.name = String::new(), bounds("name", 0usize, 1, 64)),
        (|c| c.name = "x".repeat(65), bounds("name", 65usize, 1, 64)),
        (|c| c.count = 0, bounds("count", 0u32, 1, MAX_ENTRIES)),
        (
            |c| c.count = MAX_ENTRIES + 1,
            bounds("count", MAX_ENTRIES + 1, 1, MAX_ENTRIES),
        ),
        (|c| c.root = HexBinary::default(), Hash { length: 0 }),
        (|c| c.root = [7; 31].into(), Hash { length: 31 }),
        (|c| c.root = vec![7; 33].into(), Hash { length: 33 }),
        (|c| c.total = Uint128::zero(), ZeroTotal {}),
        (
            |c| c.end = START,
            EndPassed {
                end: START,
                now: START,
            },
        ),
        (
            |c| c.start = START + MAX_START_AFTER + 1,
            start(MAX_START_AFTER + 1),
        ),
        // Milliseconds.
        (
            |c| (c.start, c.end) = (BEGIN * 1_000, END * 1_000),
            start(BEGIN * 1_000 - START),
        ),
        (|c| c.end = BEGIN + MIN_DURATION - 1, span(MIN_DURATION - 1)),
        (|c| c.end = BEGIN, span(0)),
        (|c| c.end = BEGIN - 1, span(0)),
        (|c| c.end = BEGIN + MAX_DURATION + 1, span(MAX_DURATION + 1)),
        (|c| c.start = 0, span(END)),
    ];
    for (mutate, wanted) in table {
        let list = List::new(&[("alice", 5)]);
        let mut config = list.config();
        mutate(&mut config);
        let error = Airdrop::with(config.clone(), list).err();
        assert_eq!(error, Some(wanted), "{config:?}");
    }
}

#[test]
fn no_addresses() {
    type Break = fn(&mut Config<String>);
    let table: [Break; 4] = [
        |c| c.token = "nobody".into(),
        |c| c.token = String::new(),
        |c| c.treasury = "nobody".into(),
        |c| c.treasury = c.treasury.to_uppercase(),
    ];
    for mutate in table {
        let list = List::new(&[("alice", 5)]);
        let mut config = list.config();
        mutate(&mut config);
        assert!(matches!(Airdrop::with(config, list), Err(Std(_))));
    }
}

#[test]
fn what_the_bounds_still_take() {
    type Change = fn(&mut Config<String>);
    let table: [Change; 7] = [
        |c| c.name = "x".repeat(64),
        |c| c.count = MAX_ENTRIES,
        |c| c.total = Uint128::MAX,
        |c| (c.start, c.end) = (START + MAX_START_AFTER, START + MAX_START_AFTER + 60),
        |c| c.end = BEGIN + MAX_DURATION,
        // A deployer counts from a block before this one.
        |c| (c.start, c.end) = (START - 30, START + 30),
        |c| (c.start, c.end) = (START, START + MIN_DURATION),
    ];
    for change in table {
        let list = List::new(&[("alice", 5)]);
        let mut config = list.config();
        change(&mut config);
        Airdrop::with(config, list).unwrap();
    }
}

#[test]
fn claims() {
    let list = List::new(&[("alice", 5), ("bob", 7), ("carol", 11)]);
    let claim = |index, amount: u128, proof| ExecuteMsg::Claim {
        index,
        amount: amount.into(),
        proof,
    };
    let wrong = |index, amount: u128| WrongProof {
        account: addr("alice"),
        index,
        amount: amount.into(),
    };
    let (good, one) = (list.proof(0), HexBinary::from([7; 32]));
    let with = |place: usize, hash: HexBinary| {
        let mut proof = good.clone();
        proof[place] = hash;
        proof
    };
    let table = [
        (claim(0, 0, good.clone()), wrong(0, 0)),
        (claim(0, 6, good.clone()), wrong(0, 6)),
        (claim(0, u128::MAX, good.clone()), wrong(0, u128::MAX)),
        (claim(1, 5, good.clone()), wrong(1, 5)),
        (claim(3, 5, good.clone()), wrong(3, 5)),
        (claim(u32::MAX, 5, good.clone()), wrong(u32::MAX, 5)),
        (claim(0, 5, vec![]), wrong(0, 5)),
        (claim(0, 5, good[..1].to_vec()), wrong(0, 5)),
        (claim(0, 5, with(1, one.clone())), wrong(0, 5)),
        (claim(0, 5, vec![one.clone(); 20]), wrong(0, 5)),
        (claim(0, 5, vec![one; 21]), bounds("proof", 21usize, 0, 20)),
        (
            claim(0, 5, with(0, HexBinary::default())),
            Hash { length: 0 },
        ),
        (claim(0, 5, with(1, [7; 31].into())), Hash { length: 31 }),
        (
            claim(0, 5, with(1, vec![7; 33].into())),
            Hash { length: 33 },
        ),
    ];
    let mut airdrop = Airdrop::open(list.clone());
    for (msg, wanted) in table {
        airdrop.refused(&addr("alice"), msg, &wanted);
    }
    // It was right all along.
    airdrop.claim(0).unwrap();
}

#[test]
fn no_message_takes_funds() {
    let list = List::new(&[("alice", 5)]);
    let mut airdrop = Airdrop::open(list.clone());
    for (time, msg) in [(BEGIN, list.claim(0)), (END, ExecuteMsg::ReturnRest {})] {
        airdrop.at(time);
        let before = airdrop.storage();
        let error = airdrop.execute_with(&addr("alice"), &coins(1, "stake"), msg);
        assert_eq!(error, Err(Payment(PaymentError::NonPayable {})));
        assert_eq!(airdrop.storage(), before);
    }
}

#[test]
fn a_query_about_no_address() {
    let airdrop = Airdrop::open(List::new(&[("alice", 5)]));
    let account = "alice".to_owned();
    let error = query(
        airdrop.deps.as_ref(),
        airdrop.env.clone(),
        QueryMsg::Claimed { account },
    );
    assert!(matches!(error, Err(Std(_))));
}
