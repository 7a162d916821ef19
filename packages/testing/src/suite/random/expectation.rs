//! What must come of an operation, and how often which came of it.

use std::fmt::Write;

use anyhow::{anyhow, bail, Context, Error, Result};
use cosmwasm_std::{Addr, Order, Record, Storage, Uint128};

use super::{Random, LOG};
use crate::suite::Suite;

/// What must come of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Must {
    Succeed,
    Fail,
    /// Neither is known beforehand.
    Either,
}

impl Must {
    /// Succeeds if and only if the condition holds.
    pub fn succeed_if(condition: bool) -> Self {
        if condition {
            Must::Succeed
        } else {
            Must::Fail
        }
    }
}

/// How often an operation succeeded and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Succeeded.
    pub succeeded: u64,
    /// Failed, and changed nothing.
    pub failed: u64,
}

/// The whole storage of both chains.
fn snapshot(suite: &Suite) -> [Vec<Record>; 2] {
    [&suite.net.home, &suite.net.dex].map(|chain| {
        chain
            .app
            .storage()
            .range(None, None, Order::Ascending)
            .collect()
    })
}

impl Random {
    /// Runs one operation and holds it to what must come of it. `None` if it failed as it may.
    pub(super) fn attempt<T>(
        &mut self,
        suite: &mut Suite,
        (kind, must, text): (&'static str, Must, String),
        run: impl FnOnce(&mut Suite) -> Result<T>,
    ) -> Result<Option<T>> {
        self.note(format!("{kind} {text} (must {must:?})"));
        let before = (must != Must::Succeed).then(|| snapshot(suite));
        match run(suite) {
            Ok(_) if must == Must::Fail => bail!("{kind} {text} must fail and succeeded"),
            Ok(value) => {
                self.tally.entry(kind).or_default().succeeded += 1;
                Ok(Some(value))
            }
            Err(error) if must == Must::Succeed => {
                Err(error.context(format!("{kind} {text} must succeed")))
            }
            Err(error) => {
                if before != Some(snapshot(suite)) {
                    bail!("{kind} {text} failed and changed something: {error:#}");
                }
                self.tally.entry(kind).or_default().failed += 1;
                Ok(None)
            }
        }
    }

    /// As [`Random::attempt`], by or for a user: nobody else's debt, collateral, health or claim
    /// changes. One bystander is looked at.
    pub(super) fn attempt_for<T>(
        &mut self,
        suite: &mut Suite,
        user: &Addr,
        what: (&'static str, Must, String),
        run: impl FnOnce(&mut Suite) -> Result<T>,
    ) -> Result<Option<T>> {
        let other = self.user();
        if other == *user {
            return self.attempt(suite, what, run);
        }
        let (text, before) = (what.2.clone(), bystander(suite, &other)?);
        let result = self.attempt(suite, what, run)?;
        let after = bystander(suite, &other)?;
        if before != after {
            bail!("{text} changed {other}: {before:?} to {after:?}");
        }
        Ok(result)
    }

    pub(super) fn note(&mut self, text: String) {
        self.acted = true;
        if self.log.len() == LOG {
            self.log.pop_front();
        }
        self.log.push_back(format!("{}: {text}", self.operations));
    }

    /// How often each operation succeeded and failed.
    pub fn tally(&self, kind: &str) -> Tally {
        self.tally.get(kind).copied().unwrap_or_default()
    }

    /// A table of all tallies.
    pub fn table(&self) -> String {
        let mut table = format!("{:<28}{:>10}{:>10}\n", "operation", "succeeded", "failed");
        for (kind, t) in &self.tally {
            let _ = writeln!(table, "{kind:<28}{:>10}{:>10}", t.succeeded, t.failed);
        }
        table
    }

    /// An error with all that is needed to run into it again.
    pub fn explain(&self, error: &Error) -> Error {
        let last: Vec<&str> = self.log.iter().map(String::as_str).collect();
        anyhow!(
            "{error:#}\nreplay with QERUN_SEED={} QERUN_OPERATIONS={}; the last operations were:\n{}",
            self.seed,
            self.operations,
            last.join("\n")
        )
    }
}

/// What a bystander owns. Its claim may be handed over or bought meanwhile, which changes where the money is,
/// not whose it is.
fn bystander(suite: &Suite, user: &Addr) -> Result<(String, Uint128)> {
    let p = suite.position(user).context("bystander")?;
    let stake = format!(
        "{} {} {:?} {}",
        p.collateral, p.debt_shares, p.health, p.claim.eth
    );
    Ok((stake, p.claim.unsent + p.claim.pending))
}
