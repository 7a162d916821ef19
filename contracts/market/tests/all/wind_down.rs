//! A batch that the reserve gave back: claims on it fold into ETH and stablecoins, and repaying pays both.

use crate::common::*;
use cw_utils::PaymentError;
use qerun_controls::AccessError;
use qerun_market::state::{OWED, WOUND_DOWN};
use qerun_market::ContractError;
use qerun_messages::market::ExecuteMsg;
use qerun_messages::reserve::Batch;

/// Of batch 1 of 1,500 alice has 950 and bob 475, of which 75 are the protocol's.
fn taken() -> Market {
    let mut market = Market::new();
    market.deposit("bob", 10_000 * ONE).unwrap();
    market.force_params(|p| p.batch.min_size = int(1_500 * ONE));
    market.borrow("alice", 2_000 * ONE).unwrap();
    market.borrow("bob", 1_000 * ONE).unwrap();
    assert_eq!(market.state().batch.id, 2);
    market.batch_in_flight(1, 1_425 * ONE, 75 * ONE);
    market
}

fn left(market: &Market, id: u64) -> Option<u128> {
    let left = WOUND_DOWN.may_load(&market.deps.storage, id).unwrap();
    left.map(|amount| amount.u128())
}

#[test]
fn what_comes_back_is_the_borrowers_and_the_insurances() {
    let mut market = taken();
    let before = market.state();
    let response = market.wind_down(1, 0, 1_500 * ONE);
    assert_event(
        &response,
        "return_batch",
        &[
            ("batch_id", "1"),
            ("user_out", "1425000000"),
            ("protocol_out", "75000000"),
            ("insurance", "70075000000"),
        ],
    );
    let state = market.state();
    assert_eq!(state.kept, int(1_425 * ONE));
    assert_eq!(state.insurance, before.insurance + int(75 * ONE));
    assert_eq!(state.cash, before.cash);
    assert_eq!(state.batch, before.batch);
    assert_eq!(left(&market, 1), Some(1_425 * ONE));
    let told = market.describe("alice").claim;
    assert_eq!((told.stable, told.pending), (int(950 * ONE), int(0)));
}

#[test]
fn repaying_pays_both_pro_rata() {
    let mut market = taken();
    // A third became half an ETH, 1,000 came back.
    market.wind_down(1, ETHER / 2, 1_000 * ONE);
    let health = market.describe("alice").health_with_claim.unwrap();
    // 950 of 1,500: 0.3166.. ETH at 2,000 and 633.333333; (20,000 + 633.33.. + 633.33..) x 0.6 / 2,000
    assert!(
        health > dec("6.37999") && health < dec("6.38001"),
        "{health}"
    );
    // Half of alice's 2,000.
    let response = market.repay("alice", 1_000 * ONE).unwrap();
    let eth = ETHER / 2 * 950 / 1_500 / 2;
    assert_eq!(
        messages(&response),
        [pay_out("alice", eth), bank("alice", 316_666_666)]
    );
    let attributes = &event(&response, "repay").attributes;
    assert!(attributes
        .iter()
        .any(|a| a.key == "released_stable" && a.value == "316666666"));
    let state = market.state();
    assert_eq!(state.kept, int(950 * ONE - 316_666_666));
    let claim = market.position("alice").claim;
    assert_eq!(claim.stable, int(316_666_667));
    assert!(claim.batches.is_empty());
    assert_eq!(left(&market, 1), Some(950 * ONE - 633_333_333));
    // The rest of it, and bob's, who folds by borrowing.
    let response = market.repay("alice", 1_000 * ONE).unwrap();
    assert_eq!(messages(&response)[1], bank("alice", 316_666_667));
    market.borrow("bob", 100 * ONE).unwrap();
    let claim = market.position("bob").claim;
    assert_eq!(claim.stable, int(316_666_666));
    assert_eq!(claim.batches, [(2, int(47_500_000))]);
    // The unit that rounding down left.
    assert_eq!(left(&market, 1), Some(1));
    assert_eq!(market.state().kept, int(316_666_667));
    // Released together with what is still unsent.
    let response = market.repay("bob", 1_100 * ONE).unwrap();
    assert_eq!(
        messages(&response)[1],
        bank("bob", 316_666_666 + 47_500_000)
    );
}

#[test]
fn what_was_owed_in_flight_is_collected_in_both() {
    let mut market = taken();
    market.repay("alice", 2_000 * ONE).unwrap();
    assert_eq!(market.owed("alice").batches[0].stable, None);
    market.wind_down(1, ETHER / 2, 1_000 * ONE);
    let owed = market.owed("alice");
    let eth = ETHER / 2 * 950 / 1_500;
    assert_eq!(
        (owed.collectable, owed.collectable_stable),
        (int(eth), int(633_333_333))
    );
    assert_eq!(owed.batches[0].stable, Some(int(633_333_333)));
    let response = market.collect("alice").unwrap();
    assert_eq!(
        messages(&response),
        [pay_out("alice", eth), bank("alice", 633_333_333)]
    );
    assert!(!OWED.has(&market.deps.storage, &addr("alice")));
    assert_eq!(market.state().kept, int(950 * ONE - 633_333_333));
}

/// A record that promises more than came back pays nobody else's money.
#[test]
fn a_senseless_record_pays_no_more_than_came_back() {
    for (returned, stable_out) in [
        (0, 1_500 * ONE),
        (100 * ONE, 1_500 * ONE),
        (100 * ONE, u128::MAX),
    ] {
        let mut market = taken();
        if returned > 0 {
            market.return_batch(1, returned, returned).unwrap();
        }
        let record = Batch {
            stable_in: int(1_500 * ONE),
            user_in: int(1_425 * ONE),
            eth_out: int(0),
            stable_out: int(stable_out),
            open: int(0),
            settled: true,
        };
        market.publish_batch(1, record);
        assert_eq!(market.describe("alice").claim.stable, int(returned));
        let cash = market.state().cash;
        let response = market.repay("alice", 2_000 * ONE).unwrap();
        let expected: Vec<_> = (returned > 0)
            .then(|| bank("alice", returned))
            .into_iter()
            .collect();
        assert_eq!(messages(&response), expected);
        let state = market.state();
        assert_eq!((state.cash, state.kept), (cash + int(2_000 * ONE), int(0)));
        assert_eq!(left(&market, 1), None);
        // Nothing is left for bob, and his repayment works.
        let response = market.repay("bob", 1_000 * ONE).unwrap();
        assert!(messages(&response).is_empty());
    }
}

#[test]
fn only_the_reserve_returns_a_batch_and_no_more_than_it_sends() {
    let mut market = taken();
    let msg = |user_out: u128| ExecuteMsg::ReturnBatch {
        batch_id: 1u64.into(),
        user_out: int(user_out),
    };
    for sender in ["eve", "owner", "guardian"] {
        let error = market.refused(sender, &usdc(10), msg(10));
        let (sender, role) = (addr(sender), "reserve");
        let expected = ContractError::Access(AccessError::Unauthorized { sender, role });
        assert_eq!(error, expected);
    }
    let error = market.refused("reserve", &usdc(10), msg(11));
    let expected = ContractError::UserPartTooLarge {
        user_out: int(11),
        amount: int(10),
    };
    assert_eq!(error, expected);
    let error = market.refused("reserve", &[], msg(0));
    assert_eq!(error, ContractError::Payment(PaymentError::NoFunds {}));
    // A batch of the protocol's alone.
    market.return_batch(1, 10, 0).unwrap();
    assert_eq!(left(&market, 1), None);
    assert_eq!(market.state().kept, int(0));
    // In two parts it adds up.
    market.return_batch(1, 10, 4).unwrap();
    market.return_batch(1, 10, 5).unwrap();
    assert_eq!(left(&market, 1), Some(9));
    assert_eq!(market.state().insurance, int(70_000 * ONE + 10 + 6 + 5));
}
