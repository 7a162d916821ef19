//! A reserve whose every message and callback fails, as for lack of gas; its records can be read.

use cosmwasm_std::{
    DepsMut, Env, MessageInfo, MigrateInfo, Response, StdError, StdResult, WasmMsg,
};
use cw_multi_test::ContractWrapper;
use qerun_messages::reserve::{ExecuteMsg, MigrateMsg};
use qerun_reserve::contract as real;
use qerun_reserve::error::ContractError;
use qerun_testing::Wrapper;

use super::Table;

fn fail(_: DepsMut, _: Env, _: MessageInfo, _: ExecuteMsg) -> StdResult<Response> {
    Err(StdError::generic_err("the reserve is broken"))
}

/// The real one, with the argument that cw-multi-test wants.
fn migrate(
    deps: DepsMut,
    env: Env,
    msg: MigrateMsg,
    _: MigrateInfo,
) -> Result<Response, ContractError> {
    real::migrate(deps, env, msg)
}

impl Table {
    /// Breaks the reserve until [`Table::mend_reserve`].
    pub fn break_reserve(&mut self) {
        let code = ContractWrapper::new(fail, real::instantiate, real::query).with_migrate(migrate);
        self.put_reserve(Wrapper::new("broken reserve", code))
            .unwrap();
    }

    /// The reserve is itself again.
    pub fn mend_reserve(&mut self) {
        let code = ContractWrapper::new(real::execute, real::instantiate, real::query)
            .with_reply(real::reply)
            .with_migrate(migrate);
        let code = Wrapper::new("reserve", code)
            .with_source_callback(real::ibc_source_callback)
            .with_destination_callback(real::ibc_destination_callback);
        self.put_reserve(code).unwrap();
    }

    fn put_reserve(&mut self, code: Wrapper) -> anyhow::Result<()> {
        let new_code_id = self.net.home.store(code);
        let msg = WasmMsg::Migrate {
            contract_addr: self.at.reserve.to_string(),
            new_code_id,
            msg: cosmwasm_std::to_json_binary(&MigrateMsg {})?,
        };
        let admin = self.at.owner.clone();
        self.net.home.send_msg(&admin, msg)?;
        Ok(())
    }
}
