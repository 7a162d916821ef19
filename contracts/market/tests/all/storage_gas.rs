//! What the messages cost in storage at most, on a market with the digits of a real one. The bounds are a little above what
//! was counted.

use crate::common::*;
use qerun_market::state::Claim;
use qerun_messages::market::ExecuteMsg;

/// A market in which interest has accrued, with a settled batch (1) and an open one (2), where nobody has folded a claim.
/// "alice" has 10,000 QER, borrowed 4,000 and has a claim on 0.95 ETH.
fn lived_in() -> Market {
    let mut market = Market::new();
    for asset in ["qer", "usdc", "eth"] {
        // All the digits of an average.
        market.change_price(asset, |p| {
            p.bid += dec("0.000123456789012345");
            p.ask += dec("0.000323456789012345");
            p.mid += dec("0.000223456789012345");
            p.average += dec("0.000423456789012345");
        });
    }
    market.change_price("qer", |p| p.depth = Some(dec("987654.321012345678")));
    market.deposit("bob", 10_000 * ONE).unwrap();
    market.borrow("alice", 4_000 * ONE).unwrap();
    market.batch_in_flight(1, 1_900 * ONE, 0);
    market.settle_batch(1, ETHER * 95 / 100);
    market.wait(1_234_567);
    market.borrow("bob", 200 * ONE).unwrap();
    market.wait(4_321);
    market
}

#[track_caller]
fn costs(market: &mut Market, sender: &str, amount: u128, msg: ExecuteMsg, most: u64) {
    let funds = if amount == 0 { vec![] } else { usdc(amount) };
    let gas = market.storage_gas_of(sender, &funds, msg);
    println!("{gas} of {most}");
    assert!(gas <= most, "{gas} exceeds {most}");
}

#[test]
fn a_liquidation_in_qer() {
    let mut market = lived_in();
    market.qer_at("0.652345678901234567");
    let msg = liquidate_msg("alice", 1, 0);
    costs(&mut market, "larry", 5_000 * ONE, msg, 38_800);
}

#[test]
fn a_liquidation_in_qer_and_eth() {
    let mut market = lived_in();
    market.qer_at("0.402345678901234567");
    let msg = liquidate_msg("alice", 1, 1);
    costs(&mut market, "larry", 2_000 * ONE, msg, 41_200);
}

#[test]
fn a_liquidation_that_gives_eth_back() {
    let mut market = lived_in();
    market.qer_at("0.402345678901234567");
    let msg = liquidate_msg("alice", 1, 1);
    costs(&mut market, "larry", 5_000 * ONE, msg, 29_600);
}

#[test]
fn a_write_off_in_qer() {
    let mut market = lived_in();
    market.backing(|b| b.unencumbered = int(123 * ETHER + 1_234_567_890_123));
    market.change_state(|s| s.insurance = int(123_456_789));
    market.put_position("carol", 10_000 * ONE + 3, 3_000 * ONE, Claim::default());
    market.qer_at("0.172345678901234567");
    let msg = liquidate_msg("carol", 1, 0);
    costs(&mut market, "larry", 5_000 * ONE, msg, 41_900);
}

#[test]
fn a_write_off_in_qer_and_eth() {
    let mut market = lived_in();
    market.backing(|b| b.unencumbered = int(123 * ETHER + 1_234_567_890_123));
    market.change_state(|s| s.insurance = int(123_456_789));
    market.qer_at("0.102345678901234567");
    let msg = liquidate_msg("alice", 1, 1);
    costs(&mut market, "larry", 5_000 * ONE, msg, 43_900);
}

#[test]
fn users_messages() {
    let mut market = lived_in();
    let supply = ExecuteMsg::Supply {
        on_behalf_of: None,
        min_shares: None,
    };
    costs(&mut market, "sam", 123_456_789, supply, 19_500);
    costs(&mut market, "sam", 0, withdraw_msg(Some(1_234_567)), 20_900);
    let deposit = |who| deposit_msg(who, 1_234_567, None);
    costs(&mut market, "token", 0, deposit("alice"), 21_700);
    costs(&mut market, "token", 0, deposit("dave"), 13_500);
    let take = || withdraw_collateral_msg(Some(1));
    costs(&mut market, "dave", 0, take(), 13_600);
    costs(&mut market, "alice", 0, take(), 31_800);
    costs(&mut market, "alice", 0, borrow_msg(40 * ONE), 39_700);
    // A part of the claim is unsent.
    costs(&mut market, "alice", 1_000 * ONE, repay_msg(None), 35_100);
}

#[test]
fn what_is_owed() {
    let mut market = lived_in();
    market.borrow("alice", 1_000 * ONE).unwrap();
    market.batch_in_flight(2, 600 * ONE, 40 * ONE);
    // A part of the claim is under way.
    costs(&mut market, "alice", 1_000 * ONE, repay_msg(None), 35_500);
    market.settle_batch(2, ETHER * 3 / 10);
    let collect = ExecuteMsg::Collect { user: None };
    costs(&mut market, "alice", 0, collect, 7_800);
}

#[test]
fn handing_over() {
    let mut market = lived_in();
    // The reserve has no capacity when it is borrowed.
    market.backing(|b| b.order_capacity = 0);
    market.borrow("alice", 1_000 * ONE).unwrap();
    market.wait(3_601);
    market.backing(|b| b.order_capacity = 1);
    costs(&mut market, "anyone", 0, ExecuteMsg::Flush {}, 13_300);
}
