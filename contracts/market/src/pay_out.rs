//! Paying out: released ETH and stablecoins go to the borrower, or are owed.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    coins, to_json_binary, Addr, BankMsg, DepsMut, Response, SubMsg, Uint128, WasmMsg,
};
use qerun_messages::reserve;

use crate::error::ContractError;
use crate::events;
use crate::state::{OWED, STATE};

/// The id of the reply to a pay-out of released ETH or stablecoins.
pub const PAY_OUT: u64 = 2;

/// SDK gas for a pay-out: about four times what the reserve's pay-out is estimated to need. The bank's transfer has the
/// same limit, since a transfer runs contracts too where a denom has hooks. wasmd turns running out of gas into an error
/// reply only when there is a limit: without one a faulty reserve or hook could stop repayments.
const PAY_OUT_GAS: u64 = 600_000;

/// What a pay-out was to pay, for the reply if it fails.
#[cw_serde]
pub struct PayOut {
    /// The borrower.
    user: Addr,
    /// ETH, wei.
    eth: Uint128,
    /// Stablecoins, smallest units.
    stable: Uint128,
}

/// The message that has the reserve pay ETH to a borrower.
pub fn pay_eth(reserve: &Addr, user: &Addr, eth: Uint128) -> Result<WasmMsg, ContractError> {
    Ok(WasmMsg::Execute {
        contract_addr: reserve.to_string(),
        msg: to_json_binary(&reserve::ExecuteMsg::PayOut {
            recipient: user.to_string(),
            amount: eth,
            fee: None,
        })?,
        funds: vec![],
    })
}

/// The same as a submessage. If it fails the reply records the ETH as owed, and the repayment stands.
pub fn try_pay_eth(reserve: &Addr, user: &Addr, eth: Uint128) -> Result<SubMsg, ContractError> {
    let payload = to_json_binary(&PayOut {
        user: user.clone(),
        eth,
        stable: Uint128::zero(),
    })?;
    Ok(
        SubMsg::reply_on_error(pay_eth(reserve, user, eth)?, PAY_OUT)
            .with_gas_limit(PAY_OUT_GAS)
            .with_payload(payload),
    )
}

/// The message that pays stablecoins to a borrower.
pub fn pay_stable(user: &Addr, stable: Uint128, denom: &str) -> BankMsg {
    BankMsg::Send {
        to_address: user.to_string(),
        amount: coins(stable.u128(), denom),
    }
}

/// The same as a submessage. If it fails the reply records the stablecoins as owed, and the repayment stands, whoever
/// repaid.
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
