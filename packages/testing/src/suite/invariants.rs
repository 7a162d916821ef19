//! The invariants of the design page that apply to lending and reserve, checked on both chains
//! from raw records and balances. Names are their sources' (Morpho, Euler, Liquity, Qerun).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use anyhow::Result;
use cosmwasm_std::{Addr, Decimal, Empty, Order, Uint128, Uint256};
use qerun_market::position::order as health_key;
use qerun_market::state::{self, Claim, Position, State};
use qerun_math::{claim_eth_floor, debt_ceil, encumbered_ceil};
use qerun_messages::reserve::{Backing, Batch, OrderStatus};

use super::Suite;

/// An invariant that does not hold.
#[derive(Clone, Debug, thiserror::Error)]
#[error("invariant {name} is broken: {detail}")]
pub struct Broken {
    /// Its name.
    pub name: &'static str,
    /// The figures.
    pub detail: String,
}

/// Checks, and remembers what may only move one way.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    /// Checks that held, by name.
    pub held: BTreeMap<&'static str, u64>,
    index: Decimal,
    /// Supplied and shares at the last check.
    supply: Option<(Uint128, Uint128)>,
    /// Claims folded or split so far at most, each of which may leave a unit of ETH as dust.
    folds: u128,
    /// Contributions last seen, to count folds.
    seen: BTreeSet<(Addr, u64, bool)>,
}

/// All that is looked at, read once.
struct Picture {
    state: State,
    collateral: Uint128,
    positions: Vec<(Addr, Position)>,
    owed: Vec<(Addr, Claim)>,
    suppliers: Vec<(Addr, Uint128)>,
    by_health: Vec<(u128, Addr)>,
    backing: Backing,
    batches: BTreeMap<u64, Batch>,
    orders: Vec<(u64, qerun_messages::reserve::Order)>,
    waiting: BTreeMap<u64, Uint128>,
}

impl Watch {
    /// Checks everything. Errors: [`Broken`] for the first that does not hold.
    pub fn check(&mut self, suite: &Suite) -> Result<()> {
        let picture = Picture::take(suite)?;
        self.sums(&picture)?;
        self.shares(suite, &picture)?;
        self.custody(suite, &picture)?;
        self.purchases(suite, &picture)?;
        self.claims(&picture)?;
        self.token(suite, &picture)?;
        let conserved = suite.net.check_conservation();
        self.that("escrowEqualsVouchersAndInFlight", conserved.is_ok(), || {
            format!("{conserved:?}")
        })
    }

    /// Sums of parts equal totals.
    fn sums(&mut self, p: &Picture) -> Result<()> {
        let shares = sum(p.suppliers.iter().map(|(_, s)| *s));
        self.equal("sumSupplySharesCorrect", shares, p.state.supply_shares)?;
        let shares = sum(p.positions.iter().map(|(_, p)| p.debt_shares));
        self.equal("sumBorrowSharesCorrect", shares, p.state.debt_shares)?;
        let pledged = sum(p.positions.iter().map(|(_, p)| p.collateral));
        self.equal("sumCollateralCorrect", pledged, p.collateral)?;
        let open = p.contributions(p.state.batch.id);
        self.equal("sumOpenBatchCorrect", open, p.state.batch.user)?;
        let expected: BTreeSet<(u128, Addr)> = p
            .positions
            .iter()
            .filter_map(|(user, p)| health_key(p).map(|key| (key, user.clone())))
            .collect();
        let found: BTreeSet<_> = p.by_health.iter().cloned().collect();
        self.that("indexHoldsEveryDebtInOrder", expected == found, || {
            format!("{expected:?} against {found:?}")
        })?;
        let bare = p.positions.iter().find(|(_, p)| {
            !p.debt_shares.is_zero() && p.collateral.is_zero()
                || p.debt_shares.is_zero() && !p.claim.is_empty()
        });
        self.that("debtHasCollateralAndClaimHasDebt", bare.is_none(), || {
            format!("{bare:?}")
        })?;
        let long = p.positions.iter().find(|(_, p)| p.claim.batches.len() > 16);
        self.that("claimsSpanAtMost16Batches", long.is_none(), || {
            format!("{long:?}")
        })
    }

    /// Index and share price only rise; sum of debts is the total, up to rounding.
    fn shares(&mut self, suite: &Suite, p: &Picture) -> Result<()> {
        let state = suite.state()?;
        let before = self.index;
        self.that("borrowIndexMonotone", p.state.debt_index >= before, || {
            format!("{} after {before}", p.state.debt_index)
        })?;
        self.index = p.state.debt_index;
        if let Some((assets, shares)) = self.supply {
            // (a' + 1) / (s' + 1e6) >= (a + 1) / (s + 1e6), virtual shares included.
            let whole = |a: Uint128, s: Uint128| {
                (
                    Uint256::from(a) + Uint256::one(),
                    Uint256::from(s) + Uint256::from(1_000_000u128),
                )
            };
            let (a, s) = whole(assets, shares);
            let (b, t) = whole(state.supplied, state.supply_shares);
            self.that("supplySharePriceNeverFalls", b * s >= a * t, || {
                format!(
                    "{} / {} after {assets} / {shares}",
                    state.supplied, state.supply_shares
                )
            })?;
        }
        self.supply = Some((state.supplied, state.supply_shares));
        let debts = p
            .positions
            .iter()
            .map(|(_, p)| debt_ceil(p.debt_shares, state.debt_index));
        let debts = sum(debts.collect::<Result<Vec<_>, _>>()?);
        let allowance = Uint128::from(p.positions.len() as u128);
        self.that(
            "totalBorrowedIsSumOfDebts",
            state.debt <= debts && debts <= state.debt + allowance,
            || format!("{} against {debts}", state.debt),
        )?;
        let owned = state.supplied + state.insurance_due;
        self.equal("suppliedIsCashAndDebt", owned, state.cash + state.debt)?;
        self.that("borrowLessThanSupply", state.debt <= owned, || {
            format!("{state:?}")
        })?;
        Ok(())
    }

    /// What the accounts say is there is there.
    fn custody(&mut self, suite: &Suite, p: &Picture) -> Result<()> {
        let s = &p.state;
        let booked = s.cash + s.insurance + s.batch.user + s.batch.protocol;
        let held = suite.stable_of(&suite.at.market)?;
        self.at_most("marketHoldsItsStablecoins", booked, held)?;
        let held = suite.qer_of(&suite.at.market)?;
        self.at_most("marketHoldsItsCollateral", p.collateral, held)?;
        let booked = p.backing.encumbered + p.backing.unencumbered;
        let held = suite.eth_of(&suite.at.reserve)?;
        self.at_most("reserveHoldsItsEth", booked, held)?;
        let held = suite.stable_of(&suite.at.reserve)?;
        self.at_most("reserveHoldsWhatWaits", p.backing.waiting, held)
    }

    /// Every stablecoin handed to the reserve is ETH, in flight, or waiting.
    fn purchases(&mut self, suite: &Suite, p: &Picture) -> Result<()> {
        let open = |o: &&(u64, qerun_messages::reserve::Order)| {
            matches!(
                o.1.status,
                OrderStatus::Pending | OrderStatus::Sent | OrderStatus::Returning
            )
        };
        let in_flight = sum(p.orders.iter().filter(open).map(|(_, o)| o.amount));
        self.equal("inFlightIsSumOfOpenOrders", p.backing.in_flight, in_flight)?;
        let count = p.orders.iter().filter(open).count() as u128;
        self.equal(
            "openOrdersCounted",
            p.backing.open_orders.into(),
            count.into(),
        )?;
        let waiting = sum(p.waiting.values().copied());
        self.equal("waitingIsSumOfBatches", p.backing.waiting, waiting)?;
        let unsettled = p.batches.values().filter(|b| !b.settled).count() as u128;
        self.equal(
            "openBatchesCounted",
            p.backing.open_batches.into(),
            unsettled.into(),
        )?;
        for (id, batch) in &p.batches {
            let of = |status: fn(OrderStatus) -> bool| {
                let orders = p.orders.iter().map(|(_, o)| o);
                let of = orders.filter(|o| o.batch_id.u64() == *id && status(o.status));
                sum(of.map(|o| o.amount))
            };
            let waiting = p.waiting.get(id).copied().unwrap_or_default();
            let flying = of(|s| !matches!(s, OrderStatus::Settled | OrderStatus::Refunded));
            self.equal(
                "batchOpenIsInFlightAndWaiting",
                batch.open,
                flying + waiting,
            )?;
            let bought = of(|s| s == OrderStatus::Settled);
            self.equal("batchIsBoughtOrOpen", batch.stable_in, bought + batch.open)?;
            self.that(
                "batchSettledWhenNothingOpen",
                batch.settled == batch.open.is_zero(),
                || format!("batch {id}: {batch:?}"),
            )?;
        }
        let purchases = suite.purchases()?;
        let held = purchases.iter().filter(|q| {
            matches!(
                q.purchase.status,
                qerun_messages::outpost::ReturnStatus::Held {}
            )
        });
        let held = sum(held.map(|q| q.purchase.eth_out));
        let there = suite.net.dex.balance(&suite.at.outpost, suite.dex_eth())?;
        self.at_most("outpostHoldsWhatFailedToReturn", held, there)
    }

    /// What borrowers may claim is what the reserve has encumbered, but for dust: each fold of a
    /// contribution into ETH rounds down by less than a unit.
    fn claims(&mut self, p: &Picture) -> Result<()> {
        let mut claimed = Uint128::zero();
        let mut unsettled = Uint128::zero();
        let mut now = BTreeSet::new();
        let claims = p.positions.iter().map(|(u, p)| (u, &p.claim, false));
        for (user, claim, owed) in claims.chain(p.owed.iter().map(|(u, c)| (u, c, true))) {
            claimed += claim.eth;
            for (id, contribution) in &claim.batches {
                now.insert((user.clone(), *id, owed));
                if let Some(b) = p.batches.get(id).filter(|b| b.settled) {
                    claimed += claim_eth_floor(*contribution, b.stable_in, b.eth_out)?;
                }
            }
        }
        // A contribution that has gone was folded or released; one that is split into owed counts
        // when it goes in its turn.
        self.folds += self.seen.difference(&now).count() as u128;
        self.seen = now;
        for (id, batch) in &p.batches {
            if !batch.settled {
                let user_in = p.contributions(*id);
                self.equal(
                    "sumOfContributionsIsUsersPartOfBatch",
                    user_in,
                    batch.user_in,
                )?;
                unsettled += encumbered_ceil(batch.user_in, batch.stable_in, batch.eth_out)?;
            }
        }
        let encumbered = p.backing.encumbered - unsettled;
        let dust = Uint128::new(self.folds + self.seen.len() as u128 + p.batches.len() as u128);
        self.that(
            "sumOfClaimsIsEncumbered",
            claimed <= encumbered && encumbered <= claimed + dust,
            || format!("{claimed} claimed, {encumbered} encumbered, {dust} dust allowed"),
        )
    }

    /// Supply of QER = genesis + minted - burned (nothing mints or burns yet).
    fn token(&mut self, suite: &Suite, _: &Picture) -> Result<()> {
        let info: cw20::TokenInfoResponse = suite.net.home.query(
            &suite.at.token,
            &qerun_messages::token::QueryMsg::TokenInfo {},
        )?;
        self.equal("supplyIsGenesis", info.total_supply, suite.genesis_supply())
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

impl Picture {
    fn take(suite: &Suite) -> Result<Self> {
        let storage = suite.net.home.app.contract_storage(&suite.at.market);
        let up = Order::Ascending;
        Ok(Picture {
            state: state::STATE.load(&*storage)?,
            collateral: state::COLLATERAL.load(&*storage)?,
            positions: suite.positions()?,
            owed: suite.all_owed()?,
            suppliers: state::SUPPLIERS
                .range(&*storage, None, None, up)
                .collect::<Result<_, _>>()?,
            by_health: state::BY_HEALTH
                .range(&*storage, None, None, up)
                .map(|e| e.map(|(key, _): (_, Empty)| key))
                .collect::<Result<_, _>>()?,
            backing: suite.backing()?,
            batches: suite.batches()?.into_iter().collect(),
            orders: suite.orders()?,
            waiting: suite
                .waiting()?
                .into_iter()
                .map(|w| (w.batch_id.u64(), w.amount))
                .collect(),
        })
    }

    /// What positions and owed claims hold of a batch.
    fn contributions(&self, batch: u64) -> Uint128 {
        let claims = self.positions.iter().map(|(_, p)| &p.claim);
        let claims = claims.chain(self.owed.iter().map(|(_, c)| c));
        let of = |c: &Claim| {
            c.batches
                .iter()
                .filter(|(id, _)| *id == batch)
                .map(|(_, a)| *a)
                .collect::<Vec<_>>()
        };
        sum(claims.flat_map(of))
    }
}

fn sum(amounts: impl IntoIterator<Item = Uint128>) -> Uint128 {
    amounts.into_iter().sum()
}

fn differ(a: impl Display, b: impl Display) -> String {
    format!("{a} against {b}")
}
