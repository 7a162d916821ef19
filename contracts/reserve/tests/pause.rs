//! Pauses: one-way for the guardian, with an end and a cool-down; the owner is free.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    missing_docs
)]

mod common;

use common::*;
use cosmwasm_std::Addr;
use qerun_messages::reserve::{ConfigResponse, ExecuteMsg, QueryMsg};
use qerun_reserve::ContractError;

const DAY: u64 = 86_400;

fn pause(world: &mut World, who: &Addr, duration: u64) -> Result<(), ContractError> {
    world
        .execute(who, &[], ExecuteMsg::Pause { duration })
        .map(|_| ())
}

#[test]
fn the_guardian_pauses_once_and_then_cools_down() {
    let mut world = World::new();
    let guardian = world.guardian.clone();
    let start = world.now();
    pause(&mut world, &guardian, 2 * DAY).unwrap();
    assert_eq!(world.backing().paused_until, start + 2 * DAY);
    let config: ConfigResponse = world.query(QueryMsg::Config {}).unwrap();
    assert_eq!(config.paused_until, start + 2 * DAY);
    let until = start + 2 * DAY;
    world.pass(2 * DAY - 1);
    let refused = pause(&mut world, &guardian, 5).unwrap_err();
    assert_eq!(refused, ContractError::AlreadyPaused { until });
    world.pass(1);
    let config: ConfigResponse = world.query(QueryMsg::Config {}).unwrap();
    assert_eq!(config.paused_until, 0);
    let refused = pause(&mut world, &guardian, 5).unwrap_err();
    assert_eq!(
        refused,
        ContractError::CoolDown {
            until: start + 4 * DAY
        }
    );
    world.pass(2 * DAY);
    pause(&mut world, &guardian, 1_209_600).unwrap();
}

#[test]
fn a_short_last_pause_does_not_wash_a_long_one_away() {
    // Only one pause at a time exists, so the last one's own length is what counts.
    let mut world = World::new();
    let guardian = world.guardian.clone();
    pause(&mut world, &guardian, 10).unwrap();
    world.pass(10 + DAY);
    pause(&mut world, &guardian, 2 * DAY).unwrap();
    world.pass(2 * DAY + 2 * DAY - 1);
    let until = world.now() + 1;
    assert_eq!(
        pause(&mut world, &guardian, 1).unwrap_err(),
        ContractError::CoolDown { until }
    );
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
    let until = world.now() + 2 * DAY;
    assert_eq!(
        pause(&mut world, &guardian, 1).unwrap_err(),
        ContractError::CoolDown { until }
    );
    let refused = world
        .execute(&owner, &[], ExecuteMsg::Unpause {})
        .unwrap_err();
    assert_eq!(refused, ContractError::NotPaused {});
}

#[test]
fn pauses_of_a_second_cannot_follow_block_on_block() {
    let mut world = World::new();
    let guardian = world.guardian.clone();
    let until = world.now() + 1 + DAY;
    pause(&mut world, &guardian, 1).unwrap();
    world.pass(5);
    assert_eq!(
        pause(&mut world, &guardian, 1).unwrap_err(),
        ContractError::CoolDown { until }
    );
}

#[test]
fn the_owner_pauses_at_any_time() {
    let mut world = World::new();
    let owner = world.owner.clone();
    pause(&mut world, &owner, 1_000).unwrap();
    pause(&mut world, &owner, 2_000).unwrap();
    assert_eq!(world.backing().paused_until, world.now() + 2_000);
    // Never shorter by a pause, which may be the guardian's, sent by a timelock.
    pause(&mut world, &owner, 10).unwrap();
    assert_eq!(world.backing().paused_until, world.now() + 2_000);
    world.pass(2_000);
    pause(&mut world, &owner, 1).unwrap();
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
    let until = world.now() + DAY;
    assert_eq!(
        pause(&mut world, &next, 1).unwrap_err(),
        ContractError::CoolDown { until }
    );
    assert!(matches!(
        pause(&mut world, &guardian, 1).unwrap_err(),
        ContractError::Unauthorized { .. }
    ));
    world
        .execute(&owner, &[], ExecuteMsg::SetGuardian { guardian: None })
        .unwrap();
    assert!(matches!(
        pause(&mut world, &next, 1).unwrap_err(),
        ContractError::Unauthorized { .. }
    ));
}
