//! The timelock changes itself, by its own operations alone.

use crate::common::*;
use qerun_messages::timelock::ExecuteMsg::*;
use qerun_messages::timelock::{Class, ConfigResponse, QueryMsg};
use qerun_timelock::ContractError;

fn config(world: &World) -> ConfigResponse {
    world.query(QueryMsg::Config {})
}

#[test]
fn floors_rise_and_bind() {
    let mut world = World::new();
    let mut raised = params();
    raised.critical.floor = 7 * DAY;
    world
        .enact(vec![own(UpdateParams { params: raised })])
        .unwrap();
    assert_eq!(config(&world).params, raised);
    let (class, old, new) = (Class::Critical, 7 * DAY, 5 * DAY);
    let id = world.schedule(vec![own(UpdateParams { params: params() })]);
    world.wait(7 * DAY);
    assert_eq!(
        world.execute("anyone", Execute { id }),
        Err(ContractError::FloorLowered { class, old, new })
    );
    assert_eq!(config(&world).params, raised);
    raised.critical.delay = 8 * DAY;
    world
        .enact(vec![own(UpdateParams { params: raised })])
        .unwrap();
    raised.critical.delay = 7 * DAY;
    world
        .enact(vec![own(UpdateParams { params: raised })])
        .unwrap();
    assert_eq!(config(&world).params.critical.delay, 7 * DAY);
}

#[test]
fn roles_change_in_one_operation_of_the_old_dao() {
    let mut world = World::new();
    let guardian = Some(a("new-guardian"));
    let dao = a("new-dao");
    world
        .enact(vec![own(SetDao { dao }), own(SetGuardian { guardian })])
        .unwrap();
    assert_eq!(world.query::<String>(QueryMsg::Dao {}), a("new-dao"));
    assert_eq!(config(&world).guardian, Some(addr("new-guardian")));
    assert!(world.queue_by("dao", vec![routine()]).is_err());
    let id = world.queue_by("new-dao", vec![routine()]).unwrap();
    world.execute("new-dao", Cancel { id }).unwrap();
}

#[test]
fn what_is_fixed_stays() {
    let world = World::new();
    let config = config(&world);
    let msg = init_msg();
    assert_eq!(config.token, addr("token"));
    assert_eq!(config.max_bond, msg.max_bond);
    let dates = config.stewardship.unwrap();
    assert_eq!(dates.community_at, START + 360 * DAY);
    let version = cw2::get_contract_version(&world.deps.storage).unwrap();
    assert_eq!(version.contract, "crate:qerun-timelock");
}

/// The page of the DAO makes such messages; they are stored and come out as they went in.
#[test]
fn messages_of_every_kind_are_stored() {
    use cosmwasm_std::{from_json, CosmosMsg};
    let mut world = World::new();
    let text = r#"[
        {"stargate":{"type_url":"/cosmos.authz.v1beta1.MsgExec","value":"AAEC"}},
        {"gov":{"vote":{"proposal_id":1,"option":"yes"}}},
        {"ibc":{"transfer":{"channel_id":"channel-0","to_address":"x","amount":{"denom":"uusdc","amount":"1"},"timeout":{"timestamp":"1800000000000000000"},"memo":"<&>"}}},
        {"wasm":{"instantiate2":{"admin":null,"code_id":1,"label":"x","msg":"e30=","funds":[],"salt":"AA=="}}},
        {"custom":{}},
        {"bank":{"send":{"to_address":"x","amount":[{"denom":"uusdc","amount":"18446744073709551616"}]}}}
    ]"#;
    let messages: Vec<CosmosMsg> = from_json(text).unwrap();
    let id = world.schedule(messages.clone());
    assert_eq!(world.whole(id).messages, messages);
    world.wait(7 * DAY);
    world.execute("anyone", Execute { id }).unwrap();
    assert_eq!(world.told.len(), 6);
}

#[test]
fn the_guardian_is_neither_steward_nor_dao() {
    for (name, first) in [("steward", "the steward"), ("dao", "the DAO")] {
        let mut msg = init_msg();
        // In whatever case it is given.
        msg.guardian = Some(a(name).to_uppercase());
        let (address, second) = (addr(name), "the guardian");
        assert_eq!(
            World::with(msg).err(),
            Some(ContractError::SameRole {
                address,
                first,
                second
            })
        );
    }
    let mut msg = init_msg();
    msg.stewardship = None;
    msg.guardian = None;
    World::with(msg).unwrap();
}
