//! The timelock relays the guardian's pauses, as the market's guardian or its owner.

use std::collections::BTreeSet;

use crate::common::*;
use cosmwasm_std::from_json;
use qerun_market::state::PAUSES;
use qerun_messages::market::{ExecuteMsg, Pausable};
use qerun_messages::timelock::RECOMMENDED_PAUSES;

#[test]
fn the_timelock_pauses_each_action_and_again_after_the_rule_s_cool_down() {
    let mut paused = BTreeSet::new();
    for rule in RECOMMENDED_PAUSES
        .iter()
        .filter(|rule| rule.contract == "market")
    {
        let ExecuteMsg::Pause { actions, duration } = from_json(rule.pause).unwrap() else {
            panic!("not a pause: {rule:?}")
        };
        assert_eq!(duration, rule.duration);
        for owner in ["owner", "timelock"] {
            let mut market = Market::new();
            let guardian = Some(addr("timelock").to_string());
            market
                .run("owner", &[], ExecuteMsg::SetGuardian { guardian })
                .unwrap();
            if owner == "timelock" {
                hand_over(&mut market);
            }
            for _ in 0..2 {
                market
                    .run("timelock", &[], from_json(rule.pause).unwrap())
                    .unwrap();
                let pauses = PAUSES.load(&market.deps.storage).unwrap();
                for action in &actions {
                    assert_eq!(pauses.of(*action).until, market.now() + rule.duration);
                }
                market.wait(rule.duration + rule.cool_down);
            }
        }
        paused.extend(actions);
    }
    let all = [
        Pausable::Supply,
        Pausable::Borrow,
        Pausable::WithdrawCollateral,
    ];
    assert_eq!(paused, all.into());
}

fn hand_over(market: &mut Market) {
    use cw_ownable::Action::*;
    let offer = TransferOwnership {
        new_owner: addr("timelock").into(),
        expiry: None,
    };
    market
        .run("owner", &[], ExecuteMsg::UpdateOwnership(offer))
        .unwrap();
    market
        .run(
            "timelock",
            &[],
            ExecuteMsg::UpdateOwnership(AcceptOwnership),
        )
        .unwrap();
}
