//! What happens between planning and the block, and what bounds it.

use std::str::FromStr;

use cosmwasm_std::{Decimal, Uint128};
use qerun_keeper::sender::Terms;
use qerun_keeper::task::Task;
use qerun_keeper::tasks::liquidate::{belief_price, Simulation};
use qerun_keeper::tasks::Liquidate;

use super::{chain, config, held, keeper, run, ONE};
use crate::fake::*;

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
