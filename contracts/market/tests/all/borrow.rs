//! Borrowing: the split, the totals, the batch that is handed over with it.

use crate::common::*;
use cosmwasm_std::{ReplyOn, SubMsg};
use qerun_market::state::BY_HEALTH;
use qerun_market::ContractError;
use qerun_messages::market::{ExecuteMsg, OpenBatch};
use qerun_messages::oracle::Status;

#[test]
fn pays_half_and_splits_the_rest_into_claim_and_contribution() {
    let mut market = Market::new();
    let response = market.borrow("alice", 1_000 * ONE).unwrap();
    // 500 are paid out; of the reserve part of 500, 5 % is the protocol's.
    assert_eq!(messages(&response), [bank("alice", 500 * ONE)]);
    let state = market.state();
    assert_eq!(state.cash, int(99_000 * ONE));
    assert_eq!(state.debt_shares, debt_shares(1_000_000_000_000_000));
    assert_eq!(state.debt().unwrap(), int(1_000 * ONE));
    assert_eq!(state.insurance, int(70_000 * ONE));
    let batch = OpenBatch {
        id: 1,
        user_in: int(475 * ONE),
        protocol_in: int(25 * ONE),
        opened_at: market.now(),
    };
    assert_eq!(state.batch, batch);
    let position = market.position("alice");
    assert_eq!(position.debt_shares, debt_shares(1_000_000_000_000_000));
    assert_eq!(position.claim.batches, [(1, int(475 * ONE))]);
    assert_eq!(position.claim.eth, int(0));
    // 1e15 shares x 1e18 / 1e10 QER
    let order = 10u128.pow(23);
    assert!(BY_HEALTH.has(&market.deps.storage, (order, &addr("alice"))));
    let alice = addr("alice").to_string();
    let totals = [
        ("cash", "99000000000"),
        ("debt_shares", "1000000000000000"),
        ("debt_index", "1"),
        ("supply_shares", "100000000000000000"),
        ("insurance", "70000000000"),
    ];
    let own = [
        ("user", alice.as_str()),
        ("paid_out", "500000000"),
        ("claim", "475000000"),
        ("contribution", "25000000"),
        ("contribution_to", "batch"),
        ("batch_id", "1"),
        ("shares", "1000000000000000"),
    ];
    assert_event(&response, "borrow", &[&own[..], &totals].concat());
    let own = [("interest", "0")];
    assert_event(&response, "accrue", &[&own[..], &totals].concat());
}

#[test]
fn the_part_paid_out_rounds_down_and_contribution_up() {
    let mut market = Market::new();
    let response = market.borrow("alice", 100 * ONE + 1).unwrap();
    // 50,000,000.5 down; the half of 50,000,001 gives 2,500,000.05 up.
    assert_eq!(messages(&response), [bank("alice", 50 * ONE)]);
    assert_eq!(market.state().batch.protocol_in, int(2_500_001));
    assert_eq!(market.state().batch.user_in, int(47_500_000));
    assert_eq!(market.state().cash, int(100_000 * ONE - 100 * ONE - 1));
}

#[test]
fn contributions_build_the_insurance_until_it_alone_covers_the_stress() {
    let mut market = Market::empty();
    market.supply("sam", 100_000 * ONE).unwrap();
    market.deposit("alice", 100_000 * ONE).unwrap();
    market.force_params(|p| p.min_insurance = dec("0.01"));
    market.insure(10_000 * ONE);
    // 10,000 of insurance cover 10,000 x 0.69 / 0.49 = 14,081.63 USD of debt. With ETH it is more.
    market.backing(|b| b.encumbered = int(10 * ETHER));
    let response = market.borrow("alice", 14_000 * ONE).unwrap();
    assert_eq!(event(&response, "borrow").attributes[4].value, "batch");
    assert_eq!(market.state().insurance, int(10_000 * ONE));
    let response = market.borrow("alice", 1_000 * ONE).unwrap();
    assert_eq!(event(&response, "borrow").attributes[4].value, "insurance");
    assert_eq!(market.state().insurance, int(10_025 * ONE));
    assert_eq!(market.state().batch.protocol_in, int(0));
    assert_eq!(market.state().batch.user_in, int(475 * ONE));
}

#[test]
fn a_large_batch_is_handed_over_before_the_cash_is_paid() {
    let mut market = Market::new();
    market.borrow("alice", 1_000 * ONE).unwrap();
    let response = market.borrow("alice", 1_000 * ONE).unwrap();
    let [hand_over, cash] = &response.messages[..] else {
        panic!("two messages expected, got {:?}", response.messages);
    };
    assert_eq!(hand_over.msg, purchase(1, 950 * ONE, 1_000 * ONE));
    assert_eq!(hand_over.reply_on, ReplyOn::Error);
    assert_eq!(hand_over.gas_limit, Some(2_000_000));
    assert_eq!(*cash, SubMsg::new(bank("alice", 500 * ONE)));
    let next = OpenBatch {
        id: 2,
        ..Default::default()
    };
    assert_eq!(market.state().batch, next);
    let claim = market.position("alice").claim;
    assert_eq!(claim.batches, [(1, int(950 * ONE))]);
    assert_event(
        &response,
        "hand_over_batch",
        &[
            ("batch_id", "1"),
            ("user_in", "950000000"),
            ("protocol_in", "50000000"),
        ],
    );
}

#[test]
fn an_old_batch_is_handed_over_with_the_next_borrow() {
    let mut market = Market::new();
    market.borrow("alice", 100 * ONE).unwrap();
    market.wait(3_599);
    let response = market.borrow("alice", 100 * ONE).unwrap();
    assert_eq!(response.messages.len(), 1);
    market.wait(1);
    let response = market.borrow("alice", 100 * ONE).unwrap();
    let all = messages(&response);
    assert_eq!(all[0], purchase(1, 142_500_000, 150_000_000));
}

#[test]
fn a_batch_that_cannot_be_bought_waits_and_never_blocks_the_borrow() {
    type Change = fn(&mut Market);
    let obstacles: [(&str, Change); 9] = [
        ("reserve paused", |m| {
            let now = m.now();
            m.backing(|b| b.paused_until = now + 1);
        }),
        ("no capacity for a batch", |m| {
            m.backing(|b| b.batch_capacity = 0)
        }),
        ("no capacity for an order", |m| {
            m.backing(|b| b.order_capacity = 0)
        }),
        ("no capacity", |m| {
            m.backing(|b| b.capacity = int(1_000 * ONE - 1))
        }),
        ("reserve down", |m| m.world.borrow_mut().reserve_down = true),
        ("ETH expired", |m| m.expire("eth")),
        ("ETH degraded", |m| m.set_status("eth", Status::Degraded)),
        ("ETH halted", |m| m.set_status("eth", Status::Halted)),
        ("ETH missing", |m| m.forget_price("eth")),
    ];
    for (name, obstacle) in obstacles {
        let mut market = Market::new();
        obstacle(&mut market);
        let response = market.borrow("alice", 4_000 * ONE).unwrap();
        assert_eq!(messages(&response), [bank("alice", 2_000 * ONE)], "{name}");
        assert_eq!(market.state().batch.id, 1, "{name}");
        assert_eq!(market.state().batch.user_in, int(1_900 * ONE), "{name}");
    }
}

#[test]
fn interest_is_accrued_first_and_shares_round_up() {
    let mut market = Market::new();
    market.borrow("alice", 5_000 * ONE).unwrap();
    market.wait(31_536_000);
    // Utilisation 0.05: 0.5 % a year; index 1 + 0.005 + 0.0000125 + 0.0000000208333...
    market.borrow("alice", 1_000 * ONE).unwrap();
    let state = market.state();
    assert_eq!(state.debt_index, dec("1.005012520833333334"));
    // 1e15 / 1.005012520833333334 = 995012479218490.6...
    let expected = 5_000_000_000_000_000 + 995_012_479_218_491;
    assert_eq!(state.debt_shares, debt_shares(expected));
    // 5,025.0626041..., up, and 1,000.
    assert_eq!(state.debt().unwrap(), int(6_025_062_605));
}

#[test]
fn a_settled_batch_becomes_eth_at_the_next_touch() {
    let mut market = Market::new();
    market.borrow("alice", 2_000 * ONE).unwrap();
    market.batch_in_flight(1, 950 * ONE, 50 * ONE);
    market.borrow("alice", 100 * ONE).unwrap();
    let both = [(1, int(950 * ONE)), (2, int(47_500_000))];
    assert_eq!(market.position("alice").claim.batches, both);
    market.settle_batch(1, ETHER / 2);
    market.borrow("alice", 100 * ONE).unwrap();
    let claim = market.position("alice").claim;
    // 950 of 1,000 of half an ETH
    assert_eq!(claim.eth, int(ETHER * 475 / 1_000));
    assert_eq!(claim.batches, [(2, int(95_000_000))]);
}

#[test]
fn sixteen_open_batches_are_the_most() {
    let mut market = Market::new();
    for id in 1..=15 {
        let response = market.borrow("alice", 200 * ONE).unwrap();
        assert_eq!(response.messages.len(), 1);
        market.wait(3_600);
        market.flush().unwrap();
        market.batch_in_flight(id, 95 * ONE, 5 * ONE);
    }
    market.backing(|b| b.batch_capacity = 0);
    market.borrow("alice", 200 * ONE).unwrap();
    assert_eq!(market.position("alice").claim.batches.len(), 16);
    // A reserve that takes one more than its bound says.
    market.wait(3_600);
    market.backing(|b| b.batch_capacity = 1);
    market.flush().unwrap();
    let error = market.refused("alice", &[], borrow_msg(200 * ONE));
    assert_eq!(
        error,
        ContractError::TooManyUnsettledBatches { unsettled: 17 }
    );
    assert_eq!(market.max_borrow("alice").amount, int(0));
    let refused = market.quote("alice", 200 * ONE).refused;
    assert_eq!(refused, Some(error.to_string()));
    // Once one has settled, another fits.
    market.settle_batch(3, ETHER);
    market.borrow("alice", 200 * ONE).unwrap();
}

#[test]
fn the_smallest_debt_is_measured_after_the_borrow() {
    let mut market = Market::new();
    let error = market.refused("alice", &[], borrow_msg(50 * ONE - 1));
    let expected = ContractError::BelowMinimumDebt {
        debt: dec("49.999999"),
        minimum: dec("50"),
    };
    assert_eq!(error, expected);
    market.borrow("alice", 50 * ONE).unwrap();
    let response = market.borrow("alice", 1).unwrap();
    // One unit: nothing is paid out, all of it is the protocol's contribution.
    assert!(response.messages.is_empty());
    assert_eq!(market.state().batch.protocol_in, int(1_250_001));
}

#[test]
fn a_batch_without_content_has_no_age() {
    let mut market = Market::empty();
    market.supply("sam", 100_000 * ONE).unwrap();
    market.deposit("alice", 100_000 * ONE).unwrap();
    market.force_params(|p| p.min_insurance = dec("0.01"));
    market.insure(10_000 * ONE);
    market.backing(|b| b.unencumbered = int(10 * ETHER));
    market.borrow("alice", 15_000 * ONE).unwrap();
    assert_eq!(market.state().batch.id, 2);
    // Nothing for the claim, and the contribution goes to the insurance.
    market.borrow("alice", 1).unwrap();
    assert_eq!(market.state().batch.opened_at, 0);
}

#[test]
fn less_cash_than_asked_for_is_refused() {
    let mut market = Market::new();
    let msg = ExecuteMsg::Borrow {
        amount: int(1_000 * ONE),
        min_received: Some(int(500 * ONE + 1)),
        use_perk: None,
    };
    let error = market.refused("alice", &[], msg);
    let expected = ContractError::BelowMinimumReceived {
        received: int(500 * ONE),
        minimum: int(500 * ONE + 1),
    };
    assert_eq!(error, expected);
}

#[test]
fn without_insurance_nobody_can_borrow() {
    let mut market = Market::empty();
    market.supply("sam", 100_000 * ONE).unwrap();
    market.deposit("alice", 10_000 * ONE).unwrap();
    market.insure(70_000 * ONE - 1);
    let error = market.refused("alice", &[], borrow_msg(1_000 * ONE));
    let expected = ContractError::InsuranceTooSmall {
        insurance: dec("69999.999999"),
        needed: dec("70000"),
    };
    assert_eq!(error, expected);
    market.insure(1);
    market.borrow("alice", 1_000 * ONE).unwrap();
}

#[test]
fn eth_counts_in_the_stress_bound_only_while_its_price_is_live() {
    let mut market = Market::empty();
    market.supply("sam", 100_000 * ONE).unwrap();
    market.deposit("alice", 100_000 * ONE).unwrap();
    market.force_params(|p| p.min_insurance = dec("0.01"));
    market.insure(10_000 * ONE);
    let limit = |market: &Market| market.max_borrow("alice").limits.unwrap().stress.u128();
    assert_eq!(limit(&market), 14_081_632_653);
    // Own ETH: 0.36 x 20,000 = 7,200; encumbered: 0.35 x 20,000 = 7,000; each x 0.69 / 0.49.
    market.backing(|b| b.unencumbered = int(10 * ETHER));
    assert_eq!(limit(&market), 24_220_408_163);
    // Encumbered ETH counts up to the reserve parts of the present debt: without debt nothing,
    // however much is owed to borrowers who have repaid.
    market.backing(|b| b.encumbered = int(10 * ETHER));
    assert_eq!(limit(&market), 24_220_408_163);
    // Of 10,000 debt 5,000 at most, so 0.35 x 5,000 = 1,750 more: (10,000 + 250 contribution + 7,200
    // + 1,750) x 0.69 / 0.49 - 10,000.
    market.borrow("alice", 10_000 * ONE).unwrap();
    market.backing(|b| b.encumbered = int(1_000 * ETHER));
    let at_most = limit(&market);
    market.backing(|b| b.encumbered = int(5 * ETHER / 2));
    assert_eq!(limit(&market), at_most);
    market.backing(|b| b.encumbered = int(5 * ETHER / 2 - ETHER / 1_000));
    assert!(limit(&market) < at_most);
    // Own ETH counts at most as much as the insurance.
    market.backing(|b| b.unencumbered = int(1_000 * ETHER));
    let own_at_most = limit(&market);
    market.backing(|b| b.unencumbered = int(2_000 * ETHER));
    assert_eq!(limit(&market), own_at_most);
    market.expire("eth");
    assert!(limit(&market) < 14_081_632_653);
}

#[test]
fn insurance_counts_at_the_stablecoins_bid_and_never_above_a_dollar() {
    let mut market = Market::new();
    market.price("usdc", "0.98");
    let error = market.refused("alice", &[], borrow_msg(1_000 * ONE));
    let expected = ContractError::InsuranceTooSmall {
        insurance: dec("68600"),
        needed: dec("70000"),
    };
    assert_eq!(error, expected);
    market.price("usdc", "1.02");
    market.change_state(|s| s.insurance = int(69_000 * ONE));
    let error = market.refused("alice", &[], borrow_msg(1_000 * ONE));
    let expected = ContractError::InsuranceTooSmall {
        insurance: dec("69000"),
        needed: dec("70000"),
    };
    assert_eq!(error, expected);
}
