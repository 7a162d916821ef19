//! The DAO or the steward queues an operation.

use cosmwasm_std::{
    from_json, to_json_vec, Addr, CosmosMsg, DepsMut, Env, MessageInfo, Response, WasmMsg,
};
use cw20::Cw20ExecuteMsg;
use qerun_controls::ensure_within;
use qerun_messages::timelock::{
    BondState, Class, ExecuteMsg, Kind, Operation, Phase, Stage, MAX_NOT_AFTER,
};

use crate::address::canonical;
use crate::error::ContractError;
use crate::state::{CONFIG, LAST_ID, MESSAGES, OPERATIONS, PARAMS};
use crate::{classify, events, roles, stage};

/// At most so many messages in an operation.
pub const MAX_MESSAGES: usize = 10;
/// Longest text, bytes.
pub const MAX_TEXT: usize = 1_000;
/// Largest operation, bytes of JSON.
pub const MAX_SIZE: usize = 30_000;

/// Queues an operation in the class that its messages have now, with that class's terms.
pub fn queue(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    messages: Vec<CosmosMsg>,
    text: String,
    not_after: u64,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let config = CONFIG.load(deps.storage)?;
    let by_dao = info.sender == config.dao;
    let by_steward = roles::is_steward(deps.storage, &config, &info.sender, now)?;
    let bootstrap = stage::current(deps.storage, &config, now)? == Stage::Bootstrap;
    roles::ensure_allowed(
        by_dao || (by_steward && bootstrap),
        &info,
        "DAO or, in the stage bootstrap, the steward",
    )?;
    ensure_in_time(not_after, now)?;
    ensure_size(&messages, &text)?;
    ensure_no_allowance(&config.token, &messages)?;
    let this = &env.contract.address;
    let advances = |message| matches!(own(message, this), Some(ExecuteMsg::AdvanceStage { .. }));
    roles::ensure_allowed(
        by_dao || !messages.iter().any(advances),
        &info,
        "DAO (a message advances the stage)",
    )?;

    let classification = classify::operation(deps.storage, this, &messages, now)?;
    // A critical operation has the strictest class already: its spends do not use up the limits of the milder classes.
    if classification.class < Class::Critical {
        classification.spending.record(deps.storage, now)?;
    }
    let params = PARAMS.load(deps.storage)?;
    let terms = params.of(classification.class);
    let ready_at = terms
        .bond
        .is_zero()
        .then(|| now.saturating_add(terms.delay));
    let operation = Operation {
        queued_by: info.sender,
        text,
        class: classification.class,
        kind: kind(&messages, this),
        delay: terms.delay,
        execution_window: params.execution_window,
        bond: terms.bond,
        bond_state: BondState::None,
        sponsor: None,
        queued_at: now,
        ready_at,
        expires_at: match ready_at {
            Some(at) => at.saturating_add(params.execution_window),
            None => now.saturating_add(params.bond_window),
        },
        dao_approved: by_dao,
        steward_approved: by_steward,
        steward_term: config.steward_term,
        phase: match ready_at {
            Some(_) => Phase::Scheduled,
            None => Phase::AwaitingBond,
        },
    };
    let id = LAST_ID.load(deps.storage)?.saturating_add(1);
    LAST_ID.save(deps.storage, &id)?;
    OPERATIONS.save(deps.storage, id, &operation)?;
    MESSAGES.save(deps.storage, id, &messages)?;
    Ok(Response::new().add_event(events::queue(id, &operation)))
}

/// Refuses an operation that is queued after `not_after`, or long before it. Errors: `TooLate`, `TooFarAhead`.
fn ensure_in_time(not_after: u64, now: u64) -> Result<(), ContractError> {
    if now > not_after {
        return Err(ContractError::TooLate { not_after, now });
    }
    let latest = now.saturating_add(MAX_NOT_AFTER);
    if not_after > latest {
        return Err(ContractError::TooFarAhead { not_after, latest });
    }
    Ok(())
}

/// Refuses a message that allows somebody to spend the QER kept here. Only top-level messages run as the timelock, so
/// nested ones need no check. Errors: `BondTokenAllowance`.
fn ensure_no_allowance(token: &Addr, messages: &[CosmosMsg]) -> Result<(), ContractError> {
    let allows = |message: &CosmosMsg| match message {
        CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr, msg, ..
        }) => {
            canonical(contract_addr) == token.as_str()
                && matches!(from_json(msg), Ok(Cw20ExecuteMsg::IncreaseAllowance { .. }))
        }
        _ => false,
    };
    match messages.iter().any(allows) {
        true => Err(ContractError::BondTokenAllowance {}),
        false => Ok(()),
    }
}

/// Refuses an operation without messages or text, with too many, or too large. Errors: `OutOfBounds` for `messages`,
/// `text` or `size`.
pub fn ensure_size(messages: &[CosmosMsg], text: &str) -> Result<(), ContractError> {
    ensure_within("messages", messages.len(), (1, MAX_MESSAGES))?;
    ensure_within("text", text.len(), (1, MAX_TEXT))?;
    let size = to_json_vec(&messages)?.len().saturating_add(text.len());
    ensure_within("size", size, (0, MAX_SIZE))?;
    Ok(())
}

/// Whether the operation is only `set_guardian` or only `advance_stage`.
pub fn kind(messages: &[CosmosMsg], this: &Addr) -> Kind {
    let [message] = messages else {
        return Kind::Ordinary;
    };
    match own(message, this) {
        Some(ExecuteMsg::SetGuardian { .. }) => Kind::SetGuardian,
        Some(ExecuteMsg::AdvanceStage { .. }) => Kind::AdvanceStage,
        _ => Kind::Ordinary,
    }
}

/// A message to the timelock itself. None if it carries funds: the timelock refuses such a message.
fn own(message: &CosmosMsg, this: &Addr) -> Option<ExecuteMsg> {
    match message {
        CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr,
            msg,
            funds,
        }) if canonical(contract_addr) == this.as_str() && funds.is_empty() => from_json(msg).ok(),
        _ => None,
    }
}
