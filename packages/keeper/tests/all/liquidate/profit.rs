//! Which liquidations pay.

use std::str::FromStr;

use cosmwasm_std::{SignedDecimal, Uint128};
use qerun_keeper::config::LiquidateConfig;
use qerun_keeper::task::Round;

use super::{chain, config, held, keeper, run, ONE};
use crate::fake::*;

#[test]
fn without_a_pair_the_qer_is_kept() {
    let chain = chain();
    chain.world().protocol.positions = vec![FakePosition::of("al", 70, 200 * ONE, 440 * ONE)];
    assert_eq!(run(&keeper(&chain), config(false)).done, 1);
    assert_eq!(
        (held(&chain, TOKEN), held(&chain, STABLE)),
        (440 * ONE, 800 * ONE)
    );
    assert!(chain.world().protocol.done(TOKEN, "send").is_empty());
}

/// Seizes 110 USD of QER for 100, with half a percent of slippage and 0.1 % more sent: at least 9.4 USD.
#[test]
fn the_least_profit_decides() {
    for (least, done) in [("9.3", 1), ("9.5", 0)] {
        let chain = chain();
        chain.world().protocol.positions = vec![FakePosition::of("al", 70, 100 * ONE, 220 * ONE)];
        let least = SignedDecimal::from_str(least).unwrap();
        let config = LiquidateConfig {
            min_profit: least,
            ..config(false)
        };
        let keeper = keeper(&chain);
        assert_eq!(run(&keeper, config).done, done, "{least}");
        let text = keeper.metrics.text().unwrap();
        let line = "qerun_keeper_liquidations_passed_over_total{reason=\"unprofitable\"} 1";
        assert_eq!(text.contains(line), done == 0);
    }
}

fn at_a_loss(least: &str, pair: bool) -> LiquidateConfig {
    LiquidateConfig {
        min_profit: least.parse().unwrap(),
        ..config(pair)
    }
}

/// 3 USD are owed, and of the QER 2 are left: with half a percent of slippage and 0.1 % more sent it costs 1.02 USD.
#[test]
fn a_keeper_that_may_lose_closes_what_pays_nobody() {
    for (least, done) in [("-1.1", 1), ("-1", 0), ("0", 0), ("1", 0)] {
        let chain = chain();
        let position = FakePosition {
            written_off: ONE,
            ..FakePosition::of("al", 30, 3 * ONE, 4 * ONE)
        };
        chain.world().protocol.positions = vec![position];
        let keeper = keeper(&chain);
        assert_eq!(run(&keeper, at_a_loss(least, true)).done, done, "{least}");
        let cost = 1_000 * ONE - held(&chain, STABLE);
        match done {
            1 => {
                assert!((ONE..ONE * 11 / 10).contains(&cost), "{cost}");
                let told = keeper.metric("liquidation_loss_usd_total");
                assert!((1.0..1.1).contains(&told), "{told}");
            }
            _ => assert_eq!(cost, 0),
        }
        assert_eq!(keeper.metric("liquidation_profit_usd_total"), 0.0);
    }
}

/// In the hour of a steep fall a large position pays nobody. A loss of a few dollars is no reason to take it in pieces.
#[test]
fn a_part_is_never_taken_at_a_loss() {
    let chain = chain();
    chain.world().protocol.positions = vec![FakePosition::of("al", 70, 400 * ONE, 784 * ONE)];
    // All of it would cost more than 8 USD, a quarter a little more than 2.
    assert_eq!(run(&keeper(&chain), at_a_loss("-5", false)).done, 0);
    assert_eq!(held(&chain, STABLE), 1_000 * ONE);
    // What the account can pay is a part, too.
    let poor = LiquidateConfig {
        keep: Uint128::new(900 * ONE),
        ..at_a_loss("-5", false)
    };
    assert_eq!(run(&keeper(&chain), poor).done, 0);
    assert_eq!(run(&keeper(&chain), at_a_loss("-20", false)).done, 1);
}

/// A last unit of QER for which the pair gives nothing is kept; the round goes on with the others.
#[test]
fn dust_that_the_pair_pays_nothing_for_is_closed_all_the_same() {
    let chain = chain();
    let dust = FakePosition {
        written_off: 50 * ONE,
        ..FakePosition::of("al", 1, 2, 1)
    };
    chain.world().protocol.positions = vec![dust, FakePosition::of("bo", 70, 100 * ONE, 220 * ONE)];
    let round = run(&keeper(&chain), at_a_loss("-0.01", true));
    assert_eq!((round.done, round.refused), (2, 0));
    let world = chain.world();
    assert_eq!(world.protocol.done(MARKET, "liquidate").len(), 2);
    assert_eq!(world.protocol.done(TOKEN, "send").len(), 1);
}

/// What is paid in ETH counts at the bid, what is pending with its discount, stablecoins whole.
#[test]
fn a_claim_counts() {
    for (eth, stable, pending, done) in [
        (50, 0, 0, 0),
        (60, 0, 0, 1),
        (0, 103, 0, 1),
        (0, 100, 0, 0),
        (0, 0, 112, 0),
        (0, 0, 113, 1),
    ] {
        let chain = chain();
        let position = FakePosition {
            // 0.001 ETH are 2 USD.
            eth: eth * 1_000_000_000_000_000,
            stable: stable * ONE,
            pending: pending * ONE,
            ..FakePosition::of("al", 70, 100 * ONE, 0)
        };
        chain.world().protocol.positions = vec![position];
        let round = run(&keeper(&chain), config(true));
        assert_eq!(round.done, done, "{eth} {stable} {pending}");
        assert!(chain.world().protocol.done(TOKEN, "send").is_empty());
    }
}

/// The pair is so shallow that all of it does not pay, but a quarter does.
#[test]
fn a_smaller_part_is_liquidated_when_all_of_it_does_not_pay() {
    let chain = chain();
    {
        let protocol = &mut chain.world().protocol;
        protocol.pair = Some(FakePair {
            qer: 2_000 * ONE,
            stable: 1_000 * ONE,
            fee: 30,
        });
        protocol.positions = vec![FakePosition::of("al", 70, 200 * ONE, 440 * ONE)];
    }
    assert_eq!(run(&keeper(&chain), config(true)).done, 1);
    let world = chain.world();
    let sent = world.protocol.done(MARKET, "liquidate")[0].funds;
    assert!((50 * ONE..51 * ONE).contains(&sent), "{sent}");
    assert!(world.protocol.balance(KEEPER, STABLE) > 1_001 * ONE);
}

/// Sales of the same round move the price against each other: what no longer pays is left for the next round.
#[test]
fn sales_of_one_round_are_reckoned_together() {
    let chain = chain();
    {
        let protocol = &mut chain.world().protocol;
        protocol.pair = Some(FakePair {
            qer: 20_000 * ONE,
            stable: 10_000 * ONE,
            fee: 30,
        });
        let position = |name| FakePosition::of(name, 70, 200 * ONE, 440 * ONE);
        protocol.positions = ["al", "bo", "cy", "di"].map(position).to_vec();
    }
    let keeper = keeper(&chain);
    let round = run(&keeper, config(true));
    assert_eq!((round.done, round.lost, round.refused), (round.done, 0, 0));
    assert!((1..4).contains(&round.done), "{round:?}");
    assert!(held(&chain, STABLE) > 1_000 * ONE);
}

#[test]
fn no_more_is_spent_than_the_account_may() {
    let chain = chain();
    let position = |name| FakePosition::of(name, 70, 400 * ONE, 880 * ONE);
    chain.world().protocol.positions = ["al", "bo"].map(position).to_vec();
    let keep = LiquidateConfig {
        keep: Uint128::new(900 * ONE),
        ..config(false)
    };
    // 100 are left for the first, nothing for the second.
    let keeper = keeper(&chain);
    assert_eq!(run(&keeper, keep.clone()).done, 1);
    assert_eq!(held(&chain, STABLE), 900 * ONE);
    assert_eq!(run(&keeper, keep), Round::IDLE);
    let text = keeper.metrics.text().unwrap();
    let line = "qerun_keeper_liquidations_passed_over_total{reason=\"no_funds\"} 3";
    assert!(text.contains(line), "{text}");
}
