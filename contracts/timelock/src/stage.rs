//! The stages of governance, which only advance, by a decision or by date; and who must approve in each.

use cosmwasm_std::{StdResult, Storage};
use qerun_messages::timelock::{Approver, Class, Kind, Operation, Stage};

use crate::state::{Config, STAGE};

/// The stage at present: the further of the one that the dates give and the one that was decided. The dates need
/// nobody's message.
pub fn current(storage: &dyn Storage, config: &Config, now: u64) -> StdResult<Stage> {
    let by_date = match &config.stewardship {
        None => Stage::Community,
        Some(dates) if now >= dates.community_at => Stage::Community,
        Some(dates) if now >= dates.shared_at => Stage::Shared,
        Some(_) => Stage::Bootstrap,
    };
    Ok(by_date.max(STAGE.load(storage)?))
}

/// When the next stage begins at the latest.
pub fn next_at(config: &Config, stage: Stage) -> Option<u64> {
    let dates = config.stewardship.as_ref()?;
    match stage {
        Stage::Bootstrap => Some(dates.shared_at),
        Stage::Shared => Some(dates.community_at),
        Stage::Community => None,
    }
}

/// Who must still approve an operation before it can be executed in a stage. What the steward queued needs the DAO's
/// approval after the first stage, and as soon as that steward is replaced.
pub fn missing_approvals(operation: &Operation, config: &Config, stage: Stage) -> Vec<Approver> {
    let approved = steward_approved(operation, config);
    let dao = !operation.dao_approved && (stage > Stage::Bootstrap || !approved);
    let steward = needs_steward(operation.class, operation.kind, stage) && !approved;
    [(dao, Approver::Dao), (steward, Approver::Steward)]
        .into_iter()
        .filter_map(|(needed, approver)| needed.then_some(approver))
        .collect()
}

/// Whether the steward has approved, and was not replaced since.
pub fn steward_approved(operation: &Operation, config: &Config) -> bool {
    operation.steward_approved && operation.steward_term == config.steward_term
}

/// Whether the steward's approval is needed. It is not for an operation that only advances the stage: else the steward
/// could stay in office until the date.
pub fn needs_steward(class: Class, kind: Kind, stage: Stage) -> bool {
    stage == Stage::Shared && class == Class::Critical && kind != Kind::AdvanceStage
}
