//! Entry points: decode, check funds, dispatch. One verb, one file.

use cosmwasm_std::{
    entry_point, Binary, Decimal, Deps, DepsMut, Env, MessageInfo, Reply, Response, Uint128,
};
use cw_utils::nonpayable;
use qerun_math::{DebtShares, SupplyShares};
use qerun_messages::market::{ExecuteMsg, InstantiateMsg, MigrateMsg, OpenBatch, QueryMsg};

use crate::config::valid_config;
use crate::error::ContractError;
use crate::params;
use crate::state::{Pauses, State, COLLATERAL, CONFIG, DENOM, PAUSES, STATE};
use crate::valid_params::ValidParams;
use crate::{
    borrow, collect, deposit_collateral, flush, fund_insurance, pause, query, repay, return_batch,
    set_barred, set_guardian, set_perk, supply, update_ownership, update_params, withdraw,
    withdraw_collateral,
};

const NAME: &str = concat!("crate:", env!("CARGO_PKG_NAME"));
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Stores the configuration, validated whole. Nothing can be borrowed until the insurance is
/// funded.
#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    cw2::set_contract_version(deps.storage, NAME, VERSION)?;
    cw_ownable::initialize_owner(deps.storage, deps.api, Some(&msg.owner))?;
    let config = valid_config(deps.api, msg.config)?;
    DENOM.save(deps.storage, &config.stable_denom)?;
    CONFIG.save(deps.storage, &config)?;
    params::store(deps.storage, &ValidParams::try_from(msg.params)?)?;
    PAUSES.save(deps.storage, &Pauses::default())?;
    COLLATERAL.save(deps.storage, &Uint128::zero())?;
    let state = State {
        cash: Uint128::zero(),
        debt_shares: DebtShares::zero(),
        debt_index: Decimal::one(),
        scale: 0,
        accrued_at: env.block.time.seconds(),
        supply_shares: SupplyShares::zero(),
        insurance: Uint128::zero(),
        insurance_due: Uint128::zero(),
        insurance_rest: Decimal::zero(),
        kept: Uint128::zero(),
        batch: OpenBatch {
            id: 1,
            ..Default::default()
        },
    };
    STATE.save(deps.storage, &state)?;
    Ok(Response::new())
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
        Supply { .. } | Repay { .. } | FundInsurance {} | ReturnBatch { .. }
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
        Receive(hook) => deposit_collateral::receive(deps, info, hook),
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
        Collect { user } => collect::collect(deps, info, user),
        Flush {} => flush::flush(deps, env),
        FundInsurance {} => fund_insurance::fund_insurance(deps, info),
        ReturnBatch { batch_id, user_out } => {
            return_batch::return_batch(deps, info, batch_id.u64(), user_out)
        }
        Pause { actions, duration } => pause::pause(deps, env, info, actions, duration),
        Unpause { actions } => pause::unpause(deps, env, info, actions),
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

/// Moves to this code's version; refuses another contract's state and a newer one.
#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    cw2::ensure_from_older_version(deps.storage, NAME, VERSION)?;
    Ok(Response::new())
}
