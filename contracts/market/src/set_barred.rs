//! Who may not borrow: treasury and insiders, as governance names them.

use cosmwasm_std::{Addr, DepsMut, Empty, MessageInfo, Response};
use qerun_controls::first_repeated;

use crate::error::ContractError;
use crate::events;
use crate::position::Account;
use crate::state::BARRED;

/// Addresses in one message at most.
const MAX_BARRED: usize = 30;

/// Bars and unbars addresses. See `ExecuteMsg::SetBarred`. The flag is in the position's record, which a borrow reads
/// anyway. An address without a position gets a record with only the flag.
pub fn set_barred(
    deps: DepsMut,
    info: MessageInfo,
    add: Vec<String>,
    remove: Vec<String>,
) -> Result<Response, ContractError> {
    cw_ownable::assert_owner(deps.storage, &info.sender)?;
    let validate = |list: Vec<String>| -> Result<Vec<Addr>, ContractError> {
        list.iter()
            .map(|user| Ok(deps.api.addr_validate(user)?))
            .collect()
    };
    let names = add.len().saturating_add(remove.len());
    if names == 0 || names > MAX_BARRED {
        return Err(ContractError::BarredList {
            names,
            max: MAX_BARRED,
        });
    }
    let (add, remove) = (validate(add)?, validate(remove)?);
    if first_repeated(add.iter().chain(&remove)).is_some() {
        return Err(ContractError::BarredList {
            names,
            max: MAX_BARRED,
        });
    }
    let event = events::set_barred(&add, &remove);
    for (users, barred) in [(add, true), (remove, false)] {
        for user in users {
            let mut account = Account::load(deps.storage, user)?;
            account.position.barred = barred;
            account.save(deps.storage)?;
            if barred {
                BARRED.save(deps.storage, &account.user, &Empty {})?;
            } else {
                BARRED.remove(deps.storage, &account.user);
            }
        }
    }
    Ok(Response::new().add_event(event))
}
