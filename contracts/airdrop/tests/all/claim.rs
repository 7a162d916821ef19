//! An account claims its own entry.

use crate::common::{addr, transfers, Airdrop, List, BEGIN, END};
use cosmwasm_std::Uint128;
use qerun_airdrop::ContractError;
use qerun_mocks::assert_event;

#[test]
fn each_account_is_paid_its_entry_once() {
    let list = List::new(&[("alice", 5), ("bob", 7), ("carol", 11)]);
    let mut airdrop = Airdrop::open(list);
    // Not in the list's order.
    for (index, claimed, claims) in [(2, 11, 1), (0, 16, 2), (1, 23, 3)] {
        let (account, amount) = airdrop.list.rows[index as usize].clone();
        assert_eq!(airdrop.claimed(&account), None);
        let response = airdrop.claim(index).unwrap();
        assert_eq!(transfers(&response), [(account.to_string(), amount)]);
        let (total, count) = (claimed.to_string(), claims.to_string());
        assert_event(
            &response,
            "qerun-airdrop/claim",
            &[
                ("account", account.as_str()),
                ("index", &index.to_string()),
                ("amount", &amount.to_string()),
                ("claimed", &total),
                ("claims", &count),
            ],
        );
        assert_eq!(airdrop.claimed(&account), Some(amount));
        let totals = airdrop.totals();
        assert_eq!((totals.claimed, totals.claims), (claimed.into(), claims));
        assert_eq!(totals.left, Uint128::new(23 - claimed));
        let (msg, again) = (
            airdrop.list.claim(index),
            ContractError::Claimed {
                account: account.clone(),
                amount,
            },
        );
        airdrop.refused(&account, msg, &again);
    }
    assert_eq!(airdrop.totals().returned, Uint128::zero());
}

/// From the second of the start to the last one before the end.
#[test]
fn only_while_it_is_open() {
    let list = List::new(&[("alice", 5), ("bob", 7), ("carol", 11)]);
    let mut airdrop = Airdrop::with(list.config(), list.clone()).unwrap();
    let early = |now| ContractError::NotStarted { start: BEGIN, now };
    let late = |now| ContractError::Ended { end: END, now };
    for now in [0, BEGIN - 1] {
        airdrop.at(now);
        airdrop.refused(&addr("alice"), list.claim(0), &early(now));
    }
    airdrop.at(BEGIN);
    airdrop.claim(0).unwrap();
    airdrop.at(END - 1);
    airdrop.claim(1).unwrap();
    for now in [END, END + 1, u64::from(u32::MAX)] {
        airdrop.at(now);
        airdrop.refused(&addr("carol"), list.claim(2), &late(now));
    }
    airdrop.return_rest().unwrap();
    airdrop.refused(&addr("carol"), list.claim(2), &late(u64::from(u32::MAX)));
}

/// A list of one has a proof of no hashes.
#[test]
fn a_list_of_one() {
    let mut airdrop = Airdrop::open(List::new(&[("alice", 5)]));
    assert!(airdrop.list.proof(0).is_empty());
    let response = airdrop.claim(0).unwrap();
    assert_eq!(
        transfers(&response),
        [(addr("alice").to_string(), 5u128.into())]
    );
}

/// A list that gives an account two entries pays one: which one is the account's choice.
#[test]
fn an_account_that_is_listed_twice() {
    let list = List::new(&[("alice", 5), ("alice", 7), ("bob", 1)]);
    let mut airdrop = Airdrop::open(list.clone());
    airdrop.claim(1).unwrap();
    let again = ContractError::Claimed {
        account: addr("alice"),
        amount: 7u128.into(),
    };
    airdrop.refused(&addr("alice"), list.claim(0), &again);
    airdrop.at(END);
    airdrop.return_rest().unwrap();
    assert_eq!(airdrop.totals().returned, Uint128::new(6));
}

/// A list whose entries are more than its total pays no more than the total.
#[test]
fn a_total_below_the_list() {
    let list = List::new(&[("alice", 5), ("bob", 7)]);
    let mut config = list.config();
    config.total = 11u128.into();
    let mut airdrop = Airdrop::with(config, list.clone()).unwrap();
    airdrop.at(BEGIN);
    airdrop.claim(0).unwrap();
    let above = ContractError::AboveTotal {
        amount: 7u128.into(),
        left: 6u128.into(),
    };
    airdrop.refused(&addr("bob"), list.claim(1), &above);
    airdrop.at(END);
    let response = airdrop.return_rest().unwrap();
    assert_eq!(
        transfers(&response),
        [(addr("timelock").to_string(), 6u128.into())]
    );
}
