//! Which positions are liquidated, and in which order.

use qerun_keeper::config::LiquidateConfig;
use qerun_keeper::task::{Round, Task};
use qerun_keeper::tasks::Liquidate;

use super::{borrowers, chain, config, held, keeper, run, ONE};
use crate::fake::*;

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

/// Debts too small to pay anybody stay at the head of the order of health. However many they are, what pays behind them is
/// found, and what pays at the head comes first.
#[test]
fn positions_that_pay_nobody_do_not_hide_the_others() {
    let chain = chain();
    let dust = (0..70).map(|n| FakePosition::of(&format!("dust{n}"), 50, ONE / 10, ONE / 10));
    let good = |name, health| FakePosition::of(name, health, 100 * ONE, 220 * ONE);
    chain.world().protocol.positions = dust.chain([good("al", 90), good("bo", 91)]).collect();
    let (keeper, mut task) = (keeper(&chain), Liquidate::new(config(true)));
    let mut round = || task.round(&keeper.context).unwrap().done;
    // The first 30 and the 30 behind them.
    assert_eq!(round(), 0);
    chain.world().protocol.positions.push(good("cy", 40));
    assert_eq!(round(), 1);
    assert_eq!(borrowers(&chain), ["cy"]);
    assert_eq!(round(), 2);
    assert_eq!(borrowers(&chain), ["cy", "al", "bo"]);
    // Once around.
    let positions = || chain.world().protocol.positions.len();
    assert_eq!((round(), round(), positions()), (0, 0, 70));
    chain.world().protocol.positions.insert(35, good("di", 50));
    assert_eq!((0..3).map(|_| round()).sum::<u32>(), 1);
}

/// One of the head begins to pay while a round looks behind it: the order of health is kept.
#[test]
fn what_pays_at_the_head_by_now_comes_before_what_pays_behind_it() {
    let chain = chain();
    let dust = (0..30).map(|n| FakePosition::of(&format!("dust{n}"), 50, ONE / 10, ONE / 10));
    let good = |name, health| FakePosition::of(name, health, 100 * ONE, 220 * ONE);
    chain.world().protocol.positions = dust.chain([good("bo", 91)]).collect();
    let node = FakeNode::of(&chain, "a", KEEPER);
    let change: Change = Box::new(move |protocol| {
        protocol.positions[7] = good("al", 50);
    });
    *node.then.lock().unwrap() = Some(("start_after\":{", change));
    let keeper = Someone::new(vec![node]);
    let mut task = Liquidate::new(config(true));
    assert_eq!(task.round(&keeper.context).unwrap().done, 1);
    assert_eq!(borrowers(&chain), ["al"]);
    assert_eq!(task.round(&keeper.context).unwrap().done, 1);
    assert_eq!(borrowers(&chain), ["al", "bo"]);
}

/// One that the chain refuses five times in a row, though the market has quoted it, comes after all others from then on.
#[test]
fn a_liquidation_that_is_refused_does_not_hold_up_the_others() {
    let chain = chain();
    let positions =
        ["bad", "al", "bo"].map(|name| FakePosition::of(name, 70, 100 * ONE, 220 * ONE));
    {
        let protocol = &mut chain.world().protocol;
        protocol.positions = positions.to_vec();
        protocol.refused_text = Some(("\"bad\"".to_owned(), "broken".to_owned()));
    }
    let one_at_a_time = LiquidateConfig {
        burst: 1,
        ..config(true)
    };
    let (keeper, mut task) = (keeper(&chain), Liquidate::new(one_at_a_time));
    let mut round = || {
        let round = task.round(&keeper.context).unwrap();
        (round.done, round.refused)
    };
    let refused = (0, 1);
    assert_eq!((0..5).map(|_| round()).collect::<Vec<_>>(), [refused; 5]);
    assert_eq!(
        (0..3).map(|_| round()).collect::<Vec<_>>(),
        [(1, 0), (1, 0), refused]
    );
    assert_eq!(borrowers(&chain), ["al", "bo"]);
    chain.world().protocol.refused_text = None;
    assert_eq!(round(), (1, 0));
}

#[test]
fn without_a_list_nothing_is_done_and_nothing_failed() {
    let chain = chain();
    chain.world().protocol.no_list = Some("no liquidation at the price of qer before 5".to_owned());
    assert_eq!(run(&keeper(&chain), config(true)), Round::IDLE);
}
