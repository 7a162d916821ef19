//! Progressive control: stages only advance, by a decision or by their dates, and who must sign.

use cosmwasm_std::{StdResult, Storage};
use qerun_messages::timelock::{Class, Kind, Operation, Signatory, Stage};

use crate::state::{Config, STAGE};

/// The stage at present: by date or by decision, whichever is later. The dates need nobody's message.
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

/// Who must still sign before an operation can be executed in a stage. What the steward queued needs the DAO's
/// signature after the first stage, and as soon as that steward is replaced.
pub fn missing(operation: &Operation, config: &Config, stage: Stage) -> Vec<Signatory> {
    let signed = steward_signed(operation, config);
    let dao = !operation.dao_signed && (stage > Stage::Bootstrap || !signed);
    let steward = needs_steward(operation.class, operation.kind, stage) && !signed;
    [(dao, Signatory::Dao), (steward, Signatory::Steward)]
        .into_iter()
        .filter_map(|(needed, signatory)| needed.then_some(signatory))
        .collect()
}

/// Whether the steward has signed, and was not replaced since.
pub fn steward_signed(operation: &Operation, config: &Config) -> bool {
    operation.steward_signed && operation.steward_term == config.steward_term
}

/// Whether the steward's signature is needed. It is not for an operation that only advances the stage: else the steward
/// could stay in office until the date.
pub fn needs_steward(class: Class, kind: Kind, stage: Stage) -> bool {
    stage == Stage::Shared && class == Class::Critical && kind != Kind::AdvanceStage
}
