//! Gas of every user operation, and of the official contracts' in the same run.
//!
//! `ci/gas.json` keeps the figures; a run fails when one of ours has grown by more than 2 %. `docs/gas.md`
//! is printed from it.

mod dao;
mod daos;
mod distributions;
mod governance;
mod lending;
mod meter;
mod oracle;
mod page;
mod peers;
mod purchases;
mod report;
mod token;

use std::path::PathBuf;

use anyhow::Result;
use cosmwasm_std::Decimal;

use self::meter::Meter;
use self::report::Snapshot;
use crate::net::{Net, Paths};
use crate::ops::Prices;

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
    /// Only these groups: token, oracle, lending, purchases, governance, daos, distributions.
    #[arg(long)]
    only: Vec<String>,
}

pub fn run(paths: &Paths, args: &Args) -> Result<()> {
    let net = Net::open(paths, &args.name, |plan| {
        // A batch leaves when the sequence says so.
        plan.market.batch.max_age = 60;
        plan.market.batch.min_size = 1_000_000_000u128.into();
        // Purchases wait for as long as the relayer is stopped.
        plan.route.timeout = 600;
        // Paying a fee takes some 18,000 itself, and the figures that ours stand beside are without.
        plan.chain.home.gas_price = Decimal::zero();
    })?;
    let mut meter = Meter::default();
    let wanted = |group: &str| args.only.is_empty() || args.only.iter().any(|name| name == group);
    net.feed(Prices {
        depth: Decimal::from_ratio(2_000_000u128, 1u128),
        ..Prices::default()
    })?;
    type Group = fn(&Net, &mut Meter) -> Result<()>;
    let groups: [(&str, Group); 7] = [
        ("token", token::run),
        ("oracle", oracle::run),
        ("lending", lending::run),
        ("purchases", purchases::run),
        ("governance", governance::run),
        ("daos", daos::run),
        ("distributions", distributions::run),
    ];
    for (name, group) in groups {
        if wanted(name) {
            group(&net, &mut meter)?;
        }
    }
    net.verify()?;
    let now = Snapshot::of(&meter);
    if args.update {
        now.save(&args.snapshot)?;
        return page::write(&now, &args.page);
    }
    now.compare(&Snapshot::load(&args.snapshot)?, args.only.is_empty())
}
