//! Queries are answered as a chain answers them.

use cosmwasm_std::{
    Addr, Binary, ContractResult, Querier, QuerierResult, QuerierWrapper, StdError, SystemResult,
};
use cw20::{BalanceResponse, Cw20QueryMsg, TokenInfoResponse};
use cw_storage_plus::{Item, Map};
use qerun_mocks::{addr, dump, restore, MockDeps, OtherContracts};

const NUMBER: Item<u32> = Item::new("number");
const NAMES: Map<&str, String> = Map::new("names");

fn smart(querier: &QuerierWrapper, contract: &Addr) -> Result<String, StdError> {
    querier.query_wasm_smart(contract, &"question")
}

#[test]
fn raw_reads_find_what_was_stored_and_follow_changes() {
    let others = OtherContracts::default();
    let (one, two) = (addr("one"), addr("two"));
    others
        .records(&one, |storage| NUMBER.save(storage, &5))
        .unwrap();
    others
        .records(&two, |storage| NAMES.save(storage, "a", &"b".into()))
        .unwrap();
    let deps = others.deps();
    let querier = deps.as_ref().querier;
    assert_eq!(NUMBER.query(&querier, one.clone()).unwrap(), 5);
    assert_eq!(
        NAMES.query(&querier, two.clone(), "a").unwrap(),
        Some("b".into())
    );
    // A contract has only its own records.
    assert_eq!(NAMES.query(&querier, one.clone(), "a").unwrap(), None);
    assert!(NUMBER.query(&querier, two).is_err());
    others
        .records(&one, |storage| NUMBER.save(storage, &6))
        .unwrap();
    assert_eq!(NUMBER.query(&querier, one).unwrap(), 6);
}

#[test]
fn a_contract_that_does_not_exist_is_an_error() {
    let others = OtherContracts::default();
    let one = addr("one");
    others.records(&one, |_| ());
    let deps = others.deps();
    let querier = deps.as_ref().querier;
    assert_eq!(NAMES.query(&querier, one.clone(), "a").unwrap(), None);
    others.remove(&one);
    let error = NAMES.query(&querier, one.clone(), "a").unwrap_err();
    assert!(error.to_string().contains("No such contract"), "{error}");
    assert!(smart(&querier, &one).is_err());
}

#[test]
fn smart_queries_are_answered_as_taught() {
    let others = OtherContracts::default();
    let one = addr("one");
    others.records(&one, |_| ());
    let deps = others.deps();
    let querier = deps.as_ref().querier;
    assert!(smart(&querier, &one).is_err());
    others.answer(&one, |query: String| Ok(format!("{query}?")));
    assert_eq!(smart(&querier, &one).unwrap(), "question?");
    others.answer::<String, String>(&one, |_| Err("no".into()));
    assert!(smart(&querier, &one)
        .unwrap_err()
        .to_string()
        .contains("no"));
    others.answer_raw(&one, |_| Ok(b"no json".into()));
    assert!(matches!(
        smart(&querier, &one),
        Err(StdError::ParseErr { .. })
    ));
}

#[test]
fn a_cw20_tells_balances_and_supply() {
    let others = OtherContracts::default();
    let token = addr("token");
    others.set_cw20_balance(&token, &addr("alice"), 7);
    others.set_cw20_supply(&token, 100);
    let deps = others.deps();
    let querier = deps.as_ref().querier;
    let balance = |name: &str| {
        let address = addr(name).into();
        let msg = Cw20QueryMsg::Balance { address };
        let answer: BalanceResponse = querier.query_wasm_smart(&token, &msg).unwrap();
        answer.balance.u128()
    };
    assert_eq!((balance("alice"), balance("bob")), (7, 0));
    let msg = Cw20QueryMsg::TokenInfo {};
    let info: TokenInfoResponse = querier.query_wasm_smart(&token, &msg).unwrap();
    assert_eq!(info.total_supply.u128(), 100);
    let msg = Cw20QueryMsg::Minter {};
    assert!(querier
        .query_wasm_smart::<TokenInfoResponse>(&token, &msg)
        .is_err());
}

#[test]
fn a_storage_goes_back_to_what_it_was() {
    let mut deps = OtherContracts::default().deps();
    NUMBER.save(&mut deps.storage, &1).unwrap();
    let before = dump(&deps.storage);
    NUMBER.save(&mut deps.storage, &2).unwrap();
    NAMES.save(&mut deps.storage, "a", &"b".into()).unwrap();
    assert_ne!(dump(&deps.storage), before);
    restore(&mut deps.storage, before.clone());
    assert_eq!(dump(&deps.storage), before);
    assert_eq!(NUMBER.load(&deps.storage).unwrap(), 1);
}

/// As a contract with cosmwasm-std's feature for it would ask.
fn ask_module(deps: &MockDeps, path: &str) -> QuerierResult {
    let request = format!(r#"{{"stargate":{{"path":"{path}","data":"CAE="}}}}"#);
    deps.querier.raw_query(request.as_bytes())
}

#[test]
fn modules_answer_what_they_were_taught() {
    let others = OtherContracts::default();
    let deps = others.deps();
    let refused = ask_module(&deps, "/a.Query/B");
    assert!(matches!(refused, SystemResult::Err(_)), "{refused:?}");
    others.answer_module("/a.Query/B", |request| {
        assert_eq!(request.as_slice(), [8, 1]);
        Ok(Binary::new(b"{}".to_vec()))
    });
    others.answer_module("/a.Query/C", |_| Err("no such pool".into()));
    let answer = ask_module(&deps, "/a.Query/B").unwrap();
    assert_eq!(answer, ContractResult::Ok(Binary::new(b"{}".to_vec())));
    let answer = ask_module(&deps, "/a.Query/C").unwrap();
    assert_eq!(answer, ContractResult::Err("no such pool".into()));
    assert!(matches!(
        ask_module(&deps, "/a.Query/D"),
        SystemResult::Err(_)
    ));
}
