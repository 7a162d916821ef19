//! The table of liquidations: thousands of positions, each liquidated by the contract and computed by hand.

mod by_hand;
mod fraction;

use std::collections::BTreeMap;

use crate::common::*;
use by_hand::{Case, Outcome, Refusal};
use cosmwasm_std::{Decimal, Uint128};
use fraction::Fraction as F;
use qerun_market::seizure_cap::pledged;
use qerun_market::state::{Claim, OWED};
use qerun_market::ContractError as E;
use qerun_math::debt_ceil;
use qerun_messages::market::Params;

/// In [`Market::uneven_prices`]: the higher of QER's mid and average, the lower of the stablecoin's (above a dollar), the
/// higher of ETH's; USD a smallest unit.
fn prices() -> [F; 3] {
    let unit = |price: &str, decimals: u32| F::of(dec(price)) / F::whole(10u128.pow(decimals));
    [unit("2.1", 8), unit("1.01", 6), unit("2050", 18)]
}

#[derive(Clone, Copy, Debug)]
enum Cap {
    /// The oracle knows no depth.
    None,
    Ample,
    /// USD that it leaves, in thousandths of the debt.
    Tight(u128),
    UsedUp,
}

const THRESHOLDS: [&str; 3] = ["0.5", "0.62", "0.7"];
/// Least and largest bonus.
const BONUSES: [(&str, &str); 3] = [("0.04", "0.11"), ("0.05", "0.15"), ("0.01", "0.01")];
/// In thousandths.
const HEALTHS: [u128; 9] = [1_001, 999, 961, 930, 929, 700, 610, 300, 0];
const CAPS: [Cap; 5] = [
    Cap::None,
    Cap::Ample,
    Cap::Tight(800),
    Cap::Tight(20),
    Cap::UsedUp,
];
/// The claim in thousandths of the debt: ETH, stablecoins kept, unsent, pending in two batches. The last two are of
/// single units.
const CLAIMS: [[u128; 5]; 7] = [
    [0, 0, 0, 0, 0],
    [480, 0, 0, 0, 0],
    [0, 0, 475, 0, 0],
    [120, 35, 70, 110, 90],
    [900, 400, 0, 300, 0],
    [u128::MAX, 0, 0, 0, 0],
    [u128::MAX; 5],
];
/// Stablecoins, and what is sent of them in thousandths.
const SENT: [(u128, u128); 6] = [
    (10_000 * ONE + 7, 2_000),
    (10_000 * ONE + 7, 333),
    (10_000 * ONE + 7, 10),
    (70 * ONE, 1_000),
    (70 * ONE, 200),
    (5, 1_000),
];

#[derive(Clone, Copy, Debug)]
struct Row {
    threshold: &'static str,
    bonuses: (&'static str, &'static str),
    health: u128,
    cap: Cap,
    claim: [u128; 5],
    sent: (u128, u128),
    eth_priced: bool,
}

/// Every health, cap, claim and amount with each other; threshold and bonuses go round, and every seventh row has no price
/// of ETH.
fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for health in HEALTHS {
        for cap in CAPS {
            for claim in CLAIMS {
                for sent in SENT {
                    let n = rows.len();
                    rows.push(Row {
                        threshold: THRESHOLDS[n % 3],
                        bonuses: BONUSES[n / 3 % 3],
                        health,
                        cap,
                        claim,
                        sent,
                        eth_priced: n % 7 != 3,
                    });
                }
            }
        }
    }
    rows
}

/// A market with the row's position of "bob" and nobody else's, and the row in figures. A debt share is worth 1.37
/// millionths.
fn set_up(row: &Row) -> (Market, Case) {
    let mut market = Market::uneven();
    market.insure(50_000 * ONE);
    market.supply("sam", 100_000 * ONE).unwrap();
    market.change_state(|s| {
        s.debt_index = dec("1.37");
        s.batch.id = 3;
    });
    market.force_params(|p| {
        p.max_ltv = dec("0.4");
        p.debt_cap = dec("0.1");
        p.liquidation_threshold = dec(row.threshold);
        (p.liquidation.min_bonus, p.max_liquidation_bonus) =
            (dec(row.bonuses.0), dec(row.bonuses.1));
    });
    market.batch_in_flight(1, 50_000 * ONE, 0);
    market.batch_in_flight(2, 50_000 * ONE, 0);
    let debt = row.sent.0;
    let (health, threshold) = (F::new(row.health, 1_000u128), F::of(dec(row.threshold)));
    let [qer_price, stable_price, eth_price] = prices();
    let value = |thousandths| F::new(debt * thousandths, 1_000u128) * stable_price;
    let part = |index: usize, price: F| match row.claim[index] {
        u128::MAX => 1,
        thousandths => (value(thousandths) / price).floor(),
    };
    let eth = part(0, eth_price);
    let stables = [1, 2, 3, 4].map(|i| part(i, stable_price));
    let mut claim = Claim {
        eth: int(eth),
        stable: int(stables[0]),
        ..Claim::default()
    };
    for (id, amount) in [(3, stables[1]), (1, stables[2]), (2, stables[3])] {
        claim.add_to_batch(id, int(amount)).unwrap();
    }
    let collateral = (value(1_000) * health / threshold / qer_price).floor();
    market.put_position("bob", collateral, debt, claim);
    if !row.eth_priced {
        market.expire("eth");
    }

    let params: Params = market.query(qerun_messages::market::QueryMsg::Params {});
    let usd = match row.cap {
        Cap::None => None,
        Cap::Ample | Cap::UsedUp => Some(F::whole(900_000)),
        Cap::Tight(thousandths) => Some((value(thousandths) / F::new(6u128, 100u128)).digits_18()),
    };
    let depth = usd.map(|usd| Decimal::raw((usd * F::whole(10u128.pow(18))).floor()));
    market.change_price("qer", |p| p.depth = depth);
    let seizure_cap = F::of(params.liquidation.seizure_cap);
    let mut capacity = usd.map(|usd| (usd * seizure_cap).digits_18());
    if let Cap::UsedUp = row.cap {
        market.put_seized(dec("53999.999999"));
        // Less than a unit that could be repaid.
        capacity = Some(F::new(1u128, 1_000_000u128));
    }
    let rule = params.liquidation;
    let case = Case {
        threshold,
        min_bonus: F::of(rule.min_bonus),
        max_bonus: F::of(params.max_liquidation_bonus),
        claim_bonus: F::of(rule.claim_bonus),
        target: F::of(rule.target_health),
        full_below: F::of(rule.full_below),
        min_debt: F::of(params.min_debt),
        fee: F::of(rule.claim_fee),
        qer_price,
        stable_price,
        eth_price: row.eth_priced.then_some(eth_price),
        capacity,
        collateral,
        debt: market.describe("bob").debt.u128(),
        debt_shares: market.position("bob").debt_shares.u128(),
        index: F::of(dec("1.37")),
        eth,
        stables,
        sent: (debt * row.sent.1 / 1_000).max(1),
    };
    (market, case)
}

/// What the contract did, read from messages, records and totals.
fn observe(market: &mut Market, case: &Case) -> Result<Outcome, Refusal> {
    let before = market.state();
    let position = market.position("bob");
    let response = match market.liquidate("larry", "bob", case.sent) {
        Ok(response) => response,
        Err(E::Healthy { .. }) => return Err(Refusal::Healthy),
        Err(E::WouldLeaveDust { .. }) => return Err(Refusal::Dust),
        Err(E::NothingSeizableNow { .. }) => return Err(Refusal::Nothing),
        Err(other) => panic!("{other}"),
    };
    let read = |key: &str| told(&response, "liquidate", key);
    let after = market.state();
    let left = market.position("bob");
    let owed = |user: &str| {
        let owed = OWED.may_load(&market.deps.storage, &addr(user)).unwrap();
        let owed = owed.unwrap_or_default();
        assert_eq!((owed.eth, owed.stable), (int(0), int(0)));
        let parts: BTreeMap<u64, Uint128> = owed.batches.into_iter().collect();
        [1, 2].map(|id| parts.get(&id).map_or(0, |part| part.u128()))
    };
    let (paid_pending, returned_pending) = (owed("larry"), owed("bob"));
    let stables = |what: &str, pending: [u128; 2]| {
        [
            read(&format!("{what}_stable")),
            read(&format!("{what}_unsent")),
            pending[0],
            pending[1],
        ]
    };
    let out = Outcome {
        repaid: read("amount"),
        refunded: read("refunded"),
        collateral: read("paid_collateral"),
        eth: read("paid_eth"),
        stables: stables("paid", paid_pending),
        written_off: read("written_off"),
        fees: [read("eth_fee"), read("stable_fee")],
        returned_eth: read("returned_eth"),
        returned: stables("returned", returned_pending),
    };

    // The messages say the same as the event.
    let mut expected = Vec::new();
    if out.collateral > 0 {
        expected.push(transfer("larry", out.collateral));
    }
    if out.eth > 0 {
        expected.push(pay_out("larry", out.eth));
    }
    let coins = out.stables[0] + out.stables[1] + out.refunded;
    if coins > 0 {
        expected.push(bank("larry", coins));
    }
    if out.returned_eth > 0 {
        let fee = out.fees[0];
        expected.push(match fee {
            0 => pay_out("bob", out.returned_eth),
            fee => pay_out_less_fee("bob", out.returned_eth - fee, fee),
        });
    }
    let coins_back = out.returned[0] + out.returned[1] - out.fees[1];
    if coins_back > 0 {
        expected.push(bank("bob", coins_back));
    }
    assert_eq!(messages(&response), expected);

    // Every stablecoin is where it belongs: what came in less what goes out is in the totals.
    let held = |s: &qerun_market::state::State| {
        (s.cash + s.insurance + s.batch.user_in + s.batch.protocol_in + s.kept).u128()
    };
    let moved = held(&before) + case.sent - coins - coins_back;
    assert_eq!(held(&after), moved);
    // The position holds what was not taken, and the totals agree with it.
    assert_eq!(left.collateral + int(out.collateral), position.collateral);
    assert_eq!(pledged(&market.deps.storage).unwrap(), left.collateral);
    assert_eq!(after.debt_shares, left.debt_shares);
    assert_eq!(after.kept, left.claim.stable);
    if left.debt_shares.is_zero() {
        assert!(left.claim.is_empty());
    } else {
        let eth = left.claim.eth.u128() + out.eth;
        assert_eq!(eth, case.eth);
    }
    let debt = debt_ceil(left.debt_shares, after.debt_index)
        .unwrap()
        .u128();
    let owing = case.debt - out.repaid - out.written_off;
    // Shares are burned rounded down.
    assert!(
        debt == owing || (owing > 0 && debt == owing + 1),
        "{debt} for {owing}"
    );
    Ok(out)
}

#[test]
fn the_contract_does_what_is_computed_by_hand() {
    let rows = rows();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &rows {
        let (mut market, case) = set_up(row);
        let expected = case.outcome();
        let found = observe(&mut market, &case);
        assert_eq!(found, expected, "{row:?}\n{case:?}");
        let mut count = |what| *seen.entry(what).or_default() += 1;
        match expected {
            Err(Refusal::Healthy) => count("healthy"),
            Err(Refusal::Dust) => count("dust"),
            Err(Refusal::Nothing) => count("nothing to seize"),
            Ok(out) => {
                let closed = out.repaid + out.written_off == case.debt;
                count(if closed { "closed" } else { "partial" });
                [
                    ("written off", out.written_off > 0),
                    ("refunded", out.refunded > 0),
                    ("QER", out.collateral > 0),
                    ("ETH", out.eth > 0),
                    ("kept", out.stables[0] > 0),
                    ("unsent", out.stables[1] > 0),
                    ("pending", out.stables[3] > 0),
                    ("ETH returned", out.returned_eth > 0),
                    ("pending returned", out.returned[3] > 0),
                    ("coin fee", out.fees[1] > 0),
                ]
                .into_iter()
                .filter(|(_, so)| *so)
                .for_each(|(what, _)| count(what));
            }
        }
    }
    println!("{} rows: {seen:?}", rows.len());
    assert!(rows.len() >= 1_500);
    for (what, times) in seen {
        assert!(times >= 20, "{what}: only {times} rows");
    }
}
