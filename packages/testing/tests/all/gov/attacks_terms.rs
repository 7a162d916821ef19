//! A hostile proposal has passed: it wants power over the timelock.

use cosmwasm_std::{CosmosMsg, Uint128};
use qerun_messages::timelock::Class::{self, Critical};
use qerun_messages::timelock::ExecuteMsg as Own;
use qerun_messages::timelock::{Asset, ClassRule, Limit, PauseRule, Stage};
use qerun_testing::suite::call;
use serde_json::json;

use super::attack_table::{run, AttackSetup, Changes, Fails, Row};

fn params(setup: &AttackSetup) -> qerun_messages::timelock::Params {
    setup.world.plan.timelock.params
}

fn own(setup: &AttackSetup, msg: Own) -> Vec<CosmosMsg> {
    vec![setup.world.own(msg)]
}

#[test]
fn over_the_terms() {
    let rows: [Row; 7] = [
        (
            "shorten the delays and halve the bonds",
            Critical,
            |setup| {
                let mut params = params(setup);
                for terms in [&mut params.sensitive, &mut params.critical] {
                    terms.delay = terms.floor;
                    terms.bond = terms.bond.multiply_ratio(1u128, 2u128);
                }
                own(setup, Own::UpdateParams { params })
            },
            Changes(&["timelock"]),
        ),
        (
            "drop the bonds",
            Critical,
            |setup| {
                let mut params = params(setup);
                for terms in [&mut params.sensitive, &mut params.critical] {
                    terms.bond = Uint128::zero();
                }
                own(setup, Own::UpdateParams { params })
            },
            Fails("one step reaches"),
        ),
        (
            "lower a floor",
            Critical,
            |setup| {
                let mut params = params(setup);
                params.routine.floor -= 1;
                own(setup, Own::UpdateParams { params })
            },
            Fails("cannot go from"),
        ),
        (
            "make everything routine",
            Critical,
            |setup| {
                let rule = |contract: &cosmwasm_std::Addr, key: &str| ClassRule {
                    contract: contract.to_string(),
                    key: key.into(),
                    class: Class::Routine,
                };
                let at = &setup.world.at;
                let rules = vec![
                    rule(&at.reserve, "spend"),
                    rule(&at.reserve, "update_route"),
                    rule(&at.oracle, "remove_asset"),
                ];
                own(setup, Own::SetClasses { rules })
            },
            Changes(&["timelock"]),
        ),
        (
            "make ownership routine",
            Critical,
            |setup| {
                let rules = vec![ClassRule {
                    contract: setup.world.at.reserve.to_string(),
                    key: "update_ownership".into(),
                    class: Class::Routine,
                }];
                own(setup, Own::SetClasses { rules })
            },
            Fails("is not set by the registry"),
        ),
        (
            "lift the spending limits",
            Critical,
            |setup| {
                let denom = setup.world.stable.clone();
                let limit = Some(Limit {
                    routine: Uint128::MAX,
                    sensitive: Uint128::MAX,
                });
                let asset = Asset::Native { denom };
                own(setup, Own::SetSpendLimit { asset, limit })
            },
            Changes(&["timelock"]),
        ),
        (
            "a bond that nobody can post",
            Critical,
            |setup| {
                let mut params = params(setup);
                params.critical.bond = Uint128::MAX;
                own(setup, Own::UpdateParams { params })
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
            |setup| {
                let halt = json!({"halt": {"asset": "qer"}});
                let halt = call(&setup.world.at.oracle, &halt).unwrap();
                let guardian = None;
                let disable = setup.world.own(Own::SetGuardian { guardian });
                vec![halt, disable, setup.world.own(Own::AssertBonds {})]
            },
            Changes(&["oracle", "timelock"]),
        ),
        (
            "replace the guardian and the DAO",
            Critical,
            |setup| {
                let eve = setup.world.eve.to_string();
                // One account cannot be both.
                let guardian = Some(setup.world.sam.to_string());
                vec![
                    setup.world.own(Own::SetGuardian { guardian }),
                    setup.world.own(Own::SetDao { dao: eve }),
                ]
            },
            Changes(&["timelock"]),
        ),
        (
            "become the DAO",
            Critical,
            |setup| {
                let dao = setup.world.eve.to_string();
                own(setup, Own::SetDao { dao })
            },
            Changes(&["timelock"]),
        ),
        (
            "become the steward",
            Critical,
            |setup| {
                let steward = setup.world.eve.to_string();
                own(setup, Own::SetSteward { steward })
            },
            Changes(&["timelock"]),
        ),
        (
            "drop the steward",
            Critical,
            |setup| {
                let stage = Stage::Community;
                own(setup, Own::AdvanceStage { stage })
            },
            Changes(&["timelock"]),
        ),
        (
            "take a pause away",
            Critical,
            |setup| {
                let (id, rule) = ("market".to_owned(), None);
                own(setup, Own::SetPause { id, rule })
            },
            Changes(&["timelock"]),
        ),
        (
            "a pause that pays",
            Critical,
            |setup| {
                let pay = json!({"transfer": {"recipient": setup.world.eve, "amount": "1"}});
                let rule = Some(PauseRule {
                    contract: setup.world.at.token.to_string(),
                    pause: cosmwasm_std::to_json_binary(&pay).unwrap(),
                    end: None,
                    duration: 1,
                    cool_down: 86_400,
                    effects: vec!["pay".to_owned()],
                });
                let id = "pay".to_owned();
                own(setup, Own::SetPause { id, rule })
            },
            Fails("cannot be paused by"),
        ),
        (
            "a pause that spends the reserve",
            Critical,
            |setup| {
                let spend = json!({"spend": {"recipient": setup.world.eve, "amount": "1"}});
                let rule = Some(PauseRule {
                    contract: setup.world.at.reserve.to_string(),
                    pause: cosmwasm_std::to_json_binary(&spend).unwrap(),
                    end: None,
                    duration: 1,
                    cool_down: 86_400,
                    effects: vec!["purchases".to_owned()],
                });
                let id = "purchases".to_owned();
                own(setup, Own::SetPause { id, rule })
            },
            Fails("cannot be paused by spend"),
        ),
    ];
    run(&rows);
}
