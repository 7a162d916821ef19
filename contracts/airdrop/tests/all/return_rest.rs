//! The rest goes to the treasury, once, after the end.

use crate::common::{addr, transfers, Airdrop, List, BEGIN, END};
use cosmwasm_std::Uint128;
use qerun_airdrop::ContractError;
use qerun_messages::airdrop::ExecuteMsg;
use qerun_mocks::assert_event;

#[test]
fn anyone_sends_the_rest_to_the_treasury() {
    let mut airdrop = Airdrop::open(List::new(&[("alice", 5), ("bob", 7), ("carol", 11)]));
    airdrop.claim(1).unwrap();
    for now in [BEGIN, END - 1] {
        airdrop.at(now);
        let early = ContractError::NotEnded { end: END, now };
        for who in ["anyone", "alice", "timelock", "deployer"] {
            airdrop.refused(&addr(who), ExecuteMsg::ReturnRest {}, &early);
        }
    }
    airdrop.at(END);
    let response = airdrop.return_rest().unwrap();
    assert_eq!(
        transfers(&response),
        [(addr("timelock").to_string(), Uint128::new(16))]
    );
    assert_event(
        &response,
        "qerun-airdrop/return_rest",
        &[
            ("sender", addr("anyone").as_str()),
            ("treasury", addr("timelock").as_str()),
            ("amount", "16"),
            ("claimed", "7"),
        ],
    );
    let totals = airdrop.totals();
    assert_eq!(totals.returned, Uint128::new(16));
    assert_eq!(totals.claimed, Uint128::new(7));
    assert_eq!(totals.left, Uint128::zero());
    let again = ContractError::Returned {
        amount: 16u128.into(),
    };
    airdrop.refused(&addr("anyone"), ExecuteMsg::ReturnRest {}, &again);
}

/// When everybody has claimed nothing is sent, and the end is recorded all the same.
#[test]
fn no_rest() {
    let mut airdrop = Airdrop::open(List::new(&[("alice", 5), ("bob", 7)]));
    airdrop.claim(0).unwrap();
    airdrop.claim(1).unwrap();
    airdrop.at(END + 1);
    let response = airdrop.return_rest().unwrap();
    assert_eq!(transfers(&response), []);
    let again = ContractError::Returned {
        amount: Uint128::zero(),
    };
    airdrop.refused(&addr("anyone"), ExecuteMsg::ReturnRest {}, &again);
}

#[test]
fn nobody_has_claimed() {
    let mut airdrop = Airdrop::open(List::new(&[("alice", 5), ("bob", 7)]));
    airdrop.at(END);
    let response = airdrop.return_rest().unwrap();
    assert_eq!(
        transfers(&response),
        [(addr("timelock").to_string(), Uint128::new(12))]
    );
}
