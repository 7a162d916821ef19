//! The perk on borrowing. Only borrows with `use_perk` query voting.

use crate::common::*;
use cosmwasm_std::{from_json, StdError};
use qerun_market::ContractError;
use qerun_messages::market::{ExecuteMsg, QuoteBorrowResponse};

fn with_access(names: &[&str]) -> Market {
    let market = Market::new();
    let holders = names.iter().map(|name| addr(name)).collect();
    market.world.borrow_mut().voting = Voting::Access(holders);
    market
}

fn asked(market: &Market) -> Vec<(String, String)> {
    market.world.borrow().asked.take()
}

/// What the perk quote says, which must be what the borrow meets.
fn quote(market: &Market, user: &str, amount: u128) -> QuoteBorrowResponse {
    market.query(quote_msg(user, amount, Some(true)))
}

#[test]
fn the_perk_lowers_the_contribution_and_nothing_else() {
    let mut market = with_access(&["alice"]);
    let quoted = quote(&market, "alice", 1_000 * ONE);
    assert_eq!(quoted.refused, None);
    assert_eq!(quoted.contribution, int(10 * ONE));
    assert_eq!(quoted.claim, int(490 * ONE));
    assert_eq!(quoted.paid_out, int(500 * ONE));
    asked(&market);

    let response = market
        .run("alice", &[], perk_borrow_msg(1_000 * ONE))
        .unwrap();
    // 2 % of the reserve part of 500 instead of 5 %.
    assert_eq!(messages(&response), [bank("alice", 500 * ONE)]);
    let state = market.state();
    assert_eq!(state.batch.protocol_in, int(10 * ONE));
    assert_eq!(state.batch.user_in, int(490 * ONE));
    assert_eq!(state.cash, int(99_000 * ONE));
    assert_eq!(market.describe("alice").debt, int(1_000 * ONE));
    assert_eq!(
        market.position("alice").claim.batches,
        [(1, int(490 * ONE))]
    );
    assert_eq!(event(&response, "borrow").attributes[3].value, "10000000");
    // One question, about the borrower and the configured perk.
    let question = (addr("alice").to_string(), "low-fee".to_string());
    assert_eq!(asked(&market), [question]);
}

#[test]
fn who_does_not_ask_pays_the_ordinary_share_and_voting_is_not_asked() {
    let old_json = br#"{"borrow":{"amount":"1000000000","min_received":null}}"#;
    let no = ExecuteMsg::Borrow {
        amount: int(1_000 * ONE),
        min_received: None,
        use_perk: Some(false),
    };
    for msg in [from_json(old_json).unwrap(), no] {
        let mut market = with_access(&["alice"]);
        market.run("alice", &[], msg).unwrap();
        assert_eq!(market.state().batch.protocol_in, int(25 * ONE));
        assert!(asked(&market).is_empty());
        assert_eq!(
            market.quote("alice", 1_000 * ONE).contribution,
            int(25 * ONE)
        );
        market.max_borrow("alice");
        assert!(asked(&market).is_empty());
    }
}

#[test]
fn without_access_the_borrow_is_refused() {
    let mut market = with_access(&["bob"]);
    let perk = "low-fee".to_string();
    let expected = ContractError::NoAccess { perk };
    let quoted = quote(&market, "alice", 1_000 * ONE);
    assert_eq!(quoted.refused, Some(expected.to_string()));
    assert_eq!(quoted.contribution, int(25 * ONE));
    let error = market.refused("alice", &[], perk_borrow_msg(1_000 * ONE));
    assert_eq!(error, expected);
    market.borrow("alice", 1_000 * ONE).unwrap();
}

#[test]
fn without_a_perk_asking_for_it_is_refused() {
    let mut market = with_access(&["alice"]);
    let remove = ExecuteMsg::SetPerk { perk: None };
    market.run("owner", &[], remove).unwrap();
    let quoted = quote(&market, "alice", 1_000 * ONE);
    assert_eq!(quoted.refused, Some("no perk is configured".into()));
    let error = market.refused("alice", &[], perk_borrow_msg(1_000 * ONE));
    assert_eq!(error, ContractError::NoPerk {});
    assert!(asked(&market).is_empty());
    market.borrow("alice", 1_000 * ONE).unwrap();
}

#[test]
fn a_voting_contract_that_fails_or_answers_wrongly_stops_only_who_asks() {
    for voting in [
        Voting::Absent,
        Voting::Fails("out of gas"),
        Voting::Says("no json"),
        Voting::Says(r#"{"access":"yes"}"#),
        Voting::Says(""),
    ] {
        let mut market = Market::new();
        market.deposit("bob", 10_000 * ONE).unwrap();
        market.world.borrow_mut().voting = voting;
        let quoted = quote(&market, "alice", 1_000 * ONE);
        let error = market.refused("alice", &[], perk_borrow_msg(1_000 * ONE));
        assert_eq!(quoted.refused, Some(error.to_string()));
        assert!(
            matches!(
                error,
                ContractError::Std(StdError::GenericErr { .. } | StdError::ParseErr { .. })
            ),
            "{error:?}"
        );
        // Twice: for the quote and for the borrow.
        assert_eq!(asked(&market).len(), 2);
        market.borrow("bob", 1_000 * ONE).unwrap();
        market.borrow("alice", 1_000 * ONE).unwrap();
        market.repay("alice", 1_000 * ONE).unwrap();
        market.withdraw_collateral("alice", None).unwrap();
        assert!(asked(&market).is_empty());
    }
}

/// One that gives the perk to everybody costs the protocol the difference of the shares: no limit
/// of a borrow is asked of it.
#[test]
fn a_voting_contract_that_lies_lifts_no_limit() {
    let mut market = with_access(&["alice"]);
    let most = market.max_borrow("alice").amount.u128();
    let error = market.refused("alice", &[], perk_borrow_msg(most + 1));
    assert!(
        matches!(error, ContractError::ExceedsMaxLtv { .. }),
        "{error}"
    );
    // Refused before voting was asked.
    assert!(asked(&market).is_empty());
    let ExecuteMsg::Borrow { amount, .. } = perk_borrow_msg(1_000 * ONE) else {
        panic!("a borrow");
    };
    let greedy = ExecuteMsg::Borrow {
        amount,
        min_received: Some(int(500 * ONE + 1)),
        use_perk: Some(true),
    };
    let error = market.refused("alice", &[], greedy);
    assert!(
        matches!(error, ContractError::BelowMinimumReceived { .. }),
        "{error}"
    );
    market.run("alice", &[], perk_borrow_msg(most)).unwrap();
}

#[test]
fn the_perk_share_follows_governance() {
    let mut market = with_access(&["alice"]);
    market
        .set_params(|p| p.perk_contribution_share = dec("0.018"))
        .unwrap();
    market
        .run("alice", &[], perk_borrow_msg(1_000 * ONE))
        .unwrap();
    assert_eq!(market.state().batch.protocol_in, int(9 * ONE));
}
