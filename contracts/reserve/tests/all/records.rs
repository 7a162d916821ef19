//! The records that others read raw are pinned: key bytes and JSON. And the queries.

use crate::common::*;
use cosmwasm_std::testing::MockQuerier;
use cosmwasm_std::{to_json_string, ContractResult, QuerierWrapper, Storage, SystemResult};
use cw_ownable::{Action, Ownership};
use qerun_controls::MigrationError;
use qerun_messages::reserve::{
    read_sale_duration, Backing, BatchResponse, BatchesResponse, ConfigResponse, ExecuteMsg,
    MigrateMsg, OrderResponse, OrdersResponse, QueryMsg, WaitingResponse, BACKING, BATCHES, PARAMS,
    WIND_DOWN_AFTER,
};
use qerun_reserve::contract;

fn raw(reserve: &TestReserve, key: &[u8]) -> String {
    String::from_utf8(reserve.deps.storage.get(key).unwrap()).unwrap()
}

#[test]
fn backing_is_pinned() {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(2_500), usd(2_000)).unwrap();
    reserve.credit(1, 500_000_000_000_000_000);
    assert_eq!(BACKING.as_slice(), b"backing");
    assert_eq!(
        raw(&reserve, b"backing"),
        concat!(
            r#"{"encumbered":"400000000000000000","unencumbered":"100000000000000000","#,
            r#""in_flight":"1000000000","waiting":"500000000","open_orders":1,"open_batches":1,"#,
            r#""capacity":"2000000000","order_capacity":3,"batch_capacity":4,"min_order":"100000000","#,
            r#""paused_until":0}"#
        )
    );
}

/// Of the bounds the market reads one figure.
#[test]
fn the_duration_of_a_sale_is_pinned() {
    let reserve = TestReserve::new();
    assert_eq!(PARAMS.as_slice(), b"params");
    let record = raw(&reserve, b"params");
    assert!(record.contains(r#""duration":10800}"#), "{record}");
    let mut querier = MockQuerier::default();
    querier.update_wasm(move |_| SystemResult::Ok(ContractResult::Ok(record.as_bytes().into())));
    let querier = QuerierWrapper::new(&querier);
    let told = read_sale_duration(&querier, &reserve.market).unwrap();
    assert_eq!(told, 10_800);
    let mut querier = MockQuerier::default();
    querier.update_wasm(|_| SystemResult::Ok(ContractResult::Ok(Default::default())));
    let querier = QuerierWrapper::new(&querier);
    assert!(read_sale_duration(&querier, &reserve.market).is_err());
}

#[test]
fn batches_are_pinned() {
    let mut reserve = TestReserve::new();
    reserve.purchase(258, usd(500), usd(400)).unwrap();
    let key = b"\x00\x01b\x00\x00\x00\x00\x00\x00\x01\x02";
    assert_eq!(BATCHES.key(258).to_vec(), key);
    assert_eq!(
        raw(&reserve, key),
        concat!(
            r#"{"stable_in":"500000000","user_in":"400000000","eth_out":"0","#,
            r#""open":"500000000","settled":false}"#
        )
    );
    reserve.time_out(1);
    reserve.wait(WIND_DOWN_AFTER);
    reserve.wind_down(258).unwrap();
    assert_eq!(
        raw(&reserve, key),
        concat!(
            r#"{"stable_in":"500000000","user_in":"400000000","eth_out":"0","#,
            r#""stable_out":"500000000","open":"0","settled":true}"#
        )
    );
    reserve.purchase(259, usd(500), usd(400)).unwrap();
    reserve.credit(2, 250_000_000_000_000_000);
    let key = b"\x00\x01b\x00\x00\x00\x00\x00\x00\x01\x03";
    assert_eq!(
        raw(&reserve, key),
        concat!(
            r#"{"stable_in":"500000000","user_in":"400000000","eth_out":"250000000000000000","#,
            r#""open":"0","settled":true}"#
        )
    );
}

/// What nobody else reads has no names: the order of the fields is the format.
#[test]
fn orders_are_stored_without_names() {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(500), usd(400)).unwrap();
    let key = b"\x00\x01o\x00\x00\x00\x00\x00\x00\x00\x01";
    let order = reserve.order(1);
    let (least, expected) = (order.min_out, order.expected_out);
    let (deadline, receiver) = (order.deadline, &order.receiver);
    let stored = format!(
        r#"["1",["500000000","{least}","{expected}","0"],{deadline},["channel-7","{receiver}",null],"1","sent",false]"#
    );
    assert_eq!(raw(&reserve, key), stored);
    assert!(least < expected);
}

#[test]
fn lists_are_paged() {
    let mut reserve = TestReserve::with(|msg| {
        msg.params.max_open_orders = 32;
        msg.params.max_in_flight = usd(1_000_000).into();
        msg.params.max_open_batches = 15;
    });
    for batch in 1..=35 {
        reserve.purchase(batch, usd(500), usd(500)).unwrap();
        reserve.credit(batch, 250_000_000_000_000_000);
    }
    reserve.purchase(36, usd(3_000), 0).unwrap();
    let list = |start: Option<u64>, limit| QueryMsg::Batches {
        start_after: start.map(Into::into),
        limit,
    };
    let page: BatchesResponse = reserve.query(list(None, None)).unwrap();
    assert_eq!(page.batches.len(), 10);
    let page: BatchesResponse = reserve.query(list(Some(4), Some(100))).unwrap();
    assert_eq!(page.batches.len(), 30);
    assert_eq!(page.batches[0].batch_id.u64(), 5);
    let page: OrdersResponse = reserve
        .query(QueryMsg::Orders {
            start_after: Some(35u64.into()),
            limit: None,
        })
        .unwrap();
    assert_eq!(page.orders.len(), 2);
    assert_eq!(page.orders[0].order, reserve.order(36));
    let page: WaitingResponse = reserve
        .query(QueryMsg::Waiting {
            start_after: None,
            limit: None,
        })
        .unwrap();
    assert_eq!(
        (page.waiting.len(), page.waiting[0].amount.u128()),
        (1, usd(1_000))
    );
    assert_eq!(page.waiting[0].since, reserve.now());
    let page: WaitingResponse = reserve
        .query(QueryMsg::Waiting {
            start_after: Some(36u64.into()),
            limit: None,
        })
        .unwrap();
    assert!(page.waiting.is_empty());
}

#[test]
fn single_records_and_configuration() {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(500), usd(400)).unwrap();
    let batch: BatchResponse = reserve
        .query(QueryMsg::Batch {
            batch_id: 1u64.into(),
        })
        .unwrap();
    assert_eq!(batch.batch, reserve.batch(1));
    let order: OrderResponse = reserve
        .query(QueryMsg::Order {
            order_id: 1u64.into(),
        })
        .unwrap();
    assert_eq!(order.order, reserve.order(1));
    let backing: Backing = reserve.query(QueryMsg::Backing {}).unwrap();
    assert_eq!(backing, reserve.backing());
    let config: ConfigResponse = reserve.query(QueryMsg::Config {}).unwrap();
    assert_eq!((config.route, config.params), (route(), params()));
    assert_eq!(config.config.market, reserve.market);
    assert_eq!(
        to_json_string(&config.config.guardian).unwrap(),
        to_json_string(&reserve.guardian).unwrap()
    );
}

#[test]
fn ownership_moves_in_two_steps() {
    let mut reserve = TestReserve::new();
    let (owner, next) = (reserve.owner.clone(), reserve.anyone.clone());
    let offer = Action::TransferOwnership {
        new_owner: next.to_string(),
        expiry: None,
    };
    reserve
        .execute(&owner, &[], ExecuteMsg::UpdateOwnership(offer))
        .unwrap();
    let ownership: Ownership<String> = reserve.query(QueryMsg::Ownership {}).unwrap();
    assert_eq!(ownership.owner, Some(owner.to_string()));
    reserve
        .execute(
            &next,
            &[],
            ExecuteMsg::UpdateOwnership(Action::AcceptOwnership),
        )
        .unwrap();
    let ownership: Ownership<String> = reserve.query(QueryMsg::Ownership {}).unwrap();
    assert_eq!(ownership.owner, Some(next.to_string()));
}

#[test]
fn updates_are_written_and_capacity_follows() {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(1_000), 0).unwrap();
    let owner = reserve.owner.clone();
    let mut new = params();
    new.max_in_flight = usd(2_700).into();
    new.max_open_orders = 2;
    new.max_open_batches = 3;
    reserve
        .execute(
            &owner,
            &[],
            ExecuteMsg::UpdateParams {
                params: new.clone(),
            },
        )
        .unwrap();
    let backing = reserve.backing();
    assert_eq!(
        (
            backing.capacity.u128(),
            backing.order_capacity,
            backing.batch_capacity
        ),
        (usd(1_700), 1, 2)
    );
    let mut next = route();
    next.timeout = 60;
    next.receiver = "dex1next".into();
    reserve
        .execute(
            &owner,
            &[],
            ExecuteMsg::UpdateRoute {
                route: next.clone(),
            },
        )
        .unwrap();
    let config: ConfigResponse = reserve.query(QueryMsg::Config {}).unwrap();
    assert_eq!((config.route, config.params), (next, new));
    reserve.ensure_invariants();
}

#[test]
fn migrate_takes_older_versions_of_itself_only() {
    let mut reserve = TestReserve::new();
    let env = reserve.env.clone();
    let version = cw2::get_contract_version(&reserve.deps.storage).unwrap();
    assert_eq!(version.contract, "crate:qerun-reserve");
    contract::migrate(reserve.deps.as_mut(), env.clone(), MigrateMsg {}).unwrap();
    let storage = &mut reserve.deps.storage;
    cw2::set_contract_version(storage, version.contract.clone(), "0.1.0").unwrap();
    let refused = contract::migrate(reserve.deps.as_mut(), env.clone(), MigrateMsg {}).unwrap_err();
    let (found, oldest) = ("0.1.0".parse().unwrap(), "0.3.0".parse().unwrap());
    assert_eq!(refused, MigrationError::TooOld { found, oldest }.into());
    let storage = &mut reserve.deps.storage;
    cw2::set_contract_version(storage, version.contract.clone(), "999.0.0").unwrap();
    contract::migrate(reserve.deps.as_mut(), env.clone(), MigrateMsg {}).unwrap_err();
    cw2::set_contract_version(&mut reserve.deps.storage, "crate:other", "0.0.1").unwrap();
    contract::migrate(reserve.deps.as_mut(), env, MigrateMsg {}).unwrap_err();
}
