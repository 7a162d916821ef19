//! The snapshot and the page.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::{bail, Context, Result};
use serde::{Deserialize, Serialize};

use super::meter::Meter;

/// Of what one of ours may grow, in per cent.
const GROWTH: u64 = 2;
/// What rows of others begin with.
const OTHERS: [&str; 2] = ["cw20-base/", "dao-dao/"];

/// Goals in thousands: operation, goal, whose figure is beside it. A number is Mars' red-bank 2.3.3 with
/// fixed prices, measured elsewhere on the same version of the chain; a name is a row of the same run.
const GOALS: [(&str, u64, Peer); 14] = [
    ("token/transfer", 113, Peer::Row("cw20-base/transfer")),
    ("market/supply", 150, Peer::Mars(391)),
    ("market/deposit_collateral", 215, Peer::None),
    ("market/borrow", 195, Peer::Mars(488)),
    ("market/borrow, a batch departs", 420, Peer::None),
    ("market/repay, contribution unsent", 190, Peer::Mars(302)),
    ("market/repay, ETH paid out", 290, Peer::Mars(302)),
    (
        "market/withdraw_collateral, under debt",
        220,
        Peer::Mars(471),
    ),
    ("same DAO/stake", 220, Peer::Row("dao-dao/stake")),
    (
        "same DAO/stake, rewards as hook",
        300,
        Peer::Row("dao-dao/stake, rewards as hook"),
    ),
    ("same DAO/unstake", 0, Peer::Row("dao-dao/unstake")),
    (
        "same DAO/unstake, rewards as hook",
        240,
        Peer::Row("dao-dao/unstake, rewards as hook"),
    ),
    ("same DAO/vote", 265, Peer::Row("dao-dao/vote")),
    ("same DAO/propose", 275, Peer::Row("dao-dao/propose")),
];

enum Peer {
    None,
    Mars(u64),
    Row(&'static str),
}

/// Gas by operation.
#[derive(Serialize, Deserialize)]
pub struct Snapshot(BTreeMap<String, u64>);

impl Snapshot {
    /// What a run has measured.
    pub fn of(meter: &Meter) -> Self {
        let rows = meter.rows.iter().map(|row| (row.name.to_owned(), row.gas));
        Snapshot(rows.collect())
    }

    /// The committed one.
    pub fn load(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("{}: write it with --update", path.display()))?;
        serde_json::from_str(&text).with_context(|| path.display().to_string())
    }

    /// Writes it.
    pub fn save(&self, path: &Path) -> Result<()> {
        let text = serde_json::to_string_pretty(&self.0)? + "\n";
        std::fs::write(path, text).with_context(|| path.display().to_string())
    }

    /// Fails when one of ours has grown by more than 2 % or is not in the snapshot.
    pub fn compare(&self, before: &Snapshot) -> Result<()> {
        let mut grown = Vec::new();
        for (name, now) in &self.0 {
            let theirs = OTHERS.iter().any(|prefix| name.starts_with(prefix));
            match before.0.get(name) {
                None => grown.push(format!("{name} is not in the snapshot")),
                Some(was) if *now * 100 > was * (100 + GROWTH) && !theirs => {
                    grown.push(format!("{name} grew from {was} to {now}"));
                }
                Some(was) if *now * (100 + GROWTH) < was * 100 => {
                    println!("{name} fell from {was} to {now}: update the snapshot");
                }
                Some(_) => {}
            }
        }
        if grown.is_empty() {
            return Ok(());
        }
        bail!(
            "{}; bring it down, or run with --update and say why in the commit",
            grown.join("; ")
        )
    }
}

/// Prints the page.
pub fn page(snapshot: &Snapshot, path: &Path) -> Result<()> {
    let text = std::fs::write(path, render(snapshot)?);
    text.with_context(|| path.display().to_string())
}

fn render(snapshot: &Snapshot) -> Result<String> {
    let mut text = String::from(HEAD);
    let thousands = |gas: u64| format!("{}.{}", gas / 1_000, gas % 1_000 / 100);
    for (name, goal, peer) in &GOALS {
        let Some(gas) = snapshot.0.get(*name) else {
            continue;
        };
        let goal_text = if *goal == 0 {
            String::new()
        } else {
            goal.to_string()
        };
        let missed = *goal > 0 && *gas > goal * 1_000;
        let peer = match peer {
            Peer::None => String::new(),
            Peer::Mars(gas) => format!("{gas} (Mars)"),
            Peer::Row(row) => snapshot
                .0
                .get(*row)
                .map(|gas| thousands(*gas))
                .unwrap_or_default(),
        };
        let mark = if missed { " (missed)" } else { "" };
        writeln!(
            text,
            "| {name} | {} | {goal_text}{mark} | {peer} |",
            thousands(*gas)
        )?;
    }
    text.push_str(ALL);
    for (name, gas) in &snapshot.0 {
        writeln!(text, "| {name} | {gas} |")?;
    }
    Ok(text)
}

const HEAD: &str = "# Gas

Printed from `ci/gas.json` by `ci/gas --update`; do not edit. SDK gas used by whole transactions on the
local net (wasmd 0.61.14, nothing pinned), median of three after a warm-up; a second run agrees within a
few hundred. `ci/gas` fails when one of ours has grown by more than 2 %.

In thousands. \"same DAO\" is the official core and proposal module without deposits, over our voting
instead of DAO DAO's staking, so that both columns do the same work.

| operation | gas | goal | best peer |
|---|---|---|---|
";

const ALL: &str = "
## Everything

| operation | gas |
|---|---|
";
