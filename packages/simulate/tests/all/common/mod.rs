//! What the tests and the benchmark begin with.
#![allow(dead_code)]

pub mod fall;

use qerun_messages::{market, reserve};
use qerun_simulate::{Row, Rules};
use rand::{Rng, SeedableRng};
use rand_distr::StandardNormal;
use rand_xoshiro::Xoshiro256PlusPlus;
use serde::Deserialize;

/// The parts of a deployment's plan that the rules come from.
#[derive(Deserialize)]
pub struct Plan {
    pub market: market::Params,
    pub reserve: reserve::Params,
}

/// The plan of the local net.
pub fn plan() -> Plan {
    toml::from_str(include_str!("../../../../../deploy/localnet.toml")).unwrap()
}

/// Its rules.
pub fn rules() -> Rules {
    let plan = plan();
    Rules::new(&plan.market, &plan.reserve.storefront, 6).unwrap()
}

/// So many days of a made-up history: 8 % a day for QER, 5 % for ETH, correlated.
pub fn history(days: usize) -> Vec<Row> {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(1);
    let mut row = Row {
        qer: 1.0,
        eth: 2_000.0,
    };
    (0..=days)
        .map(|_| {
            let (a, b): (f64, f64) = (random.sample(StandardNormal), random.sample(StandardNormal));
            row.qer *= (0.08 * a - 0.0032).exp();
            row.eth *= (0.03 * a + 0.04 * b - 0.00125).exp();
            row
        })
        .collect()
}
