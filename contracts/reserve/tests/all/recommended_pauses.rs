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
            let mut reserve = TestReserve::with(|msg| {
                let timelock = cosmwasm_std::testing::MockApi::default().addr_make("timelock");
                msg.config.guardian = Some(timelock.to_string());
                if owns {
                    msg.owner = timelock.into();
                }
            });
            let timelock = reserve.deps.api.addr_make("timelock");
            for batch in [1, 3] {
                reserve
                    .execute(&timelock, &[], from_json(rule.pause).unwrap())
                    .unwrap();
                let until = reserve.now() + rule.duration;
                assert_eq!(reserve.backing().paused_until, until);
                reserve.wait(rule.duration - 1);
                assert_eq!(
                    reserve.purchase(batch, usd(500), 0).unwrap_err(),
                    ContractError::Paused { until }
                );
                reserve.wait(1);
                reserve.purchase(batch + 1, usd(500), 0).unwrap();
                reserve.wait(rule.cool_down);
            }
        }
    }
    assert_eq!(ours.count(), 1);
}
