//! What the instantiate message makes of an instance, and that it stays that. The entry points that choose by it exist
//! in the wasm alone; ci/gas, ci/e2e and ci/localnet run them.

use cosmwasm_std::testing::{
    message_info, mock_dependencies, mock_env, MockApi, MockQuerier, MockStorage,
};
use cosmwasm_std::{
    from_json, to_json_binary, to_json_vec, ContractResult, OwnedDeps, StdError, SystemResult,
};
use qerun_messages::{token, voting};
use qerun_token_voting::{instantiate, is_voting, InstantiateMsg};
use serde_json::{json, Map, Value};

type Deps = OwnedDeps<MockStorage, MockApi, MockQuerier>;

/// An empty instance on a chain whose contracts are all cw20 tokens.
fn deps() -> Deps {
    let mut deps = mock_dependencies();
    deps.querier.update_wasm(|_| {
        let info = json!({"name": "Qerun", "symbol": "QER", "decimals": 6, "total_supply": "1000"});
        SystemResult::Ok(ContractResult::from(to_json_binary(&info)))
    });
    deps
}

fn addr(name: &str) -> String {
    MockApi::default().addr_make(name).into()
}

fn token_msg() -> Value {
    json!({
        "owner": addr("timelock"), "name": "Qerun", "symbol": "QER", "decimals": 6,
        "initial_balances": [{"address": addr("alice"), "amount": "1000"}],
        "marketing": null, "minter": null,
    })
}

fn voting_msg() -> Value {
    json!({
        "dao": null, "owner": null, "token": addr("token"), "min_unbonding": 60,
        "tiers": [{"unbonding": 60, "multiplier": "1"}], "active_threshold": null,
        "params": {"half_life": 7_776_000, "hook_gas": 600_000}, "guardian": null, "perks": [],
    })
}

fn parse(msg: &Value) -> Result<InstantiateMsg, StdError> {
    from_json(to_json_vec(msg).unwrap())
}

fn create(msg: &Value) -> Deps {
    let mut deps = deps();
    let sender = message_info(&MockApi::default().addr_make("deployer"), &[]);
    instantiate(deps.as_mut(), mock_env(), sender, parse(msg).unwrap()).unwrap();
    deps
}

fn merged(one: &Value, two: &Value) -> Value {
    let mut all: Map<String, Value> = one.as_object().unwrap().clone();
    all.extend(two.as_object().unwrap().clone());
    Value::Object(all)
}

#[test]
fn each_instantiate_message_makes_its_contract() {
    let deps = create(&token_msg());
    assert!(!is_voting(&deps.storage));
    let supply = qerun_token::contract::query(
        deps.as_ref(),
        mock_env(),
        from_json(br#"{"supply":{}}"#).unwrap(),
    );
    assert_eq!(
        from_json::<token::SupplyResponse>(supply.unwrap())
            .unwrap()
            .total
            .u128(),
        1_000
    );

    let deps = create(&voting_msg());
    assert!(is_voting(&deps.storage));
    let info = qerun_voting::contract::query(
        deps.as_ref(),
        mock_env(),
        from_json(br#"{"info":{}}"#).unwrap(),
    );
    let info: Value = from_json(info.unwrap()).unwrap();
    assert_eq!(info["info"]["contract"], voting::INTERFACE_NAME);
}

/// Every kind of field that serde keeps aside before it knows whose it is: enums, bytes, decimals, nested lists.
#[test]
fn full_messages_are_read_as_their_contracts_read_them() {
    let mut full = token_msg();
    full["minter"] = full["owner"].clone();
    full["max_yearly_mint_bps"] = json!(200);
    for logo in [
        json!({"url": "https://qerun.example/logo.svg"}),
        json!({"embedded": {"png": "iVBORw0KGgo="}}),
    ] {
        full["marketing"] = json!({
            "project": "https://qerun.example", "description": "\"Qerun\" \u{e9}", "marketing": addr("alice"),
            "logo": logo,
        });
        let alone: token::InstantiateMsg = from_json(to_json_vec(&full).unwrap()).unwrap();
        let InstantiateMsg::Token(read) = parse(&full).unwrap() else {
            panic!("is the token's");
        };
        assert_eq!(read, alone);
        create(&full);
    }

    let mut full = voting_msg();
    (full["dao"], full["owner"], full["guardian"]) = (
        json!(addr("dao")),
        json!(addr("timelock")),
        json!(addr("guardian")),
    );
    full["tiers"] = json!([
        {"unbonding": 86_400, "multiplier": "1"}, {"unbonding": 31_536_000, "multiplier": "2.123456789012345678"},
    ]);
    full["perks"] = json!([{"id": "low", "min_power": u128::MAX.to_string(), "min_reputation": "1", "text": "t"}]);
    full["hooks"] = json!([addr("emissions"), addr("distributor")]);
    for threshold in [
        json!({"absolute_count": {"count": "1000"}}),
        json!({"percentage": {"percent": "0.1"}}),
    ] {
        full["active_threshold"] = threshold;
        let alone: voting::InstantiateMsg = from_json(to_json_vec(&full).unwrap()).unwrap();
        let InstantiateMsg::Voting(read) = parse(&full).unwrap() else {
            panic!("is voting's");
        };
        assert_eq!(read, alone);
        create(&full);
    }
}

#[test]
fn a_message_of_both_or_of_neither_is_refused() {
    let both = merged(&token_msg(), &voting_msg());
    let a_field_more = merged(&token_msg(), &json!({"dao": null}));
    let the_others_field = merged(&voting_msg(), &json!({"decimals": 6}));
    for msg in [both, a_field_more, the_others_field, json!({}), json!([])] {
        let error = parse(&msg)
            .err()
            .expect("is no instantiate message")
            .to_string();
        assert!(
            error.contains("the instantiate message of the token or of voting"),
            "{error}"
        );
    }
}

#[test]
fn every_required_field_is_missed_in_both() {
    for (msg, optional) in [
        (
            token_msg(),
            ["marketing", "minter", "max_yearly_mint_bps"].as_slice(),
        ),
        (
            voting_msg(),
            ["dao", "owner", "active_threshold", "guardian"].as_slice(),
        ),
    ] {
        for field in msg.as_object().unwrap().keys() {
            let mut less = msg.clone();
            less.as_object_mut().unwrap().remove(field);
            assert_eq!(
                parse(&less).is_ok(),
                optional.contains(&field.as_str()),
                "{field}"
            );
        }
    }
}

#[test]
fn the_contracts_own_refusals_come_through() {
    let mut msg = token_msg();
    msg["max_yearly_mint_bps"] = json!(201);
    let mut deps = deps();
    let sender = message_info(&MockApi::default().addr_make("deployer"), &[]);
    let error = instantiate(deps.as_mut(), mock_env(), sender, parse(&msg).unwrap()).unwrap_err();
    assert!(
        matches!(error, qerun_token_voting::ContractError::Token(_)),
        "{error}"
    );
}

#[test]
fn no_migration_changes_the_role() {
    let mut token = create(&token_msg());
    qerun_token::contract::migrate(token.as_mut(), mock_env(), token::MigrateMsg {}).unwrap();
    assert!(!is_voting(&token.storage));
    qerun_voting::contract::migrate(token.as_mut(), mock_env(), voting::MigrateMsg {}).unwrap_err();

    let mut voting = create(&voting_msg());
    qerun_voting::contract::migrate(voting.as_mut(), mock_env(), voting::MigrateMsg {}).unwrap();
    assert!(is_voting(&voting.storage));
    qerun_token::contract::migrate(voting.as_mut(), mock_env(), token::MigrateMsg {}).unwrap_err();
}

#[test]
fn a_contract_of_others_cannot_be_migrated_to_it() {
    for name in [None, Some("crates.io:cw20-base")] {
        let mut foreign = deps();
        if let Some(name) = name {
            cw2::set_contract_version(&mut foreign.storage, name, "2.0.0").unwrap();
        }
        assert!(!is_voting(&foreign.storage));
        qerun_token::contract::migrate(foreign.as_mut(), mock_env(), token::MigrateMsg {})
            .unwrap_err();
    }
    let mut theirs = deps();
    cw2::set_contract_version(&mut theirs.storage, voting::INTERFACE_NAME, "2.6.0").unwrap();
    assert!(is_voting(&theirs.storage));
    qerun_voting::contract::migrate(theirs.as_mut(), mock_env(), voting::MigrateMsg {})
        .unwrap_err();
}
