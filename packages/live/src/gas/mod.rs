//! Gas of every user operation, and of the official contracts' in the same run.
//!
//! `ci/gas.json` keeps the figures; a run fails when one of ours has grown by more than 2 %. `docs/gas.md`
//! is printed from it.

mod dao;
mod daos;
mod distributions;
mod governance;
mod lending;
mod liquidations;
mod meter;
mod oracle;
mod page;
mod peers;
mod purchases;
mod report;
mod rewards;
mod token;

use std::cell::OnceCell;
use std::path::PathBuf;

use anyhow::{anyhow, Context, Result};
use cosmwasm_std::{Decimal, Uint128};
use qerun_deployment::plan::PlanFile;

use self::meter::Meter;
use self::report::Snapshot;
use crate::crash::{Crash, Once};
use crate::net::{Net, Paths};
use crate::ops::{List, Prices};

/// What to do with the figures.
#[derive(clap::Args)]
pub struct Args {
    /// The snapshot.
    #[arg(long, default_value = "ci/gas.json")]
    snapshot: PathBuf,
    /// The page.
    #[arg(long, default_value = "docs/gas.md")]
    page: PathBuf,
    /// Writes snapshot and page anew instead of comparing; all groups of them.
    #[arg(long, conflicts_with = "only")]
    update: bool,
    /// Names the deployment; gas is comparable on a fresh one only.
    #[arg(long, default_value = "gas")]
    name: String,
    /// Only these groups: token, oracle, lending, purchases, governance, rewards, daos, distributions, liquidations (on a deployment
    /// of their own, whose prices fall for minutes).
    #[arg(long)]
    only: Vec<String>,
}

pub fn run(paths: &Paths, args: &Args) -> Result<()> {
    let mut meter = Meter::default();
    if args.wants("liquidations") {
        // Prices fall while the others are measured.
        let crash = Crash::open(paths, &args.name, |plan| {
            common(plan);
            // The last of the borrowers hands over the batch of all.
            plan.market.batch.min_size = 5_000_000_000u128.into();
            plan.reserve.buyback_above = Some(Uint128::zero());
        })?;
        let (borrowers, sold) = crash.sampled(|| {
            let begun = OnceCell::new();
            let mut fall = Once::new(&crash, || {
                let result = liquidations::begin(&crash)?;
                begun.set(result).map_err(|_| anyhow!("begun twice"))
            });
            groups(paths, args, &mut meter, &mut || fall.when_due())?;
            fall.finish()?;
            begun.into_inner().context("never begun")
        })?;
        meter.rows.extend(sold.rows);
        liquidations::run(&crash, &borrowers, &mut meter)?;
    } else {
        groups(paths, args, &mut meter, &mut || Ok(()))?;
    }
    let now = Snapshot::of(&meter);
    if args.update {
        now.save(&args.snapshot)?;
        return page::write(&now, &args.page);
    }
    now.compare(&Snapshot::load(&args.snapshot)?, args.only.is_empty())
}

impl Args {
    fn wants(&self, group: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|name| name == group)
    }
}

/// Paying a fee takes some 18,000 itself, and the figures that ours stand beside are without.
fn common(plan: &mut PlanFile) {
    plan.chain.home.gas_price = Decimal::zero();
}

/// Everything but liquidations; something else may be done between the groups.
fn groups(
    paths: &Paths,
    args: &Args,
    meter: &mut Meter,
    between: &mut dyn FnMut() -> Result<()>,
) -> Result<()> {
    type Group = fn(&Net, &mut Meter) -> Result<()>;
    let groups: [(&str, Group); 8] = [
        ("token", token::run),
        ("oracle", oracle::run),
        ("lending", lending::run),
        ("purchases", purchases::run),
        ("governance", governance::run),
        ("rewards", rewards::run),
        ("daos", daos::run),
        ("distributions", distributions::run),
    ];
    if !groups.iter().any(|(name, _)| args.wants(name)) {
        return Ok(());
    }
    let mut listed = Ok(());
    let net = Net::open(paths, &args.name, |plan| {
        common(plan);
        listed = List::add_to(plan);
        // A batch leaves when the sequence says so.
        plan.market.batch.max_age = 60;
        plan.market.batch.min_size = 1_000_000_000u128.into();
        // Purchases wait for as long as the relayer is stopped.
        plan.route.timeout = 600;
    })?;
    listed?;
    net.feed(Prices {
        depth: Decimal::from_ratio(2_000_000u128, 1u128),
        ..Prices::default()
    })?;
    for (name, group) in groups {
        between()?;
        if args.wants(name) {
            group(&net, meter)?;
        }
    }
    net.verify()?;
    Ok(())
}
