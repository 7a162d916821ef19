//! What a pause rule may be. A rule bypasses classes and delays, so each of its messages must be, to the last field,
//! one of the two that stop something, of the two that end that, or the one that puts back what governance had set
//! before; any other would let the guardian act.

use cosmwasm_std::{from_json, Addr, Api, Binary};
use qerun_controls::{ensure_within, first_repeated, MAX_PAUSE, MIN_COOL_DOWN};
use qerun_messages::timelock::{EndMsg, PauseMsg, PauseRule};
use serde::de::DeserializeOwned;

use crate::error::ContractError;
use crate::json::Json;
use crate::state::Pause;
use crate::validate::{address, ensure_name, ensure_not_itself, MAX_WINDOW};

/// Most effects of a rule, and most actions.
pub const MAX_EFFECTS: usize = 8;

/// A valid rule that was never used. The bond token cannot be paused. Errors: `NoPause`, `InvalidMessage`,
/// `InvalidFields`, `PauseLength`, `NotCounterpart`, `HaltWithoutEnd`, and one for each bound.
pub fn validate(
    api: &dyn Api,
    this: &Addr,
    token: &Addr,
    id: &str,
    rule: PauseRule<String>,
) -> Result<Pause, ContractError> {
    ensure_name("name", id)?;
    let contract = address(api, &rule.contract)?;
    ensure_not_itself("contract", &contract, this)?;
    let read = Read {
        contract: &contract,
        token,
    };
    let pause: PauseMsg = read.message("pause", &rule.pause, &["pause", "halt", "revert_asset"])?;
    let end: Option<EndMsg> = match &rule.end {
        Some(end) => Some(read.message("end", end, &["unpause", "resume"])?),
        None => None,
    };
    ensure_within("duration", rule.duration, (1, MAX_PAUSE))?;
    let least = rule.duration.max(MIN_COOL_DOWN);
    ensure_within("cool_down", rule.cool_down, (least, MAX_WINDOW))?;
    ensure_distinct("effects", "effect", &rule.effects)?;
    let halts = match (&pause, &end) {
        (PauseMsg::Pause { actions, duration }, end) => {
            if *duration != rule.duration {
                return Err(ContractError::PauseLength {
                    message: *duration,
                    rule: rule.duration,
                });
            }
            if let Some(actions) = actions {
                ensure_distinct("actions", "action", actions)?;
            }
            match end {
                None => {}
                Some(EndMsg::Unpause { actions: ends }) if same(actions, ends) => {}
                Some(_) => return Err(ContractError::NotCounterpart {}),
            }
            false
        }
        (PauseMsg::Halt { asset }, Some(EndMsg::Resume { asset: ends })) if asset == ends => true,
        (PauseMsg::Halt { .. }, Some(_)) => return Err(ContractError::NotCounterpart {}),
        (PauseMsg::Halt { .. }, None) => return Err(ContractError::HaltWithoutEnd {}),
        (PauseMsg::RevertAsset { .. }, None) => false,
        (PauseMsg::RevertAsset { .. }, Some(_)) => return Err(ContractError::NotCounterpart {}),
    };
    Ok(Pause {
        rule: PauseRule {
            contract,
            pause: rule.pause,
            end: rule.end,
            duration: rule.duration,
            cool_down: rule.cool_down,
            effects: rule.effects,
        },
        halts,
        until: 0,
        end_due: false,
        halted_by_operation: false,
    })
}

struct Read<'a> {
    contract: &'a Addr,
    token: &'a Addr,
}

impl Read<'_> {
    fn message<T: DeserializeOwned>(
        &self,
        name: &'static str,
        msg: &Binary,
        allowed: &[&str],
    ) -> Result<T, ContractError> {
        let parsed = Json::parse(msg);
        let Some((key, _)) = parsed.as_ref().and_then(Json::variant) else {
            return Err(ContractError::InvalidMessage { name });
        };
        let key = key.to_string();
        if !allowed.contains(&key.as_str()) || self.contract == self.token {
            let contract = self.contract.clone();
            return Err(ContractError::NoPause { contract, key });
        }
        from_json(msg).map_err(|_| ContractError::InvalidFields { name, key })
    }
}

/// Refuses a list that is too long or empty, or names something malformed or twice. Errors: `OutOfBounds`,
/// `InvalidKey`, `Duplicate`.
fn ensure_distinct(
    list: &'static str,
    entry: &'static str,
    names: &[String],
) -> Result<(), ContractError> {
    ensure_within(list, names.len(), (1, MAX_EFFECTS))?;
    for key in names {
        ensure_name(entry, key)?;
    }
    match first_repeated(names) {
        Some(key) => Err(ContractError::Duplicate { key: key.clone() }),
        None => Ok(()),
    }
}

/// The same actions in whatever order.
fn same(a: &Option<Vec<String>>, b: &Option<Vec<String>>) -> bool {
    let sorted = |list: &Option<Vec<String>>| {
        list.clone().map(|mut list| {
            list.sort();
            list
        })
    };
    sorted(a) == sorted(b)
}
