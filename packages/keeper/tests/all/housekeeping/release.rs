//! `release`: what is due of rewards.

use cosmwasm_std::Uint128;
use qerun_keeper::config::ReleaseConfig;
use qerun_keeper::task::Round;
use qerun_keeper::tasks::Release;
use serde_json::{json, Value};

use super::{done, keeper, round, DONE, LOST, REFUSED};
use crate::fake::*;

const EMISSIONS: &str = "emissions";

fn stream(id: &str, due: u128, min_power: u128) -> Value {
    json!({
        "id": id, "voting": format!("{id}-voting"), "hook_caller": format!("{id}-voting"), "distribution": 1,
        "schedule": {"start": 1, "points": [{"after": 60, "released": "900"}]},
        "min_power": min_power.to_string(), "rate": "1", "total": "900", "scheduled": due.to_string(),
        "released": "0", "due": due.to_string(), "withheld": "0", "returned": "0",
    })
}

#[test]
fn release_sends_what_is_worth_it_and_has_somebody_to_go_to() {
    let chain = FakeChain::default();
    {
        let protocol = &mut chain.world().protocol;
        let streams = [
            stream("alone", 800, 0),
            stream("dust", 499, 0),
            stream("good", 500, 70),
            stream("weak", 600, 71),
        ];
        protocol.answer(EMISSIONS, "streams", json!({"streams": streams}));
        for (id, power) in [("alone", "0"), ("good", "70"), ("weak", "70")] {
            let power = json!({"power": power, "height": 5});
            protocol.answer(&format!("{id}-voting"), "total_power_at_height", power);
        }
    }
    let release = |min_amount: u128| {
        Release::new(ReleaseConfig {
            enabled: true,
            interval: 3_600,
            emissions: EMISSIONS.to_owned(),
            min_amount: Uint128::new(min_amount),
        })
    };
    let keeper = keeper(&chain);
    assert_eq!(round(&mut release(500), &keeper), DONE);
    assert_eq!(
        done(&chain, EMISSIONS, "release"),
        [json!({"stream": "good"})]
    );
    // Nothing due is nothing, whatever it is worth.
    let streams = json!({"streams": [stream("good", 0, 70)]});
    let answer = |answer| chain.world().protocol.answer(EMISSIONS, "streams", answer);
    answer(streams);
    assert_eq!(round(&mut release(0), &keeper), Round::IDLE);
    answer(json!({"streams": [stream("good", 500, 70)]}));
    let refuse = |log| chain.world().protocol.refuse(EMISSIONS, "release", log);
    refuse("nothing of stream good is due now");
    assert_eq!(round(&mut release(0), &keeper), LOST);
    refuse("Overflow: Cannot Sub");
    assert_eq!(round(&mut release(0), &keeper), REFUSED);
}
