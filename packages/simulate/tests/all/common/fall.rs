//! Paths on which QER falls in a given way, and one borrower or several.

use qerun_simulate::{
    Account, Accounts, Base, Book, Liquidators, Outcome, Pool, Process, Replay, Scenario, Step,
    Worker,
};

use super::rules;

/// A market of one borrower who owes 10,000 at an LTV of 0.5, with the insurance given and without own ETH.
pub fn one(insurance: f64) -> Scenario {
    many(insurance, &[(20_000.0, 10_000.0)])
}

/// Borrowers by QER and debt, with settled claims. Liquidators act at once and at any profit, and their sales do not move
/// the price.
pub fn many(insurance: f64, accounts: &[(f64, f64)]) -> Scenario {
    let rules = rules();
    let account = |(collateral, debt): &(f64, f64)| Account {
        collateral: *collateral,
        debt: *debt,
        claim_eth: debt * rules.claim_share() / 2_000.0,
        ..Account::default()
    };
    let book = Book {
        qer: 1.0,
        eth: 2_000.0,
        depth: 2e6,
        cash: 5_000.0,
        insurance,
        own_eth: 0.0,
        accounts: Accounts::Given(accounts.iter().map(account).collect()),
    };
    let replay = Base::Replay(Replay::default());
    let process = Process {
        base: replay,
        gaps: None,
    };
    let mut scenario = Scenario::new(rules, book, process);
    scenario.liquidators = Liquidators {
        min_profit: f64::NEG_INFINITY,
        ..Liquidators::default()
    };
    scenario.pool = Pool {
        sold: false,
        flight: 0.0,
        ..Pool::default()
    };
    scenario
}

/// The same with liquidators who act when the average has followed a fall.
pub fn late(mut scenario: Scenario) -> Scenario {
    scenario.liquidators.latency = 12;
    scenario
}

/// Prices of QER by (steps, price); ETH keeps `eth`.
pub fn along(scenario: &mut Scenario, qer: &[(usize, f64)], eth: f64) {
    let qer: Vec<f64> = qer
        .iter()
        .flat_map(|(steps, price)| vec![*price; *steps])
        .collect();
    scenario.steps = qer.len() as u32;
    scenario.process.base = Base::Replay(Replay {
        eth: vec![eth; qer.len()],
        qer,
        stable: vec![],
    });
}

/// The outcome, and each step.
pub fn trace(scenario: Scenario) -> (Outcome, Vec<Step>) {
    let scenario = scenario.check().unwrap();
    let mut steps = vec![];
    let outcome = Worker::new(&scenario).trace(1, 0, &mut |step| steps.push(*step));
    (outcome, steps)
}

/// The first step in which somebody has been liquidated.
pub fn first_liquidation(steps: &[Step]) -> usize {
    let liquidated = |step: &Step| step.so_far.liquidations > 0;
    steps.iter().position(liquidated).unwrap()
}
