//! The DAO replaces or removes the active threshold.

use cosmwasm_std::{DepsMut, MessageInfo, Response};
use qerun_controls::ensure_sender;
use qerun_messages::voting::ActiveThreshold;

use crate::active::{ensure_reachable, supply};
use crate::state::{ACTIVE_THRESHOLD, DAO, TOKEN};
use crate::{events, ContractError};

/// The DAO: replaces or removes the threshold. Errors: `Access`, `ActivePercentage`, `ActiveCount`.
pub fn update_active_threshold(
    deps: DepsMut,
    info: MessageInfo,
    threshold: Option<ActiveThreshold>,
) -> Result<Response, ContractError> {
    ensure_sender(&info.sender, &DAO.load(deps.storage)?, "DAO")?;
    let shown = match &threshold {
        None => {
            ACTIVE_THRESHOLD.remove(deps.storage);
            "none".to_owned()
        }
        Some(threshold) => {
            let token = TOKEN.load(deps.storage)?;
            ensure_reachable(threshold, supply(deps.as_ref(), &token)?)?;
            ACTIVE_THRESHOLD.save(deps.storage, threshold)?;
            match threshold {
                ActiveThreshold::AbsoluteCount { count } => count.to_string(),
                ActiveThreshold::Percentage { percent } => percent.to_string(),
            }
        }
    };
    Ok(Response::new().add_event(events::update_active_threshold(&shown)))
}
