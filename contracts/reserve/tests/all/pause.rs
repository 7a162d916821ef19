//! Pauses: guardian and owner share one rule; it ends by itself, or by the owner, and then rests as long.

use crate::common::*;
use cosmwasm_std::Addr;
use qerun_controls::{AccessError, PauseError, MAX_PAUSE};
use qerun_messages::reserve::{ConfigResponse, ExecuteMsg, QueryMsg};
use qerun_reserve::ContractError;

const DAY: u64 = 86_400;

fn pause(world: &mut World, who: &Addr, duration: u64) -> Result<(), ContractError> {
    world
        .execute(who, &[], ExecuteMsg::Pause { duration })
        .map(|_| ())
}

fn running(until: u64) -> ContractError {
    PauseError::Running { until }.into()
}

fn cooling(ready_at: u64) -> ContractError {
    PauseError::CoolDown { ready_at }.into()
}

#[test]
fn a_pause_ends_and_then_cools_down() {
    let mut world = World::new();
    let guardian = world.guardian.clone();
    let start = world.now();
    pause(&mut world, &guardian, 2 * DAY).unwrap();
    assert_eq!(world.backing().paused_until, start + 2 * DAY);
    let config: ConfigResponse = world.query(QueryMsg::Config {}).unwrap();
    assert_eq!(config.paused_until, start + 2 * DAY);
    let until = start + 2 * DAY;
    world.pass(2 * DAY - 1);
    assert_eq!(pause(&mut world, &guardian, 5).unwrap_err(), running(until));
    let refused = world.purchase(1, usd(100), 0).unwrap_err();
    assert_eq!(refused, ContractError::Paused { until });
    world.pass(1);
    world.purchase(1, usd(100), 0).unwrap();
    let config: ConfigResponse = world.query(QueryMsg::Config {}).unwrap();
    assert_eq!(config.paused_until, 0);
    let refused = pause(&mut world, &guardian, 5).unwrap_err();
    assert_eq!(refused, cooling(start + 4 * DAY));
    world.pass(2 * DAY);
    pause(&mut world, &guardian, MAX_PAUSE).unwrap();
}

#[test]
fn g3_owner_and_guardian_share_one_rule() {
    for (first, second) in [(true, false), (false, true), (true, true)] {
        let mut world = World::new();
        let who = |world: &World, owner: bool| match owner {
            true => world.owner.clone(),
            false => world.guardian.clone(),
        };
        let (first, second) = (who(&world, first), who(&world, second));
        let until = world.now() + 2 * DAY;
        pause(&mut world, &first, 2 * DAY).unwrap();
        assert_eq!(pause(&mut world, &second, DAY).unwrap_err(), running(until));
        world.pass(2 * DAY);
        let refused = pause(&mut world, &second, DAY).unwrap_err();
        assert_eq!(refused, cooling(until + 2 * DAY));
        world.pass(2 * DAY - 1);
        let refused = pause(&mut world, &second, DAY).unwrap_err();
        assert_eq!(refused, cooling(until + 2 * DAY));
        world.pass(1);
        pause(&mut world, &second, DAY).unwrap();
        assert_eq!(world.backing().paused_until, world.now() + DAY);
    }
}

#[test]
fn the_owner_ends_a_pause_and_the_cool_down_stays_whole() {
    let mut world = World::new();
    let (guardian, owner) = (world.guardian.clone(), world.owner.clone());
    pause(&mut world, &guardian, 2 * DAY).unwrap();
    world.pass(100);
    world.execute(&owner, &[], ExecuteMsg::Unpause {}).unwrap();
    assert_eq!(world.backing().paused_until, world.now());
    world.purchase(1, usd(100), 0).unwrap();
    for who in [guardian, owner.clone()] {
        let refused = pause(&mut world, &who, 1).unwrap_err();
        assert_eq!(refused, cooling(world.now() + 2 * DAY));
    }
    let refused = world
        .execute(&owner, &[], ExecuteMsg::Unpause {})
        .unwrap_err();
    assert_eq!(refused, ContractError::NotPaused {});
}

#[test]
fn pauses_of_a_second_cannot_follow_block_on_block() {
    let mut world = World::new();
    let guardian = world.guardian.clone();
    let ready_at = world.now() + 1 + DAY;
    pause(&mut world, &guardian, 1).unwrap();
    world.pass(5);
    let refused = pause(&mut world, &guardian, 1).unwrap_err();
    assert_eq!(refused, cooling(ready_at));
}

#[test]
fn a_new_guardian_inherits_the_cool_down() {
    let mut world = World::new();
    let (guardian, owner, next) = (
        world.guardian.clone(),
        world.owner.clone(),
        world.anyone.clone(),
    );
    pause(&mut world, &guardian, 2 * DAY).unwrap();
    let msg = ExecuteMsg::SetGuardian {
        guardian: Some(next.to_string()),
    };
    world.execute(&owner, &[], msg).unwrap();
    world.pass(3 * DAY);
    let refused = pause(&mut world, &next, 1).unwrap_err();
    assert_eq!(refused, cooling(world.now() + DAY));
    let stranger = |sender: &Addr| {
        let sender = sender.clone();
        ContractError::from(AccessError::Unauthorized {
            sender,
            role: "guardian or owner",
        })
    };
    let refused = pause(&mut world, &guardian, 1).unwrap_err();
    assert_eq!(refused, stranger(&guardian));
    world
        .execute(&owner, &[], ExecuteMsg::SetGuardian { guardian: None })
        .unwrap();
    assert_eq!(pause(&mut world, &next, 1).unwrap_err(), stranger(&next));
}
