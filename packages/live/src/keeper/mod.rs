//! Two keepers on a live chain: 200 positions, prices that fall in steps, told by local providers of which one lies and one
//! hangs; the node is killed and started, and one keeper killed. Every unhealthy position is closed in the order of health,
//! once, and what is lost is written off by the rule.

mod audit;
mod blocks;
mod borrowers;
mod exchange;
mod process;
mod provider;
mod report;
mod story;
mod wallet;

use std::time::Instant;

use anyhow::{ensure, Context, Result};
use cosmwasm_std::{Decimal, Uint128};
use qerun_deployment::plan::PlanFile;
use qerun_messages::token;
use serde::{Deserialize, Serialize};

use self::audit::Audit;
use self::borrowers::Borrower;
use self::exchange::Exchange;
use self::process::Starter;
use self::provider::Providers;
use self::story::{Facts, Story, RIVALS};
use self::wallet::Wallet;
use crate::net::{call, Net, Paths};
use crate::ops::{Prices, QerPair};

/// A whole token of 6 decimals.
const ONE: u128 = 1_000_000;
/// USD side of the pool that the providers tell.
const DEPTH: Decimal = Decimal::raw(300_000_000_000_000_000_000_000);
/// Of each of QER and stablecoin in the pair.
const LIQUIDITY: u128 = 600_000 * ONE;
/// Stablecoins that the only supplier supplies.
const SUPPLY: u128 = 25_000 * ONE;
/// What covers all debts at the mildest stress, and a little more; less than is lost here.
const INSURANCE: u128 = 3_200 * ONE;
/// QER that two others give the trader, each.
const GIVEN: u128 = 1_900_000 * ONE;
/// Stablecoins with which the trader moves the pair.
const TRADED: u128 = 2_000_000 * ONE;
/// Liquidations that a keeper sends without waiting for their blocks.
const BURST: usize = 10;

/// What to run.
#[derive(clap::Args)]
pub struct Args {
    /// Name of the deployment; each run needs a new one.
    #[arg(long, default_value = "keeper")]
    name: String,
    /// Number of positions.
    #[arg(long, default_value_t = 200)]
    positions: usize,
    /// Checks a run of this name that has ended once more, from the chain's blocks.
    #[arg(long)]
    again: bool,
}

/// What is kept of a run, so that its blocks can be read again.
#[derive(Serialize, Deserialize)]
struct Kept {
    facts: Facts,
    pair: String,
    /// Supplied before it.
    supplied: Uint128,
    /// What the rivals had before and after it.
    before: Vec<Wallet>,
    after: Vec<Wallet>,
}

/// # Errors
/// Something is not as it should be.
pub fn run(paths: &Paths, args: &Args) -> Result<()> {
    let start = Instant::now();
    let net = Net::open(paths, &args.name, limits)?;
    let borrowers = borrowers::of(&net, args.positions)?;
    let file = paths
        .endpoints
        .with_file_name(format!("{}-kept.json", args.name));
    let kept: Kept = if args.again {
        serde_json::from_slice(&std::fs::read(&file).context("no run has ended")?)?
    } else {
        let kept = happen(&net, paths, &borrowers, start)?;
        std::fs::write(&file, serde_json::to_vec(&kept)?)?;
        kept
    };
    check(&net, &borrowers, &kept)?;
    println!("all passed, {:.0} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// Makes the pair and gives everyone money; then prices fall.
fn happen(net: &Net, paths: &Paths, borrowers: &[Borrower], start: Instant) -> Result<Kept> {
    let alice = net.people.get("alice")?;
    net.ensure_funds(alice, LIQUIDITY + SUPPLY + INSURANCE + TRADED)?;
    for name in ["bob", "carol"] {
        let giver = net.people.get(name)?;
        let give = token::ExecuteMsg::Transfer {
            recipient: alice.at_home().to_owned(),
            amount: GIVEN.into(),
        };
        let give = call(&giver.home, &net.at.token, &give, &[])?;
        net.home.send(&giver.home, vec![give])?;
    }
    let pair = QerPair::create(net, alice)?;
    pair.on(net).provide(&alice.home, [LIQUIDITY, LIQUIDITY])?;
    net.supply(alice, SUPPLY)?;
    net.insure(alice, INSURANCE)?;
    net.stake_to_decide(net.people.get("dave")?)?;
    borrowers::pledge(net, borrowers)?;
    let (supplied, before) = (net.market()?.supplied, wallets(net)?);
    println!(
        "{:>6.1} s  money and collateral",
        start.elapsed().as_secs_f64()
    );
    let story = Story {
        net,
        starter: Starter::new(net, paths, &pair.address)?,
        exchange: Exchange {
            pair: pair.on(net),
            trader: alice,
        },
        providers: Providers::start(Prices::default())?,
        borrowers,
        start,
    };
    Ok(Kept {
        facts: story.run()?,
        supplied,
        before,
        after: wallets(net)?,
        pair: pair.address.clone(),
    })
}

/// Reads the blocks, prints the figures, and ensures that all is as it should be.
fn check(net: &Net, borrowers: &[Borrower], kept: &Kept) -> Result<()> {
    let audit = Audit::read(net, &kept.pair, borrowers, kept.facts)?;
    report::print(&audit, kept.facts);
    let mut checks = vec![
        audit.ensure_each_once(borrowers.len()),
        audit.ensure_order(),
        audit.ensure_written_off_by_the_rule(net, kept.supplied.u128()),
        kept.facts.ensure_ended_within_a_block(),
        net.verify().map(|_| ()),
    ];
    let wallets = kept.before.iter().zip(&kept.after);
    for (name, (before, after)) in RIVALS.iter().zip(wallets) {
        let who = net.people.get(name)?;
        let paid = audit.ensure_paid(who, *before, *after);
        checks.push(paid.with_context(|| (*name).to_owned()));
    }
    let failed = checks.into_iter().filter_map(Result::err);
    let failed: Vec<String> = failed.map(|error| format!("{error:#}")).collect();
    ensure!(failed.is_empty(), "{}", failed.join("\n"));
    Ok(())
}

fn wallets(net: &Net) -> Result<Vec<Wallet>> {
    let of = |name: &&str| Wallet::of(net, net.people.get(name)?);
    RIVALS.iter().map(of).collect()
}

/// Limits under which positions can lose more than the insurance has: the mildest stress, a low liquidation threshold, a
/// small claim; and a bonus that pays for a price below the average.
fn limits(plan: &mut PlanFile) {
    let market = &mut plan.market;
    market.max_ltv = Decimal::percent(40);
    market.liquidation_threshold = Decimal::percent(45);
    market.cash_share = Decimal::percent(75);
    market.account_cap = Decimal::percent(10);
    market.min_insurance = Decimal::percent(1);
    market.stress.collateral_fall = Decimal::percent(60);
    market.stress.eth_fall = Decimal::percent(40);
    market.liquidation.min_bonus = Decimal::percent(10);
    // From the first price on: what is measured is the keepers' time.
    for entry in &mut plan.oracle {
        entry.config.policy.grace = 0;
    }
    let market = &mut plan.market;
    // All of it is seized within an hour.
    market.liquidation.seizure_cap = Decimal::percent(20);
}
