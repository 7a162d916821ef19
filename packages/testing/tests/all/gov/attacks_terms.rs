//! A hostile proposal has passed: it wants power over the timelock.

use cosmwasm_std::{CosmosMsg, Uint128};
use qerun_messages::timelock::Class::{self, Critical};
use qerun_messages::timelock::ExecuteMsg as Own;
use qerun_messages::timelock::{Asset, ClassRule, Limit, PauseRule, Stage};
use qerun_testing::suite::call;
use serde_json::json;

use super::attack::{run, Changes, Fails, Row, Scene};

fn params(scene: &Scene) -> qerun_messages::timelock::Params {
    scene.world.gov_setup().unwrap().timelock
}

fn own(scene: &Scene, msg: Own) -> Vec<CosmosMsg> {
    vec![scene.world.own(msg)]
}

#[test]
fn over_the_terms() {
    let rows: [Row; 7] = [
        (
            "shorten the delays and halve the bonds",
            Critical,
            |scene| {
                let mut params = params(scene);
                for terms in [&mut params.sensitive, &mut params.critical] {
                    terms.delay = terms.floor;
                    terms.bond = terms.bond.multiply_ratio(1u128, 2u128);
                }
                own(scene, Own::UpdateParams { params })
            },
            Changes(&["timelock"]),
        ),
        (
            "drop the bonds",
            Critical,
            |scene| {
                let mut params = params(scene);
                for terms in [&mut params.sensitive, &mut params.critical] {
                    terms.bond = Uint128::zero();
                }
                own(scene, Own::UpdateParams { params })
            },
            Fails("one step reaches"),
        ),
        (
            "lower a floor",
            Critical,
            |scene| {
                let mut params = params(scene);
                params.routine.floor -= 1;
                own(scene, Own::UpdateParams { params })
            },
            Fails("cannot go from"),
        ),
        (
            "make everything routine",
            Critical,
            |scene| {
                let rule = |contract: &cosmwasm_std::Addr, key: &str| ClassRule {
                    contract: contract.to_string(),
                    key: key.into(),
                    class: Class::Routine,
                };
                let at = &scene.world.at;
                let rules = vec![
                    rule(&at.reserve, "spend"),
                    rule(&at.reserve, "update_route"),
                    rule(&at.oracle, "remove_asset"),
                ];
                own(scene, Own::SetClasses { rules })
            },
            Changes(&["timelock"]),
        ),
        (
            "make ownership routine",
            Critical,
            |scene| {
                let rules = vec![ClassRule {
                    contract: scene.world.at.reserve.to_string(),
                    key: "update_ownership".into(),
                    class: Class::Routine,
                }];
                own(scene, Own::SetClasses { rules })
            },
            Fails("is not set by the registry"),
        ),
        (
            "lift the spending limits",
            Critical,
            |scene| {
                let denom = scene.world.stable.clone();
                let limit = Some(Limit {
                    routine: Uint128::MAX,
                    sensitive: Uint128::MAX,
                });
                let asset = Asset::Native { denom };
                own(scene, Own::SetSpendLimit { asset, limit })
            },
            Changes(&["timelock"]),
        ),
        (
            "a bond that nobody can post",
            Critical,
            |scene| {
                let mut params = params(scene);
                params.critical.bond = Uint128::MAX;
                own(scene, Own::UpdateParams { params })
            },
            Fails("must be"),
        ),
    ];
    run(&rows);
}

#[test]
fn over_the_roles() {
    let rows: [Row; 8] = [
        (
            "disable the guardian between harmless messages",
            Critical,
            |scene| {
                let halt = json!({"halt": {"asset": "qer"}});
                let halt = call(&scene.world.at.oracle, &halt).unwrap();
                let guardian = None;
                let disable = scene.world.own(Own::SetGuardian { guardian });
                vec![halt, disable, scene.world.own(Own::AssertBonds {})]
            },
            Changes(&["oracle", "timelock"]),
        ),
        (
            "replace the guardian and the DAO",
            Critical,
            |scene| {
                let eve = scene.world.eve.to_string();
                // One account cannot be both.
                let guardian = Some(scene.world.sam.to_string());
                vec![
                    scene.world.own(Own::SetGuardian { guardian }),
                    scene.world.own(Own::SetDao { dao: eve }),
                ]
            },
            Changes(&["timelock"]),
        ),
        (
            "become the DAO",
            Critical,
            |scene| {
                let dao = scene.world.eve.to_string();
                own(scene, Own::SetDao { dao })
            },
            Changes(&["timelock"]),
        ),
        (
            "become the steward",
            Critical,
            |scene| {
                let steward = scene.world.eve.to_string();
                own(scene, Own::SetSteward { steward })
            },
            Changes(&["timelock"]),
        ),
        (
            "drop the steward",
            Critical,
            |scene| {
                let stage = Stage::Community;
                own(scene, Own::AdvanceStage { stage })
            },
            Changes(&["timelock"]),
        ),
        (
            "take a pause away",
            Critical,
            |scene| {
                let (id, rule) = ("market".to_owned(), None);
                own(scene, Own::SetPause { id, rule })
            },
            Changes(&["timelock"]),
        ),
        (
            "a pause that pays",
            Critical,
            |scene| {
                let pay = json!({"transfer": {"recipient": scene.world.eve, "amount": "1"}});
                let rule = Some(PauseRule {
                    contract: scene.world.at.token.to_string(),
                    pause: cosmwasm_std::to_json_binary(&pay).unwrap(),
                    end: None,
                    duration: 1,
                    cool_down: 86_400,
                    effects: vec!["pay".to_owned()],
                });
                let id = "pay".to_owned();
                own(scene, Own::SetPause { id, rule })
            },
            Fails("cannot be paused by"),
        ),
        (
            "a pause that spends the reserve",
            Critical,
            |scene| {
                let spend = json!({"spend": {"recipient": scene.world.eve, "amount": "1"}});
                let rule = Some(PauseRule {
                    contract: scene.world.at.reserve.to_string(),
                    pause: cosmwasm_std::to_json_binary(&spend).unwrap(),
                    end: None,
                    duration: 1,
                    cool_down: 86_400,
                    effects: vec!["purchases".to_owned()],
                });
                let id = "purchases".to_owned();
                own(scene, Own::SetPause { id, rule })
            },
            Fails("cannot be paused by spend"),
        ),
    ];
    run(&rows);
}
