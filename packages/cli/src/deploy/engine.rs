//! Step after step: look, act if need be, look again, remember.

use std::time::{Duration, Instant};

use super::{Artifacts, DeployError, Part, Side, State, StateError, Step, Transaction, Watcher};
use qerun_chain::{Chain, ChainError, Sent};
use qerun_deployment::address::predict;
use qerun_deployment::plan::{Both, Plan};
use qerun_deployment::Addresses;
use qerun_deployment::{MODULE_CODES, POOL_CODES};

/// How often a step is tried while other transactions of the signer come between.
const TRIES: u32 = 10;
/// How long to wait then: about a block.
const PAUSE: Duration = Duration::from_secs(1);

/// What a run has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Steps of the plan.
    pub steps: usize,
    /// Of these sent by this run; the others were done already.
    pub sent: usize,
    /// How long it took.
    pub took: Duration,
}

/// Carries a plan out.
pub struct Engine<'a> {
    /// What is wanted.
    pub plan: &'a Plan,
    /// The wasm.
    pub artifacts: &'a Artifacts,
    /// The chains.
    pub chains: Both<&'a mut dyn Chain>,
}

/// What a look at the chain found of a step.
pub(super) enum Found {
    /// The code's id.
    Code(u64),
    /// Contracts by name.
    Contracts(Vec<(&'static str, String)>),
    /// Nothing to remember.
    Done,
}

impl Engine<'_> {
    /// Carries every step out that the chains do not show as done. `save` is called after each change
    /// of the state.
    ///
    /// # Errors
    /// [`DeployError`]; a later run with the same or with no state goes on from there.
    pub fn run(
        &mut self,
        state: &mut State,
        save: &mut dyn FnMut(&State) -> Result<(), StateError>,
        watcher: &mut dyn Watcher,
    ) -> Result<Outcome, DeployError> {
        let started = Instant::now();
        self.adopt(state)?;
        self.check_channel()?;
        self.survey(state)?;
        let steps = Step::all(self.plan);
        watcher.start(steps.len());
        let mut sent = 0;
        for step in &steps {
            let before = state.clone();
            let receipt = self.step(*step, state, watcher)?;
            sent += usize::from(receipt.is_some());
            if *state != before {
                save(state)?;
            }
            watcher.done(*step, receipt.as_ref());
        }
        if !state.complete {
            state.complete = true;
            save(state)?;
        }
        Ok(Outcome {
            steps: steps.len(),
            sent,
            took: started.elapsed(),
        })
    }

    /// One step; the transaction if one was needed.
    fn step(
        &mut self,
        step: Step,
        state: &mut State,
        watcher: &mut dyn Watcher,
    ) -> Result<Option<Sent>, DeployError> {
        let at = self.places(state)?;
        if let Some(found) = self.look(step, state, &at)? {
            self.remember(step, found, state)?;
            return Ok(None);
        }
        watcher.begin(step);
        let started = Instant::now();
        let action = self.action(step, state, &at)?;
        for attempt in 1.. {
            match self.chain(step.side()).send(&action) {
                Ok(sent) => {
                    let found = self.look_again(step, state, &at)?;
                    self.remember(step, found, state)?;
                    state.transactions.push(Transaction {
                        step: step.to_string(),
                        side: step.side().name().to_owned(),
                        hash: sent.hash.clone(),
                        height: sent.height,
                        gas_used: sent.gas_used,
                        milliseconds: millis(started.elapsed()),
                    });
                    return Ok(Some(sent));
                }
                // A transaction of a killed run may still be on its way: wait and look again.
                Err(ChainError::Sequence { .. }) if attempt < TRIES => {
                    std::thread::sleep(PAUSE);
                    if let Some(found) = self.look(step, state, &at)? {
                        self.remember(step, found, state)?;
                        return Ok(None);
                    }
                }
                Err(source) => return Err(DeployError::Step { step, source }),
            }
        }
        Err(DeployError::NotThere { step })
    }

    /// What a step's transaction has made. Behind one address there may be several nodes, of which one
    /// is a block late.
    fn look_again(&self, step: Step, state: &State, at: &Addresses) -> Result<Found, DeployError> {
        for _ in 0..TRIES {
            if let Some(found) = self.look(step, state, at)? {
                return Ok(found);
            }
            std::thread::sleep(PAUSE);
        }
        Err(DeployError::NotThere { step })
    }

    /// The channel is what every denom follows from: it must be there, open, and lead to the other chain.
    fn check_channel(&self) -> Result<(), DeployError> {
        let (route, chains) = (&self.plan.route, &self.plan.chain);
        for (side, channel, other, chain_id) in [
            (
                Side::Home,
                &route.home_channel,
                &route.dex_channel,
                &chains.dex.chain_id,
            ),
            (
                Side::Dex,
                &route.dex_channel,
                &route.home_channel,
                &chains.home.chain_id,
            ),
        ] {
            let wrong = |reason: String| DeployError::Channel {
                side,
                channel: channel.clone(),
                reason,
            };
            let end = self.chain_ref(side).channel(channel)?;
            let end = end.ok_or_else(|| wrong("does not exist".to_owned()))?;
            if !end.open {
                return Err(wrong("is not open".to_owned()));
            }
            if end.counterparty_channel != *other {
                return Err(wrong(format!("leads to {}", end.counterparty_channel)));
            }
            if end.client_chain.as_ref().is_some_and(|id| id != chain_id) {
                let id = end.client_chain.unwrap_or_default();
                return Err(wrong(format!("leads to the chain {id}")));
            }
        }
        Ok(())
    }

    /// Where everything is or will be.
    pub(super) fn places(&self, state: &State) -> Result<Addresses, DeployError> {
        let known = |side, name: &str| state.address(side, name).unwrap_or_default().to_owned();
        let id = |side, code: &str| state.side(side).codes.get(code).map_or(0, |code| code.id);
        Ok(Addresses {
            token: self.predicted(Part::Token)?,
            dao: self.predicted(Part::Dao)?,
            voting: known(Side::Home, "voting"),
            timelock: self.predicted(Part::Timelock)?,
            oracle: self.predicted(Part::Oracle)?,
            market: self.predicted(Part::Market)?,
            reserve: self.predicted(Part::Reserve)?,
            outpost: self.predicted(Part::Outpost)?,
            pair: known(Side::Dex, "pair"),
            modules: MODULE_CODES.map(|code| id(Side::Home, code)),
            pool: POOL_CODES.map(|code| id(Side::Dex, code)),
        })
    }

    /// Where a contract will be: its code's checksum, the signer, and plan and part as the salt.
    pub(super) fn predicted(&self, part: Part) -> Result<String, DeployError> {
        let checksum = self.artifacts.checksum(part.code())?;
        let signer = self.chain_ref(part.side()).signer()?;
        Ok(predict(checksum, &signer, &self.salt(part))?)
    }

    pub(super) fn salt(&self, part: Part) -> Vec<u8> {
        format!("qerun/{}/{}", self.plan.name, part.name()).into_bytes()
    }

    pub(super) fn chain_ref(&self, side: Side) -> &dyn Chain {
        match side {
            Side::Home => &*self.chains.home,
            Side::Dex => &*self.chains.dex,
        }
    }

    fn chain(&mut self, side: Side) -> &mut dyn Chain {
        match side {
            Side::Home => &mut *self.chains.home,
            Side::Dex => &mut *self.chains.dex,
        }
    }
}

fn millis(took: Duration) -> u64 {
    u64::try_from(took.as_millis()).unwrap_or(u64::MAX)
}
