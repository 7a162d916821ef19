//! The supply's distribution on a live chain, by `qerun` alone: a list of a thousand claims, the plan deployed and verified,
//! claims with proofs, rewards of stakers and liquidity providers, a member who vests and one whom the DAO cancels, and what
//! nobody has claimed. Each reward and each vested amount is computed anew from the times of the blocks.

mod airdrop;
mod audit;
mod book;
mod genesis;
mod liquidity;
mod locks;
mod team;

use std::time::Instant;

use anyhow::{Context, Result};
use qerun_deployment::plan::{LIQUIDITY_STREAM, LOCK_STREAM};
use qerun_deployment::Plan;

use self::audit::Audit;
use self::book::Book;
use self::genesis::Genesis;
use self::team::Vesting;
use crate::net::{Net, Paths, Person, Program};

/// A whole token of 6 decimals.
const ONE: u128 = 1_000_000;
/// Entries of the list, and those whose keys are known.
const ENTRIES: usize = 1_000;
const CLAIMERS: usize = 10;

/// What to run.
#[derive(clap::Args)]
pub struct Args {
    /// Name of the deployment; each run needs a new one.
    #[arg(long, default_value = "distribution")]
    name: String,
}

/// # Errors
/// Something is not as it should be.
pub fn run(paths: &Paths, args: &Args) -> Result<()> {
    let start = Instant::now();
    let program = Program::beside_this()?;
    let plan = Plan::load(&paths.plan)?;
    let people = (0..CLAIMERS)
        .map(|i| Person::derived(&format!("{}-claimer{i}", args.name), &plan))
        .collect::<Result<Vec<_>>>()?;
    let genesis = Genesis::make(paths, &args.name, &program, &people)?;
    chapter("list", || Ok(genesis.figures()))?;
    crate::net::fund_deployer(paths, &genesis.plan)?;
    let audit = Audit::new(&program, &genesis, paths);
    chapter("deployed", || audit.deploy())?;
    // Finds everything done.
    let plan = Paths {
        plan: genesis.plan.clone(),
        artifacts: paths.artifacts.clone(),
        endpoints: paths.endpoints.clone(),
    };
    let net = Net::open(&plan, &args.name, |_| {})?;
    chapter("verified", || audit.verify())?;
    let [stays, leaves] = Vesting::both(&net)?;
    chapter("before the cliff", || stays.nothing_yet())?;
    net.pay_each(&people, &[])?;
    chapter("claims", || airdrop::claim(&net, &genesis, &people))?;

    let mut locks = Book::open(&net, LOCK_STREAM)?;
    chapter("stakes", || locks::begin(&mut locks, &people))?;
    let mut liquidity = Book::open(&net, LIQUIDITY_STREAM)?;
    chapter("liquidity", || liquidity::begin(&mut liquidity, &people))?;
    chapter("cancelled", || leaves.cancel(&people))?;
    chapter("locks change", || locks::go_on(&mut locks, &people))?;
    chapter("after the cliff", || stays.distribute(&people))?;
    chapter("liquidity leaves", || {
        liquidity::go_on(&mut liquidity, &people)
    })?;
    chapter("lock rewards", || locks.settle(&people))?;
    chapter("liquidity rewards", || liquidity.settle(&people))?;
    chapter("the airdrop's end", || airdrop::end(&net, &people))?;
    chapter("all QER", || audit.balances(&net, &[&locks, &liquidity]))?;
    chapter("verified again", || audit.verify())?;
    println!("{}", audit.status()?);
    println!("all passed, {:.0} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// Runs one chapter and prints its figures.
fn chapter(name: &str, run: impl FnOnce() -> Result<String>) -> Result<()> {
    let start = Instant::now();
    let figures = run().with_context(|| name.to_owned())?;
    println!(
        "ok {name} {:.0} s: {figures}",
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

/// The person at a place, from 0.
fn nth(people: &[Person], place: usize) -> Result<&Person> {
    people
        .get(place)
        .with_context(|| format!("there is no claimer {place}"))
}

/// QER with its decimals.
fn qer(amount: u128) -> String {
    format!("{}.{:06} QER", amount / ONE, amount % ONE)
}
