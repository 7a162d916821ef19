//! Queries. Everything is accrued to the block's time; nothing is written.

mod borrow;
mod context;
mod flush;
mod liquidations;
mod pages;
mod positions;
mod state;
mod suppliers;
mod withdraw;

use cosmwasm_std::{to_json_binary, Binary, Deps, Env};
use qerun_messages::market::QueryMsg;

use self::context::QueryContext;
use crate::error::ContractError;
use crate::state::{CONFIG, RULES};

/// Routes a query.
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    use QueryMsg::*;
    let context = || QueryContext::load(deps, &env);
    Ok(match msg {
        Config {} => to_json_binary(&CONFIG.load(deps.storage)?)?,
        Params {} => to_json_binary(RULES.load(deps.storage)?.params.set())?,
        Threshold {} => to_json_binary(&state::threshold(deps, &env)?)?,
        State {} => to_json_binary(&state::state(&context()?)?)?,
        Pauses {} => to_json_binary(&state::pauses(deps)?)?,
        Milestones {} => to_json_binary(&state::milestones(&context()?, &env)?)?,
        Position { user } => to_json_binary(&positions::one(&context()?, user)?)?,
        PositionsByHealth { start_after, limit } => {
            to_json_binary(&positions::by_health(&context()?, start_after, limit)?)?
        }
        Liquidatable { start_after, limit } => to_json_binary(&liquidations::liquidatable(
            &context()?,
            start_after,
            limit,
        )?)?,
        QuoteLiquidation { borrower, amount } => to_json_binary(&liquidations::quote_liquidation(
            &context()?,
            borrower,
            amount,
        )?)?,
        WriteOffs {} => to_json_binary(&liquidations::write_offs(deps)?)?,
        Positions { start_after, limit } => {
            to_json_binary(&positions::by_address(&context()?, start_after, limit)?)?
        }
        Owed { user } => to_json_binary(&positions::owed(&context()?, user)?)?,
        OwedList { start_after, limit } => {
            to_json_binary(&positions::owed_list(&context()?, start_after, limit)?)?
        }
        Supplier { user } => to_json_binary(&suppliers::one(&context()?, user)?)?,
        Suppliers { start_after, limit } => {
            to_json_binary(&suppliers::list(&context()?, start_after, limit)?)?
        }
        MaxBorrow { user } => to_json_binary(&borrow::max_borrow(&context()?, user)?)?,
        MaxWithdraw { user } => to_json_binary(&withdraw::max_withdraw(&context()?, user)?)?,
        QuoteBorrow {
            user,
            amount,
            use_perk,
        } => {
            let use_perk = use_perk.unwrap_or_default();
            to_json_binary(&borrow::quote_borrow(&context()?, user, amount, use_perk)?)?
        }
        Barred { start_after, limit } => {
            to_json_binary(&positions::barred(deps, start_after, limit)?)?
        }
        QuoteFlush {} => to_json_binary(&flush::quote_flush(&context()?)?)?,
        Ownership {} => to_json_binary(&cw_ownable::get_ownership(deps.storage)?)?,
    })
}
