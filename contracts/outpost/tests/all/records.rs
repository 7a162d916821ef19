//! Queries, ownership, configuration and migration.

use crate::common::*;
use cosmwasm_std::to_json_string;
use cw_ownable::{Action, Ownership};
use qerun_messages::outpost::{
    Config, ExecuteMsg, MigrateMsg, PurchaseResponse, PurchasesResponse, QueryMsg, COOL_DOWN,
};
use qerun_outpost::contract;
use qerun_outpost::ContractError;

#[test]
fn purchases_are_paged_and_their_json_is_pinned() {
    let mut world = World::new();
    for order in 1..=35 {
        let packet = world.order_packet(order, 500, 90);
        world.serve(packet, 100).unwrap();
    }
    let list = |start: Option<u64>, limit| QueryMsg::Purchases {
        start_after: start.map(Into::into),
        limit,
    };
    let page: PurchasesResponse = world.query(list(None, None)).unwrap();
    assert_eq!(page.purchases.len(), 10);
    let page: PurchasesResponse = world.query(list(Some(3), Some(99))).unwrap();
    assert_eq!(
        (page.purchases.len(), page.purchases[0].order_id.u64()),
        (30, 4)
    );
    let query = |order: u64| QueryMsg::Purchase {
        order_id: order.into(),
    };
    let one: PurchaseResponse = world.query(query(2)).unwrap();
    let expected = format!(
        concat!(
            r#"{{"order_id":"2","purchase":{{"stable_in":"500","eth_out":"100","eth_denom":"{}","#,
            r#""recipient":"qerun1reserve","channel":"channel-3","#,
            r#""status":{{"in_transit":{{"channel":"channel-3","sequence":"2"}}}}}}}}"#
        ),
        eth_denom()
    );
    assert_eq!(to_json_string(&one).unwrap(), expected);
    let unknown = world.query::<PurchaseResponse>(query(99)).unwrap_err();
    assert_eq!(unknown, ContractError::UnknownOrder { order_id: 99 });
}

#[test]
fn the_owner_replaces_the_configuration() {
    let mut world = World::new();
    let owner = world.owner.clone();
    let mut new = config(&world.deps.api);
    // Nothing was bought yet, so a wrong reserve can still be put right.
    new.reserve = "qerun1other".into();
    new.return_timeout = 600;
    world
        .execute(
            &owner,
            &[],
            ExecuteMsg::UpdateConfig {
                config: new.clone(),
            },
        )
        .unwrap();
    let told: Config<String> = world.query(QueryMsg::Config {}).unwrap();
    assert_eq!(told, new);
    assert!(world.stable == 0 && world.eth == 0);
}

#[test]
fn the_timeout_moves_step_by_step_and_the_rest_at_once() {
    let mut world = World::new();
    let owner = world.owner.clone();
    let update = |world: &mut World, timeout: u64, channel: &str| {
        let mut config = config(&world.deps.api);
        config.return_timeout = timeout;
        config.channel = channel.into();
        let msg = ExecuteMsg::UpdateConfig { config };
        world.execute(&owner, &[], msg).map(|_| ())
    };
    let told = |world: &World| -> (u64, String) {
        let config: Config<String> = world.query(QueryMsg::Config {}).unwrap();
        (config.return_timeout, config.channel)
    };
    let before = world.dump();
    for value in [599, 2_401] {
        let (min, max) = (600, 2_400);
        let step = ContractError::TimeoutStep { value, min, max };
        assert_eq!(update(&mut world, value, "channel-9"), Err(step));
        assert_eq!(world.dump(), before);
    }
    update(&mut world, 2_400, "channel-9").unwrap();
    let ready_at = world.now() + COOL_DOWN;
    let wait = ContractError::TimeoutCoolDown { ready_at };
    world.env.block.time = world.env.block.time.plus_seconds(COOL_DOWN - 1);
    assert_eq!(update(&mut world, 1_200, "channel-10"), Err(wait));
    assert_eq!(told(&world), (2_400, "channel-9".into()));
    // Without a change of the timeout nothing waits, and its day goes on.
    update(&mut world, 2_400, "channel-10").unwrap();
    update(&mut world, 2_400, "channel-11").unwrap();
    assert_eq!(told(&world), (2_400, "channel-11".into()));
    world.env.block.time = world.env.block.time.plus_seconds(1);
    update(&mut world, 1_200, "channel-11").unwrap();
    assert_eq!(told(&world), (1_200, "channel-11".into()));
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
fn migrate_takes_older_versions_of_itself_only() {
    let mut world = World::new();
    let env = world.env.clone();
    contract::migrate(world.deps.as_mut(), env.clone(), MigrateMsg {}).unwrap();
    cw2::set_contract_version(&mut world.deps.storage, "crate:other", "0.0.1").unwrap();
    contract::migrate(world.deps.as_mut(), env, MigrateMsg {}).unwrap_err();
}
