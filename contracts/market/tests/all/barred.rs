//! Treasury and insiders may be barred from borrowing, and from nothing else.

use crate::common::*;
use cw_ownable::OwnershipError;
use qerun_market::state::{BARRED, POSITIONS};
use qerun_market::ContractError;
use qerun_messages::market::{BarredResponse, ExecuteMsg, QueryMsg};

fn listed(market: &Market) -> Vec<String> {
    let page: BarredResponse = market.query(QueryMsg::Barred {
        start_after: None,
        limit: None,
    });
    page.barred.into_iter().map(Into::into).collect()
}

#[test]
fn who_is_barred_cannot_borrow_and_can_do_all_else() {
    let mut market = Market::new();
    market.borrow("alice", 1_000 * ONE).unwrap();
    let before = market.position("alice");
    let response = market.set_barred(&["alice"], &[]).unwrap();
    let alice = addr("alice").to_string();
    assert_event(&response, "set_barred", &[("barred", &alice)]);
    assert_eq!(listed(&market), std::slice::from_ref(&alice));
    let mut after = market.position("alice");
    assert!(after.barred && market.describe("alice").barred);
    after.barred = false;
    assert_eq!(after, before);

    let user = addr("alice");
    let error = market.refused("alice", &[], borrow_msg(100 * ONE));
    assert_eq!(error, ContractError::Barred { user });
    assert_eq!(
        market.quote("alice", 100 * ONE).refused,
        Some(error.to_string())
    );
    assert_eq!(market.max_borrow("alice").amount, int(0));

    market.deposit("alice", ONE).unwrap();
    market.withdraw_collateral("alice", Some(ONE)).unwrap();
    market.supply("alice", ONE).unwrap();
    market.withdraw("alice", None).unwrap();
    market.repay("alice", 1_000 * ONE).unwrap();
    market.withdraw_collateral("alice", None).unwrap();
    // Everything is gone but the bar.
    assert!(POSITIONS.has(&market.deps.storage, &addr("alice")));
    market.deposit("alice", 1_000 * ONE).unwrap();
    let user = addr("alice");
    let error = market.refused("alice", &[], borrow_msg(100 * ONE));
    assert_eq!(error, ContractError::Barred { user });

    let response = market.set_barred(&[], &["alice"]).unwrap();
    assert_event(&response, "set_barred", &[("unbarred", &alice)]);
    market.borrow("alice", 100 * ONE).unwrap();
    assert!(listed(&market).is_empty());
}

#[test]
fn one_without_a_position_is_barred_too() {
    let mut market = Market::new();
    market.set_barred(&["bob"], &[]).unwrap();
    market.set_barred(&["bob"], &[]).unwrap();
    market.deposit("bob", 1_000 * ONE).unwrap();
    let user = addr("bob");
    let error = market.refused("bob", &[], borrow_msg(100 * ONE));
    assert_eq!(error, ContractError::Barred { user });
    market.withdraw_collateral("bob", None).unwrap();
    // Released with nothing, the record goes; to release one who is not barred changes nothing.
    market.set_barred(&[], &["bob"]).unwrap();
    assert!(!POSITIONS.has(&market.deps.storage, &addr("bob")));
    let before = market.dump();
    market.set_barred(&[], &["bob", "carol"]).unwrap();
    assert_eq!(market.dump(), before);
    assert!(BARRED.is_empty(&market.deps.storage));
}

#[test]
fn the_owner_alone_names_one_to_thirty_each_once() {
    let mut market = Market::new();
    let msg = |add: &[&str], remove: &[&str]| ExecuteMsg::SetBarred {
        add: add.iter().map(|n| addr(n).into()).collect(),
        remove: remove.iter().map(|n| addr(n).into()).collect(),
    };
    for sender in ["eve", "guardian", "alice"] {
        let error = market.refused(sender, &[], msg(&["bob"], &[]));
        assert_eq!(error, ContractError::Ownership(OwnershipError::NotOwner));
    }
    let names: Vec<String> = (0..31).map(|n| format!("u{n}")).collect();
    let many: Vec<&str> = names.iter().map(String::as_str).collect();
    for (add, remove) in [
        (&[][..], &[][..]),
        (&many[..], &[]),
        (&many[..20], &many[20..]),
        (&["bob", "bob"], &[]),
        (&[], &["bob", "bob"]),
        (&["bob"], &["bob"]),
    ] {
        let error = market.refused("owner", &[], msg(add, remove));
        let (names, max) = (add.len() + remove.len(), 30);
        assert_eq!(error, ContractError::BarredList { names, max });
    }
    market.refused(
        "owner",
        &[],
        ExecuteMsg::SetBarred {
            add: vec!["nobody's".into()],
            remove: vec![],
        },
    );
    market.set_barred(&many[..30], &[]).unwrap();
    market.set_barred(&many[30..], &many[..29]).unwrap();
    let mut expected = vec![addr("u29").to_string(), addr("u30").to_string()];
    expected.sort();
    assert_eq!(listed(&market), expected);
}
