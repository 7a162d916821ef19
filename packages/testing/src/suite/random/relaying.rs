//! The relayer: every step, in any order, twice, late, too early, or not at all.

use anyhow::{ensure, Result};
use rand::seq::SliceRandom;
use rand::Rng;

use super::expectation::Must;
use super::packet_effects::{ensure_receipt, ensure_settlement, lost, under_way};
use super::Random;
use crate::ibc::{Receipt, Settlement};
use crate::relayer::{PacketId, Pending, Side, Stage};
use crate::suite::Suite;

/// Packets that are remembered for duplicates.
const REMEMBERED: usize = 200;

impl Random {
    /// The right next step of a pending packet, any of them, or the loss of the attempt. It must
    /// succeed on an open channel, a timeout on a closed one as well.
    pub(super) fn relay(&mut self, suite: &mut Suite) -> Result<()> {
        let pending = suite.net.pending()?;
        let chosen = match self.once_in(2) {
            true => pending.first(),
            false => pending.choose(&mut self.rng),
        };
        let Some(chosen) = chosen else {
            return Ok(());
        };
        let id = chosen.id.clone();
        if self.once_in(12) {
            suite.net.drop_attempt(&id);
            self.note(format!("drop {id}"));
            return Ok(());
        }
        if !self.packets.contains(&id) {
            self.packets.push_back(id.clone());
            if self.packets.len() > REMEMBERED {
                self.packets.pop_front();
            }
        }
        self.relay_step(suite, chosen)
    }

    /// The right next step of a packet.
    pub(super) fn relay_step(&mut self, suite: &mut Suite, chosen: &Pending) -> Result<()> {
        let id = chosen.id.clone();
        let under_way = under_way(suite, chosen)?;
        let late = lost(suite, chosen)?;
        let open = Must::succeed_if(self.open);
        let before = suite.backing()?.unencumbered;
        match &chosen.stage {
            Stage::Sent => {
                let what = ("deliver", open, id.to_string());
                let done = self.attempt(suite, what, |s| s.net.deliver(&id))?;
                if let Some(done) = done {
                    ensure_receipt(suite, chosen, &done.outcome)?;
                    let amount = chosen.data()?.amount;
                    if chosen.data()?.sender == suite.at.outpost.as_str() {
                        self.returned += amount;
                        // ETH of a lost order is the protocol's own.
                        if late {
                            self.late_eth += amount;
                            let own = suite.backing()?.unencumbered;
                            ensure!(own == before + amount, "late ETH: {before} to {own}");
                            self.tally.entry("late_eth").or_default().succeeded += 1;
                        }
                    }
                }
            }
            Stage::Received(_) => {
                let what = ("acknowledge", open, id.to_string());
                let done = self.attempt(suite, what, |s| s.net.acknowledge(&id))?;
                if let Some(done) = done {
                    ensure_settlement(suite, chosen, under_way, &done.outcome)?;
                    self.note_late(late, id.from, &done.outcome);
                }
            }
            Stage::Expired => {
                let what = ("time_out", Must::Succeed, id.to_string());
                let done = self.attempt(suite, what, |s| s.net.timeout(&id))?;
                if let Some(done) = done {
                    ensure_settlement(suite, chosen, under_way, &done.outcome)?;
                    self.note_late(late, id.from, &done.outcome);
                }
            }
        }
        Ok(())
    }

    /// Counts callbacks of the reserve's packets that come after their order was closed as lost.
    fn note_late(&mut self, late: bool, from: Side, settlement: &Settlement) {
        if !late || from != Side::Home {
            return;
        }
        let kind = match settlement {
            Settlement::Refunded(_) => "late_refund",
            _ => "late_acknowledgement",
        };
        self.tally.entry(kind).or_default().succeeded += 1;
    }

    /// A step again that was done before: nothing happens.
    pub(super) fn relay_again(&mut self, suite: &mut Suite) -> Result<()> {
        let pending = suite.net.pending()?;
        let stage = |id: &PacketId| pending.iter().find(|p| p.id == *id).map(|p| &p.stage);
        let mut known: Vec<PacketId> = self.packets.iter().cloned().collect();
        let received = |id: &PacketId| matches!(stage(id), Some(Stage::Received(_)));
        if self.once_in(2) && known.iter().any(received) {
            known.retain(received);
        }
        let Some(id) = known.choose(&mut self.rng).cloned() else {
            return Ok(());
        };
        let what = |kind| (kind, Must::Succeed, id.to_string());
        match stage(&id) {
            // Not received yet: there is nothing to repeat.
            Some(Stage::Sent | Stage::Expired) => Ok(()),
            Some(Stage::Received(_)) => {
                let done = self.attempt(suite, what("deliver_again"), |s| s.net.deliver(&id))?;
                let outcome = done.map(|d| d.outcome);
                ensure!(outcome == Some(Receipt::Duplicate), "{id}: {outcome:?}");
                Ok(())
            }
            // Completed at its source. One that timed out was never received, so only its
            // completion can be repeated.
            None => {
                let kind = what("complete_again");
                let done = match self.rng.gen::<bool>() {
                    true => self.attempt(suite, kind, |s| s.net.timeout(&id))?,
                    false => self.attempt(
                        suite,
                        ("complete_again", Must::Either, id.to_string()),
                        |s| s.net.acknowledge(&id),
                    )?,
                };
                if let Some(done) = done {
                    ensure!(
                        done.outcome == Settlement::Duplicate,
                        "{id}: {:?}",
                        done.outcome
                    );
                }
                Ok(())
            }
        }
    }

    /// A step that is not the packet's next: the chain refuses it.
    pub(super) fn relay_wrongly(&mut self, suite: &mut Suite) -> Result<()> {
        let pending = suite.net.pending()?;
        let Some(chosen) = pending.choose(&mut self.rng) else {
            return Ok(());
        };
        let id = chosen.id.clone();
        let what = (
            "relay_wrongly",
            Must::Fail,
            format!("{id} {:?}", chosen.stage),
        );
        match (&chosen.stage, self.rng.gen::<bool>()) {
            (Stage::Sent, true) | (Stage::Received(_), _) => {
                self.attempt(suite, what, |s| s.net.timeout(&id))?;
            }
            (Stage::Sent | Stage::Expired, false) => {
                self.attempt(suite, what, |s| s.net.acknowledge(&id))?;
            }
            (Stage::Expired, true) => {
                self.attempt(suite, what, |s| s.net.deliver(&id))?;
            }
        }
        Ok(())
    }

    /// Closes the channel.
    pub(super) fn close_channel(&mut self, suite: &mut Suite) -> Result<()> {
        if !self.open {
            return Ok(());
        }
        self.note("close channel".to_owned());
        self.tally.entry("close_channel").or_default().succeeded += 1;
        self.open = false;
        let route = &suite.plan.route;
        suite
            .net
            .close_channel(&route.home_channel, &route.dex_channel)
    }

    /// Reopens it.
    pub(super) fn reopen_channel(&mut self, suite: &mut Suite) -> Result<()> {
        if !self.open {
            self.note("reopen channel".to_owned());
        }
        self.open = true;
        let route = &suite.plan.route;
        suite
            .net
            .open_channel(&route.home_channel, &route.dex_channel)
    }
}
