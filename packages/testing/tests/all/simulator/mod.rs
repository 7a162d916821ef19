//! The simulator against the contracts: random paths with liquidations and write-offs through the deployed suite and
//! through the engine of `packages/simulate`, from the same market and at the same prices.
//!
//! Rounding: every amount of a path is the same to [`figures::UNITS`] smallest units of the stablecoin, or what they buy, for
//! each message of the path, and [`figures::PART`] of itself. Losses of suppliers are never less than the contracts'.

mod figures;
mod keeper;
mod market;
mod path;
mod trade;

use market::Episodes;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// Paths of a market, one after the other.
const EPISODES: usize = 18;

/// Each of these runs on its own thread: 4 x 18 paths.
fn run(seeds: std::ops::Range<u64>) {
    let (mut paths, mut tally) = (0, figures::Tally::default());
    for seed in seeds {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut market = Episodes::deploy(&mut random);
        for episode in 0..EPISODES {
            let (contracts, engine) = market.play(&mut random);
            figures::compare(&contracts, &engine, &format!("seed {seed}, path {episode}"));
            tally.count(&contracts);
            paths += 1;
        }
    }
    println!("{paths} paths: {tally:?}");
    tally.ensure_enough();
}

#[test]
fn does_what_the_contracts_do_1() {
    run(0..4);
}

#[test]
fn does_what_the_contracts_do_2() {
    run(4..8);
}

#[test]
fn does_what_the_contracts_do_3() {
    run(8..12);
}

#[test]
fn does_what_the_contracts_do_4() {
    run(12..16);
}
