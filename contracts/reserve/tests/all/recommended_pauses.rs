//! The timelock relays the guardian's pause, as the reserve's guardian or its owner.

use crate::common::*;
use cosmwasm_std::from_json;
use qerun_messages::timelock::RECOMMENDED_PAUSES;
use qerun_reserve::ContractError;

#[test]
fn the_timelock_pauses_and_again_after_the_rule_s_cool_down() {
    let ours = RECOMMENDED_PAUSES
        .iter()
        .filter(|rule| rule.contract == "reserve");
    for rule in ours.clone() {
        for owns in [false, true] {
            let mut world = World::with(|msg| {
                let timelock = cosmwasm_std::testing::MockApi::default().addr_make("timelock");
                msg.config.guardian = Some(timelock.to_string());
                if owns {
                    msg.owner = timelock.into();
                }
            });
            let timelock = world.deps.api.addr_make("timelock");
            for batch in [1, 3] {
                world
                    .execute(&timelock, &[], from_json(rule.pause).unwrap())
                    .unwrap();
                let until = world.now() + rule.duration;
                assert_eq!(world.backing().paused_until, until);
                world.pass(rule.duration - 1);
                assert_eq!(
                    world.purchase(batch, usd(500), 0).unwrap_err(),
                    ContractError::Paused { until }
                );
                world.pass(1);
                world.purchase(batch + 1, usd(500), 0).unwrap();
                world.pass(rule.cool_down);
            }
        }
    }
    assert_eq!(ours.count(), 1);
}
