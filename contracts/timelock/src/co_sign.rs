//! DAO and steward approve each other's operations.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use qerun_messages::timelock::Approver;

use crate::error::ContractError;
use crate::state::{CONFIG, OPERATIONS};
use crate::{events, operations, roles, stage};

/// Adds the sender's approval to an open operation, at any time before its execution. It shortens no delay. Errors:
/// `Access`, `WrongPhase`, `Expired`, `AlreadyApproved`.
pub fn co_sign(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    id: u64,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let config = CONFIG.load(deps.storage)?;
    let by_dao = info.sender == config.dao;
    let by_steward = roles::is_steward(deps.storage, &config, &info.sender, now)?;
    roles::ensure_allowed(by_dao || by_steward, &info, "DAO or the steward")?;
    let approver = match by_dao {
        true => Approver::Dao,
        false => Approver::Steward,
    };
    let mut operation = operations::load_in(deps.storage, id, &operations::OPEN)?;
    operations::ensure_not_expired(id, &operation, now)?;
    let approved = match approver {
        Approver::Dao => operation.dao_approved,
        Approver::Steward => stage::steward_approved(&operation, &config),
    };
    if approved {
        return Err(ContractError::AlreadyApproved { id, approver });
    }
    match approver {
        Approver::Dao => operation.dao_approved = true,
        Approver::Steward => {
            operation.steward_approved = true;
            operation.steward_term = config.steward_term;
        }
    }
    OPERATIONS.save(deps.storage, id, &operation)?;
    Ok(Response::new().add_event(events::co_sign(id, approver)))
}
