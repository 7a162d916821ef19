//! Flows with faults on two live chains with hermes as relayer. Each ends with a check of all balances to the unit and a
//! clean `qerun verify`. The DAO decides while a timeout passes, which is why the order is as below.

mod balances;
mod crash;
mod decision;
mod dex_pools;
mod loan;
mod pause;
mod purchase;
mod relayer_killed;
mod repay;
mod repay_in_flight;
mod return_leg;
mod slippage;
mod timeout;
mod veto;

use std::time::Instant;

use anyhow::{Context, Result};

use crate::crash::{Crash, Once};
use crate::net::{Net, Paths};

/// What to run.
#[derive(clap::Args)]
pub struct Args {
    /// Name of the deployment; each run needs a new one.
    #[arg(long, default_value = "e2e")]
    name: String,
    /// Leaves out the liquidations, the write-off and the sale, which wait for averages and take most of the time.
    #[arg(long)]
    without_liquidations: bool,
}

/// A whole token of 6 decimals.
const ONE: u128 = 1_000_000;

/// A borrow whose reserve part is a batch of its own.
const LARGE: u128 = 3_000 * ONE;

pub fn run(paths: &Paths, args: &Args) -> Result<()> {
    let start = Instant::now();
    if args.without_liquidations {
        flows(paths, args, &mut || Ok(()))?;
    } else {
        let crash = Crash::open(paths, &args.name, |_| {})?;
        crash.sampled(|| {
            let mut fall = Once::new(&crash, || crash::begin(&crash));
            flows(paths, args, &mut || fall.when_due())?;
            fall.finish()
        })?;
        crash::finish(&crash)?;
    }
    println!("all passed, {:.0} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// Purchases with faults, and decisions. `between` runs between them, while nothing is in flight: the other deployment's
/// prices may fall then.
fn flows(paths: &Paths, args: &Args, between: &mut dyn FnMut() -> Result<()>) -> Result<()> {
    let net = Net::open(paths, &args.name, |plan| {
        // The least that the contracts allow.
        plan.route.timeout = 60;
        plan.route.return_timeout = 60;
        // Long enough for a slow machine to test that earlier executions are refused.
        plan.timelock.params.sensitive.delay = 15;
        plan.timelock.params.critical.delay = 30;
    })?;
    between()?;
    scenario("dex-pools", || dex_pools::run(&net))?;
    between()?;
    scenario("loan", || loan::run(&net))?;
    between()?;
    scenario("slippage", || slippage::run(&net))?;

    between()?;
    let late = scenario_with("timeout-sent", || timeout::send(&net))?;
    scenario("decision", || decision::run(&net))?;
    scenario("timeout-bought", || timeout::buy(&net, &late))?;

    between()?;
    scenario("relayer-killed", || relayer_killed::run(&net))?;
    between()?;
    scenario("repaid-in-flight", || repay_in_flight::run(&net))?;

    between()?;
    let held = scenario_with("return-interrupted", || return_leg::interrupt(&net))?;
    scenario("veto", || veto::run(&net))?;
    scenario("return-retried", || return_leg::retry(&net, &held))?;

    between()?;
    scenario("pause", || pause::run(&net))
}

/// Runs one scenario and prints its figures.
fn scenario(name: &str, run: impl FnOnce() -> Result<String>) -> Result<()> {
    scenario_with(name, || Ok(((), run()?)))
}

/// Runs one scenario whose result a later one needs.
fn scenario_with<T>(name: &str, run: impl FnOnce() -> Result<(T, String)>) -> Result<T> {
    let start = Instant::now();
    let (left, figures) = run().with_context(|| name.to_owned())?;
    let seconds = start.elapsed().as_secs_f64();
    println!("ok {name} {seconds:.0} s: {figures}");
    Ok(left)
}

fn usd(amount: u128) -> String {
    format!("{}.{:06} USDC", amount / ONE, amount % ONE)
}

fn ether(amount: u128) -> String {
    const WHOLE: u128 = 1_000_000_000_000_000_000;
    format!("{}.{:018} ETH", amount / WHOLE, amount % WHOLE)
}
