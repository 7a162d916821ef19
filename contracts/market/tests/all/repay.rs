//! Repaying: always works; releases the same part of the claim in its three parts.

use crate::common::*;
use cosmwasm_std::{ReplyOn, SubMsg, Uint128};
use qerun_market::state::{BY_HEALTH, OWED, POSITIONS};
use qerun_market::ContractError;
use qerun_messages::market::{OpenBatch, Pausable};
use qerun_messages::reserve::Batch;

/// alice owes 5,000. Her claim: 0.475 ETH of batch 1, 950 in flight in batch 2, 475 unsent in
/// batch 3.
fn three_parts() -> Market {
    let mut market = Market::new();
    market.borrow("alice", 2_000 * ONE).unwrap();
    market.batch_in_flight(1, 950 * ONE, 50 * ONE);
    market.settle_batch(1, ETHER / 2);
    market.borrow("alice", 2_000 * ONE).unwrap();
    market.batch_in_flight(2, 950 * ONE, 50 * ONE);
    market.borrow("alice", 1_000 * ONE).unwrap();
    market
}

#[test]
fn a_quarter_releases_a_quarter_of_each_part() {
    let mut market = three_parts();
    let response = market.repay("alice", 1_250 * ONE).unwrap();
    let [eth, unsent] = &response.messages[..] else {
        panic!("two messages expected, got {:?}", response.messages);
    };
    assert_eq!(eth.msg, pay_out("alice", ETHER * 11_875 / 100_000));
    assert_eq!(eth.reply_on, ReplyOn::Error);
    // Without a limit a chain does not turn running out of gas into a reply.
    assert_eq!(eth.gas_limit, Some(600_000));
    assert_eq!(unsent.msg, bank("alice", 118_750_000));
    assert_eq!(unsent.reply_on, ReplyOn::Error);
    assert_eq!(unsent.gas_limit, Some(600_000));
    let owed = OWED.load(&market.deps.storage, &addr("alice")).unwrap();
    assert_eq!(owed.eth, int(0));
    assert_eq!(owed.batches, [(2, int(237_500_000))]);

    let position = market.position("alice");
    assert_eq!(position.debt_shares, debt_shares(3_750_000_000_000_000));
    assert_eq!(position.claim.eth, int(ETHER * 35_625 / 100_000));
    let left = [(2, int(712_500_000)), (3, int(356_250_000))];
    assert_eq!(position.claim.batches, left);
    // 3.75e15 x 1e18 / 1e10
    let order = 375 * 10u128.pow(21);
    assert!(BY_HEALTH.has(&market.deps.storage, (order, &addr("alice"))));

    let state = market.state();
    assert_eq!(state.cash, int(96_250 * ONE));
    assert_eq!(state.debt_shares, position.debt_shares);
    assert_eq!(state.batch.user_in, int(356_250_000));
    assert_eq!(state.batch.protocol_in, int(25 * ONE));

    let alice = addr("alice").to_string();
    assert_event(
        &response,
        "repay",
        &[
            ("payer", &alice),
            ("user", &alice),
            ("amount", "1250000000"),
            ("refunded", "0"),
            ("shares", "1250000000000000"),
            ("released_eth", "118750000000000000"),
            ("released_unsent", "118750000"),
            ("released_pending", "2:237500000"),
            ("cash", "96250000000"),
            ("debt_shares", "3750000000000000"),
            ("debt_index", "1"),
            ("supply_shares", "100000000000000000"),
            ("insurance", "70000000000"),
        ],
    );
}

#[test]
fn all_of_it_closes_the_debt_and_gives_the_excess_back_to_the_payer() {
    let mut market = three_parts();
    let funds = usdc(u128::MAX / 2);
    let response = market.run("bob", &funds, repay_msg(Some("alice"))).unwrap();
    let expected = [
        pay_out("alice", ETHER * 475 / 1_000),
        bank("alice", 475 * ONE),
        bank("bob", u128::MAX / 2 - 5_000 * ONE),
    ];
    assert_eq!(messages(&response), expected);
    let position = market.position("alice");
    assert_eq!(position.debt_shares, debt_shares(0));
    assert!(position.claim.is_empty());
    assert!(BY_HEALTH.is_empty(&market.deps.storage));
    let state = market.state();
    assert_eq!(state.debt_shares, debt_shares(0));
    assert_eq!(state.cash, int(100_000 * ONE));
    let owed = OWED.load(&market.deps.storage, &addr("alice")).unwrap();
    assert_eq!(owed.batches, [(2, int(950 * ONE))]);
    let attributes = &event(&response, "repay").attributes;
    assert_eq!(attributes[0].value, addr("bob").as_str());
    assert_eq!(attributes[1].value, addr("alice").as_str());
    assert_eq!(attributes[2].value, "5000000000");
}

#[test]
fn a_position_with_nothing_left_is_removed() {
    let mut market = Market::new();
    market.borrow("alice", 100 * ONE).unwrap();
    market.repay("alice", 100 * ONE).unwrap();
    market.withdraw_collateral("alice", None).unwrap();
    assert!(!POSITIONS.has(&market.deps.storage, &addr("alice")));
    assert!(!OWED.has(&market.deps.storage, &addr("alice")));
}

#[test]
fn works_under_every_pause_without_oracle_and_without_reserve() {
    let mut market = three_parts();
    let all = [
        Pausable::Supply,
        Pausable::Borrow,
        Pausable::WithdrawCollateral,
    ];
    market.pause("guardian", &all, 1_000).unwrap();
    for asset in ["qer", "usdc", "eth"] {
        market.forget_price(asset);
    }
    market.world.borrow_mut().reserve_down = true;
    market.wait(100);
    let response = market.repay("alice", 6_000 * ONE).unwrap();
    assert_eq!(market.position("alice").debt_shares, debt_shares(0));
    // Batch 1 was folded while the reserve could be read; the pay-out's failure is another's test.
    assert_eq!(
        response.messages[0].msg,
        pay_out("alice", ETHER * 475 / 1_000)
    );
}

#[test]
fn a_batch_whose_record_makes_no_sense_counts_as_not_settled() {
    let impossible = |stable_in, eth_out| Batch {
        stable_in,
        user_in: int(950 * ONE),
        eth_out,
        stable_out: int(0),
        open: int(0),
        settled: true,
    };
    for record in [
        impossible(int(0), int(ETHER)),
        impossible(int(949 * ONE), int(ETHER)),
        impossible(int(950 * ONE), Uint128::MAX),
    ] {
        let mut market = three_parts();
        market.publish_batch(2, record.clone());
        let claims_max = record.eth_out == Uint128::MAX;
        let described = market.describe("alice");
        assert_eq!(described.claim.pending, int(950 * ONE), "{record:?}");
        market.repay("alice", 5_000 * ONE).unwrap();
        let owed = OWED.load(&market.deps.storage, &addr("alice")).unwrap();
        assert_eq!(owed.batches, [(2, int(950 * ONE))], "{record:?}");
        // In a claim of its own the largest amount can be counted; the reserve would refuse it.
        let collectable = if claims_max { u128::MAX } else { 0 };
        assert_eq!(market.owed("alice").collectable, int(collectable));
    }
}

#[test]
fn a_batch_whose_record_cannot_be_read_counts_as_not_settled() {
    let mut market = three_parts();
    market.garble_batch(2);
    market.repay("alice", 5_000 * ONE).unwrap();
    let owed = OWED.load(&market.deps.storage, &addr("alice")).unwrap();
    assert_eq!(owed.batches, [(2, int(950 * ONE))]);
}

#[test]
fn what_settles_meanwhile_is_paid_as_eth() {
    let mut market = three_parts();
    market.settle_batch(2, ETHER * 4 / 10);
    let response = market.repay("alice", 2_500 * ONE).unwrap();
    // Half of 0.475 + 950 / 1,000 x 0.4 = 0.855
    assert_eq!(
        messages(&response)[0],
        pay_out("alice", ETHER * 4_275 / 10_000)
    );
    assert!(!OWED.has(&market.deps.storage, &addr("alice")));
}

#[test]
fn parts_released_again_and_again_add_up_by_batch() {
    let mut market = three_parts();
    market.repay("alice", 1_250 * ONE).unwrap();
    market.repay("alice", 1_250 * ONE).unwrap();
    let owed = OWED.load(&market.deps.storage, &addr("alice")).unwrap();
    // 237.5, then a third of 712.5
    assert_eq!(owed.batches, [(2, int(475_000_000))]);
    // Two of the same batch were one claim all along.
    market.settle_batch(2, ETHER);
    assert_eq!(market.owed("alice").collectable, int(ETHER * 475 / 1_000));
}

#[test]
fn interest_raises_what_a_part_is_measured_by() {
    let mut market = Market::new();
    market.borrow("alice", 1_000 * ONE).unwrap();
    market.wait(31_536_000);
    // Utilisation 0.01: 0.1 % a year; index 1.001000500166666667, debt 1,001.000501 rounded up.
    assert_eq!(market.describe("alice").debt, int(1_001_000_501));
    let response = market.repay("alice", 1_000 * ONE).unwrap();
    // 475 x 1,000 / 1,001.000501 = 474.525237... down; the batch is still open.
    assert_eq!(messages(&response), [bank("alice", 474_525_237)]);
    // 1e15 / 1.001000500166666667 = 999000499833416.6... down
    assert_eq!(
        market.position("alice").debt_shares,
        debt_shares(1_000_000_000_000_000 - 999_000_499_833_416)
    );
    assert_eq!(market.describe("alice").debt, int(1_000_501));
    let response = market.repay("alice", 1_000_501).unwrap();
    assert_eq!(messages(&response), [bank("alice", 474_763)]);
    assert_eq!(market.state().debt_shares, debt_shares(0));
}

#[test]
fn a_batch_that_repaying_has_emptied_has_no_age() {
    let mut market = Market::new();
    market.force_params(|p| {
        p.contribution_share = dec("0");
        p.perk_contribution_share = dec("0");
    });
    market.borrow("alice", 1_000 * ONE).unwrap();
    market.repay("alice", 1_000 * ONE).unwrap();
    let empty = OpenBatch {
        id: 1,
        ..Default::default()
    };
    assert_eq!(market.state().batch, empty);
}

#[test]
fn a_unit_that_burns_no_share_still_counts_for_the_suppliers() {
    let mut market = Market::new();
    market.borrow("alice", 1_000 * ONE).unwrap();
    market.change_state(|s| s.debt_index = dec("10000000"));
    let before = market.state();
    market.repay("alice", 1).unwrap();
    let after = market.state();
    assert_eq!(after.debt_shares, before.debt_shares);
    assert_eq!(after.cash, before.cash + int(1));
}

#[test]
fn an_index_that_can_grow_no_further_stops_interest_alone() {
    let mut market = Market::new();
    market.borrow("alice", 100 * ONE).unwrap();
    // Near the largest Decimal, 3.4e20.
    market.change_state(|s| s.debt_index = dec("340000000000000000000"));
    market.wait(31_536_000);
    let response = market.withdraw("sam", Some(50_000 * ONE)).unwrap();
    assert_eq!(event(&response, "accrue").attributes[0].value, "0");
    let debt = market.state().debt().unwrap().u128();
    assert_eq!(debt, 100 * ONE * 340_000_000_000_000_000_000);
    market.repay("alice", debt).unwrap();
    assert_eq!(market.state().debt_shares, debt_shares(0));
}

#[test]
fn who_has_no_debt_is_told_so() {
    let mut market = Market::new();
    let user = addr("alice");
    let error = market.refused("alice", &usdc(1), repay_msg(None));
    assert_eq!(error, ContractError::NoDebt { user });
    let user = addr("bob");
    let error = market.refused("alice", &usdc(1), repay_msg(Some("bob")));
    assert_eq!(error, ContractError::NoDebt { user });
}

#[test]
fn what_is_owed_is_folded_so_that_its_list_stays_short() {
    let mut market = three_parts();
    market.repay("alice", 1_250 * ONE).unwrap();
    market.settle_batch(2, ETHER);
    market.wait(3_600);
    market.flush().unwrap();
    market.batch_in_flight(3, 356_250_000, 25 * ONE);
    market.repay("alice", 5_000 * ONE).unwrap();
    let owed = OWED.load(&market.deps.storage, &addr("alice")).unwrap();
    // 237.5 of the 1,000 that bought an ETH
    assert_eq!(owed.eth, int(ETHER * 2_375 / 10_000));
    assert_eq!(owed.batches, [(3, int(356_250_000))]);
}

#[test]
fn a_bank_that_refuses_the_borrower_fails_nobodys_repayment() {
    let mut market = Market::new();
    market.borrow("alice", 1_000 * ONE).unwrap();
    let funds = usdc(400 * ONE);
    let response = market.run("bob", &funds, repay_msg(Some("alice"))).unwrap();
    assert_eq!(messages(&response), [bank("alice", 190 * ONE)]);
    let answer = market.fail(&response.messages[0]).unwrap();
    assert!(answer.messages.is_empty());
    let alice = addr("alice").to_string();
    assert_event(
        &answer,
        "pay_out_failed",
        &[
            ("user", &alice),
            ("eth", "0"),
            ("stable", "190000000"),
            ("error", "codespace: wasm, code: 5"),
        ],
    );
    // The repayment stands, and the market keeps the coins for her, apart from cash.
    let state = market.state();
    assert_eq!(state.kept, int(190 * ONE));
    assert_eq!(state.cash, int(99_400 * ONE));
    assert_eq!(state.batch.user_in, int(285 * ONE));
    assert_eq!(market.describe("alice").debt, int(600 * ONE));
    let owed = market.owed("alice");
    assert_eq!(
        (owed.stable, owed.collectable_stable),
        (int(190 * ONE), int(190 * ONE))
    );
    // Again adds up.
    let response = market.repay("alice", 600 * ONE).unwrap();
    market.fail(&response.messages[0]).unwrap();
    assert_eq!(market.state().kept, int(475 * ONE));
    // Whoever collects, she is paid; a refusal then fails the asker's message, which can be sent again.
    let response = market.collect("alice").unwrap();
    assert_eq!(response.messages, [SubMsg::new(bank("alice", 475 * ONE))]);
    assert_eq!(event(&response, "collect").attributes[3].value, "475000000");
    assert_eq!(market.state().kept, int(0));
    assert!(!OWED.has(&market.deps.storage, &addr("alice")));
}

#[test]
fn of_two_things_owed_one_is_paid_without_the_other() {
    let mut market = three_parts();
    let response = market.repay("alice", 5_000 * ONE).unwrap();
    for msg in &response.messages {
        market.fail(msg).unwrap();
    }
    let owed = market.owed("alice");
    assert_eq!(
        (owed.eth, owed.stable),
        (int(ETHER * 475 / 1_000), int(475 * ONE))
    );
    let response = market.collect("alice").unwrap();
    let expected = [
        pay_out("alice", ETHER * 475 / 1_000),
        bank("alice", 475 * ONE),
    ];
    assert_eq!(messages(&response), expected);
    // The bank still refuses: the ETH is paid, the stablecoins are owed on.
    let [eth, stable] = &response.messages[..] else {
        panic!("two messages expected");
    };
    assert_eq!(
        (eth.reply_on.clone(), stable.reply_on.clone()),
        (ReplyOn::Error, ReplyOn::Error)
    );
    assert_eq!(market.state().kept, int(0));
    market.fail(stable).unwrap();
    let owed = OWED.load(&market.deps.storage, &addr("alice")).unwrap();
    assert_eq!((owed.eth, owed.stable), (int(0), int(475 * ONE)));
    assert_eq!(market.state().kept, int(475 * ONE));
}

#[test]
fn many_repayments_of_a_unit_release_no_more_than_pro_rata() {
    let mut market = Market::new();
    market.borrow("alice", 50 * ONE).unwrap();
    for _ in 0..2_000 {
        market.wait(1);
        market.repay("alice", 1).unwrap();
    }
    // 2,000 of 50,000,000, of a claim of 23,750,000: 950 at most.
    assert!(market.state().batch.user_in >= int(23_750_000 - 950));
}

/// Records of more ETH than there can be stop no repayment, not even the second: what cannot be paid is owed, and what
/// is owed stays a number.
#[test]
fn senseless_amounts_of_eth_stop_no_repayment() {
    let mut market = Market::new();
    for id in 1..=3 {
        market.borrow("alice", 2_000 * ONE).unwrap();
        market.batch_in_flight(id, 950 * ONE, 50 * ONE);
        market.settle_batch(id, u128::MAX);
        let response = market.repay("alice", 2_000 * ONE).unwrap();
        for message in &response.messages {
            market.fail(message).unwrap();
        }
        assert_eq!(market.position("alice").debt_shares, debt_shares(0));
    }
    assert_eq!(market.owed("alice").eth, Uint128::MAX);
}
