//! Pauses of the market's actions: the rule is that of `qerun-controls`, for guardian and owner alike; the owner
//! may end them.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, Storage};
use qerun_controls::{ensure_guardian_or_owner, first_repeated, Pause, PauseError};
use qerun_messages::market::Pausable;

use crate::error::ContractError;
use crate::events;
use crate::state::{Pauses, CONFIG, PAUSES};

impl Pauses {
    /// The pause of an action.
    pub fn of(&self, action: Pausable) -> &Pause {
        match action {
            Pausable::Supply => &self.supply,
            Pausable::Borrow => &self.borrow,
            Pausable::WithdrawCollateral => &self.withdraw_collateral,
        }
    }

    /// Refuses an action that is paused. Errors: `Paused`.
    pub fn ensure_not_paused(&self, action: Pausable, now: u64) -> Result<(), ContractError> {
        let pause = self.of(action);
        if pause.is_running(now) {
            let until = pause.until;
            return Err(ContractError::Paused { action, until });
        }
        Ok(())
    }

    fn of_mut(&mut self, action: Pausable) -> &mut Pause {
        match action {
            Pausable::Supply => &mut self.supply,
            Pausable::Borrow => &mut self.borrow,
            Pausable::WithdrawCollateral => &mut self.withdraw_collateral,
        }
    }
}

/// Refuses an action that is paused. Errors: `Paused`.
pub fn ensure_not_paused(
    storage: &dyn Storage,
    action: Pausable,
    now: u64,
) -> Result<(), ContractError> {
    PAUSES.load(storage)?.ensure_not_paused(action, now)
}

/// Pauses actions for a time. See `ExecuteMsg::Pause`.
pub fn pause(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    actions: Vec<Pausable>,
    duration: u64,
) -> Result<Response, ContractError> {
    let guardian = CONFIG.load(deps.storage)?.guardian;
    ensure_guardian_or_owner(deps.storage, guardian.as_ref(), &info.sender)?;
    ensure_distinct(&actions)?;
    let now = env.block.time.seconds();
    let mut pauses = PAUSES.load(deps.storage)?;
    let mut response = Response::new();
    for action in actions {
        let pause = pauses.of_mut(action);
        *pause = pause
            .start(duration, now)
            .map_err(|error| refusal(action, error))?;
        response = response.add_event(events::pause(&info.sender, name(action), pause.until));
    }
    PAUSES.save(deps.storage, &pauses)?;
    Ok(response)
}

fn refusal(action: Pausable, error: PauseError) -> ContractError {
    match error {
        PauseError::Duration { duration, max } => ContractError::PauseDuration { duration, max },
        PauseError::Running { until } => ContractError::PauseRuns { action, until },
        PauseError::CoolDown { ready_at } => ContractError::PauseCoolDown { action, ready_at },
    }
}

/// Ends pauses; the owner's alone. The cool-down counts from now.
pub fn unpause(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    actions: Vec<Pausable>,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    ensure_distinct(&actions)?;
    let now = env.block.time.seconds();
    let mut pauses = PAUSES.load(deps.storage)?;
    let mut response = Response::new();
    for action in actions {
        let pause = pauses.of_mut(action);
        *pause = pause.end(now);
        response = response.add_event(events::pause(&info.sender, name(action), pause.until));
    }
    PAUSES.save(deps.storage, &pauses)?;
    Ok(response)
}

fn ensure_distinct(actions: &[Pausable]) -> Result<(), ContractError> {
    if actions.is_empty() || first_repeated(actions).is_some() {
        return Err(ContractError::PauseActions {});
    }
    Ok(())
}

fn name(action: Pausable) -> &'static str {
    match action {
        Pausable::Supply => "supply",
        Pausable::Borrow => "borrow",
        Pausable::WithdrawCollateral => "withdraw_collateral",
    }
}
