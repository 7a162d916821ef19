//! Liquidating: what is repaid, what the liquidator gets, what goes back, and what refuses it.

use crate::common::*;
use cosmwasm_std::{coin, ReplyOn};
use cw_utils::PaymentError;
use qerun_market::seizure_cap::pledged;
use qerun_market::state::{Claim, BY_HEALTH, OWED, POSITIONS};
use qerun_market::ContractError as E;
use qerun_messages::market::{Pausable, QueryMsg, StateResponse};
use qerun_messages::oracle::{PriceError, Status};

/// Makes a market less than it should be.
type Spoil = fn(&mut Market);

/// alice has 10,000 QER and owes 5,000. Her claim: 0.475 ETH of batch 1, 950 in flight in batch 2, 475 unsent in batch 3.
/// QER is worth `price`, ETH 2,100, a stablecoin of debt a dollar.
fn three_parts(price: &str) -> Market {
    let mut market = Market::new();
    market.borrow("alice", 2_000 * ONE).unwrap();
    market.batch_in_flight(1, 950 * ONE, 50 * ONE);
    market.settle_batch(1, ETHER / 2);
    market.borrow("alice", 2_000 * ONE).unwrap();
    market.batch_in_flight(2, 950 * ONE, 50 * ONE);
    market.borrow("alice", 1_000 * ONE).unwrap();
    market.env.block.height += 1;
    market.qer_at(price);
    market
}

/// bob has only this collateral and debt, in a market where a QER is worth a dollar.
fn bare(collateral: u128, debt: u128, claim: Claim) -> Market {
    let mut market = Market::new();
    market.put_position("bob", collateral, debt, claim);
    market.qer_at("1");
    market
}

fn settled(eth: u128) -> Claim {
    Claim {
        eth: int(eth),
        ..Claim::default()
    }
}

#[test]
fn a_little_ill_health_is_healed_in_part() {
    let mut market = three_parts("0.8");
    // Health 0.96, bonus 9 %: (1.1 x 5,000 - 8,000 x 0.6) / (1.1 - 1.09 x 0.6), and 1.09 / 0.8 QER for each.
    let response = market.liquidate("larry", "alice", 2_000 * ONE).unwrap();
    let refund = 2_000 * ONE - 1_569_506_727;
    let expected = [transfer("larry", 2_138_452_915), bank("larry", refund)];
    assert_eq!(messages(&response), expected);
    let all = |m: &cosmwasm_std::SubMsg| m.reply_on == ReplyOn::Never;
    assert!(response.messages.iter().all(all));

    let position = market.position("alice");
    assert_eq!(position.collateral, int(7_861_547_085));
    assert_eq!(position.debt_shares, debt_shares(3_430_493_273_000_000));
    // The claim stays, folded.
    assert_eq!(position.claim.eth, int(ETHER * 475 / 1_000));
    let parts = [(2, int(950 * ONE)), (3, int(475 * ONE))];
    assert_eq!(position.claim.batches, parts);
    let order = 3_430_493_273_000_000 * 10u128.pow(18) / 7_861_547_085;
    assert!(BY_HEALTH.has(&market.deps.storage, (order, &addr("alice"))));
    let keys = BY_HEALTH.keys(
        &market.deps.storage,
        None,
        None,
        cosmwasm_std::Order::Ascending,
    );
    assert_eq!(keys.count(), 1);
    let all = pledged(&market.deps.storage).unwrap();
    assert_eq!(all, int(7_861_547_085));
    let state = market.state();
    assert_eq!(state.cash, int(95_000 * ONE + 1_569_506_727));
    assert_eq!(state.debt_shares, position.debt_shares);
    assert_eq!(state.batch.user_in, int(475 * ONE));

    let (larry, alice) = (addr("larry").to_string(), addr("alice").to_string());
    assert_event(
        &response,
        "liquidate",
        &[
            ("sender", &larry),
            ("borrower", &alice),
            ("amount", "1569506727"),
            ("refunded", "430493273"),
            ("shares", "1569506727000000"),
            ("written_off", "0"),
            ("health", "0.96"),
            ("bonus", "0.09"),
            ("collateral_price", "0.8"),
            ("debt_price", "1"),
            // ETH's price was not read.
            ("paid_collateral", "2138452915"),
            ("collateral", "7861547085"),
            ("debt", "3430493273"),
            ("cash", "96569506727"),
            ("debt_shares", "3430493273000000"),
            ("debt_index", "1"),
            ("supply_shares", "100000000000000000"),
            ("insurance", "70000000000"),
        ],
    );
    assert_eq!(event(&response, "accrue").attributes[0].value, "0");
    assert!(!wrote_off(&response));
    // 7,861.547085 x 0.8 x 0.6 / 3,430.493273 is 1.1, to the digit that rounding leaves.
    let error = market.refused("larry", &usdc(1), liquidate_msg("alice", 0, 0));
    let E::Healthy { health } = error else {
        panic!("{error}")
    };
    assert!(health >= dec("1.1") && health < dec("1.100000001"));
}

#[test]
fn what_the_qer_does_not_pay_the_claim_does_and_the_rest_goes_back_less_the_fee() {
    let mut market = three_parts("0.5");
    let response = market.liquidate("larry", "alice", 5_000 * ONE).unwrap();
    // 5,000 / 1.15 are paid in QER, 652.173913 x 1.03 / 2,100 in ETH.
    let eth = 319_875_776_376_190_476;
    let back = ETHER * 475 / 1_000 - eth;
    let fee = 4_653_726_708_714_286;
    let expected = [
        transfer("larry", 10_000 * ONE),
        pay_out("larry", eth),
        pay_out_less_fee("alice", back - fee, fee),
        bank("alice", 460_750_000),
    ];
    assert_eq!(messages(&response), expected);
    let [qer, eth_out, eth_back, coins_back] = &response.messages[..] else {
        panic!("four messages")
    };
    assert_eq!(qer.reply_on, ReplyOn::Never);
    for message in [eth_out, eth_back, coins_back] {
        assert_eq!(message.reply_on, ReplyOn::Error);
        assert_eq!(message.gas_limit, Some(600_000));
    }
    let owed = OWED.load(&market.deps.storage, &addr("alice")).unwrap();
    assert_eq!(owed.batches, [(2, int(950 * ONE))]);
    assert!(!OWED.has(&market.deps.storage, &addr("larry")));
    assert!(!POSITIONS.has(&market.deps.storage, &addr("alice")));
    assert!(BY_HEALTH.is_empty(&market.deps.storage));
    let state = market.state();
    assert_eq!(state.cash, int(100_000 * ONE));
    assert_eq!(state.debt_shares, debt_shares(0));
    assert_eq!(state.insurance, int(70_014_250_000));
    assert_eq!(state.batch.user_in, int(0));
    assert_eq!(state.batch.protocol_in, int(25 * ONE));
    let (larry, alice) = (addr("larry").to_string(), addr("alice").to_string());
    assert_event(
        &response,
        "liquidate",
        &[
            ("sender", &larry),
            ("borrower", &alice),
            ("amount", "5000000000"),
            ("refunded", "0"),
            ("shares", "5000000000000000"),
            ("written_off", "0"),
            ("health", "0.6"),
            ("bonus", "0.15"),
            ("collateral_price", "0.5"),
            ("debt_price", "1"),
            ("paid_collateral", "10000000000"),
            ("eth_price", "2100"),
            ("paid_eth", "319875776376190476"),
            ("returned_eth", "155124223623809524"),
            ("returned_unsent", "475000000"),
            ("returned_pending", "2:950000000"),
            ("eth_fee", "4653726708714286"),
            ("stable_fee", "14250000"),
            ("collateral", "0"),
            ("debt", "0"),
            ("cash", "100000000000"),
            ("debt_shares", "0"),
            ("debt_index", "1"),
            ("supply_shares", "100000000000000000"),
            ("insurance", "70014250000"),
        ],
    );
}

#[test]
fn a_debt_for_which_nothing_is_left_is_written_off_at_once() {
    let mut market = three_parts("0.2");
    let response = market.liquidate("larry", "alice", 5_000 * ONE).unwrap();
    // QER pays 2,000 / 1.05, the claim (997.5 + 475 + 950) / 1.03, each rounded up.
    let repaid = 1_904_761_905 + 968_446_602 + 461_165_049 + 922_330_098;
    let lost = 5_000 * ONE - repaid;
    let expected = [
        transfer("larry", 10_000 * ONE),
        pay_out("larry", ETHER * 475 / 1_000),
        bank("larry", 475 * ONE + lost),
    ];
    assert_eq!(messages(&response), expected);
    assert_eq!(told(&response, "liquidate", "amount"), repaid);
    assert_eq!(told(&response, "liquidate", "refunded"), lost);
    assert_eq!(told(&response, "liquidate", "written_off"), lost);
    assert!(wrote_off(&response));
    let owed = OWED.load(&market.deps.storage, &addr("larry")).unwrap();
    assert_eq!(owed.batches, [(2, int(950 * ONE))]);
    assert!(!POSITIONS.has(&market.deps.storage, &addr("alice")));
    assert!(BY_HEALTH.is_empty(&market.deps.storage));
    let state = market.state();
    assert_eq!(state.debt_shares, debt_shares(0));
    // The insurance has paid what was lost into cash.
    assert_eq!(state.insurance, int(70_000 * ONE - lost));
    assert_eq!(state.cash, int(100_000 * ONE));
    assert_eq!(market.write_offs().debt, int(lost));

    // What larry is owed is collected as a borrower's is.
    market.settle_batch(2, ETHER / 2);
    let response = market.collect("larry").unwrap();
    let eth = pay_out("larry", ETHER * 475 / 1_000);
    assert_eq!(messages(&response), [eth]);
}

/// A part of a position that is paid goes in QER and claim alike, so that health does not fall.
#[test]
fn a_part_of_a_debt_that_the_qer_does_not_cover_takes_no_larger_part_of_the_qer() {
    let mut market = three_parts("0.5");
    let response = market.liquidate("larry", "alice", 1_000 * ONE).unwrap();
    // A fifth of the QER; 1,000 - 1,000 / 1.15 in ETH.
    let expected = [
        transfer("larry", 2_000 * ONE),
        pay_out("larry", 63_975_154_980_952_380),
    ];
    assert_eq!(messages(&response), expected);
    let position = market.position("alice");
    assert_eq!(position.collateral, int(8_000 * ONE));
    assert_eq!(position.debt_shares, debt_shares(4_000_000_000_000_000));
}

#[test]
fn the_cap_leaves_the_rest_to_the_claim() {
    let mut market = three_parts("0.8");
    // 5 % of 20,000 USD: 1,250 QER, which pay 1,000 / 1.09; ETH pays 652.075443.
    market.change_price("qer", |p| p.depth = Some(dec("20000")));
    let response = market.liquidate("larry", "alice", 2_000 * ONE).unwrap();
    assert_eq!(told(&response, "liquidate", "paid_collateral"), 1_250 * ONE);
    assert_eq!(told(&response, "liquidate", "amount"), 1_569_506_727);
    // (1,569.506727 - 917.431193) x 1.03 / 2,100
    let eth = told(&response, "liquidate", "paid_eth");
    assert_eq!(eth, 319_827_523_819_047_619);
    let position = market.position("alice");
    assert_eq!(position.claim.eth, int(ETHER * 475 / 1_000 - eth));
    assert_eq!(position.collateral, int(8_750 * ONE));
}

#[test]
fn an_empty_leg_is_passed_over() {
    // One wei beside 10,000 QER: worth less than a unit.
    let mut market = bare(10_000 * ONE, 9_700 * ONE, settled(1));
    let response = market.liquidate("larry", "bob", 10_000 * ONE).unwrap();
    // 10,000 / 1.05 do not cover 9,700: the rest is written off, and the wei goes back.
    let lost = 9_700 * ONE - 9_523_809_524;
    let refund = 300 * ONE + lost;
    let expected = [
        transfer("larry", 10_000 * ONE),
        bank("larry", refund),
        pay_out("bob", 1),
    ];
    assert_eq!(messages(&response), expected);
    assert_eq!(told(&response, "liquidate", "written_off"), lost);
    assert!(!POSITIONS.has(&market.deps.storage, &addr("bob")));

    // QER of which nothing can be repaid beside a claim, and nothing at all: written off without a repayment.
    for (qer, price) in [(1, "0.4"), (0, "1")] {
        let mut market = bare(qer, 7, Claim::default());
        market.qer_at(price);
        let response = market.liquidate("larry", "bob", 7).unwrap();
        assert_eq!(messages(&response), [bank("larry", 7)]);
        assert_eq!(told(&response, "liquidate", "written_off"), 7);
        let position = market.position("bob");
        assert_eq!(position.collateral, int(qer));
        assert_eq!(position.debt_shares, debt_shares(0));
        assert_eq!(market.state().cash, int(100_000 * ONE));
    }
}

#[test]
fn no_dust_is_left_by_choice() {
    // 60 USD of debt, 50 is the minimum: all of it, whatever health wants.
    let mut market = bare(95 * ONE, 60 * ONE, Claim::default());
    let error = market.refused("larry", &usdc(20 * ONE), liquidate_msg("bob", 0, 0));
    let expected = E::WouldLeaveDust {
        debt: dec("40"),
        minimum: dec("50"),
    };
    assert_eq!(error, expected);
    let least = 60 * ONE - 1;
    let error = market.refused("larry", &usdc(least), liquidate_msg("bob", 0, 0));
    assert!(matches!(error, E::WouldLeaveDust { .. }), "{error}");
    let response = market.liquidate("larry", "bob", 61 * ONE).unwrap();
    assert_eq!(told(&response, "liquidate", "amount"), 60 * ONE);
    assert_eq!(told(&response, "liquidate", "refunded"), ONE);
    assert!(market.position("bob").debt_shares.is_zero());

    // All collateral goes for 20: the rest is written off.
    let mut market = bare(21 * ONE, 60 * ONE, Claim::default());
    let error = market.refused("larry", &usdc(19 * ONE), liquidate_msg("bob", 0, 0));
    assert!(matches!(error, E::WouldLeaveDust { .. }), "{error}");
    let response = market.liquidate("larry", "bob", 20 * ONE).unwrap();
    assert_eq!(messages(&response), [transfer("larry", 21 * ONE)]);
    assert_eq!(told(&response, "liquidate", "written_off"), 40 * ONE);

    // The cap leaves no more than 20 USD to repay: then that much is enough, and less is not.
    let mut market = bare(95 * ONE, 60 * ONE, Claim::default());
    market.change_price("qer", |p| p.depth = Some(dec("420")));
    let error = market.refused("larry", &usdc(11 * ONE), liquidate_msg("bob", 0, 0));
    assert!(matches!(error, E::WouldLeaveDust { .. }), "{error}");
    let response = market.liquidate("larry", "bob", 60 * ONE).unwrap();
    // 21 QER at a bonus of 10 %.
    assert_eq!(told(&response, "liquidate", "paid_collateral"), 21 * ONE);
    assert_eq!(told(&response, "liquidate", "amount"), 19_090_910);
    assert_eq!(told(&response, "liquidate", "debt"), 40_909_090);
}

#[test]
fn minimums_are_kept() {
    let market = || three_parts("0.5");
    for (min_collateral, min_eth, expected) in [
        (
            10_000 * ONE + 1,
            0,
            E::BelowMinimumCollateral {
                received: int(10_000 * ONE),
                minimum: int(10_000 * ONE + 1),
            },
        ),
        (
            10_000 * ONE,
            319_875_776_376_190_477,
            E::BelowMinimumEth {
                received: int(319_875_776_376_190_476),
                minimum: int(319_875_776_376_190_477),
            },
        ),
    ] {
        let msg = liquidate_msg("alice", min_collateral, min_eth);
        let error = market().refused("larry", &usdc(5_000 * ONE), msg);
        assert_eq!(error, expected);
    }
    let msg = liquidate_msg("alice", 10_000 * ONE, 319_875_776_376_190_476);
    let response = market().run("larry", &usdc(5_000 * ONE), msg).unwrap();
    // Whoever asks for ETH at once gets it, or nothing happens; the borrower's part stays as it was.
    let modes: Vec<_> = response
        .messages
        .iter()
        .map(|m| m.reply_on.clone())
        .collect();
    use ReplyOn::*;
    assert_eq!(modes, [Never, Never, Error, Error]);
}

#[test]
fn what_the_reserve_or_the_bank_does_not_pay_is_owed() {
    let mut market = three_parts("0.5");
    let response = market.liquidate("larry", "alice", 5_000 * ONE).unwrap();
    for message in &response.messages[1..] {
        market.fail(message).unwrap();
    }
    let owed = |user| OWED.load(&market.deps.storage, &addr(user)).unwrap();
    assert_eq!(owed("larry").eth, int(319_875_776_376_190_476));
    // All of the borrower's, with the fee that was not taken.
    assert_eq!(owed("alice").eth, int(155_124_223_623_809_524));
    assert_eq!(owed("alice").stable, int(460_750_000));
    let state = market.state();
    assert_eq!(state.kept, int(460_750_000));
    let told: StateResponse = market.query(QueryMsg::State {});
    let held = told.cash + told.insurance + told.kept + told.batch.protocol_in;
    // 100,000 supplied, 70,000 of insurance, what is unsent of the batch: nothing has left but what was borrowed.
    assert_eq!(held, int(170_000 * ONE + 475 * ONE + 25 * ONE));
}

#[test]
fn neither_pauses_nor_the_reserve_nor_eth_s_price_stop_it() {
    let mut market = three_parts("0.8");
    let all = [
        Pausable::Supply,
        Pausable::Borrow,
        Pausable::WithdrawCollateral,
    ];
    market.pause("guardian", &all, 86_400).unwrap();
    market.world.borrow_mut().reserve_down = true;
    market.forget_price("eth");
    let response = market.liquidate("larry", "alice", 2_000 * ONE).unwrap();
    // As with everything in order.
    let paid = told(&response, "liquidate", "paid_collateral");
    assert_eq!(paid, 2_138_452_915);
}

#[test]
fn eth_without_a_price_stays_and_keeps_the_debt_open() {
    for spoil in [
        (|m| m.forget_price("eth")) as Spoil,
        |m| m.expire("eth"),
        |m| m.set_status("eth", Status::Halted),
        |m| {
            let ends = m.now() + 1;
            m.change_price("eth", |p| p.grace_ends = ends);
        },
    ] {
        let mut market = three_parts("0.2");
        spoil(&mut market);
        let response = market.liquidate("larry", "alice", 5_000 * ONE).unwrap();
        assert_eq!(told(&response, "liquidate", "paid_eth"), 0);
        let repaid = 1_904_761_905 + 461_165_049 + 922_330_098;
        assert_eq!(told(&response, "liquidate", "amount"), repaid);
        assert!(!wrote_off(&response));
        let position = market.position("alice");
        assert_eq!(position.collateral, int(0));
        assert_eq!(position.claim, settled(ETHER * 475 / 1_000));
        assert!(!position.debt_shares.is_zero());
        let error = market.refused("larry", &usdc(ONE), liquidate_msg("alice", 0, 0));
        let expected = E::NothingSeizableNow {
            capacity_at: 0,
            unpriced_eth: int(ETHER * 475 / 1_000),
        };
        assert_eq!(error, expected);
        // With a price again it pays, and the rest is written off.
        market.price("eth", "2000");
        let response = market.liquidate("larry", "alice", 5_000 * ONE).unwrap();
        assert_eq!(
            told(&response, "liquidate", "paid_eth"),
            ETHER * 475 / 1_000
        );
        assert!(wrote_off(&response));
    }
}

#[test]
fn the_stablecoin_s_price_is_at_least_a_dollar_and_a_dollar_without_one() {
    let debt_price = |change: fn(&mut Market)| {
        let mut market = three_parts("0.8");
        change(&mut market);
        let response = market.liquidate("larry", "alice", 9_000 * ONE).unwrap();
        let attributes = &event(&response, "liquidate").attributes;
        let price = attributes.iter().find(|a| a.key == "debt_price").unwrap();
        price.value.clone()
    };
    assert_eq!(debt_price(|m| set(m, "1.03", "1.05")), "1.03");
    assert_eq!(debt_price(|m| set(m, "1.05", "1.02")), "1.02");
    assert_eq!(debt_price(|m| set(m, "0.9", "1.2")), "1");
    assert_eq!(debt_price(|m| set(m, "1.2", "0.9")), "1");
    for spoil in [
        (|m| m.forget_price("usdc")) as Spoil,
        |m| {
            set(m, "1.2", "1.2");
            m.expire("usdc");
        },
        |m| {
            set(m, "1.2", "1.2");
            m.set_status("usdc", Status::Halted);
        },
        |m| {
            set(m, "1.2", "1.2");
            m.change_price("usdc", |p| p.grace_ends = u64::MAX);
        },
    ] {
        assert_eq!(debt_price(spoil), "1");
    }
}

fn set(market: &mut Market, mid: &str, average: &str) {
    market.change_price("usdc", |p| (p.mid, p.average) = (dec(mid), dec(average)));
}

#[test]
fn the_higher_of_mid_and_average_liquidates() {
    for (mid, average) in [("0.7", "0.84"), ("0.84", "0.7")] {
        let mut market = three_parts("0.8");
        market.change_price("qer", |p| (p.mid, p.average) = (dec(mid), dec(average)));
        let error = market.refused("larry", &usdc(ONE), liquidate_msg("alice", 0, 0));
        // 8,400 x 0.6 / 5,000
        let health = dec("1.008");
        assert_eq!(error, E::Healthy { health });
    }
    // Bid and ask do not matter.
    let mut market = three_parts("0.8333");
    market.change_price("qer", |p| (p.bid, p.ask) = (dec("2"), dec("3")));
    market.liquidate("larry", "alice", ONE).unwrap();
}

#[test]
fn what_is_refused() {
    let market = || three_parts("0.8");
    let msg = || liquidate_msg("alice", 0, 0);
    for (funds, expected) in [
        (vec![], PaymentError::NoFunds {}),
        (usdc(0), PaymentError::NoFunds {}),
        (
            vec![coin(5, "uatom")],
            PaymentError::MissingDenom(USDC.into()),
        ),
        (
            vec![coin(5, "uatom"), coin(5, USDC)],
            PaymentError::MultipleDenoms {},
        ),
    ] {
        let error = market().refused("larry", &funds, msg());
        assert_eq!(error, E::Payment(expected));
    }
    let nobody = qerun_messages::market::ExecuteMsg::Liquidate {
        borrower: "Nobody".into(),
        min_collateral: None,
        min_eth: None,
    };
    let error = market().refused("larry", &usdc(ONE), nobody);
    assert!(matches!(error, E::Std(_)), "{error}");
    for user in ["eve", "sam"] {
        let error = market().refused("larry", &usdc(ONE), liquidate_msg(user, 0, 0));
        assert_eq!(error, E::NoDebt { user: addr(user) });
    }
    let now = market().now();
    let asset = || "qer".to_string();
    let cases: [(Spoil, PriceError); 4] = [
        (
            |m| m.forget_price("qer"),
            PriceError::Missing { asset: asset() },
        ),
        (
            |m| m.expire("qer"),
            PriceError::Expired {
                asset: asset(),
                expires: now - 1,
                now,
            },
        ),
        (
            |m| m.set_status("qer", Status::Halted),
            PriceError::NotLive {
                asset: asset(),
                status: Status::Halted,
            },
        ),
        (
            |m| {
                let ends = m.now() + 60;
                m.change_price("qer", |p| p.grace_ends = ends);
            },
            PriceError::Grace {
                asset: asset(),
                grace_ends: now + 60,
                now,
            },
        ),
    ];
    for (spoil, expected) in cases {
        let mut market = market();
        spoil(&mut market);
        let error = market.refused("larry", &usdc(ONE), msg());
        assert_eq!(error, E::Price(expected));
    }
    // A degraded price is good enough, and so is one whose grace ends now.
    let mut market = market();
    market.set_status("qer", Status::Degraded);
    market.change_price("qer", |p| p.grace_ends = now);
    market.liquidate("larry", "alice", ONE).unwrap();
}

#[test]
fn health_of_exactly_one_is_healthy() {
    let mut market = bare(100 * ONE, 60 * ONE, Claim::default());
    let error = market.refused("larry", &usdc(ONE), liquidate_msg("bob", 0, 0));
    let health = dec("1");
    assert_eq!(error, E::Healthy { health });
    // A unit of QER less.
    let mut market = bare(100 * ONE - 1, 60 * ONE, Claim::default());
    market.liquidate("larry", "bob", 60 * ONE).unwrap();
}

#[test]
fn the_threshold_in_force_decides() {
    let liquidate = |seconds: u64| {
        let mut market = bare(100 * ONE, 58 * ONE, Claim::default());
        market
            .set_params(|p| p.liquidation_threshold = dec("0.56"))
            .unwrap();
        market.wait(seconds);
        market.liquidate("larry", "bob", 60 * ONE)
    };
    // On its way from 0.6 to 0.56 in seven days it is 0.58 in the middle; interest is too little to matter before.
    let early = liquidate(300_000);
    assert!(matches!(early, Err(E::Healthy { .. })), "{early:?}");
    liquidate(310_000).unwrap();
}

/// Shares of a position that was touched before the index was scaled.
#[test]
fn an_index_that_was_scaled_changes_nothing() {
    let mut market = three_parts("0.8");
    market.change_state(|s| {
        s.scale = 1;
        s.debt_index = dec("0.000001");
        s.debt_shares = debt_shares(s.debt_shares.u128() * 1_000_000);
    });
    let response = market.liquidate("larry", "alice", 2_000 * ONE).unwrap();
    assert_eq!(told(&response, "liquidate", "amount"), 1_569_506_727);
    let position = market.position("alice");
    assert_eq!(position.scale, 1);
    let left = 3_430_493_273_000_000 * 1_000_000;
    assert_eq!(position.debt_shares, debt_shares(left));
    assert_eq!(market.state().debt_shares, debt_shares(left));
}

#[test]
fn whoever_liquidates_himself_is_owed_once() {
    let mut market = three_parts("0.2");
    let response = market.liquidate("alice", "alice", 5_000 * ONE).unwrap();
    assert_eq!(messages(&response)[0], transfer("alice", 10_000 * ONE));
    let owed = OWED.load(&market.deps.storage, &addr("alice")).unwrap();
    assert_eq!(owed.batches, [(2, int(950 * ONE))]);
    // An old debt of the market to the liquidator is kept, and folded where its batch has settled since.
    let mut market = three_parts("0.2");
    let storage = &mut market.deps.storage;
    let old = Claim {
        eth: int(7),
        batches: vec![(1, int(95 * ONE)), (2, int(5 * ONE))],
        stable: int(0),
    };
    OWED.save(storage, &addr("larry"), &old).unwrap();
    market.liquidate("larry", "alice", 5_000 * ONE).unwrap();
    let owed = OWED.load(&market.deps.storage, &addr("larry")).unwrap();
    // 95 of 1,000 that became half an ETH.
    assert_eq!(owed.eth, int(7 + ETHER * 475 / 10_000));
    assert_eq!(owed.batches, [(2, int(955 * ONE))]);
}

/// Prices and amounts at the ends of what there can be: an answer or a refusal, never a panic.
#[test]
fn extreme_figures() {
    for price in ["0.000000000001", "1000000000000", "0"] {
        for (collateral, debt) in [
            (1, 10u128.pow(30)),
            (10u128.pow(30), 10u128.pow(30)),
            (1, 1),
        ] {
            for eth in [0, 1, 10u128.pow(30)] {
                let mut market = Market::new();
                market.change_state(|s| s.cash = int(2 * 10u128.pow(30)));
                market.put_position("bob", collateral, debt, settled(eth));
                market.qer_at(price);
                for eth_price in ["0.000000000001", "1000000000000"] {
                    market.price("eth", eth_price);
                    let before = market.position("bob");
                    match market.liquidate("larry", "bob", 10u128.pow(30)) {
                        Ok(_) => assert!(market.position("bob").debt_shares < before.debt_shares),
                        Err(
                            E::Healthy { .. } | E::NothingSeizableNow { .. } | E::NoDebt { .. },
                        ) => {}
                        Err(other) => panic!("{other}"),
                    }
                }
            }
        }
    }
}

/// A liquidation in QER reads its own four records (rules, totals, position, what was seized), two prices, and the batch
/// that the claim still waits for. ETH's price and the reserve's record are read only where they matter.
#[test]
fn nothing_is_read_that_is_not_needed() {
    let reads = |price: &str| {
        let mut market = three_parts(price);
        let msg = liquidate_msg("alice", 0, 0);
        let reads = market.reads_of("larry", &usdc(5_000 * ONE), msg);
        (reads.gets, reads.entries, reads.raw)
    };
    assert_eq!(reads("0.8"), (4, 0, 3));
    // ETH's price, and what the borrower is owed already.
    assert_eq!(reads("0.5"), (5, 0, 4));
    // A write-off: the reserve's record, and the sums of write-offs. No price is read again.
    assert_eq!(reads("0.2"), (6, 0, 5));
}
