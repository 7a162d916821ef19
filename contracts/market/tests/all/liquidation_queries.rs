//! What a liquidator asks: which positions can be liquidated, and what that would do. The verb does what was told.

use crate::common::*;
use cosmwasm_std::Uint128;
use proptest::prelude::*;
use qerun_market::seizure_cap::pledged;
use qerun_market::state::{Claim, OWED, POSITIONS};
use qerun_market::ContractError;
use qerun_messages::market::*;
use qerun_messages::oracle::Status;

/// A whole QER of [`Market::uneven`].
const QER: u128 = 100 * ONE;

/// Positions of health 0.31 to 1.24, one every 0.155: debts of 10,000 at 1.01 USD, QER at 2.1 USD, threshold 0.62.
fn row_of_positions() -> Market {
    let mut market = Market::uneven();
    market.insure(5_000 * ONE);
    market.supply("sam", 500_000 * ONE).unwrap();
    for n in 2..=8u128 {
        let collateral = 10_000 * QER * n * 101 / 84 / 10;
        market.put_position(&format!("u{n}"), collateral, 10_000 * ONE, Claim::default());
    }
    market
}

fn page(
    market: &Market,
    start_after: Option<HealthCursor>,
    limit: Option<u32>,
) -> LiquidatableResponse {
    market.query(QueryMsg::Liquidatable { start_after, limit })
}

#[test]
fn lists_what_can_be_liquidated_the_least_healthy_first() {
    let market = row_of_positions();
    let all = page(&market, None, None);
    assert_eq!(all.next, None);
    let told: Vec<_> = all.positions.iter().map(|p| p.borrower.clone()).collect();
    // 2.1 / 1.01 x 0.62 x n x 101 / 840 is 0.155 n: u7 is over 1.
    assert_eq!(told, [2, 3, 4, 5, 6].map(|n| addr(&format!("u{n}"))));
    assert!(all.positions[0].health > dec("0.3099") && all.positions[0].health <= dec("0.31"));
    for row in &all.positions {
        let quote = row.quote.clone().unwrap();
        assert_eq!((quote.health, &quote.borrower), (row.health, &row.borrower));
        assert_eq!(row.refused, None);
        // Each as if it were the next.
        let query = QueryMsg::QuoteLiquidation {
            borrower: row.borrower.to_string(),
            amount: None,
        };
        let single: QuoteLiquidationResponse = market.query(query);
        assert_eq!(single.quote, Some(quote));
    }
}

#[test]
fn pages_join_and_the_last_one_says_so() {
    let market = row_of_positions();
    let all = page(&market, None, None);
    for limit in 1..=5 {
        let (mut seen, mut cursor) = (vec![], None);
        loop {
            let found = page(&market, cursor, Some(limit));
            assert!(found.positions.len() <= limit as usize);
            seen.extend(found.positions);
            cursor = found.next;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(seen, all.positions, "{limit}");
    }
    // Five can be liquidated: a page that ends with the fifth is the last, although healthier ones follow.
    assert_eq!(page(&market, None, Some(5)).next, None);
    let next = page(&market, None, Some(4)).next.unwrap();
    assert_eq!(next.user, addr("u5").as_str());
    // Beyond the last there is nothing.
    let beyond = HealthCursor {
        order: int(1),
        user: addr("u1").into(),
    };
    assert_eq!(page(&market, Some(beyond), None).positions, []);
    let healthy = Market::uneven();
    assert_eq!(page(&healthy, None, None).positions, []);
}

#[test]
fn a_position_that_cannot_be_liquidated_just_now_says_why() {
    let mut market = row_of_positions();
    market.put_seized(dec("54000")); // 6 % of the depth
    let (now, height) = (market.now(), market.env.block.height);
    let claim = Claim {
        eth: int(ETHER),
        ..Claim::default()
    };
    market.put_position("u2", 2_000 * QER, 10_000 * ONE, claim);
    let mut borrowed = market.position("u3");
    borrowed.borrowed_at_height = height;
    POSITIONS
        .save(&mut market.deps.storage, &addr("u3"), &borrowed)
        .unwrap();
    let rows = page(&market, None, None).positions;
    assert_eq!(rows.len(), 5);
    let cool_off = ContractError::CoolOff {
        borrower: addr("u3"),
        height,
    };
    for row in rows {
        let who = (2..=6).find(|n| row.borrower == addr(&format!("u{n}")));
        match who.unwrap() {
            2 => assert!(row.quote.unwrap().eth > int(0), "the claim has no cap"),
            3 => {
                assert_eq!((row.quote, row.refused), (None, Some(cool_off.to_string())));
            }
            n => {
                let refused = row.refused.unwrap();
                let error =
                    market.refused("lin", &usdc(ONE), liquidate_msg(&format!("u{n}"), 0, 0));
                assert_eq!(refused, error.to_string());
                assert!(
                    refused.contains(&(now / 600 * 600 + 4_200).to_string()),
                    "{refused}"
                );
            }
        }
    }
}

#[test]
fn without_a_price_to_liquidate_at_there_is_no_list() {
    let unusable: [fn(&mut Market); 4] = [
        |m| m.forget_price("qer"),
        |m| m.expire("qer"),
        |m| m.set_status("qer", Status::Halted),
        |m| {
            let later = m.now() + 1;
            m.change_price("qer", |p| p.grace_ends = later);
        },
    ];
    for spoil in unusable {
        let mut market = row_of_positions();
        spoil(&mut market);
        let list = QueryMsg::Liquidatable {
            start_after: None,
            limit: None,
        };
        let error = market.try_query(list).unwrap_err();
        assert!(matches!(error, ContractError::Price(_)), "{error}");
        let refused = market.quote_liquidation("u2", None).refused.unwrap();
        assert_eq!(refused, error.to_string());
        let verb = market.refused("lin", &usdc(ONE), liquidate_msg("u2", 0, 0));
        assert_eq!(verb, error);
    }
    // Sources that disagree are enough.
    let mut market = row_of_positions();
    market.set_status("qer", Status::Degraded);
    assert_eq!(page(&market, None, None).positions.len(), 5);
}

#[test]
fn quotes_that_are_refused_say_what_the_verb_says() {
    let mut market = row_of_positions();
    // u7: 8,416.66666666 QER x 2.1 x 0.62 / 10,100
    let rows: [(&str, Option<u128>, ContractError); 3] = [
        (
            "nobody",
            None,
            ContractError::NoDebt {
                user: addr("nobody"),
            },
        ),
        ("u2", Some(0), ContractError::ZeroAmount {}),
        (
            "u7",
            None,
            ContractError::Healthy {
                health: dec("1.084999999999140594"),
            },
        ),
    ];
    for (user, amount, error) in rows {
        let told = market.quote_liquidation(user, amount);
        assert_eq!((told.quote, told.refused), (None, Some(error.to_string())));
        if amount.is_none() {
            let msg = liquidate_msg(user, 0, 0);
            assert_eq!(market.refused("lin", &usdc(ONE), msg), error);
        }
    }
    let no_address = QueryMsg::QuoteLiquidation {
        borrower: "no address".into(),
        amount: None,
    };
    assert!(matches!(
        market.try_query(no_address).unwrap_err(),
        ContractError::Std(_)
    ));
}

/// Own records and index entries that the first page takes do not depend on how many positions there are.
#[test]
fn a_page_costs_the_same_however_many_positions_there_are() {
    let mut costs = Vec::new();
    for healthy in [10u128, 1_000, 20_000] {
        let mut market = Market::uneven();
        market.supply("sam", 900_000_000_000 * ONE).unwrap();
        for n in 0..40 {
            market.put_position(
                &format!("u{n}"),
                1_000 * QER,
                2_000 * ONE + n,
                Claim::default(),
            );
        }
        for n in 0..healthy {
            let user = format!("h{n}");
            market.put_position(&user, 9_000 * QER, 2_000 * ONE + n, Claim::default());
        }
        let list = |start_after, limit| QueryMsg::Liquidatable { start_after, limit };
        let first = page(&market, None, Some(30));
        assert_eq!(first.positions.len(), 30);
        costs.push([
            market.reads_of_query(list(None, Some(30))),
            // The last ten, and none of those that follow.
            market.reads_of_query(list(first.next, Some(9))),
            market.reads_of_query(list(None, Some(1))),
        ]);
    }
    assert_eq!(costs[0], costs[1]);
    assert_eq!(costs[0], costs[2]);
    // Rules, totals, what was seized; 31 keys and positions; the prices of QER and the stablecoin.
    let expected = Reads {
        gets: 3 + 31,
        entries: 31,
        raw: 2,
    };
    assert_eq!(costs[0][0], expected);
}

#[derive(Debug, Clone)]
struct Case {
    /// Thousandths of a dollar a QER.
    price: u128,
    collateral: u128,
    debt: u128,
    /// Thousandths of the debt: ETH, stablecoins kept, unsent, pending.
    claim: [u128; 4],
    /// USD of the depth that the hourly cap has left; more than there is: no cap.
    capacity: u128,
    /// Thousandths of the debt that are sent.
    sent: u128,
    eth_priced: bool,
    insurance: u128,
    own: u128,
}

fn cases() -> impl Strategy<Value = Case> {
    let part = || prop_oneof![2 => Just(0u128), 1 => 1..900u128];
    (
        1..3_000u128,
        prop_oneof![1 => Just(0), 9 => 1..20_000 * QER],
        prop_oneof![1 => 1..200 * ONE, 4 => 1..30_000 * ONE],
        [part(), part(), part(), part()],
        0..100_000u128,
        prop_oneof![1..1_000u128, 900..1_500u128],
        proptest::bool::weighted(0.8),
        0..10_000 * ONE,
        0..5 * ETHER,
    )
        .prop_map(
            |(price, collateral, debt, claim, capacity, sent, eth_priced, insurance, own)| Case {
                price,
                collateral,
                debt,
                claim,
                capacity,
                sent,
                eth_priced,
                insurance,
                own,
            },
        )
}

fn market_of(case: &Case) -> Market {
    let mut market = Market::uneven();
    market.insure(1 + case.insurance);
    market.supply("sam", 100_000 * ONE).unwrap();
    market.change_state(|s| {
        s.debt_index = dec("1.37");
        s.batch.id = 2;
    });
    market.batch_in_flight(1, 50_000 * ONE, 0);
    market.backing(|b| b.unencumbered = int(case.own));
    market.qer_at(&format!("{}.{:03}", case.price / 1_000, case.price % 1_000));
    let part = |n: usize| case.debt * case.claim[n] / 1_000;
    let mut claim = Claim {
        eth: int(part(0) * (ETHER / ONE) / 2_050),
        stable: int(part(1)),
        ..Claim::default()
    };
    claim.add_to_batch(1, int(part(3))).unwrap();
    claim.add_to_batch(2, int(part(2))).unwrap();
    market.put_position("bob", case.collateral, case.debt, claim);
    if case.capacity < 54_000 {
        let seized = 54_000 - case.capacity;
        market.put_seized(dec(&seized.to_string()));
    }
    if !case.eth_priced {
        market.expire("eth");
    }
    market
}

/// Everything that a quote tells, by what the verb left and paid.
fn done(market: &Market, response: &cosmwasm_std::Response, quote: &LiquidationQuote) {
    let of = |key: &str| told(response, "liquidate", key);
    assert_eq!(of("amount"), quote.repaid.u128());
    assert_eq!(of("refunded"), quote.refunded.u128());
    assert_eq!(of("written_off"), quote.written_off.u128());
    let paid = messages(response);
    let qer = quote.collateral.u128();
    assert_eq!(paid.contains(&transfer("lin", qer)), qer > 0);
    let eth = quote.eth.u128();
    assert_eq!(paid.contains(&pay_out("lin", eth)), eth > 0);
    let coins = quote.stable.u128() + quote.refunded.u128();
    assert_eq!(paid.contains(&bank("lin", coins)), coins > 0);
    let owed = OWED.may_load(&market.deps.storage, &addr("lin")).unwrap();
    let owed = owed.map_or(Uint128::zero(), |owed| {
        owed.batches.iter().map(|b| b.1).sum()
    });
    assert_eq!(owed, quote.pending);
    let position = market.position("bob");
    assert_eq!(position.collateral, quote.collateral_after);
    assert_eq!(
        pledged(&market.deps.storage).unwrap(),
        quote.collateral_after
    );
    assert_eq!(market.describe("bob").debt, quote.debt_after);
    let lost = market.write_offs();
    assert_eq!(lost.debt, quote.written_off);
    assert_eq!(lost.debt, lost.insurance + lost.booked + lost.suppliers);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..Default::default() })]

    #[test]
    fn the_verb_does_what_is_quoted(case in cases()) {
        let mut market = market_of(&case);
        let sent = (case.debt * case.sent / 1_000).max(1);
        let told = market.quote_liquidation("bob", Some(sent));
        let before = market.dump();
        match market.liquidate("lin", "bob", sent) {
            Err(error) => {
                prop_assert_eq!(told.refused, Some(error.to_string()));
                prop_assert_eq!(told.quote, None);
            }
            Ok(response) => {
                prop_assert_eq!(told.refused, None);
                done(&market, &response, &told.quote.unwrap());
            }
        }
        market.restore(before);
        // All that may be repaid: sent exactly, the verb does the same and refunds nothing.
        let most = market.quote_liquidation("bob", None);
        if let Some(quote) = most.quote {
            let sent = quote.repaid.u128().max(1);
            let response = market.liquidate("lin", "bob", sent).unwrap();
            let refunded = int(sent) - quote.repaid;
            done(&market, &response, &LiquidationQuote { refunded, ..quote });
        }
    }
}
