//! What an airdrop is, is written once.

use crate::common::{addr, Airdrop, List, BEGIN, END, NAME};
use cosmwasm_std::testing::message_info;
use cosmwasm_std::{coins, Addr};
use cw_utils::PaymentError;
use qerun_airdrop::contract::{instantiate, migrate};
use qerun_airdrop::state::{CONTRACT_NAME, CONTRACT_VERSION};
use qerun_airdrop::ContractError;
use qerun_messages::airdrop::{Config, InstantiateMsg, MigrateMsg, QueryMsg, TotalsResponse};
use qerun_mocks::{assert_event, env_at, OtherContracts, START};

#[test]
fn the_configuration_is_what_was_sent() {
    let list = List::new(&[("alice", 5), ("bob", 7)]);
    let airdrop = Airdrop::with(list.config(), list.clone()).unwrap();
    let config: Config<Addr> = airdrop.query(QueryMsg::Config {});
    let wanted = Config {
        token: addr("token"),
        treasury: addr("timelock"),
        name: NAME.to_owned(),
        root: list.root().into(),
        count: 2,
        total: 12u128.into(),
        start: BEGIN,
        end: END,
    };
    assert_eq!(config, wanted);
    let none = TotalsResponse {
        total: 12u128.into(),
        claimed: 0u128.into(),
        claims: 0,
        returned: 0u128.into(),
        left: 12u128.into(),
    };
    assert_eq!(airdrop.totals(), none);
    assert_eq!(airdrop.claimed(&addr("alice")), None);
}

#[test]
fn the_event_tells_all_of_it() {
    let list = List::new(&[("alice", 5)]);
    let (mut deps, config) = (OtherContracts::default().deps(), list.config());
    let root = config.root.to_string();
    let info = message_info(&addr("deployer"), &[]);
    let msg = InstantiateMsg { config };
    let response = instantiate(deps.as_mut(), env_at("airdrop", START), info, msg).unwrap();
    assert_eq!(response.messages, []);
    let (begin, end) = (BEGIN.to_string(), END.to_string());
    assert_event(
        &response,
        "qerun-airdrop/instantiate",
        &[
            ("token", addr("token").as_str()),
            ("treasury", addr("timelock").as_str()),
            ("name", NAME),
            ("root", &root),
            ("count", "1"),
            ("total", "5"),
            ("start", &begin),
            ("end", &end),
        ],
    );
}

#[test]
fn takes_no_funds() {
    let list = List::new(&[("alice", 5)]);
    let mut deps = OtherContracts::default().deps();
    let info = message_info(&addr("deployer"), &coins(1, "stake"));
    let msg = InstantiateMsg {
        config: list.config(),
    };
    let error = instantiate(deps.as_mut(), env_at("airdrop", START), info, msg).unwrap_err();
    assert_eq!(error, ContractError::Payment(PaymentError::NonPayable {}));
}

/// A code of this contract, of this version or an older one, is replaced; nothing of the configuration is.
#[test]
fn migrates_from_itself_only() {
    let list = List::new(&[("alice", 5)]);
    let mut airdrop = Airdrop::open(list);
    let before = airdrop.storage();
    migrate(airdrop.deps.as_mut(), airdrop.env.clone(), MigrateMsg {}).unwrap();
    assert_eq!(airdrop.storage(), before);
    for (name, version) in [
        ("crate:other", CONTRACT_VERSION),
        (CONTRACT_NAME, "99.0.0"),
        (CONTRACT_NAME, "0.1.0"),
    ] {
        cw2::set_contract_version(&mut airdrop.deps.storage, name, version).unwrap();
        let error = migrate(airdrop.deps.as_mut(), airdrop.env.clone(), MigrateMsg {}).unwrap_err();
        assert!(matches!(error, ContractError::Migration(_)), "{error}");
    }
}
