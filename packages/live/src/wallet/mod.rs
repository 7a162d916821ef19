//! Every message signed as wallets sign it: in amino JSON, as Keplr does with a Ledger, and in direct mode.
//!
//! The committed schemas list the messages and queries; the run fails if one of them has no row.

mod amino;
mod numbers;
mod queries;
mod refusals;
mod request;
mod rows;
mod schema;
mod sender;
mod sign;

use std::cell::RefCell;
use std::time::Instant;

use anyhow::{ensure, Result};
use cosmwasm_std::{Decimal, Uint128};
use qerun_messages::voting;

use self::request::TEXT;
use self::schema::Schema;
use self::sender::Wallet;
use crate::crash::{Crash, Once};
use crate::net::{Net, Paths};
use crate::ops::{List, Prices};

/// What to run.
#[derive(clap::Args)]
pub struct Args {
    /// Names the deployment; every run needs a new one.
    #[arg(long, default_value = "wallet")]
    name: String,
}

pub fn run(paths: &Paths, args: &Args) -> Result<()> {
    let start = Instant::now();
    let step = |name: &str| println!("{:>6.1} s  {name}", start.elapsed().as_secs_f64());
    // The prices fall between the steps of the other deployment, or after them.
    let crash = Crash::open(paths, &args.name, |plan| {
        plan.reserve.buyback_above = Some(Uint128::zero());
    })?;
    let losses = RefCell::new(Wallet::new(&crash.net));
    let mut fall = Once::new(&crash, || {
        step("loans, and prices that fall");
        rows::losses::begin(&mut losses.borrow_mut(), &crash)
    });
    let mut listed = Ok(());
    let net = Net::open(paths, &args.name, |plan| {
        listed = List::add_to(plan);
        // Shorter periods, so that the run waits less.
        plan.dao.voting_period = 25;
        plan.dao.min_voting_period = 5;
        plan.timelock.params.bond_window = 45;
        plan.timelock.params.execution_window = 60;
        // Longer than a decision takes: 25 s each to vote and to queue, 20 s of delay, and the windows.
        plan.voting.min_unbonding = 180;
        if let Some(tier) = plan.voting.tiers.first_mut() {
            tier.unbonding = 180;
        }
    })?;
    listed?;
    let prices = Prices {
        depth: Decimal::from_ratio(5_000_000u128, 1u128),
        ..Prices::default()
    };
    net.ensure_funds(net.people.get("alice")?, 600_000 * rows::ONE)?;
    net.feed(prices)?;
    let claimers = rows::rewards::claimers(&net)?;
    let mut wallet = Wallet::new(&net);
    let w = &mut wallet;
    fall.when_due()?;
    step("token");
    rows::token::run(w)?;
    fall.when_due()?;
    step("voting");
    rows::voting::run(w)?;
    fall.when_due()?;
    step("market");
    rows::lending::run(w)?;
    fall.when_due()?;
    step("dao");
    let queued = rows::dao::run(w)?;
    rows::timelock::co_sign(w, queued)?;
    step("market, a batch flushed");
    rows::lending::flush(w, 0)?;
    fall.when_due()?;
    step("timelock");
    rows::voting::claim(w)?;
    rows::oracle::run(w)?;
    rows::timelock::run(w)?;
    step("airdrop, rewards, vesting");
    rows::rewards::run(w, &claimers)?;
    step("market, another batch flushed");
    rows::lending::flush(w, 1)?;
    fall.when_due()?;
    step("reserve, outpost");
    rows::lending::collect(w)?;
    rows::reserve::flush(w, prices)?;
    rows::reserve::refused(w)?;
    rows::outpost::run(w)?;
    fall.when_due()?;
    step("what the contracts refuse");
    w.send_refusals()?;
    fall.when_due()?;
    step("coins");
    rows::coins::run(w)?;
    let largest = w.largest;
    step("what a wallet must not do");
    rows::edges::run(w)?;
    perk_text(&net)?;
    fall.when_due()?;
    step("queries");
    let asked = queries::run(w)?;
    fall.when_due()?;
    step("pauses");
    rows::timelock::pauses(w)?;
    step("a slot of the average begins");
    fall.finish()?;
    let mut losses = losses.into_inner();
    step("liquidations, and sales of ETH");
    rows::losses::run(&mut losses, &crash)?;
    w.include(losses);
    let covered = covered(w)?;
    crash.net.verify()?;
    net.verify()?;
    println!(
        "{covered} messages of the schemas and of the official modules, each in both modes: {} transactions \
         accepted, {} refused by their contract; largest number sent {}",
        w.accepted, w.refused, largest
    );
    println!(
        "{} queries answered, {} without an answer; largest number {}",
        asked.answers, asked.refusals, asked.largest
    );
    step("done");
    Ok(())
}

/// Every message of every contract was sent.
fn covered(w: &Wallet<'_>) -> Result<usize> {
    let mut count = 0usize;
    for schema in Schema::all()? {
        for variant in schema.variants("execute")? {
            w.ensure_covered(schema.contract, &variant.name)?;
            count = count.saturating_add(1);
        }
    }
    let official = rows::dao::MEMBERS
        .into_iter()
        .chain(rows::rewards::OFFICIAL);
    for (contract, names) in official {
        for name in names {
            w.ensure_covered(contract, name)?;
            count = count.saturating_add(1);
        }
    }
    Ok(count)
}

/// What governance wrote for people comes back as it was written.
fn perk_text(net: &Net) -> Result<()> {
    let query = voting::QueryMsg::Perks {
        start_after: None,
        limit: None,
    };
    let answer: voting::PerksResponse = net.home.ask(&net.at.voting, &query)?;
    let perk = answer.perks.iter().find(|p| p.id == rows::timelock::PERK);
    let text = perk.map(|perk| perk.text.as_str());
    ensure!(text == Some(TEXT), "the perk's text came back as {text:?}");
    Ok(())
}
