//! The timelock relays the guardian's pause, as voting's guardian or its owner.

use crate::common::*;
use cosmwasm_std::from_json;
use qerun_messages::timelock::RECOMMENDED_PAUSES;
use qerun_messages::voting::ReceiveMsg;
use qerun_voting::ContractError;

#[test]
fn the_timelock_pauses_and_again_after_the_rule_s_cool_down() {
    let ours = RECOMMENDED_PAUSES
        .iter()
        .filter(|rule| rule.contract == "voting");
    for rule in ours.clone() {
        for owns in [false, true] {
            let mut msg = init();
            msg.guardian = Some(addr("timelock").into());
            if owns {
                msg.owner = Some(addr("timelock").into());
            }
            let mut world = Voting::with(msg).unwrap();
            for _ in 0..2 {
                world
                    .execute("timelock", from_json(rule.pause).unwrap())
                    .unwrap();
                let until = world.now() + rule.duration;
                world.wait(rule.duration - 1);
                let stake = || receive("alice", 10, &ReceiveMsg::Stake { tier: None });
                assert_eq!(
                    world.execute("token", stake()).unwrap_err(),
                    ContractError::Paused { until }
                );
                world.wait(1);
                world.execute("token", stake()).unwrap();
                world.wait(rule.cool_down);
            }
            assert_eq!(world.power("alice"), 20);
        }
    }
    assert_eq!(ours.count(), 1);
}
