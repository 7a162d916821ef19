//! The snapshot.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{bail, Context, Result};
use serde::{Deserialize, Serialize};

use super::meter::Meter;

/// How much an operation of ours may grow, percent.
const GROWTH: u64 = 2;
/// Prefixes of the rows of others' contracts.
const OTHERS: [&str; 2] = ["cw20-base/", "dao-dao/"];

/// Gas by operation.
#[derive(Serialize, Deserialize)]
pub struct Snapshot(pub BTreeMap<String, u64>);

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

    pub fn save(&self, path: &Path) -> Result<()> {
        let text = serde_json::to_string_pretty(&self.0)? + "\n";
        std::fs::write(path, text).with_context(|| path.display().to_string())
    }

    /// Fails when one of ours has grown by more than 2 % or is not in the snapshot, and, where the whole was
    /// measured, when a row of the snapshot was not.
    pub fn compare(&self, before: &Snapshot, whole: bool) -> Result<()> {
        let mut grown = Vec::new();
        for name in before.0.keys() {
            if whole && !self.0.contains_key(name) {
                grown.push(format!("{name} was not measured"));
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(now: &Snapshot, before: &Snapshot, whole: bool) -> String {
        let result = now.compare(before, whole);
        result.err().map(|e| e.to_string()).unwrap_or_default()
    }

    #[test]
    fn growth_is_refused_from_2_per_cent_on() {
        let one = |name: &str, gas| Snapshot(BTreeMap::from([(name.to_owned(), gas)]));
        let before = one("market/borrow", 100_000);
        assert!(one("market/borrow", 102_000).compare(&before, true).is_ok());
        assert!(one("market/borrow", 102_001)
            .compare(&before, true)
            .is_err());
        assert!(one("market/borrow", 50_000).compare(&before, true).is_ok());
        let new = refusal(&one("market/new", 1), &before, false);
        assert!(new.contains("market/new is not in"), "{new}");
        // What others take is not ours to keep.
        let theirs = one("dao-dao/vote", 100_000);
        assert!(one("dao-dao/vote", 200_000).compare(&theirs, true).is_ok());
    }

    #[test]
    fn a_row_that_is_no_longer_measured_is_missed() {
        let rows = |names: &[&str]| {
            let rows = names.iter().map(|name| ((*name).to_owned(), 100_000));
            Snapshot(rows.collect())
        };
        let before = rows(&["market/borrow", "market/repay"]);
        let part = rows(&["market/repay"]);
        let error = refusal(&part, &before, true);
        assert!(error.contains("market/borrow was not measured"), "{error}");
        // With --only nobody expects it.
        assert!(part.compare(&before, false).is_ok());
    }
}
