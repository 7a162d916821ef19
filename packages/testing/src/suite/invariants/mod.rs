//! The invariants of the design page that apply to lending and reserve, checked on both chains
//! from raw records and balances. Names are their sources' (Morpho, Euler, Liquity, Qerun).

mod backing;
mod governance;
mod losses;
mod snapshot;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use anyhow::Result;
use cosmwasm_std::{Addr, Decimal, Uint128};
use qerun_market::position::order as health_key;
use qerun_math::debt_ceil;

use self::snapshot::{History, Snapshot};

use super::Suite;

/// An invariant that does not hold.
#[derive(Clone, Debug, thiserror::Error)]
#[error("invariant {name} is broken: {detail}")]
pub struct Broken {
    /// As the sources of the invariant call it.
    pub name: &'static str,
    /// The figures that disagree.
    pub detail: String,
}

/// Checks, and remembers what may only move one way.
#[derive(Clone, Debug, Default)]
pub struct InvariantChecker {
    /// Checks that held, by name.
    pub held: BTreeMap<&'static str, u64>,
    /// How often the debt index was divided, and the index.
    index: (u32, Decimal),
    before: losses::Before,
    /// Most parts of claims turned into ETH or split so far, each of which may leave a unit of ETH as dust.
    folds: u128,
    /// Parts of batches in claims at the last check, to count those that are gone.
    seen: BTreeSet<(Addr, u64, bool)>,
    history: History,
    /// The block of the last check, on the home chain.
    height: Option<u64>,
}

impl InvariantChecker {
    /// ETH that rounding may have left encumbered without a claim so far, smallest unit: less than
    /// one for each part of a claim turned into ETH, and one for each batch.
    pub fn eth_dust(&self) -> Uint128 {
        Uint128::new(self.folds + self.seen.len() as u128 + self.history.batches.len() as u128)
    }

    /// Checks everything. Errors: [`Broken`] for the first that does not hold.
    pub fn check(&mut self, suite: &Suite) -> Result<()> {
        let snapshot = Snapshot::take(suite, std::mem::take(&mut self.history))?;
        self.sums(&snapshot)?;
        self.shares(suite, &snapshot)?;
        self.custody(suite, &snapshot)?;
        self.purchases(suite, &snapshot)?;
        self.claims(&snapshot)?;
        self.losses(&snapshot)?;
        self.share_price(suite, &snapshot)?;
        self.gifts(suite, &snapshot)?;
        self.token(suite)?;
        self.governance(suite)?;
        self.history = snapshot.history;
        let conserved = suite.net.ensure_conservation();
        self.that("escrowEqualsVouchersAndInFlight", conserved.is_ok(), || {
            format!("{conserved:?}")
        })
    }

    /// Sums of parts equal totals.
    fn sums(&mut self, p: &Snapshot) -> Result<()> {
        let shares = sum(p.suppliers.iter().map(|(_, s)| Uint128::new(s.u128())));
        let all = Uint128::new(p.state.supply_shares.u128());
        self.equal("sumSupplySharesCorrect", shares, all)?;
        let shares = p.positions.iter().map(|(_, one)| one.shares(&p.state));
        let shares = shares.collect::<Result<Vec<_>, _>>()?;
        let shares = sum(shares.into_iter().map(|s| Uint128::new(s.u128())));
        let all = Uint128::new(p.state.debt_shares.u128());
        self.equal("sumBorrowSharesCorrect", shares, all)?;
        let pledged = sum(p.positions.iter().map(|(_, p)| p.collateral));
        self.equal("sumCollateralCorrect", pledged, p.collateral)?;
        let open = p.claimed_of(p.state.batch.id);
        self.equal("sumOpenBatchCorrect", open, p.state.batch.user_in)?;
        let expected: BTreeSet<(u128, Addr)> = p
            .positions
            .iter()
            .filter_map(|(user, p)| health_key(p).map(|key| (key, user.clone())))
            .collect();
        let found: BTreeSet<_> = p.by_health.iter().cloned().collect();
        self.that("indexHoldsEveryDebtInOrder", expected == found, || {
            format!("{expected:?} against {found:?}")
        })?;
        // Without collateral a debt has a claim, which waits for ETH's price; else it is written off.
        let bare = p.positions.iter().find(|(_, p)| {
            !p.debt_shares.is_zero() && p.collateral.is_zero() && p.claim.is_empty()
                || p.debt_shares.is_zero() && !p.claim.is_empty()
        });
        self.that("debtHasCoverAndClaimHasDebt", bare.is_none(), || {
            format!("{bare:?}")
        })?;
        let long = p.positions.iter().find(|(_, p)| p.claim.batches.len() > 16);
        self.that("claimsSpanAtMost16Batches", long.is_none(), || {
            format!("{long:?}")
        })
    }

    /// The index only rises; sum of debts is the total, up to rounding.
    fn shares(&mut self, suite: &Suite, p: &Snapshot) -> Result<()> {
        let state = suite.state()?;
        let before = self.index;
        let index = (p.state.scale, p.state.debt_index);
        self.that("borrowIndexMonotone", index >= before, || {
            format!("{index:?} after {before:?}")
        })?;
        self.index = index;
        let debts = p
            .positions
            .iter()
            .map(|(_, one)| debt_ceil(one.shares(&p.state)?, state.debt_index).map_err(Into::into));
        let debts = sum(debts.collect::<Result<Vec<_>>>()?);
        let allowance = Uint128::from(p.positions.len() as u128);
        self.that(
            "totalBorrowedIsSumOfDebts",
            state.debt <= debts && debts <= state.debt + allowance,
            || format!("{} against {debts}", state.debt),
        )?;
        let owned = state.supplied + state.insurance_due;
        let assets = state.cash + state.debt + state.deficit;
        self.equal("suppliedIsCashDebtAndDeficit", owned, assets)?;
        self.that("borrowLessThanSupply", state.debt <= owned, || {
            format!("{state:?}")
        })?;
        Ok(())
    }

    fn equal(&mut self, name: &'static str, a: Uint128, b: Uint128) -> Result<()> {
        self.that(name, a == b, || differ(a, b))
    }

    fn at_most(&mut self, name: &'static str, a: Uint128, b: Uint128) -> Result<()> {
        self.that(name, a <= b, || differ(a, b))
    }

    fn that(&mut self, name: &'static str, holds: bool, detail: impl Fn() -> String) -> Result<()> {
        if !holds {
            return Err(Broken {
                name,
                detail: detail(),
            }
            .into());
        }
        *self.held.entry(name).or_default() += 1;
        Ok(())
    }
}

fn sum(amounts: impl IntoIterator<Item = Uint128>) -> Uint128 {
    amounts.into_iter().sum()
}

fn differ(a: impl Display, b: impl Display) -> String {
    format!("{a} against {b}")
}
