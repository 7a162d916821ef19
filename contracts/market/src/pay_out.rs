//! Paying out: released ETH and stablecoins go to their user (a borrower, or a liquidator), or are owed.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    coins, to_json_binary, Addr, BankMsg, DepsMut, Response, SubMsg, Uint128, WasmMsg,
};
use cw20::Cw20ExecuteMsg;
use qerun_messages::reserve;

use crate::error::ContractError;
use crate::events;
use crate::state::{Claim, OWED, STATE};

/// The id of the reply to a pay-out of released ETH or stablecoins.
pub const PAY_OUT: u64 = 2;

/// SDK gas for a pay-out: about four times what the reserve's pay-out is estimated to need. The bank's transfer has the
/// same limit, since a transfer runs contracts too where a denom has hooks. wasmd turns running out of gas into an error
/// reply only when there is a limit: without one a faulty reserve or hook could stop repayments.
const PAY_OUT_GAS: u64 = 600_000;

/// What a pay-out was to pay, for the reply if it fails.
#[cw_serde]
pub struct PayOut {
    /// Who was to be paid.
    user: Addr,
    /// ETH in wei, before any fee.
    eth: Uint128,
    /// Stablecoins, smallest units.
    stable: Uint128,
}

/// The message that pays QER to a user.
pub fn pay_collateral(
    token: &Addr,
    user: &Addr,
    amount: Uint128,
) -> Result<WasmMsg, ContractError> {
    Ok(WasmMsg::Execute {
        contract_addr: token.to_string(),
        msg: to_json_binary(&Cw20ExecuteMsg::Transfer {
            recipient: user.to_string(),
            amount,
        })?,
        funds: vec![],
    })
}

/// The message that has the reserve pay ETH to a user.
pub fn pay_eth(reserve: &Addr, user: &Addr, eth: Uint128) -> Result<WasmMsg, ContractError> {
    pay_eth_less_fee(reserve, user, eth, Uint128::zero())
}

/// The same for ETH of which a fee becomes the protocol's own.
fn pay_eth_less_fee(
    reserve: &Addr,
    user: &Addr,
    eth: Uint128,
    fee: Uint128,
) -> Result<WasmMsg, ContractError> {
    Ok(WasmMsg::Execute {
        contract_addr: reserve.to_string(),
        msg: to_json_binary(&reserve::ExecuteMsg::PayOut {
            recipient: user.to_string(),
            amount: eth.checked_sub(fee)?,
            fee: (!fee.is_zero()).then_some(fee),
        })?,
        funds: vec![],
    })
}

/// Has the reserve pay ETH, less a fee that becomes the protocol's own. If that fails the reply records the ETH as owed,
/// the fee with it, and the repayment or liquidation stands.
pub fn try_pay_eth(
    reserve: &Addr,
    user: &Addr,
    eth: Uint128,
    fee: Uint128,
) -> Result<SubMsg, ContractError> {
    let payload = to_json_binary(&PayOut {
        user: user.clone(),
        eth,
        stable: Uint128::zero(),
    })?;
    Ok(
        SubMsg::reply_on_error(pay_eth_less_fee(reserve, user, eth, fee)?, PAY_OUT)
            .with_gas_limit(PAY_OUT_GAS)
            .with_payload(payload),
    )
}

/// The message that pays stablecoins to a user.
pub fn pay_stable(user: &Addr, stable: Uint128, denom: &str) -> BankMsg {
    BankMsg::Send {
        to_address: user.to_string(),
        amount: coins(stable.u128(), denom),
    }
}

/// The same as a submessage. If it fails the reply records the stablecoins as owed, and the repayment or liquidation
/// stands, whoever repays or liquidates.
pub fn try_pay_stable(user: &Addr, stable: Uint128, denom: &str) -> Result<SubMsg, ContractError> {
    let payload = to_json_binary(&PayOut {
        user: user.clone(),
        eth: Uint128::zero(),
        stable,
    })?;
    Ok(
        SubMsg::reply_on_error(pay_stable(user, stable, denom), PAY_OUT)
            .with_gas_limit(PAY_OUT_GAS)
            .with_payload(payload),
    )
}

/// Records as owed, for `collect`, parts of a claim whose batch has not settled. What has settled since is folded first,
/// so that the list has at most one entry for each unsettled batch of the reserve.
pub fn owe(
    deps: DepsMut,
    reserve: &Addr,
    open_batch: u64,
    user: &Addr,
    pending: &[(u64, Uint128)],
) -> Result<(), ContractError> {
    if pending.is_empty() {
        return Ok(());
    }
    let mut owed: Claim = OWED.may_load(deps.storage, user)?.unwrap_or_default();
    let wound_down_left = owed.fold(deps.storage, &deps.querier, reserve, open_batch)?;
    wound_down_left.save(deps.storage)?;
    for (id, part) in pending {
        owed.add_to_batch(*id, *part)?;
    }
    OWED.save(deps.storage, user, &owed)?;
    Ok(())
}

/// Records as owed what could not be paid.
pub fn owe_unpaid(
    deps: DepsMut,
    PayOut { user, eth, stable }: PayOut,
    error: &str,
) -> Result<Response, ContractError> {
    let mut owed = OWED.may_load(deps.storage, &user)?.unwrap_or_default();
    // Only invalid records of the reserve lead to more than 128 bits: they must stop no repayment.
    owed.eth = owed.eth.saturating_add(eth);
    owed.stable = owed.stable.checked_add(stable)?;
    OWED.save(deps.storage, &user, &owed)?;
    if !stable.is_zero() {
        let mut state = STATE.load(deps.storage)?;
        state.kept = state.kept.checked_add(stable)?;
        STATE.save(deps.storage, &state)?;
    }
    Ok(Response::new().add_event(events::pay_out_failed(&user, eth, stable, error)))
}
