//! `liquidate` against a market and a pair that answer and change as a chain's do.

use std::str::FromStr;

use cosmwasm_std::{Decimal, SignedDecimal, Uint128};
use qerun_keeper::config::LiquidateConfig;
use qerun_keeper::sender::Terms;
use qerun_keeper::task::{Round, Task};
use qerun_keeper::tasks::liquidate::{belief_price, Simulation};
use qerun_keeper::tasks::Liquidate;

use crate::fake::*;

const ONE: u128 = 1_000_000;

fn config(pair: bool) -> LiquidateConfig {
    LiquidateConfig {
        enabled: true,
        interval: 5,
        max_positions: 30,
        burst: 5,
        min_profit: SignedDecimal::one(),
        slippage: Decimal::permille(5),
        pending_discount: Decimal::percent(10),
        keep: Uint128::zero(),
        write_off: true,
        pair: pair.then(|| PAIR.to_owned()),
    }
}

/// QER at 0.5 USD, ETH at 2,000, a keeper and a rival with 1,000 USDC each, a deep pair.
fn chain() -> FakeChain {
    let chain = FakeChain::default();
    {
        let protocol = &mut chain.world().protocol;
        for (asset, price) in [("qer", "0.5"), ("eth", "2000"), ("usdc", "1")] {
            protocol.prices.insert(asset.to_owned(), record(price));
        }
        for who in [KEEPER, RIVAL] {
            protocol.pay(who, STABLE, 1_000 * ONE as i128).unwrap();
        }
        protocol.pair = Some(FakePair {
            qer: 2_000_000 * ONE,
            stable: 1_000_000 * ONE,
            fee: 30,
        });
    }
    chain
}

fn keeper(chain: &FakeChain) -> Someone {
    Someone::new(vec![FakeNode::of(chain, "a", KEEPER)])
}

fn run(who: &Someone, config: LiquidateConfig) -> Round {
    Liquidate::new(config).round(&who.context).unwrap()
}

fn held(chain: &FakeChain, denom: &str) -> u128 {
    chain.world().protocol.balance(KEEPER, denom)
}

#[test]
fn liquidates_and_sells_in_one_transaction_in_the_order_of_health() {
    let chain = chain();
    chain.world().protocol.positions = vec![
        FakePosition::of("cy", 90, 100 * ONE, 220 * ONE),
        FakePosition::of("al", 70, 200 * ONE, 440 * ONE),
        FakePosition::of("bo", 80, 50 * ONE, 110 * ONE),
    ];
    let keeper = keeper(&chain);
    let round = run(&keeper, config(true));
    assert_eq!((round.done, round.lost, round.refused), (3, 0, 0));
    let world = chain.world();
    let borrowers: Vec<_> = world.protocol.done(MARKET, "liquidate");
    let borrowers: Vec<_> = borrowers
        .iter()
        .map(|e| e.msg["liquidate"]["borrower"].as_str().unwrap())
        .collect();
    assert_eq!(borrowers, ["al", "bo", "cy"]);
    let block: Vec<_> = world
        .blocks
        .iter()
        .map(|(height, txs)| (*height, txs.len()))
        .collect();
    assert_eq!(block, [(101, 3)]);
    assert!(world.protocol.positions.is_empty());
    // Half a percent of the QER may be left over: what is sold is the least.
    let left = world.protocol.balance(KEEPER, TOKEN);
    assert_eq!(left, 770 * ONE * 5 / 1_000);
    // 385 USD of QER for 350, less the half percent, the fee of 0.3 % and the impact.
    let profit = world.protocol.balance(KEEPER, STABLE) - 1_000 * ONE;
    assert!((31 * ONE..33 * ONE).contains(&profit), "{profit}");
    drop(world);
    let told = keeper.metric("liquidation_profit_usd_total");
    assert!(told > 28.0 && told < 33.0, "{told}");
    assert_eq!(keeper.metric("unhealthy_positions"), 3.0);
}

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

#[test]
fn a_burst_is_bounded_and_the_rest_follows() {
    let chain = chain();
    let names: Vec<String> = (0..45).map(|n| format!("b{n:02}")).collect();
    let position = |name: &String| FakePosition::of(name, 70, 60 * ONE, 132 * ONE);
    chain.world().protocol.positions = names.iter().map(position).collect();
    let keeper = keeper(&chain);
    let config = LiquidateConfig {
        burst: 20,
        max_positions: 200,
        ..config(true)
    };
    // The rows come in two pages; the third round does what is left.
    let done: Vec<u32> = (0..4).map(|_| run(&keeper, config.clone()).done).collect();
    assert_eq!(done, [20, 20, 5, 0]);
    assert_eq!(chain.world().blocks.len(), 3);
}

#[test]
fn what_leaves_nothing_to_seize_is_written_off_if_wanted() {
    for wanted in [true, false] {
        let chain = chain();
        let position = FakePosition {
            written_off: 77 * ONE,
            ..FakePosition::of("al", 0, 0, 0)
        };
        chain.world().protocol.positions = vec![position];
        let config = LiquidateConfig {
            write_off: wanted,
            ..config(true)
        };
        assert_eq!(run(&keeper(&chain), config).done, u32::from(wanted));
        assert_eq!(held(&chain, STABLE), 1_000 * ONE);
        let world = chain.world();
        let sent: Vec<_> = world
            .protocol
            .done(MARKET, "liquidate")
            .iter()
            .map(|e| e.funds)
            .collect();
        assert_eq!(sent, if wanted { vec![1] } else { vec![] });
    }
}

#[test]
fn rows_that_the_market_refuses_do_not_hold_up_the_others() {
    let chain = chain();
    let refused = FakePosition {
        refused: Some("borrowed in this block".to_owned()),
        ..FakePosition::of("al", 60, 100 * ONE, 220 * ONE)
    };
    chain.world().protocol.positions =
        vec![refused, FakePosition::of("bo", 70, 100 * ONE, 220 * ONE)];
    assert_eq!(run(&keeper(&chain), config(true)).done, 1);
}

#[test]
fn without_a_list_nothing_is_done_and_nothing_failed() {
    let chain = chain();
    chain.world().protocol.no_list = Some("no liquidation at the price of qer before 5".to_owned());
    assert_eq!(run(&keeper(&chain), config(true)), Round::IDLE);
}

/// Two keepers see the same positions and send in the same block: each position is liquidated once, the slower one pays
/// gas and nothing else, and counts it as lost.
#[test]
fn two_keepers_do_no_harm() {
    let chain = chain();
    let position = |name| FakePosition::of(name, 70, 100 * ONE, 220 * ONE);
    chain.world().protocol.positions = ["al", "bo", "cy"].map(position).to_vec();
    let slow = keeper(&chain);
    let fast = Someone::new(vec![FakeNode::of(&chain, "b", RIVAL)]);
    let threads = [slow.context.clone(), fast.context.clone()].map(|context| {
        std::thread::spawn(move || Liquidate::new(config(true)).round(&context).unwrap())
    });
    let rounds = threads.map(|thread| thread.join().unwrap());
    let sum = rounds[0].and(rounds[1]);
    assert_eq!((sum.done, sum.refused), (3, 0), "{rounds:?}");
    let world = chain.world();
    assert_eq!(world.protocol.done(MARKET, "liquidate").len(), 3);
    for who in [KEEPER, RIVAL] {
        assert!(world.protocol.balance(who, STABLE) >= 1_000 * ONE, "{who}");
    }
}

/// The price of the pair falls between simulation and block: the sale would bring less than the least, so that the
/// liquidation does not happen either.
#[test]
fn a_pair_that_moves_undoes_the_liquidation() {
    let chain = chain();
    chain.world().protocol.positions = vec![FakePosition::of("al", 70, 100 * ONE, 220 * ONE)];
    let keeper = keeper(&chain);
    let node = FakeNode::of(&chain, "b", RIVAL);
    // Somebody sells first, in the same block: the transaction is in the mempool before the keeper's.
    let dump = qerun_keeper::node::Unsigned {
        messages: vec![cosmwasm_std::WasmMsg::Execute {
            contract_addr: TOKEN.to_owned(),
            msg: cosmwasm_std::to_json_binary(&serde_json::json!({"send": {
                "contract": PAIR, "amount": (200_000 * ONE).to_string(),
                "msg": cosmwasm_std::to_json_binary(&serde_json::json!({"swap": {"max_spread": "0.5"}})).unwrap(),
            }}))
            .unwrap(),
            funds: vec![],
        }],
        account: Default::default(),
        gas: 1_000_000,
        until: 0,
    };
    chain
        .world()
        .protocol
        .pay(RIVAL, TOKEN, 200_000 * ONE as i128)
        .unwrap();
    use qerun_keeper::node::Endpoint;
    node.broadcast(&node.sign(&dump).unwrap()).unwrap();
    let round = run(&keeper, config(true));
    assert_eq!((round.done, round.lost), (0, 1));
    assert_eq!(
        (held(&chain, STABLE), held(&chain, TOKEN)),
        (1_000 * ONE, 0)
    );
    assert_eq!(chain.world().protocol.positions.len(), 1);
}

#[test]
fn a_dry_run_changes_nothing() {
    let chain = chain();
    chain.world().protocol.positions = vec![FakePosition::of("al", 70, 100 * ONE, 220 * ONE)];
    let dry = Terms {
        dry_run: true,
        ..terms()
    };
    let keeper = Someone::with(vec![FakeNode::of(&chain, "a", KEEPER)], dry);
    assert_eq!(run(&keeper, config(true)).done, 1);
    assert_eq!(chain.world().protocol.positions.len(), 1);
    assert_eq!(keeper.metric("liquidation_profit_usd_total"), 0.0);
}

/// The price with which Astroport's own check lets the least return pass, and nothing that is more than a few units below
/// it: through many sizes, fees and decimals.
#[test]
fn the_belief_price_is_the_least_return() {
    let refuses = |belief: Decimal, offer: u128, gross: u128| {
        let belief = cosmwasm_std_v1::Decimal::from_str(&belief.to_string()).unwrap();
        let zero = cosmwasm_std_v1::Decimal::zero();
        astroport_pair::contract::assert_max_spread(
            Some(belief),
            Some(zero),
            offer.into(),
            gross.into(),
            0u128.into(),
        )
        .is_err()
    };
    for offer in [1_000u128, 999_983, 7 * ONE, 123_456_789_012, 10u128.pow(15)] {
        for (numerator, denominator) in [(1, 2), (3, 7), (1_999, 1_000), (1, 977), (500_009, 7)] {
            for fee in [0u128, 30, 100] {
                let gross = offer * numerator / denominator;
                if gross < 1_000 {
                    continue;
                }
                let commission = gross * fee / 10_000;
                let simulated = Simulation {
                    return_amount: (gross - commission).into(),
                    commission_amount: commission.into(),
                };
                let least = (gross - commission) * 99 / 100;
                let belief = belief_price(offer.into(), least.into(), simulated).unwrap();
                let at = format!("{offer} {numerator}/{denominator} {fee}: {belief}");
                assert!(!refuses(belief, offer, gross), "{at}");
                // The least gross return that passes gives at least the least, net, and hardly more.
                let (mut low, mut high) = (0, gross);
                while low < high {
                    let middle = (low + high) / 2;
                    match refuses(belief, offer, middle) {
                        true => low = middle + 1,
                        false => high = middle,
                    }
                }
                let net = low - low * fee / 10_000;
                assert!(net >= least, "{at}: {net} < {least}");
                assert!(
                    net <= least + 5 + least / 1_000_000,
                    "{at}: {net} > {least}"
                );
            }
        }
    }
    let nothing = Simulation::default();
    assert!(belief_price(Uint128::zero(), Uint128::one(), nothing).is_err());
}
