//! `liquidate` against a market and a pair that answer and change as a chain's do.

mod order;
mod profit;
mod race;

use cosmwasm_std::{Decimal, SignedDecimal, Uint128};
use qerun_keeper::config::LiquidateConfig;
use qerun_keeper::task::{Round, Task};
use qerun_keeper::tasks::Liquidate;

use crate::fake::*;

const ONE: u128 = 1_000_000;

/// With the test's pair, or without one.
pub fn config(pair: bool) -> LiquidateConfig {
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

/// In the order in which they were liquidated.
fn borrowers(chain: &FakeChain) -> Vec<String> {
    let world = chain.world();
    let done = world.protocol.done(MARKET, "liquidate");
    let borrower = |e: &&Executed| e.msg["liquidate"]["borrower"].as_str().unwrap().to_owned();
    done.iter().map(borrower).collect()
}
