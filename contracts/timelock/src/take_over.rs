//! What governance stops and ends by operations counts like the guardian's pauses, and takes them over.

use cosmwasm_std::{from_json, CosmosMsg, StdResult, Storage, WasmMsg};
use qerun_messages::timelock::{EndMsg, PauseMsg};

use crate::address::canonical;
use crate::effects::{self, Row};
use crate::state::{Pause, PAUSES};

/// A message to a contract that stops or ends something.
enum Order {
    Stop(PauseMsg),
    End(EndMsg),
}

/// An operation that stops or ends what a rule stops takes the pause over: nothing is due any more. Else anyone
/// could end with it what governance decided, at any later time. Effects and cool-downs follow. A pause of some of
/// a rule's actions counts for all effects of the rule; an end of some of them ends none.
pub fn take_over(storage: &mut dyn Storage, messages: &[CosmosMsg], now: u64) -> StdResult<()> {
    let orders: Vec<(String, Order)> = messages.iter().filter_map(order).collect();
    if orders.is_empty() {
        return Ok(());
    }
    let mut rows = effects::rules(storage)?;
    for (contract, order) in &orders {
        for index in 0..rows.len() {
            let Some((id, mut pause)) = rows.get(index).cloned() else {
                break;
            };
            if pause.rule.contract.as_str() != contract {
                continue;
            }
            if follow(storage, &rows, &id, &mut pause, order, now)? {
                PAUSES.save(storage, &id, &pause)?;
                if let Some(row) = rows.get_mut(index) {
                    *row = (id, pause);
                }
            }
        }
    }
    Ok(())
}

fn order(message: &CosmosMsg) -> Option<(String, Order)> {
    let CosmosMsg::Wasm(WasmMsg::Execute {
        contract_addr, msg, ..
    }) = message
    else {
        return None;
    };
    let order = match from_json(msg) {
        Ok(stop) => Order::Stop(stop),
        Err(_) => Order::End(from_json(msg).ok()?),
    };
    Some((canonical(contract_addr), order))
}

/// Whether the order is about what the rule stops; if so the rule's state and its effects are as they will be.
fn follow(
    storage: &mut dyn Storage,
    rows: &[Row],
    id: &str,
    pause: &mut Pause,
    order: &Order,
    now: u64,
) -> StdResult<bool> {
    let of_the_rule: PauseMsg = from_json(&pause.rule.pause)?;
    match (order, of_the_rule) {
        (
            Order::Stop(PauseMsg::Pause { actions, duration }),
            PauseMsg::Pause { actions: own, .. },
        ) if overlap(actions, &own) => {
            effects::extend(storage, &pause.rule, *duration, now)?;
            pause.until = pause.until.max(now.saturating_add(*duration));
        }
        (Order::Stop(PauseMsg::Halt { asset }), PauseMsg::Halt { asset: own }) if *asset == own => {
            pause.kept = true;
        }
        (Order::End(EndMsg::Unpause { actions }), PauseMsg::Pause { actions: own, .. })
            if overlap(actions, &own) =>
        {
            if covers(actions, &own) {
                effects::end(storage, rows, id, pause, now)?;
                pause.until = pause.until.min(now);
            }
        }
        (Order::End(EndMsg::Resume { asset }), PauseMsg::Halt { asset: own }) if *asset == own => {
            effects::end(storage, rows, id, pause, now)?;
            pause.until = now;
            pause.kept = false;
        }
        _ => return Ok(false),
    }
    pause.end_due = false;
    Ok(true)
}

type Actions = Option<Vec<String>>;

/// Whether two lists of actions have one in common; none means all that there is.
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
