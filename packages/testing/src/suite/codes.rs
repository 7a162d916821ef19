//! The contracts' codes, and addresses that are known before anything exists (instantiate2).

use anyhow::Result;
use cosmwasm_std::{
    instantiate2_address, to_json_binary, Addr, Api, Binary, CanonicalAddr, WasmMsg,
};
use cw_multi_test::ContractWrapper;
use serde::Serialize;

use crate::chain::Chain;
use crate::wrapper::Wrapper;

/// Code ids of the home chain.
pub(super) struct Codes {
    pub(super) token: u64,
    pub(super) oracle: u64,
    pub(super) market: u64,
    pub(super) reserve: u64,
}

/// Stores the contracts of the home chain.
pub(super) fn home_codes(home: &mut Chain) -> Codes {
    use {qerun_market as m, qerun_oracle as o, qerun_reserve as r, qerun_token as t};
    Codes {
        token: home.store(Wrapper::new(
            "token",
            ContractWrapper::new(
                t::contract::execute,
                t::contract::instantiate,
                t::contract::query,
            ),
        )),
        oracle: home.store(Wrapper::new(
            "oracle",
            ContractWrapper::new(
                o::contract::execute,
                o::contract::instantiate,
                o::contract::query,
            ),
        )),
        market: home.store(Wrapper::new(
            "market",
            ContractWrapper::new(
                m::contract::execute,
                m::contract::instantiate,
                m::contract::query,
            )
            .with_reply(m::contract::reply),
        )),
        reserve: home.store(
            Wrapper::new(
                "reserve",
                ContractWrapper::new(
                    r::contract::execute,
                    r::contract::instantiate,
                    r::contract::query,
                )
                .with_reply(r::contract::reply),
            )
            .with_source_callback(r::contract::ibc_source_callback)
            .with_destination_callback(r::contract::ibc_destination_callback),
        ),
    }
}

/// The outpost's code, with both transports.
pub(super) fn outpost_code() -> Wrapper {
    use qerun_outpost::contract as c;
    let inner = ContractWrapper::new(c::execute, c::instantiate, c::query)
        .with_reply(c::reply)
        .with_sudo(c::sudo);
    Wrapper::new("outpost", inner)
        .with_source_callback(c::ibc_source_callback)
        .with_destination_callback(c::ibc_destination_callback)
}

/// Where `create` will put a contract.
pub(super) fn predict(chain: &Chain, code_id: u64, name: &str) -> Result<Addr> {
    let checksum = chain.app.wrap().query_wasm_code_info(code_id)?.checksum;
    let creator = chain
        .app
        .api()
        .addr_canonicalize(chain.addr("deployer").as_str())?;
    let address: CanonicalAddr =
        instantiate2_address(checksum.as_slice(), &creator, name.as_bytes())?;
    Ok(chain.app.api().addr_humanize(&address)?)
}

/// Instantiates at the predicted address.
pub(super) fn create<M: Serialize>(
    chain: &mut Chain,
    code_id: u64,
    name: &str,
    msg: &M,
    admin: &Addr,
) -> Result<()> {
    let deployer = chain.addr("deployer");
    let msg = WasmMsg::Instantiate2 {
        admin: Some(admin.to_string()),
        code_id,
        label: name.to_owned(),
        msg: to_json_binary(msg)?,
        funds: vec![],
        salt: Binary::from(name.as_bytes()),
    };
    chain.send_msg(&deployer, msg)?;
    Ok(())
}
