//! Entry points: decode, check funds, dispatch. One verb, one file.

use cosmwasm_std::{entry_point, Binary, Deps, DepsMut, Env, MessageInfo, Reply, Response};
use cw_utils::nonpayable;
use qerun_messages::market::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};

use crate::error::ContractError;
use crate::{
    borrow, collect, deposit_collateral, flush, fund_insurance, instantiate, liquidate,
    migrate as migration, open_borrowing, pause, query, repay, return_batch, set_barred,
    set_guardian, set_perk, settle_deficit, supply, update_ownership, update_params, withdraw,
    withdraw_collateral,
};

/// Creates a market. See [`instantiate`](crate::instantiate::instantiate).
#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    instantiate::instantiate(deps, env, msg)
}

/// Routes a message to its verb.
#[entry_point]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    use ExecuteMsg::*;
    if !matches!(
        msg,
        Supply { .. }
            | Repay { .. }
            | Liquidate { .. }
            | SettleDeficit { .. }
            | FundInsurance {}
            | ReturnBatch { .. }
    ) {
        nonpayable(&info)?;
    }
    match msg {
        Supply {
            on_behalf_of,
            min_shares,
        } => supply::supply(deps, env, info, on_behalf_of, min_shares),
        Withdraw {
            amount,
            min_received,
        } => withdraw::withdraw(deps, env, info, amount, min_received),
        Receive(hook) => deposit_collateral::receive(deps, env, info, hook),
        WithdrawCollateral { amount } => {
            withdraw_collateral::withdraw_collateral(deps, env, info, amount)
        }
        Borrow {
            amount,
            min_received,
            use_perk,
        } => {
            let use_perk = use_perk.unwrap_or_default();
            borrow::borrow(deps, env, info, amount, min_received, use_perk)
        }
        Repay { on_behalf_of } => repay::repay(deps, env, info, on_behalf_of),
        Liquidate {
            borrower,
            min_collateral,
            min_eth,
        } => liquidate::liquidate(deps, env, info, borrower, min_collateral, min_eth),
        SettleDeficit { eth } => settle_deficit::settle_deficit(deps, env, info, eth),
        Collect { user } => collect::collect(deps, info, user),
        Flush {} => flush::flush(deps, env),
        FundInsurance {} => fund_insurance::fund_insurance(deps, info),
        ReturnBatch { batch_id, user_out } => {
            return_batch::return_batch(deps, info, batch_id.u64(), user_out)
        }
        Pause { actions, duration } => pause::pause(deps, env, info, actions, duration),
        Unpause { actions } => pause::unpause(deps, env, info, actions),
        OpenBorrowing {} => open_borrowing::open_borrowing(deps, env, info),
        UpdateParams { params } => update_params::update_params(deps, env, info, params),
        SetGuardian { guardian } => set_guardian::set_guardian(deps, info, guardian),
        SetPerk { perk } => set_perk::set_perk(deps, info, perk),
        SetBarred { add, remove } => set_barred::set_barred(deps, info, add, remove),
        UpdateOwnership(action) => update_ownership::update_ownership(deps, env, info, action),
    }
}

/// Routes a query.
#[entry_point]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    query::query(deps, env, msg)
}

/// Routes a reply.
#[entry_point]
pub fn reply(deps: DepsMut, _env: Env, reply: Reply) -> Result<Response, ContractError> {
    crate::reply::reply(deps, reply)
}

/// Moves an instance to this code. See [`migrate`](crate::migrate::migrate).
#[entry_point]
pub fn migrate(deps: DepsMut, env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    migration::migrate(deps, env)
}
