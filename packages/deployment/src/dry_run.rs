//! Each contract is instantiated once in memory with the message that the plan would send, so that a plan that one of
//! them refuses fails before anything is stored.

use cosmwasm_std::testing::MockStorage;
use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env, MockApi, MockQuerier};
use cosmwasm_std::{
    to_json_binary, Addr, Binary, ContractResult, OwnedDeps, SystemError, SystemResult, Timestamp,
    WasmQuery,
};
use sha2::{Digest, Sha256};

use crate::address::encode;
use crate::addresses::Addresses;
use crate::messages::InstantiateMsgs;
use crate::plan::{Finding, PlanFile, Problem};

/// A valid address that nothing else has.
fn address(prefix: &str, name: &str) -> String {
    let bytes: [u8; 32] = Sha256::digest(format!("qerun/{name}")).into();
    encode(prefix, &bytes).unwrap_or_else(|_| name.to_owned())
}

/// Errors of the contracts. The field of a finding is the contract.
pub fn findings(plan: &PlanFile) -> Vec<Finding> {
    let (home, dex) = (&plan.chain.home.prefix, &plan.chain.dex.prefix);
    let at = Addresses {
        token: address(home, "token"),
        dao: address(home, "dao"),
        voting: address(home, "voting"),
        timelock: address(home, "timelock"),
        oracle: address(home, "oracle"),
        market: address(home, "market"),
        reserve: address(home, "reserve"),
        outpost: address(dex, "outpost"),
        airdrop: address(home, "airdrop"),
        distributor: address(home, "distributor"),
        emissions: address(home, "emissions"),
        liquidity_voting: address(home, "liquidity_voting"),
        qer_factory: address(home, "qer_factory"),
        qer_pair: address(home, "qer_pair"),
        lp_token: address(home, "lp_token"),
        vesting: plan
            .team
            .iter()
            .map(|member| address(home, &member.contract_name()))
            .collect(),
        deployer: address(home, "deployer"),
        pair: address(dex, "pair"),
    };
    let messages = InstantiateMsgs { plan, at: &at };
    let mut env = mock_env();
    let now = env.block.time.seconds();
    let mut found = Vec::new();
    let mut note = |field: &str, reason: Option<String>| {
        found.extend(reason.map(|reason| Finding {
            field: field.to_owned(),
            problem: Problem::Refused { reason },
        }));
    };
    macro_rules! dry_run {
        ($field:literal, $contract:ident, $prefix:expr, $here:expr, $message:expr) => {
            env.contract.address = Addr::unchecked($here);
            let sender = message_info(&Addr::unchecked(address($prefix, "deployer")), &[]);
            let mut store = deps($prefix, plan);
            let result =
                $contract::contract::instantiate(store.as_mut(), env.clone(), sender, $message);
            note($field, result.err().map(|error| error.to_string()));
        };
    }
    env.block.time = Timestamp::from_seconds(now);
    dry_run!("token", qerun_token, home, &at.token, messages.token());
    dry_run!("voting", qerun_voting, home, &at.voting, messages.voting());
    dry_run!(
        "timelock",
        qerun_timelock,
        home,
        &at.timelock,
        messages.timelock(now)
    );
    dry_run!("oracle", qerun_oracle, home, &at.oracle, messages.oracle());
    dry_run!("market", qerun_market, home, &at.market, messages.market());
    dry_run!(
        "reserve",
        qerun_reserve,
        home,
        &at.reserve,
        messages.reserve()
    );
    dry_run!(
        "outpost",
        qerun_outpost,
        dex,
        &at.outpost,
        messages.outpost()
    );
    if let Some(message) = messages.airdrop(now) {
        dry_run!("airdrop", qerun_airdrop, home, &at.airdrop, message);
    }
    if let Some(message) = messages.emissions(now) {
        dry_run!("emissions", qerun_emissions, home, &at.emissions, message);
    }
    if let Some(message) = messages.liquidity_voting() {
        dry_run!(
            "qer_pool",
            qerun_voting,
            home,
            &at.liquidity_voting,
            message
        );
    }
    found
}

/// Storage of its own, a token that answers the voting modules, and a distributor without distributions, as emissions reads
/// it.
fn deps(prefix: &str, plan: &PlanFile) -> OwnedDeps<MockStorage, MockApi, MockQuerier> {
    let mut deps = mock_dependencies();
    // The mock needs a static prefix. Leaking it is harmless: a program checks one plan.
    deps.api = MockApi::default().with_prefix(prefix.to_owned().leak());
    let info = cw20::TokenInfoResponse {
        name: plan.token.name.clone(),
        symbol: plan.token.symbol.clone(),
        decimals: plan.token.decimals,
        total_supply: plan.token.supply,
    };
    deps.querier.update_wasm(move |query| match query {
        WasmQuery::Smart { .. } => SystemResult::Ok(ContractResult::from(to_json_binary(&info))),
        WasmQuery::Raw { key, .. } if key.as_slice() == b"count" => {
            SystemResult::Ok(ContractResult::Ok(Binary::from(b"0")))
        }
        _ => SystemResult::Err(SystemError::UnsupportedRequest {
            kind: "raw".to_owned(),
        }),
    });
    deps
}
