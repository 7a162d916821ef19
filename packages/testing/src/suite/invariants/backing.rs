//! Invariants of the reserve: custody, purchases, and what borrowers may claim of it.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use cosmwasm_std::Uint128;
use qerun_math::{claim_eth_floor, claim_stable_floor, encumbered_ceil};
use qerun_messages::outpost::ReturnStatus;
use qerun_messages::reserve::OrderStatus;
use qerun_reserve::state::StoredOrder;

use super::snapshot::Snapshot;
use super::{sum, InvariantChecker};
use crate::suite::Suite;

/// What a batch's orders have become, in stablecoins, and the ETH that they brought or that was made good.
#[derive(Clone, Copy, Default)]
struct Parts {
    in_flight: Uint128,
    bought: Uint128,
    lost: Uint128,
    eth: Uint128,
}

impl InvariantChecker {
    /// Balances are at least what the contracts have recorded.
    pub(super) fn custody(&mut self, suite: &Suite, p: &Snapshot) -> Result<()> {
        let s = &p.state;
        let recorded = s.cash + s.insurance + s.batch.user_in + s.batch.protocol_in + s.kept;
        let held = suite.stable_of(&suite.at.market)?;
        self.at_most("marketHoldsItsStablecoins", recorded, held)?;
        let kept = sum(p.claims().map(|c| c.stable)) + sum(p.returned.values().copied());
        self.equal("keptIsReturnedAndClaims", s.kept, kept)?;
        let held = suite.qer_of(&suite.at.market)?;
        self.at_most("marketHoldsItsCollateral", p.collateral, held)?;
        let recorded = p.backing.encumbered + p.backing.unencumbered;
        let held = suite.eth_of(&suite.at.reserve)?;
        self.at_most("reserveHoldsItsEth", recorded, held)?;
        let held = suite.stable_of(&suite.at.reserve)?;
        self.at_most("reserveHoldsWhatWaits", p.backing.waiting, held)
    }

    /// Every stablecoin handed to the reserve is ETH, lost, wound down, in flight, or waiting.
    pub(super) fn purchases(&mut self, suite: &Suite, p: &Snapshot) -> Result<()> {
        let mut parts: BTreeMap<u64, Parts> = BTreeMap::new();
        let (mut in_flight, mut open_orders) = (Uint128::zero(), 0u128);
        for (_, StoredOrder(order)) in p.history.orders.iter() {
            let part = parts.entry(order.batch_id.u64()).or_default();
            part.eth += order.eth_out;
            match order.status {
                OrderStatus::Settled => part.bought += order.amount,
                OrderStatus::Lost => part.lost += order.amount,
                OrderStatus::Refunded => {}
                OrderStatus::Pending | OrderStatus::Sent | OrderStatus::Returning => {
                    part.in_flight += order.amount;
                    in_flight += order.amount;
                    open_orders += 1;
                }
            }
        }
        let backing = &p.backing;
        self.equal("inFlightIsSumOfOpenOrders", backing.in_flight, in_flight)?;
        let count = Uint128::from(backing.open_orders);
        self.equal("openOrdersCounted", count, open_orders.into())?;
        let waiting = sum(p.waiting.values().copied());
        self.equal("waitingIsSumOfBatches", backing.waiting, waiting)?;
        let batches = &p.history.batches;
        let unsettled = batches.iter().filter(|(_, b)| !b.settled).count() as u128;
        let count = Uint128::from(backing.open_batches);
        self.equal("openBatchesCounted", count, unsettled.into())?;
        for (id, batch) in batches.iter() {
            let part = parts.get(&id).copied().unwrap_or_default();
            let waiting = p.waiting.get(&id).copied().unwrap_or_default();
            let open = part.in_flight + waiting;
            self.equal("batchOpenIsInFlightAndWaiting", batch.open, open)?;
            let all = part.bought + part.lost + batch.stable_out + batch.open;
            self.equal("batchIsBoughtLostBackOrOpen", batch.stable_in, all)?;
            self.equal("batchEthIsSumOfOrders", batch.eth_out, part.eth)?;
            self.that(
                "batchSettledWhenNothingOpen",
                batch.settled == batch.open.is_zero(),
                || format!("batch {id}: {batch:?}"),
            )?;
        }
        let purchases = p.history.purchases.iter().map(|(_, q)| q);
        let held = purchases.filter(|q| q.status == ReturnStatus::Held {});
        let held = sum(held.map(|q| q.eth_out));
        let there = suite.net.dex.balance(&suite.at.outpost, &suite.dex_eth())?;
        self.at_most("outpostHoldsWhatFailedToReturn", held, there)
    }

    /// What borrowers may claim is what the reserve has encumbered, but for dust: turning a claim's
    /// part of a batch into ETH rounds down by less than a unit.
    pub(super) fn claims(&mut self, p: &Snapshot) -> Result<()> {
        let mut claimed = Uint128::zero();
        let mut unsettled = Uint128::zero();
        let mut stable: BTreeMap<u64, Uint128> = BTreeMap::new();
        let mut now = BTreeSet::new();
        let claims = p.positions.iter().map(|(u, p)| (u, &p.claim, false));
        for (user, claim, owed) in claims.chain(p.owed.iter().map(|(u, c)| (u, c, true))) {
            claimed += claim.eth;
            for (id, part) in &claim.batches {
                now.insert((user.clone(), *id, owed));
                if let Some(b) = p.history.batches.get(*id).filter(|b| b.settled) {
                    claimed += claim_eth_floor(*part, b.stable_in, b.eth_out)?;
                    *stable.entry(*id).or_default() +=
                        claim_stable_floor(*part, b.stable_in, b.stable_out)?;
                }
            }
        }
        // What was wound down of a batch is enough for every claim on it.
        for (id, claimed) in stable {
            let back = p.returned.get(&id).copied().unwrap_or_default();
            self.at_most("returnedCoversItsClaims", claimed, back)?;
        }
        // A part that is gone was turned into ETH or released; one that was split into owed counts
        // when it goes in its turn.
        self.folds += self.seen.difference(&now).count() as u128;
        self.seen = now;
        for (id, batch) in p.history.batches.iter() {
            if !batch.settled {
                let user_in = p.claimed_of(id);
                self.equal("sumOfClaimsIsUsersPartOfBatch", user_in, batch.user_in)?;
                unsettled += encumbered_ceil(batch.user_in, batch.stable_in, batch.eth_out)?;
            }
        }
        let encumbered = p.backing.encumbered - unsettled;
        let dust =
            Uint128::new(self.folds + self.seen.len() as u128 + p.history.batches.len() as u128);
        self.that(
            "sumOfClaimsIsEncumbered",
            claimed <= encumbered && encumbered <= claimed + dust,
            || format!("{claimed} claimed, {encumbered} encumbered, {dust} dust allowed"),
        )
    }
}
