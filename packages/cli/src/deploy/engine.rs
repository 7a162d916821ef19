//! Carries out the steps of a plan: inspect the chain, send if the step is not done, inspect again, remember.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use qerun_chain::{Chain, ChainError, Sent};
use qerun_deployment::plan::Both;
use qerun_deployment::{Deployment, Plan, StepMessage};

use super::progress::named;
use super::{Artifacts, DeployError, Progress, SentTransaction, Side, State, StateError, Step};

/// How often a transaction is tried while other transactions of the signer come between.
const TRIES: u32 = 10;
/// How long to wait then, about a block.
const PAUSE: Duration = Duration::from_secs(1);

/// What a run has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Number of steps in the plan.
    pub steps: usize,
    /// Of these sent by this run; the others were done already.
    pub sent: usize,
    /// Wall time of the run.
    pub took: Duration,
}

/// Carries a plan out.
pub struct Engine<'a> {
    /// Checked, with the steps' order and messages.
    pub plan: &'a Plan,
    /// The wasm files with their checksums.
    pub artifacts: &'a Artifacts,
    /// Each with its deployer's key.
    pub chains: Both<&'a mut dyn Chain>,
}

/// What a step has made, as the chain tells.
pub(super) enum Found {
    /// Id of the stored code.
    Code(u64),
    /// Contracts by name.
    Contracts(Vec<(String, String)>),
    /// The step is done and leaves nothing to remember.
    Done,
}

impl<'a> Engine<'a> {
    /// Carries every step out that the chains do not show as done. `save` is called after each change
    /// of the state.
    ///
    /// # Errors
    /// [`DeployError`]; a later run with the same or with no state goes on from there.
    pub fn run(
        &mut self,
        state: &mut State,
        save: &mut dyn FnMut(&State) -> Result<(), StateError>,
        progress: &mut dyn Progress,
    ) -> Result<Outcome, DeployError> {
        let started = Instant::now();
        let deployment = self.deployment()?;
        self.adopt(state, &deployment)?;
        self.ensure_channel()?;
        self.ensure_same_plan(state, &deployment)?;
        let steps = Step::all(self.plan);
        progress.start(steps.len());
        let mut sent = 0;
        for together in Step::transactions(self.plan) {
            let before = state.clone();
            let made = self.transaction(&together, &deployment, state, progress)?;
            if *state != before {
                save(state)?;
            }
            let (now, receipt) = made.unzip();
            let now = now.unwrap_or_default();
            let mut earlier = together;
            earlier.retain(|step| !now.contains(step));
            progress.done(&earlier, None);
            progress.done(&now, receipt.as_ref());
            sent = now.len().saturating_add(sent);
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

    /// What of the steps of one transaction was still to be done, and the transaction that did it; none if nothing was.
    fn transaction(
        &mut self,
        steps: &[Step],
        deployment: &Deployment,
        state: &mut State,
        progress: &mut dyn Progress,
    ) -> Result<Option<(Vec<Step>, Sent)>, DeployError> {
        let mut left = self.left(steps, deployment, state)?;
        let mut begun = None;
        for attempt in 1.. {
            let Some(first) = left.first().copied() else {
                break;
            };
            let started = *begun.get_or_insert_with(|| {
                progress.begin(&left);
                Instant::now()
            });
            let messages = self.messages(&left, deployment, state)?;
            match self.send(first.side(), &messages)? {
                Ok(sent) => {
                    for step in &left {
                        let found = self.inspect_again(*step, deployment, state)?;
                        self.remember(*step, found, state)?;
                    }
                    state.transactions.push(SentTransaction {
                        step: named(&left),
                        side: first.side().name().to_owned(),
                        hash: sent.hash.clone(),
                        height: sent.height,
                        gas_used: sent.gas_used,
                        milliseconds: millis(started.elapsed()),
                    });
                    return Ok(Some((left, sent)));
                }
                // A transaction of a killed run may have come between: it may have done these steps.
                Err(ChainError::Sequence { .. }) if attempt < TRIES => {
                    std::thread::sleep(PAUSE);
                    left = self.left(&left, deployment, state)?;
                }
                Err(source) => {
                    let steps = named(&left);
                    return Err(DeployError::Sending { steps, source });
                }
            }
        }
        Ok(None)
    }

    /// The steps that the chain does not show as done; what the others have made is remembered.
    fn left(
        &self,
        steps: &[Step],
        deployment: &Deployment,
        state: &mut State,
    ) -> Result<Vec<Step>, DeployError> {
        let mut left = Vec::new();
        for step in steps {
            match self.inspect(*step, deployment, state)? {
                Some(found) => self.remember(*step, found, state)?,
                None => left.push(*step),
            }
        }
        Ok(left)
    }

    fn messages(
        &self,
        steps: &[Step],
        deployment: &Deployment,
        state: &State,
    ) -> Result<Vec<StepMessage>, DeployError> {
        let (known, now) = (state.known(), self.now());
        let message = |step: &Step| {
            let step = *step;
            let message = deployment.message(step, &known, now);
            message.map_err(|source| DeployError::Json { step, source })
        };
        steps.iter().map(message).collect()
    }

    /// Signs a transaction and sends it. The wasm is read only now: a run that stores nothing needs none.
    fn send(
        &mut self,
        side: Side,
        messages: &[StepMessage],
    ) -> Result<Result<Sent, ChainError>, DeployError> {
        let mut wasm = Vec::new();
        for message in messages {
            match message {
                // A code is big, and always stored by a transaction of its own.
                StepMessage::Store { code } => {
                    let file = self.artifacts.wasm(code)?;
                    return Ok(self.chain(side).store(&file));
                }
                StepMessage::Wasm(message) => wasm.push(message.clone()),
            }
        }
        Ok(self.chain(side).send(&wasm))
    }

    /// What a step's transaction has made. Asks more than once, since several nodes may be behind one address and one
    /// of them a block late.
    fn inspect_again(
        &self,
        step: Step,
        deployment: &Deployment,
        state: &State,
    ) -> Result<Found, DeployError> {
        for _ in 0..TRIES {
            if let Some(found) = self.inspect(step, deployment, state)? {
                return Ok(found);
            }
            std::thread::sleep(PAUSE);
        }
        Err(DeployError::NotThere { step })
    }

    /// The plan with the signers of the chains and the checksums of the artifacts.
    pub(super) fn deployment(&self) -> Result<Deployment<'a>, DeployError> {
        let deployers = Both {
            home: self.chains.home.signer()?,
            dex: self.chains.dex.signer()?,
        };
        Deployment::new(self.plan, &deployers, |code| {
            Ok::<_, DeployError>(self.artifacts.checksum(code)?)
        })
    }

    /// The home chain's time, Unix seconds; this machine's if the node does not answer.
    fn now(&self) -> u64 {
        let here = SystemTime::now().duration_since(UNIX_EPOCH);
        let here = here.map_or(0, |time| time.as_secs());
        let head = self.chain_ref(Side::Home).head();
        head.map_or(here, |head| head.time)
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
