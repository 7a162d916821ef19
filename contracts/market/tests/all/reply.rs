//! Replies: a refused batch comes back, a failed pay-out is owed.

use crate::common::*;
use cosmwasm_std::{Reply, SubMsgResponse, SubMsgResult};
use qerun_market::contract::reply;
use qerun_market::state::OWED;
use qerun_market::ContractError;

#[test]
fn a_refused_batch_is_open_again_as_it_was() {
    let mut market = Market::new();
    market.borrow("alice", 1_000 * ONE).unwrap();
    let opened_at = market.now();
    market.wait(10);
    let response = market.borrow("alice", 1_000 * ONE).unwrap();
    assert_eq!(market.state().batch.id, 2);
    let answer = market.fail(&response.messages[0]).unwrap();
    assert!(answer.messages.is_empty());
    assert_event(
        &answer,
        "hand_over_failed",
        &[
            ("batch_id", "1"),
            ("user_in", "950000000"),
            ("protocol_in", "50000000"),
            ("error", "codespace: wasm, code: 5"),
        ],
    );
    let batch = market.state().batch;
    assert_eq!(batch.id, 1);
    assert_eq!(batch.user_in, int(950 * ONE));
    assert_eq!(batch.protocol_in, int(50 * ONE));
    assert_eq!(batch.opened_at, opened_at);
    // It is what repaying releases in stablecoins, and what the next borrow hands over.
    let repaid = market.repay("alice", 2_001 * ONE).unwrap();
    assert_eq!(messages(&repaid)[0], bank("alice", 950 * ONE));
    let response = market.borrow("alice", 2_000 * ONE).unwrap();
    let expected = purchase(1, 950 * ONE, 1_050 * ONE);
    assert_eq!(messages(&response)[0], expected);
}

#[test]
fn eth_that_the_reserve_did_not_pay_is_owed_and_collected_later() {
    let mut market = Market::new();
    market.borrow("alice", 2_000 * ONE).unwrap();
    market.batch_in_flight(1, 950 * ONE, 50 * ONE);
    market.settle_batch(1, ETHER);
    let response = market.repay("alice", 1_000 * ONE).unwrap();
    let eth = ETHER * 475 / 1_000;
    assert_eq!(messages(&response), [pay_out("alice", eth)]);
    let answer = market.fail(&response.messages[0]).unwrap();
    let alice = addr("alice").to_string();
    assert_event(
        &answer,
        "pay_out_failed",
        &[
            ("user", &alice),
            ("eth", "475000000000000000"),
            ("stable", "0"),
            ("error", "codespace: wasm, code: 5"),
        ],
    );
    let owed = OWED.load(&market.deps.storage, &addr("alice")).unwrap();
    assert_eq!(owed.eth, int(eth));
    // The repayment stands, and a second failure adds up.
    assert_eq!(market.describe("alice").debt, int(1_000 * ONE));
    let response = market.repay("alice", 1_000 * ONE).unwrap();
    market.fail(&response.messages[0]).unwrap();
    let response = market.collect("alice").unwrap();
    assert_eq!(messages(&response), [pay_out("alice", 2 * eth)]);
    assert!(!OWED.has(&market.deps.storage, &addr("alice")));
}

#[test]
fn a_success_changes_nothing_and_an_unknown_reply_is_refused() {
    let mut market = Market::new();
    let before = market.dump();
    #[allow(deprecated)]
    let fine = SubMsgResult::Ok(SubMsgResponse {
        events: vec![],
        data: None,
        msg_responses: vec![],
    });
    for (id, result, refused) in [
        (1, fine, None),
        (
            9,
            SubMsgResult::Err("no".into()),
            Some(ContractError::UnknownReply { id: 9 }),
        ),
    ] {
        let msg = Reply {
            id,
            payload: Default::default(),
            gas_used: 0,
            result,
        };
        let answer = reply(market.deps.as_mut(), market.env.clone(), msg);
        assert_eq!(answer.err(), refused);
        assert_eq!(market.dump(), before);
    }
}
