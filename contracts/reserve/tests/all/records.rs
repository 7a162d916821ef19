//! The records that others read raw are pinned: key bytes and JSON. And the queries.

use crate::common::*;
use cosmwasm_std::{to_json_string, Storage};
use cw_ownable::{Action, Ownership};
use qerun_messages::reserve::{
    Backing, BatchResponse, BatchesResponse, ConfigResponse, ExecuteMsg, MigrateMsg, OrderResponse,
    OrdersResponse, QueryMsg, WaitingResponse, BACKING, BATCHES, WIND_DOWN_AFTER,
};
use qerun_reserve::contract;

fn raw(world: &World, key: &[u8]) -> String {
    String::from_utf8(world.deps.storage.get(key).unwrap()).unwrap()
}

#[test]
fn backing_is_pinned() {
    let mut world = World::new();
    world.purchase(1, usd(2_500), usd(2_000)).unwrap();
    world.credit(1, 500_000_000_000_000_000);
    assert_eq!(BACKING.as_slice(), b"backing");
    assert_eq!(
        raw(&world, b"backing"),
        concat!(
            r#"{"encumbered":"400000000000000000","unencumbered":"100000000000000000","#,
            r#""in_flight":"1000000000","waiting":"500000000","open_orders":1,"open_batches":1,"#,
            r#""capacity":"2000000000","order_capacity":3,"batch_capacity":4,"min_order":"100000000","#,
            r#""paused_until":0}"#
        )
    );
}

#[test]
fn batches_are_pinned() {
    let mut world = World::new();
    world.purchase(258, usd(500), usd(400)).unwrap();
    let key = b"\x00\x01b\x00\x00\x00\x00\x00\x00\x01\x02";
    assert_eq!(BATCHES.key(258).to_vec(), key);
    assert_eq!(
        raw(&world, key),
        concat!(
            r#"{"stable_in":"500000000","user_in":"400000000","eth_out":"0","#,
            r#""open":"500000000","settled":false}"#
        )
    );
    world.time_out(1);
    world.pass(WIND_DOWN_AFTER);
    world.wind_down(258).unwrap();
    assert_eq!(
        raw(&world, key),
        concat!(
            r#"{"stable_in":"500000000","user_in":"400000000","eth_out":"0","#,
            r#""stable_out":"500000000","open":"0","settled":true}"#
        )
    );
    world.purchase(259, usd(500), usd(400)).unwrap();
    world.credit(2, 250_000_000_000_000_000);
    let key = b"\x00\x01b\x00\x00\x00\x00\x00\x00\x01\x03";
    assert_eq!(
        raw(&world, key),
        concat!(
            r#"{"stable_in":"500000000","user_in":"400000000","eth_out":"250000000000000000","#,
            r#""open":"0","settled":true}"#
        )
    );
}

#[test]
fn lists_are_paged() {
    let mut world = World::with(|msg| {
        msg.params.max_open_orders = 32;
        msg.params.max_in_flight = usd(1_000_000).into();
        msg.params.max_open_batches = 15;
    });
    for batch in 1..=35 {
        world.purchase(batch, usd(500), usd(500)).unwrap();
        world.credit(batch, 250_000_000_000_000_000);
    }
    world.purchase(36, usd(3_000), 0).unwrap();
    let list = |start: Option<u64>, limit| QueryMsg::Batches {
        start_after: start.map(Into::into),
        limit,
    };
    let page: BatchesResponse = world.query(list(None, None)).unwrap();
    assert_eq!(page.batches.len(), 10);
    let page: BatchesResponse = world.query(list(Some(4), Some(100))).unwrap();
    assert_eq!(page.batches.len(), 30);
    assert_eq!(page.batches[0].batch_id.u64(), 5);
    let page: OrdersResponse = world
        .query(QueryMsg::Orders {
            start_after: Some(35u64.into()),
            limit: None,
        })
        .unwrap();
    assert_eq!(page.orders.len(), 2);
    assert_eq!(page.orders[0].order, world.order(36));
    let page: WaitingResponse = world
        .query(QueryMsg::Waiting {
            start_after: None,
            limit: None,
        })
        .unwrap();
    assert_eq!(
        (page.waiting.len(), page.waiting[0].amount.u128()),
        (1, usd(1_000))
    );
    assert_eq!(page.waiting[0].since, world.now());
    let page: WaitingResponse = world
        .query(QueryMsg::Waiting {
            start_after: Some(36u64.into()),
            limit: None,
        })
        .unwrap();
    assert!(page.waiting.is_empty());
}

#[test]
fn single_records_and_configuration() {
    let mut world = World::new();
    world.purchase(1, usd(500), usd(400)).unwrap();
    let batch: BatchResponse = world
        .query(QueryMsg::Batch {
            batch_id: 1u64.into(),
        })
        .unwrap();
    assert_eq!(batch.batch, world.batch(1));
    let order: OrderResponse = world
        .query(QueryMsg::Order {
            order_id: 1u64.into(),
        })
        .unwrap();
    assert_eq!(order.order, world.order(1));
    let backing: Backing = world.query(QueryMsg::Backing {}).unwrap();
    assert_eq!(backing, world.backing());
    let config: ConfigResponse = world.query(QueryMsg::Config {}).unwrap();
    assert_eq!((config.route, config.params), (route(), params()));
    assert_eq!(config.config.market, world.market);
    assert_eq!(
        to_json_string(&config.config.guardian).unwrap(),
        to_json_string(&world.guardian).unwrap()
    );
}

#[test]
fn ownership_moves_in_two_steps() {
    let mut world = World::new();
    let (owner, next) = (world.owner.clone(), world.anyone.clone());
    let offer = Action::TransferOwnership {
        new_owner: next.to_string(),
        expiry: None,
    };
    world
        .execute(&owner, &[], ExecuteMsg::UpdateOwnership(offer))
        .unwrap();
    let ownership: Ownership<String> = world.query(QueryMsg::Ownership {}).unwrap();
    assert_eq!(ownership.owner, Some(owner.to_string()));
    world
        .execute(
            &next,
            &[],
            ExecuteMsg::UpdateOwnership(Action::AcceptOwnership),
        )
        .unwrap();
    let ownership: Ownership<String> = world.query(QueryMsg::Ownership {}).unwrap();
    assert_eq!(ownership.owner, Some(next.to_string()));
}

#[test]
fn updates_are_written_and_room_follows() {
    let mut world = World::new();
    world.purchase(1, usd(1_000), 0).unwrap();
    let owner = world.owner.clone();
    let mut new = params();
    new.max_in_flight = usd(2_700).into();
    new.max_open_orders = 2;
    new.max_open_batches = 3;
    world
        .execute(
            &owner,
            &[],
            ExecuteMsg::UpdateParams {
                params: new.clone(),
            },
        )
        .unwrap();
    let backing = world.backing();
    assert_eq!(
        (
            backing.capacity.u128(),
            backing.order_capacity,
            backing.batch_capacity
        ),
        (usd(1_700), 1, 2)
    );
    let mut way = route();
    way.timeout = 60;
    way.outpost = "dex1next".into();
    world
        .execute(&owner, &[], ExecuteMsg::UpdateRoute { route: way.clone() })
        .unwrap();
    let config: ConfigResponse = world.query(QueryMsg::Config {}).unwrap();
    assert_eq!((config.route, config.params), (way, new));
    world.check();
}

#[test]
fn migrate_takes_older_versions_of_itself_only() {
    let mut world = World::new();
    let env = world.env.clone();
    let version = cw2::get_contract_version(&world.deps.storage).unwrap();
    assert_eq!(version.contract, "crate:qerun-reserve");
    contract::migrate(world.deps.as_mut(), env.clone(), MigrateMsg {}).unwrap();
    let storage = &mut world.deps.storage;
    cw2::set_contract_version(storage, version.contract.clone(), "999.0.0").unwrap();
    contract::migrate(world.deps.as_mut(), env.clone(), MigrateMsg {}).unwrap_err();
    cw2::set_contract_version(&mut world.deps.storage, "crate:other", "0.0.1").unwrap();
    contract::migrate(world.deps.as_mut(), env, MigrateMsg {}).unwrap_err();
}
