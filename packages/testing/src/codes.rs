//! The codes that a deployment stores, by the name of their wasm file.
//!
//! In the place of the wasm stands a content of a few bytes, [`stand_in`]; its sha256 is the code's checksum, from
//! which addresses follow as they do from the real files.

use cw_multi_test::ContractWrapper;
use sha2::{Digest, Sha256};

use crate::bridge::V1Contract;
use crate::dao::codes as dao;
use crate::token_voting;
use crate::wrapper::Wrapper;

/// Everything that a deployment stores.
pub const FILES: [&str; 16] = [
    "qerun_token_voting",
    "qerun_timelock",
    "qerun_oracle",
    "qerun_market",
    "qerun_reserve",
    "qerun_outpost",
    "qerun_airdrop",
    "qerun_emissions",
    "dao_dao_core",
    "dao_proposal_single",
    "dao_pre_propose_single",
    "dao_rewards_distributor",
    "astroport_pair",
    "astroport_factory",
    "cw20_base",
    "cw_vesting",
];

/// What stands for the content of a wasm file: its name.
#[must_use]
pub fn stand_in(file: &str) -> &[u8] {
    file.as_bytes()
}

/// The checksum of a code, sha256 of its [`stand_in`].
#[must_use]
pub fn checksum(file: &str) -> [u8; 32] {
    Sha256::digest(stand_in(file)).into()
}

/// The contract of a wasm file, with its checksum.
///
/// # Panics
/// On a name that is not in [`FILES`].
#[must_use]
pub fn contract(file: &str) -> Wrapper {
    let contract = find(file).unwrap_or_else(|| panic!("no contract is called {file}"));
    contract.with_checksum(checksum(file))
}

fn find(file: &str) -> Option<Wrapper> {
    macro_rules! ours {
        ($contract:ident) => {{
            use $contract::contract as c;
            ContractWrapper::new(c::execute, c::instantiate, c::query)
        }};
    }
    macro_rules! astroport {
        ($contract:ident) => {{
            use $contract::contract as c;
            V1Contract::new(c::execute, c::instantiate, c::query).with_reply(c::reply)
        }};
    }
    let contract = match file {
        "qerun_token_voting" => token_voting::code(),
        "qerun_timelock" => {
            use qerun_timelock::contract as c;
            let code = ours!(qerun_timelock);
            let code = code.with_migrate(|deps, env, msg, _| c::migrate(deps, env, msg));
            Wrapper::new("timelock", code)
        }
        "qerun_oracle" => Wrapper::new("oracle", ours!(qerun_oracle)),
        "qerun_market" => {
            let code = ours!(qerun_market).with_reply(qerun_market::contract::reply);
            Wrapper::new("market", code)
        }
        "qerun_reserve" => {
            use qerun_reserve::contract as c;
            Wrapper::new("reserve", ours!(qerun_reserve).with_reply(c::reply))
                .with_source_callback(c::ibc_source_callback)
                .with_destination_callback(c::ibc_destination_callback)
        }
        "qerun_outpost" => {
            use qerun_outpost::contract as c;
            let code = ours!(qerun_outpost).with_reply(c::reply).with_sudo(c::sudo);
            Wrapper::new("outpost", code)
                .with_source_callback(c::ibc_source_callback)
                .with_destination_callback(c::ibc_destination_callback)
        }
        "qerun_airdrop" => {
            use qerun_airdrop::contract as c;
            let code = ours!(qerun_airdrop);
            let code = code.with_migrate(|deps, env, msg, _| c::migrate(deps, env, msg));
            Wrapper::new("airdrop", code)
        }
        "qerun_emissions" => {
            use qerun_emissions::contract as c;
            let code = ours!(qerun_emissions);
            let code = code.with_migrate(|deps, env, msg, _| c::migrate(deps, env, msg));
            Wrapper::new("emissions", code)
        }
        "dao_dao_core" => dao::core(),
        "dao_proposal_single" => dao::proposal_single(),
        "dao_pre_propose_single" => dao::pre_propose_single(),
        "cw_vesting" => dao::vesting(),
        "dao_rewards_distributor" => dao::rewards_distributor(),
        "astroport_pair" => Wrapper::new("astroport-pair", astroport!(astroport_pair)),
        "astroport_factory" => Wrapper::new("astroport-factory", astroport!(astroport_factory)),
        "cw20_base" => Wrapper::new("cw20-base", ours!(cw20_base)),
        _ => return None,
    };
    Some(contract)
}
