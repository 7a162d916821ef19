//! A hostile proposal has passed: it wants power over the contracts.

use cosmwasm_std::{Binary, CosmosMsg, WasmMsg};
use qerun_messages::oracle::{AssetConfig, Policy, PriceSource};
use qerun_messages::timelock::Class::{Critical, Sensitive};
use qerun_messages::token;
use qerun_testing::suite::{call, decimal};
use serde_json::json;

use super::attack_table::{run, AttackSetup, Changes, Fails, Row};

/// One message for each contract that the timelock administers.
fn each(setup: &AttackSetup, message: impl Fn(String) -> WasmMsg) -> Vec<CosmosMsg> {
    let contracts = setup.world.contracts().into_iter();
    contracts
        .map(|(_, at)| message(at.to_string()).into())
        .collect()
}

#[test]
fn over_the_code() {
    let rows: [Row; 4] = [
        (
            "migrate every contract",
            Critical,
            |setup| {
                each(setup, |contract_addr| WasmMsg::Migrate {
                    contract_addr,
                    new_code_id: setup.proxy_code,
                    msg: Binary::from(br#"{"msgs":[]}"#),
                })
            },
            Changes(&[
                "code of core",
                "code of market",
                "code of oracle",
                "code of pre_propose",
                "code of proposals",
                "code of reserve",
                "code of timelock",
                "code of token",
                "code of voting",
                // Which no longer gives the bond back.
                "token",
            ]),
        ),
        (
            "become admin of every contract",
            Critical,
            |setup| {
                each(setup, |contract_addr| WasmMsg::UpdateAdmin {
                    contract_addr,
                    admin: setup.world.eve.to_string(),
                })
            },
            ADMINS,
        ),
        (
            "clear every admin",
            Critical,
            |setup| each(setup, |contract_addr| WasmMsg::ClearAdmin { contract_addr }),
            ADMINS,
        ),
        (
            "a new contract",
            Critical,
            |setup| {
                vec![WasmMsg::Instantiate2 {
                    admin: Some(setup.world.eve.to_string()),
                    code_id: setup.proxy_code,
                    label: "proxy".into(),
                    msg: Binary::from(br#"{"msgs":[]}"#),
                    funds: cosmwasm_std::coins(50_000_000_000, &setup.world.stable),
                    salt: Binary::from(b"proxy"),
                }
                .into()]
            },
            Changes(&["coins of timelock"]),
        ),
    ];
    run(&rows);
}

const ADMINS: super::attack_table::Effect = Changes(&[
    "admin of core",
    "admin of market",
    "admin of oracle",
    "admin of pre_propose",
    "admin of proposals",
    "admin of reserve",
    "admin of timelock",
    "admin of token",
    "admin of voting",
]);

#[test]
fn over_the_contracts() {
    let rows: [Row; 7] = [
        (
            "own all of them",
            Critical,
            |setup| {
                let take = json!({"update_ownership": {"transfer_ownership": {
                    "new_owner": setup.world.eve, "expiry": null,
                }}});
                let (at, voting) = (&setup.world.at, &setup.world.dao.voting);
                let all = [&at.token, &at.oracle, &at.market, &at.reserve, voting];
                all.map(|contract| call(contract, &take).unwrap()).to_vec()
            },
            Changes(&["market", "oracle", "reserve", "token", "voting"]),
        ),
        (
            "take their pauses from the guardian",
            Critical,
            |setup| {
                let none = json!({"set_guardian": {"guardian": null}});
                let (at, voting) = (&setup.world.at, &setup.world.dao.voting);
                let all = [&at.oracle, &at.market, &at.reserve, voting];
                all.map(|contract| call(contract, &none).unwrap()).to_vec()
            },
            Changes(&["market", "oracle", "reserve", "voting"]),
        ),
        (
            "make eve the minter",
            Critical,
            |setup| {
                let new_minter = Some(setup.world.eve.to_string());
                let update = token::ExecuteMsg::UpdateMinter { new_minter };
                vec![call(&setup.world.at.token, &update).unwrap()]
            },
            Fails("minter"),
        ),
        (
            "make the price",
            Sensitive,
            |setup| {
                let config = AssetConfig {
                    sources: vec![PriceSource::Feeder {
                        feeders: vec![setup.world.eve.to_string()],
                        max_age: 5_400,
                    }],
                    policy: Policy {
                        max_age: 5_400,
                        max_deviation: decimal("0.1"),
                        min_sources: 1,
                        max_growth_hour: None,
                        max_growth_day: None,
                        min_price: decimal("0.000001"),
                        max_price: decimal("1000000"),
                        min_liquidity: decimal("0"),
                        grace: 1_800,
                    },
                };
                let set = qerun_messages::oracle::ExecuteMsg::SetAsset {
                    asset: "qer".into(),
                    config,
                };
                vec![call(&setup.world.at.oracle, &set).unwrap()]
            },
            Changes(&["oracle"]),
        ),
        (
            "take a price away",
            Critical,
            |setup| {
                let remove = json!({"remove_asset": {"asset": "qer"}});
                vec![call(&setup.world.at.oracle, &remove).unwrap()]
            },
            Changes(&["oracle"]),
        ),
        (
            "let a contract of eve's say who has the perk",
            Sensitive,
            |setup| {
                let gate = json!({"set_perk": {"perk": {"voting": setup.proxy, "id": "any"}}});
                vec![call(&setup.world.at.market, &gate).unwrap()]
            },
            Changes(&["market"]),
        ),
        (
            "tell a contract of eve's of every stake",
            Critical,
            |setup| {
                let add = json!({"add_hook": {"addr": setup.proxy}});
                vec![call(&setup.world.dao.voting, &add).unwrap()]
            },
            Changes(&["voting"]),
        ),
    ];
    run(&rows);
}
