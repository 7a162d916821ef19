//! A reserve whose every message and callback fails, as for lack of gas, and such an outpost; their
//! records can be read.

use anyhow::Result;
use cosmwasm_std::{
    to_json_binary, Addr, DepsMut, Env, MessageInfo, MigrateInfo, Response, StdError, StdResult,
    WasmMsg,
};
use cw_multi_test::ContractWrapper;
use qerun_messages::reserve::{ExecuteMsg, MigrateMsg};
use qerun_outpost::contract as away;
use qerun_reserve::contract as real;
use qerun_testing::{Chain, Wrapper};

use super::Scenario;

fn fail(_: DepsMut, _: Env, _: MessageInfo, _: ExecuteMsg) -> StdResult<Response> {
    Err(StdError::generic_err("the reserve is broken"))
}

/// The real one, with the argument that cw-multi-test wants.
fn migrate(
    deps: DepsMut,
    env: Env,
    msg: MigrateMsg,
    _: MigrateInfo,
) -> Result<Response, qerun_reserve::error::ContractError> {
    real::migrate(deps, env, msg)
}

fn migrate_outpost(
    deps: DepsMut,
    env: Env,
    _: MigrateMsg,
    _: MigrateInfo,
) -> Result<Response, qerun_outpost::error::ContractError> {
    away::migrate(deps, env, qerun_messages::outpost::MigrateMsg {})
}

impl Scenario {
    /// Breaks the reserve until [`Scenario::repair_reserve`].
    pub fn break_reserve(&mut self) {
        let code = ContractWrapper::new(fail, real::instantiate, real::query).with_migrate(migrate);
        self.put_reserve(Wrapper::new("broken reserve", code));
    }

    /// The reserve is itself again.
    pub fn repair_reserve(&mut self) {
        let code = ContractWrapper::new(real::execute, real::instantiate, real::query)
            .with_reply(real::reply)
            .with_migrate(migrate);
        let code = Wrapper::new("reserve", code)
            .with_source_callback(real::ibc_source_callback)
            .with_destination_callback(real::ibc_destination_callback);
        self.put_reserve(code);
    }

    /// Breaks the outpost until [`Scenario::repair_outpost`].
    pub fn break_outpost(&mut self) {
        let code = ContractWrapper::new(away::execute, away::instantiate, away::query)
            .with_migrate(migrate_outpost);
        self.put_outpost(Wrapper::new("broken outpost", code));
    }

    /// The outpost is itself again.
    pub fn repair_outpost(&mut self) {
        let code = ContractWrapper::new(away::execute, away::instantiate, away::query)
            .with_reply(away::reply)
            .with_sudo(away::sudo)
            .with_migrate(migrate_outpost);
        let code = Wrapper::new("outpost", code)
            .with_source_callback(away::ibc_source_callback)
            .with_destination_callback(away::ibc_destination_callback);
        self.put_outpost(code);
    }

    fn put_outpost(&mut self, code: Wrapper) {
        let (owner, outpost) = (self.net.dex.addr("owner"), self.at.outpost.clone());
        put(&mut self.net.dex, code, &outpost, &owner).unwrap();
    }

    fn put_reserve(&mut self, code: Wrapper) {
        let (owner, reserve) = (self.at.timelock.clone(), self.at.reserve.clone());
        put(&mut self.net.home, code, &reserve, &owner).unwrap();
    }
}

/// Gives a contract another code.
fn put(chain: &mut Chain, code: Wrapper, contract: &Addr, admin: &Addr) -> Result<()> {
    let msg = WasmMsg::Migrate {
        contract_addr: contract.to_string(),
        new_code_id: chain.store(code),
        msg: to_json_binary(&MigrateMsg {})?,
    };
    chain.send_msg(admin, msg)?;
    Ok(())
}
