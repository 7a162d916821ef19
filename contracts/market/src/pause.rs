//! Pauses: the guardian's are one-way, expire and have a cool-down; the owner may end them.

use cosmwasm_std::{Addr, DepsMut, Env, MessageInfo, Response, Storage};
use qerun_messages::market::Pausable;

use crate::error::ContractError;
use crate::events;
use crate::state::{Pause, Pauses, CONFIG, PAUSES};

/// Longest pause in seconds: 14 days.
pub const MAX_PAUSE: u64 = 14 * 24 * 3_600;
/// Shortest cool-down of the guardian in seconds, else pauses of a second could follow block on block.
pub const MIN_COOL_DOWN: u64 = 24 * 3_600;

impl Pauses {
    /// The pause of an action.
    pub fn of(&self, action: Pausable) -> &Pause {
        match action {
            Pausable::Supply => &self.supply,
            Pausable::Borrow => &self.borrow,
            Pausable::WithdrawCollateral => &self.withdraw_collateral,
        }
    }

    fn of_mut(&mut self, action: Pausable) -> &mut Pause {
        match action {
            Pausable::Supply => &mut self.supply,
            Pausable::Borrow => &mut self.borrow,
            Pausable::WithdrawCollateral => &mut self.withdraw_collateral,
        }
    }
}

/// Errors: `Paused`.
pub fn check_not_paused(
    storage: &dyn Storage,
    action: Pausable,
    now: u64,
) -> Result<(), ContractError> {
    let until = PAUSES.load(storage)?.of(action).until;
    if now < until {
        return Err(ContractError::Paused { action, until });
    }
    Ok(())
}

/// Pauses actions for a time. See `ExecuteMsg::Pause`.
pub fn pause(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    actions: Vec<Pausable>,
    duration: u64,
) -> Result<Response, ContractError> {
    let by_owner = cw_ownable::is_owner(deps.storage, &info.sender)?;
    let guardian: Option<Addr> = CONFIG.load(deps.storage)?.guardian;
    if !by_owner && guardian.as_ref() != Some(&info.sender) {
        return Err(ContractError::NotGuardian {
            sender: info.sender,
        });
    }
    if duration == 0 || duration > MAX_PAUSE {
        return Err(ContractError::PauseDuration {
            duration,
            max: MAX_PAUSE,
        });
    }
    check_actions(&actions)?;
    let now = env.block.time.seconds();
    let until = now.saturating_add(duration);
    let mut pauses = PAUSES.load(deps.storage)?;
    let mut response = Response::new();
    for action in actions {
        let pause = pauses.of_mut(action);
        if !by_owner && now < pause.ready_at {
            return Err(ContractError::PauseCoolDown {
                action,
                ready_at: pause.ready_at,
            });
        }
        // Nobody's pause shortens a longer one: an owner that is a timelock sends the guardian's, too.
        pause.until = pause.until.max(until);
        if !by_owner {
            pause.ready_at = until.saturating_add(duration.max(MIN_COOL_DOWN));
        }
        response = response.add_event(events::pause(&info.sender, name(action), pause.until));
    }
    PAUSES.save(deps.storage, &pauses)?;
    Ok(response)
}

/// Ends pauses; the owner's alone. The guardian's cool-down goes on.
pub fn unpause(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    actions: Vec<Pausable>,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    check_actions(&actions)?;
    let now = env.block.time.seconds();
    let mut pauses = PAUSES.load(deps.storage)?;
    let mut response = Response::new();
    for action in actions {
        let pause = pauses.of_mut(action);
        pause.until = pause.until.min(now);
        response = response.add_event(events::pause(&info.sender, name(action), pause.until));
    }
    PAUSES.save(deps.storage, &pauses)?;
    Ok(response)
}

fn check_actions(actions: &[Pausable]) -> Result<(), ContractError> {
    let unique: std::collections::BTreeSet<_> = actions.iter().collect();
    if actions.is_empty() || unique.len() != actions.len() {
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
