//! What emissions reads from and sends to the official dao-rewards-distributor 2.6.0. Its crate is of another line of
//! cosmwasm-std, so the few shapes stand here; the tests on both chains run the crate itself against them.

use cosmwasm_std::{from_json, to_json_binary, Addr, QuerierWrapper, StdResult, Uint128, WasmMsg};
use cw20::{Cw20ExecuteMsg, UncheckedDenom};
use qerun_messages::emissions::{Config, Stream};
use serde::Serialize;

use crate::ContractError;

/// Its raw record of how many distributions it has made (state.rs: `COUNT`). The next one's id is one more.
const COUNT: &[u8] = b"count";

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum ExecuteMsg<'a> {
    Create(CreateMsg<'a>),
}

#[derive(Serialize)]
struct CreateMsg<'a> {
    denom: UncheckedDenom,
    emission_rate: EmissionRate,
    vp_contract: &'a Addr,
    hook_caller: &'a Addr,
    open_funding: Option<bool>,
    withdraw_destination: Option<&'a Addr>,
}

/// Of its three the one that credits what is sent to it at once, and all of it. Linear emission rounds every part of it down
/// to whole units, and loses what elapses while nobody has power.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum EmissionRate {
    Immediate {},
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum ReceiveMsg {
    Fund { id: u64 },
}

/// How many distributions it has made. Errors: `NotDistributor`.
pub fn count(querier: &QuerierWrapper, distributor: &Addr) -> Result<u64, ContractError> {
    let none = || ContractError::NotDistributor {
        address: distributor.clone(),
    };
    let raw = querier.query_wasm_raw(distributor, COUNT)?;
    from_json(raw.ok_or_else(none)?).map_err(|_| none())
}

/// Makes a stream's distribution. Nobody but its owner can fund it: a stranger could pay a part of the powers only, by
/// choosing the block.
pub fn create(config: &Config<Addr>, stream: &Stream<Addr>) -> StdResult<WasmMsg> {
    let msg = ExecuteMsg::Create(CreateMsg {
        denom: UncheckedDenom::Cw20(config.token.to_string()),
        emission_rate: EmissionRate::Immediate {},
        vp_contract: &stream.voting,
        hook_caller: stream.hook_caller(),
        open_funding: Some(false),
        withdraw_destination: None,
    });
    Ok(WasmMsg::Execute {
        contract_addr: config.distributor.to_string(),
        msg: to_json_binary(&msg)?,
        funds: vec![],
    })
}

/// Sends it an amount for a distribution. If it refuses, the whole message is undone.
pub fn fund(config: &Config<Addr>, distribution: u64, amount: Uint128) -> StdResult<WasmMsg> {
    let send = Cw20ExecuteMsg::Send {
        contract: config.distributor.to_string(),
        amount,
        msg: to_json_binary(&ReceiveMsg::Fund { id: distribution })?,
    };
    Ok(WasmMsg::Execute {
        contract_addr: config.token.to_string(),
        msg: to_json_binary(&send)?,
        funds: vec![],
    })
}
