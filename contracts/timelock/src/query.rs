//! Answers to queries; lists are paged.

use cosmwasm_std::{Addr, CosmosMsg, Deps, Env, Order, StdResult};
use cw_storage_plus::Bound;
use qerun_controls::{page_length, ready_at};
use qerun_messages::timelock::{
    BondResponse, BondsResponse, ClassOfResponse, ClassRule, ClassesResponse, ConfigResponse,
    OperationResponse, OperationRow, OperationsResponse, PauseRow, PausesResponse, SpendLimitRow,
    SpendLimitsResponse, Stage, StageResponse, Status, PARAMS_COOL_DOWN,
};

use crate::error::ContractError;
use crate::state::{
    BONDS_HELD, CLASSES, CONFIG, MESSAGES, OPERATIONS, PARAMS, PARAMS_CHANGED_AT, SPEND_LIMITS,
};
use crate::{classify, effects, operations, queue, spending, stage};

/// Most operations looked at for a page of one status.
pub const MAX_SCAN: usize = 100;

/// Roles, delays, bonds and windows, and what is fixed.
pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    Ok(ConfigResponse {
        dao: config.dao,
        guardian: config.guardian,
        stewardship: config.stewardship,
        token: config.token,
        max_bond: config.max_bond,
        params: PARAMS.load(deps.storage)?,
        params_ready_at: ready_at(PARAMS_CHANGED_AT.load(deps.storage)?, PARAMS_COOL_DOWN),
    })
}

/// The steward in office.
pub fn steward(deps: Deps, env: &Env) -> Result<Option<Addr>, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let stage = stage::current(deps.storage, &config, env.block.time.seconds())?;
    Ok(config
        .stewardship
        .filter(|_| stage < Stage::Community)
        .map(|stewardship| stewardship.steward))
}

/// The present stage, and when the next one begins.
pub fn stage(deps: Deps, env: &Env) -> Result<StageResponse, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let stage = stage::current(deps.storage, &config, env.block.time.seconds())?;
    Ok(StageResponse {
        stage,
        next_at: stage::next_at(&config, stage),
    })
}

/// One operation with its messages.
pub fn operation(deps: Deps, env: &Env, id: u64) -> Result<OperationResponse, ContractError> {
    let operation = operations::load(deps.storage, id)?;
    let config = CONFIG.load(deps.storage)?;
    let now = env.block.time.seconds();
    let stage = stage::current(deps.storage, &config, now)?;
    Ok(OperationResponse {
        id,
        status: operation.status(now),
        missing: stage::missing_approvals(&operation, &config, stage),
        messages: MESSAGES.load(deps.storage, id)?,
        operation,
    })
}

/// Operations, the newest first, of one status or all.
pub fn operations(
    deps: Deps,
    env: &Env,
    status: Option<Status>,
    start_after: Option<u64>,
    limit: Option<u32>,
) -> Result<OperationsResponse, ContractError> {
    let now = env.block.time.seconds();
    let mut rows = OPERATIONS.range(
        deps.storage,
        None,
        start_after.map(Bound::exclusive),
        Order::Descending,
    );
    let mut operations = vec![];
    let mut last = None;
    for row in rows.by_ref().take(MAX_SCAN) {
        let (id, operation) = row?;
        last = Some(id);
        let has = operation.status(now);
        if status.is_none_or(|status| status == has) {
            operations.push(OperationRow {
                id,
                status: has,
                operation,
            });
        }
        if operations.len() >= page_length(limit) {
            break;
        }
    }
    // Ids start at 1 and leave no gaps.
    let next = last.filter(|id| *id > 1);
    Ok(OperationsResponse { operations, next })
}

/// The bond of one operation.
pub fn bond(deps: Deps, id: u64) -> Result<BondResponse, ContractError> {
    let operation = operations::load(deps.storage, id)?;
    Ok(BondResponse {
        amount: operation.bond,
        state: operation.bond_state,
        sponsor: operation.sponsor,
    })
}

/// The sum of the bonds kept.
pub fn bonds(deps: Deps) -> Result<BondsResponse, ContractError> {
    Ok(BondsResponse {
        token: CONFIG.load(deps.storage)?.token,
        held: BONDS_HELD.load(deps.storage)?,
    })
}

/// Classes by contract and message key.
pub fn classes(
    deps: Deps,
    start_after: Option<(String, String)>,
    limit: Option<u32>,
) -> Result<ClassesResponse, ContractError> {
    let start = start_after
        .as_ref()
        .map(|(contract, key)| (Addr::unchecked(contract), key.as_str()));
    let start = start
        .as_ref()
        .map(|(contract, key)| Bound::exclusive((contract, *key)));
    let classes = CLASSES
        .range(deps.storage, start, None, Order::Ascending)
        .take(page_length(limit))
        .map(|row| {
            row.map(|((contract, key), class)| ClassRule {
                contract,
                key,
                class,
            })
        })
        .collect::<StdResult<_>>()?;
    Ok(ClassesResponse { classes })
}

/// What queueing messages now would ask for. Errors: `OutOfBounds`.
pub fn class_of(
    deps: Deps,
    env: &Env,
    messages: &[CosmosMsg],
) -> Result<ClassOfResponse, ContractError> {
    queue::ensure_size(messages, " ")?;
    let now = env.block.time.seconds();
    let classification = classify::operation(deps.storage, &env.contract.address, messages, now)?;
    let terms = *PARAMS.load(deps.storage)?.of(classification.class);
    let kind = queue::kind(messages, &env.contract.address);
    let stage = stage(deps, env)?.stage;
    Ok(ClassOfResponse {
        class: classification.class,
        messages: classification.message_classes,
        spending: classification.spending_class,
        delay: terms.delay,
        bond: terms.bond,
        co_sign: stage::needs_steward(classification.class, kind, stage),
    })
}

/// Spending limits, and what was spent in their present windows.
pub fn spend_limits(
    deps: Deps,
    env: &Env,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<SpendLimitsResponse, ContractError> {
    let now = env.block.time.seconds();
    let limits = SPEND_LIMITS
        .range(
            deps.storage,
            start_after.as_deref().map(Bound::exclusive),
            None,
            Order::Ascending,
        )
        .take(page_length(limit))
        .map(|row| {
            let (key, limit) = row?;
            let window = spending::spent(deps.storage, &key, now)?;
            let is_open = !window.amount.is_zero();
            Ok(SpendLimitRow {
                key,
                limit,
                spent: window.amount,
                window_ends: match is_open {
                    true => window.since.saturating_add(spending::WINDOW),
                    false => 0,
                },
            })
        })
        .collect::<StdResult<_>>()?;
    Ok(SpendLimitsResponse { limits })
}

/// The guardian's pauses.
pub fn pauses(
    deps: Deps,
    env: &Env,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<PausesResponse, ContractError> {
    let now = env.block.time.seconds();
    let rows = effects::rules(deps.storage)?;
    let pauses = rows
        .iter()
        .filter(|(id, _)| start_after.as_ref().is_none_or(|start| id > start))
        .take(page_length(limit))
        .map(|(id, pause)| {
            Ok(PauseRow {
                id: id.clone(),
                until: pause.until,
                ready_at: effects::ready_at(deps.storage, &rows, &pause.rule, now)?,
                end_due: pause.end_due,
                halted_by_operation: pause.halted_by_operation,
                rule: pause.rule.clone(),
            })
        })
        .collect::<StdResult<_>>()?;
    Ok(PausesResponse { pauses })
}
