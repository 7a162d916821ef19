//! Records what operations pause, halt and end directly, like the guardian's pauses, which they replace.

use cosmwasm_std::{from_json, CosmosMsg, StdResult, Storage, WasmMsg};
use qerun_messages::timelock::{EndMsg, PauseMsg};

use crate::address::canonical;
use crate::effects::{self, Row};
use crate::state::{Pause, PAUSES};

/// A message to a contract that stops or ends something.
enum Command {
    Stop(PauseMsg),
    End(EndMsg),
}

/// Records the effects and cool-downs of what the messages of an operation stop or end, as if the guardian had paused.
/// The ending message of a rule that stops the same is no longer due, because with it anyone could later end what
/// governance decided. A pause of some of a rule's actions counts for all effects of the rule; an end of some of its
/// actions ends none.
pub fn record_pauses(storage: &mut dyn Storage, messages: &[CosmosMsg], now: u64) -> StdResult<()> {
    let commands: Vec<(String, Command)> = messages.iter().filter_map(command).collect();
    if commands.is_empty() {
        return Ok(());
    }
    let mut rows = effects::rules(storage)?;
    for (contract, command) in &commands {
        for index in 0..rows.len() {
            let Some((id, mut pause)) = rows.get(index).cloned() else {
                break;
            };
            if pause.rule.contract.as_str() != contract {
                continue;
            }
            if apply(storage, &rows, &id, &mut pause, command, now)? {
                PAUSES.save(storage, &id, &pause)?;
                if let Some(row) = rows.get_mut(index) {
                    *row = (id, pause);
                }
            }
        }
    }
    Ok(())
}

fn command(message: &CosmosMsg) -> Option<(String, Command)> {
    let CosmosMsg::Wasm(WasmMsg::Execute {
        contract_addr, msg, ..
    }) = message
    else {
        return None;
    };
    let command = match from_json(msg) {
        Ok(stop) => Command::Stop(stop),
        Err(_) => Command::End(from_json(msg).ok()?),
    };
    Some((canonical(contract_addr), command))
}

/// Applies a command to a rule and its effects. Returns whether the command concerns what the rule stops.
fn apply(
    storage: &mut dyn Storage,
    rows: &[Row],
    id: &str,
    pause: &mut Pause,
    command: &Command,
    now: u64,
) -> StdResult<bool> {
    let of_the_rule: PauseMsg = from_json(&pause.rule.pause)?;
    match (command, of_the_rule) {
        (
            Command::Stop(PauseMsg::Pause { actions, duration }),
            PauseMsg::Pause { actions: own, .. },
        ) if overlap(actions, &own) => {
            effects::extend(storage, &pause.rule, *duration, now)?;
            pause.until = pause.until.max(now.saturating_add(*duration));
        }
        (Command::Stop(PauseMsg::Halt { asset }), PauseMsg::Halt { asset: own })
            if *asset == own =>
        {
            pause.halted_by_operation = true;
        }
        (Command::Stop(PauseMsg::RevertAsset { asset }), PauseMsg::RevertAsset { asset: own })
            if *asset == own =>
        {
            effects::extend(storage, &pause.rule, pause.rule.duration, now)?;
            pause.until = pause.until.max(now.saturating_add(pause.rule.duration));
        }
        (Command::End(EndMsg::Unpause { actions }), PauseMsg::Pause { actions: own, .. })
            if overlap(actions, &own) =>
        {
            if covers(actions, &own) {
                effects::end(storage, rows, id, pause, now)?;
                pause.until = pause.until.min(now);
            }
        }
        (Command::End(EndMsg::Resume { asset }), PauseMsg::Halt { asset: own })
            if *asset == own =>
        {
            effects::end(storage, rows, id, pause, now)?;
            pause.until = now;
            pause.halted_by_operation = false;
        }
        _ => return Ok(false),
    }
    pause.end_due = false;
    Ok(true)
}

type Actions = Option<Vec<String>>;

/// Whether two lists of actions have one in common; no list means all actions.
fn overlap(some: &Actions, own: &Actions) -> bool {
    match (some, own) {
        (Some(some), Some(own)) => own.iter().any(|action| some.contains(action)),
        _ => true,
    }
}

/// Whether all of a rule's actions are among these.
fn covers(these: &Actions, own: &Actions) -> bool {
    match (these, own) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(these), Some(own)) => own.iter().all(|action| these.contains(action)),
    }
}
