//! Random positions, prices, caps and amounts: what holds for every liquidation.

use std::cell::Cell;

use crate::common::*;
use cosmwasm_std::{Decimal, Uint128};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use qerun_market::accrue::AccruedMarket;
use qerun_market::liquidation_context::LiquidationContext;
use qerun_market::plan_liquidation::unrecoverable_without_cap;
use qerun_market::position::order;
use qerun_market::price_reader::PriceReader;
use qerun_market::seizure_cap::load_seized;
use qerun_market::state::{Claim, Position, OWED};
use qerun_market::ContractError as E;

#[derive(Debug, Clone)]
struct Trial {
    /// QER and debt in units, the price of QER in thousandths of a dollar.
    collateral: u128,
    debt: u128,
    price: u64,
    /// Wei in thousandths of a thousandth of an ETH, then stablecoins kept, unsent, pending.
    claim: [u128; 4],
    depth: Option<u64>,
    eth_priced: bool,
    /// Each liquidation sends so many thousandths of the debt.
    sent: Vec<u128>,
    minimums: [u128; 2],
}

fn trial() -> impl Strategy<Value = Trial> {
    let debt = prop_oneof![
        6 => 40 * ONE..20_000 * ONE,
        1 => 1u128..100,
    ];
    // Collateral so that health at 0.6 is 0 to 1.1 at a dollar.
    let collateral = 0u128..1_850;
    let share = || prop_oneof![3 => Just(0u128), 3 => 0u128..600, 1 => Just(u128::MAX)];
    let depth = prop_oneof![2 => Just(None), 3 => (100u64..400_000).prop_map(Some)];
    let minimum = || prop_oneof![5 => Just(0u128), 1 => 0u128..10_000 * ONE];
    (
        (debt, collateral, 300u64..3_000),
        [share(), share(), share(), share()],
        depth,
        prop::bool::weighted(0.8),
        prop::collection::vec(1u128..1_500, 1..6),
        [minimum(), minimum()],
    )
        .prop_map(
            |((debt, ratio, price), claim, depth, eth_priced, sent, minimums)| {
                let part = |share| match share {
                    u128::MAX => 1,
                    share => debt * share / 1_000,
                };
                let claim = claim.map(part);
                Trial {
                    collateral: debt * ratio / u128::from(price),
                    debt,
                    price,
                    claim,
                    depth,
                    eth_priced,
                    sent,
                    minimums,
                }
            },
        )
}

fn set_up(trial: &Trial) -> Market {
    let mut market = Market::new();
    market.change_state(|s| s.batch.id = 2);
    market.batch_in_flight(1, 1_000_000 * ONE, 0);
    let mut claim = Claim {
        // At 2,100 USD an ETH.
        eth: int(trial.claim[0] * 1_000_000_000_000 / 2_100),
        stable: int(trial.claim[1]),
        ..Claim::default()
    };
    claim.add_to_batch(2, int(trial.claim[2])).unwrap();
    claim.add_to_batch(1, int(trial.claim[3])).unwrap();
    market.put_position("bob", trial.collateral, trial.debt, claim);
    let others = Claim {
        eth: int(ETHER),
        ..Claim::default()
    };
    market.put_position("carol", 9_000 * ONE, 5_000 * ONE, others);
    market.qer_at(&Decimal::permille(trial.price).to_string());
    let depth = trial.depth.map(|usd| Decimal::from_ratio(usd, 1u64));
    market.change_price("qer", |p| p.depth = depth);
    if !trial.eth_priced {
        market.forget_price("eth");
    }
    market
}

/// What an account has, in the market and outside: QER, ETH, stablecoins that are there, those that are pending.
fn wealth(market: &Market, users: &[&str]) -> [u128; 4] {
    let mut sum = [0; 4];
    let open = market.state().batch.id;
    for user in users {
        let position = market.position(user);
        let owed = OWED.may_load(&market.deps.storage, &addr(user)).unwrap();
        for claim in [position.claim, owed.unwrap_or_default()] {
            let (unsent, pending) = claim.unsent_and_pending(open).unwrap();
            sum[1] += claim.eth.u128();
            sum[2] += (claim.stable + unsent).u128();
            sum[3] += pending.u128();
        }
        sum[0] += position.collateral.u128();
    }
    sum
}

/// What a position pays of its debt with the least bonuses, stablecoins.
fn pays(trial: &Trial, position: &Position) -> u128 {
    let claim = &position.claim;
    let parts = claim.batches.iter().map(|(_, part)| part.u128());
    let stables = claim.stable.u128() + parts.sum::<u128>();
    let eth = claim.eth.u128() / 1_000 * 2_100 / 1_000_000_000;
    let eth = if trial.eth_priced { eth } else { 0 };
    position.collateral.u128() * u128::from(trial.price) / 1_050 + (stables + eth) * 100 / 103
}

/// What a liquidation of all would lose.
fn lost(market: &Market) -> Uint128 {
    let storage = &market.deps.storage;
    let accrued = AccruedMarket::load(storage, market.now()).unwrap();
    let querier = cosmwasm_std::QuerierWrapper::new(&market.deps.querier);
    let position = market.position("bob");
    let seized = load_seized(storage).unwrap();
    let reader = PriceReader::new(querier, &accrued.assets.oracle);
    let context = LiquidationContext::read(&seized, &reader, &accrued)
        .and_then(|context| context.with_eth_for(&reader, &position));
    unrecoverable_without_cap(&context.unwrap(), &position).unwrap()
}

#[test]
fn every_liquidation_keeps_to_the_rules() {
    let mut runner = TestRunner::new(ProptestConfig {
        cases: 800,
        failure_persistence: None,
        ..Default::default()
    });
    let counts: [Cell<u32>; 5] = Default::default();
    let count = |which: usize| counts[which].set(counts[which].get() + 1);
    runner
        .run(&trial(), |trial| {
            let mut market = set_up(&trial);
            let carol = (market.position("carol"), market.owed("carol"));
            for sent in &trial.sent {
                market.env.block.height += 1;
                let sent = (trial.debt * sent / 1_000).max(1);
                let (position, before) = (market.position("bob"), market.state());
                let had = wealth(&market, &["bob", "larry"]);
                let will_lose = lost(&market);
                let [min_collateral, min_eth] = trial.minimums;
                let msg = liquidate_msg("bob", min_collateral, min_eth);
                let response = match market.run("larry", &usdc(sent), msg) {
                    Ok(response) => response,
                    Err(
                        E::Healthy { .. }
                        | E::NoDebt { .. }
                        | E::WouldLeaveDust { .. }
                        | E::NothingSeizableNow { .. }
                        | E::BelowMinimumCollateral { .. }
                        | E::BelowMinimumEth { .. },
                    ) => continue,
                    Err(other) => panic!("{other}"),
                };
                let read = |key: &str| told(&response, "liquidate", key);
                let (qer, eth) = (read("paid_collateral"), read("paid_eth"));
                prop_assert!(qer >= min_collateral && eth >= min_eth);
                prop_assert_eq!(read("amount") + read("refunded"), sent);
                let (left, after) = (market.position("bob"), market.state());
                let written_off = read("written_off");

                // What a smallest unit of QER is worth, and one of the stablecoin.
                let crumb = u128::from(trial.price) / 1_000 + 1;
                // Health by its exact order: it rises or stays, or the position is closed. It falls only for a
                // position that cannot pay its debt with the least bonus and has no claim left to pay with.
                if left.debt_shares.is_zero() {
                    count(0);
                    prop_assert!(left.claim.is_empty());
                } else if order(&left) <= order(&position) {
                    count(1);
                } else {
                    count(2);
                    let debt = position.debt(&before).unwrap().u128();
                    prop_assert!(pays(&trial, &position) <= debt + crumb, "{position:?}");
                    let parts = left.claim.batches.iter().map(|(_, part)| part.u128());
                    let mut parts = parts.chain([left.claim.stable.u128()]);
                    prop_assert!(parts.all(|part| part <= crumb), "{:?}", left.claim);
                }
                // Only what cannot be recovered is written off, but for rounding.
                if written_off > 0 {
                    count(3);
                    prop_assert!(will_lose > Uint128::zero() || written_off <= crumb);
                    let paid = wealth(&market, &["bob"]);
                    // What is left of the QER would not buy a unit at the largest bonus.
                    prop_assert!(paid[0] * u128::from(trial.price) < 1_150, "{:?}", paid);
                }
                // Liquidating oneself by a second account brings nothing: both together have what they had, less the
                // fees of the claim that goes back, and have repaid what they were freed of but for what was lost.
                let has = wealth(&market, &["bob", "larry"]);
                let (eth_fee, coin_fee) = (read("eth_fee"), read("stable_fee"));
                let coins = [
                    "paid_unsent",
                    "paid_stable",
                    "returned_unsent",
                    "returned_stable",
                ];
                let coins: u128 = coins.map(read).iter().sum();
                let eth_out = eth + read("returned_eth");
                prop_assert_eq!(has[0] + qer, had[0]);
                prop_assert_eq!(has[1] + eth_out, had[1]);
                prop_assert_eq!(has[2] + coins, had[2]);
                prop_assert_eq!(has[3], had[3]);
                prop_assert!(eth_fee <= eth_out && coin_fee <= coins);
                if read("returned_eth") > 1 {
                    count(4);
                    prop_assert!(eth_fee > 0, "the cost of closing one's own position");
                }
                let owed = |s: &qerun_market::state::State| s.debt().unwrap().u128();
                let freed = owed(&before) - owed(&after);
                prop_assert!(freed <= read("amount") + written_off + 1);

                // Nobody else's.
                prop_assert_eq!(&(market.position("carol"), market.owed("carol")), &carol);
                let supplied = (before.supplied().unwrap(), after.supplied().unwrap());
                prop_assert!(supplied.1 + Uint128::one() >= supplied.0, "{supplied:?}");
            }
            Ok(())
        })
        .unwrap();
    let counts = counts.map(|c| c.get());
    println!("closed, healthier, less healthy, written off, with a fee: {counts:?}");
    assert!(counts.iter().all(|n| *n >= 10), "{counts:?}");
}

/// With two accounts and a block between them there is nothing to gain: at the price at which one could borrow nobody is
/// liquidated, and after a fall whoever liquidates himself has what a repayment would leave him, less the fee.
#[test]
fn liquidating_oneself_is_no_better_than_repaying() {
    let borrowed = || {
        let mut market = Market::new();
        market.borrow("alice", 10_000 * ONE).unwrap();
        market.batch_in_flight(1, 4_750 * ONE, 250 * ONE);
        market.settle_batch(1, ETHER * 2);
        market.env.block.height += 1;
        market
    };
    // The most that the bid allowed was borrowed.
    let mut market = borrowed();
    assert!(market.max_borrow("alice").limits.unwrap().max_ltv.is_zero());
    let error = market.refused("mallory", &usdc(ONE), liquidate_msg("alice", 0, 0));
    assert!(matches!(error, E::Healthy { .. }), "{error}");
    for price in ["1.6", "1.3", "1.1"] {
        let mut market = borrowed();
        market.qer_at(price);
        let response = market.liquidate("mallory", "alice", 20_000 * ONE).unwrap();
        let read = |key: &str| told(&response, "liquidate", key);
        let seized = read("paid_collateral");
        let position = market.position("alice");
        // The two have all QER together, as before.
        assert_eq!(seized + position.collateral.u128(), 10_000 * ONE);
        let mut repaid = borrowed();
        let released = repaid.repay("alice", read("amount")).unwrap();
        let owes = |m: &Market| m.describe("alice").debt;
        assert_eq!(owes(&market), owes(&repaid));
        // And no more of the claim than a repayment of as much would have left them: less by the fee.
        let repaid_eth = told(&released, "repay", "released_eth");
        let kept = repaid.position("alice").claim.eth.u128() + repaid_eth;
        let paid = read("paid_eth") + read("returned_eth") - read("eth_fee");
        let together = position.claim.eth.u128() + paid;
        assert_eq!(together + read("eth_fee"), kept);
        let closed = position.debt_shares.is_zero();
        assert_eq!(read("eth_fee") > 0, closed, "at {price}");
    }
}
