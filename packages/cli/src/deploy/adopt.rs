//! Whether the state file is of this deployment: plan, chains, signers, codes and messages must be the same.

use std::collections::BTreeSet;

use qerun_deployment::Deployment;

use super::engine::{Engine, Found};
use super::planned::{differences, hash};
use super::{CodeRecord, DeployError, Side, State, StateError, Step};

impl Engine<'_> {
    /// Takes a state over, and fills in what a new one does not say yet. Refuses one of another plan, chain, signer or code,
    /// and one of this plan before it was edited.
    pub(super) fn adopt(
        &self,
        state: &mut State,
        deployment: &Deployment,
    ) -> Result<(), DeployError> {
        let same = |what: &'static str, found: &mut String, wanted: &str| {
            if found.is_empty() {
                wanted.clone_into(found);
            }
            if found.as_str() == wanted {
                return Ok(());
            }
            Err(StateError::Other {
                what,
                found: found.clone(),
                wanted: wanted.to_owned(),
            })
        };
        same("the plan", &mut state.plan, &self.plan.name)?;
        for side in [Side::Home, Side::Dex] {
            let plan = match side {
                Side::Home => &self.plan.chain.home,
                Side::Dex => &self.plan.chain.dex,
            };
            let signer = self.chain_ref(side).signer()?;
            let part = state.chain.get_mut(side);
            same("the chain", &mut part.chain_id, &plan.chain_id)?;
            same("the deployer", &mut part.deployer, &signer)?;
            // A code that no step stores has no artifact; the comparison of the plans below names it.
            let stored = |name: &str| {
                let mut steps = Step::all(self.plan).into_iter();
                steps.any(|step| matches!(step, Step::Store { side: at, code } if at == side && code == name))
            };
            for (name, code) in part.codes.iter_mut().filter(|(name, _)| stored(name)) {
                let wanted = self.artifacts.checksum(name)?;
                same("a code with the checksum", &mut code.checksum, wanted)?;
            }
        }
        let planned = self.planned(deployment)?;
        let wanted = hash(&planned);
        if state.hash.is_empty() {
            state.hash.clone_from(&wanted);
            state.planned.clone_from(&planned);
        }
        if state.hash == wanted && hash(&state.planned) == wanted {
            return Ok(());
        }
        let (mut list, none) = (Vec::new(), serde_json::Value::Null);
        let names: BTreeSet<&String> = planned.keys().chain(state.planned.keys()).collect();
        for name in names {
            let (found, wanted) = (state.planned.get(name), planned.get(name));
            differences(
                name,
                found.unwrap_or(&none),
                wanted.unwrap_or(&none),
                &mut list,
            );
        }
        Err(StateError::Plan {
            found: state.hash.clone(),
            wanted,
            differences: list,
        }
        .into())
    }

    /// Keeps what a step has made. What the state has otherwise than the chain is an error.
    pub(super) fn remember(
        &self,
        step: Step,
        found: Found,
        state: &mut State,
    ) -> Result<(), DeployError> {
        let part = state.chain.get_mut(step.side());
        match (step, found) {
            (Step::Store { code, .. }, Found::Code(id)) => {
                let checksum = self.artifacts.checksum(code)?.to_owned();
                part.codes
                    .insert(code.to_owned(), CodeRecord { id, checksum });
            }
            (_, Found::Contracts(rows)) => {
                for (name, at) in rows {
                    let known = part.contracts.insert(name.clone(), at.clone());
                    if let Some(found) = known.filter(|known| *known != at) {
                        let what = format!("the {name} of {step}");
                        let wanted = at;
                        return Err(StateError::Tampered {
                            what,
                            found,
                            wanted,
                        }
                        .into());
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }
}
