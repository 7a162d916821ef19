//! Move an instance to this code.

use cosmwasm_std::{DepsMut, Env, Response};
use qerun_controls::Version;
use qerun_messages::reserve::BUYBACK_OPENED;

use crate::error::ContractError;
use crate::state::{CONTRACT_NAME, CONTRACT_VERSION, OLDEST_RECORDS, PARAMS};

/// The first version in which buyback has to be opened.
const FIRST_WITH_MILESTONES: Version = Version::new(0, 4, 0);

/// Moves to this code's version. A buyback that was on before there were milestones stays so: its record says since when it is
/// known to be. One that was off has to be opened. Errors: `Migration` of another contract's state, of a newer version's, and
/// of one whose records this code cannot read.
pub fn migrate(deps: DepsMut, env: Env) -> Result<Response, ContractError> {
    let found = qerun_controls::migrate(
        deps.storage,
        CONTRACT_NAME,
        CONTRACT_VERSION,
        OLDEST_RECORDS,
    )?;
    if found < FIRST_WITH_MILESTONES && PARAMS.load(deps.storage)?.buyback_above.is_some() {
        BUYBACK_OPENED.save(deps.storage, &env.block.time.seconds())?;
    }
    Ok(Response::new())
}
