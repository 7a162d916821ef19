//! The hourly cap on seized QER.

use crate::common::*;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use qerun_market::state::Claim;
use qerun_market::ContractError as E;

/// Ten borrowers of 10,000 QER who owe 7,000 each, a QER worth a dollar; the cap is 5,000 USD. It pays a bonus of 15 %.
fn market() -> Market {
    let mut market = Market::new();
    for user in USERS {
        market.put_position(user, 10_000 * ONE, 7_000 * ONE, Claim::default());
    }
    market.qer_at("1");
    market.change_price("qer", |p| p.depth = Some(dec("100000")));
    market
}

const USERS: [&str; 10] = ["b0", "b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9"];

#[test]
fn once_it_is_used_up_the_error_tells_when_there_is_more() {
    let mut market = market();
    let start = market.now() / 600 * 600 + 600;
    market.wait(start - market.now());
    let liquidate = |market: &mut Market, user: &str| {
        let response = market.liquidate("larry", user, 8_000 * ONE).unwrap();
        told(&response, "liquidate", "paid_collateral")
    };
    // Health 0.857: all of the debt might be repaid, 3,000 first.
    let response = market.liquidate("larry", "b0", 2_608_695_652).unwrap();
    let first = told(&response, "liquidate", "paid_collateral");
    assert_eq!(first, 2_999_999_999);
    market.wait(1_200);
    let second = liquidate(&mut market, "b1");
    assert_eq!(first + second, 5_000 * ONE);
    let refused = |market: &mut Market, capacity_at| {
        let error = market.refused("larry", &usdc(ONE), liquidate_msg("b2", 0, 0));
        let expected = E::NothingSeizableNow {
            capacity_at,
            unpriced_eth: int(0),
        };
        assert_eq!(error, expected);
    };
    refused(&mut market, start + 4_200);
    market.wait(2_999);
    refused(&mut market, start + 4_200);
    market.wait(1);
    assert_eq!(liquidate(&mut market, "b2"), first);
    refused(&mut market, start + 5_400);
    // More depth is more capacity at once, no depth is no cap; what is seized without one counts later.
    market.change_price("qer", |p| p.depth = Some(dec("110000")));
    assert_eq!(liquidate(&mut market, "b3"), 500 * ONE);
    market.change_price("qer", |p| p.depth = None);
    let debt = market.describe("b4").debt.u128();
    assert_eq!(liquidate(&mut market, "b4"), debt * 115 / 100);
    market.change_price("qer", |p| p.depth = Some(dec("110000")));
    refused(&mut market, start + 5_400);
    // The claim still pays while no QER can.
    let claim = Claim {
        eth: int(ETHER),
        ..Claim::default()
    };
    market.put_position("carl", 10_000 * ONE, 7_000 * ONE, claim);
    let response = market.liquidate("larry", "carl", 7_000 * ONE).unwrap();
    assert_eq!(told(&response, "liquidate", "paid_collateral"), 0);
    assert_eq!(told(&response, "liquidate", "paid_eth"), ETHER);
    // 2,100 / 1.03
    assert_eq!(told(&response, "liquidate", "amount"), 2_038_834_952);
}

#[test]
fn no_hour_seizes_more_than_the_cap() {
    let mut runner = TestRunner::new(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..Default::default()
    });
    let steps = prop::collection::vec((0u64..1_500, 0usize..10, 1u128..4_000), 1..60);
    let mut capped = 0;
    runner
        .run(&steps, |steps| {
            let mut market = market();
            let mut seized: Vec<(u64, u128)> = Vec::new();
            for (pause, user, amount) in steps {
                market.wait(pause);
                if let Ok(response) = market.liquidate("larry", USERS[user], amount * ONE) {
                    let qer = told(&response, "liquidate", "paid_collateral");
                    seized.push((market.now(), qer));
                }
                let recent = seized.iter().filter(|(at, _)| at + 3_600 > market.now());
                let sum: u128 = recent.map(|(_, qer)| qer).sum();
                // A QER is a dollar.
                prop_assert!(sum <= 5_000 * ONE, "{sum}");
            }
            Ok(())
        })
        .unwrap();
    // The same in which the cap binds for certain: a run that never meets it proves nothing.
    let mut market = market();
    for user in USERS {
        capped += u32::from(market.liquidate("larry", user, 7_000 * ONE).is_err());
    }
    assert_eq!(capped, 9);
}
