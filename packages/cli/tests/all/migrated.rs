//! Who has given a contract another code: what governance decided and executed is counted, and nothing else.

use cosmwasm_std::{CosmosMsg, WasmMsg};
use qerun::verify::{audit, Facts};
use qerun_testing::suite::{qer, Setup};

use crate::onchain::{read, Registry, World};
use crate::verify::registry;
use qerun_deployment::Contract;

/// What the audit says of migrations if the token has had so many codes.
fn told(world: &World, facts: &Facts, codes: usize) -> Vec<String> {
    let mut facts = facts.clone();
    facts
        .contracts
        .get_mut(&Contract::Token.into())
        .unwrap()
        .codes = codes;
    let found = audit(&facts, &world.plan, &world.artifacts).findings;
    let lines = found.iter().filter(|f| f.rule == "migrated");
    lines.map(ToString::to_string).collect()
}

#[test]
fn what_governance_has_migrated_is_counted() {
    let mut suite = Setup::default().build().unwrap();
    let bob = suite.user("bob");
    suite.fund_qer(&bob, qer("400000")).unwrap();
    suite.stake(&bob, qer("100000"), Some(2)).unwrap();
    suite.net.advance(5);
    let migrate = |suite: &qerun_testing::Suite, contract: &cosmwasm_std::Addr| {
        let info = suite.net.home.app.contract_data(contract).unwrap();
        CosmosMsg::from(WasmMsg::Migrate {
            contract_addr: contract.to_string(),
            new_code_id: info.code_id,
            msg: b"{}".into(),
        })
    };
    let (token, market) = (suite.at.token.clone(), suite.at.market.clone());
    // The first is executed. The second has its bond, and waits.
    for (contract, executed) in [(token.clone(), true), (market, false)] {
        let message = migrate(&suite, &contract);
        let id = suite.decide(&bob, &[], "New code", vec![message]).unwrap();
        suite.post_bond(&bob, id).unwrap();
        if executed {
            let delay = suite.plan.timelock.params.critical.delay;
            suite.net.advance(delay);
            suite.execute_operation(id).unwrap();
        }
    }
    let timelock = suite.at.timelock.to_string();
    let (mut home, mut dex) = (registry(&suite), Registry::default());
    let facts = read(&mut suite.net, &mut home, &mut dex, &timelock);
    let counted: Vec<_> = facts.timelock.migrations.clone().into_iter().collect();
    assert_eq!(counted, [(token.to_string(), 1)]);
    assert_eq!(facts.timelock.waiting.len(), 1);

    let world = World::new("migrated");
    assert!(told(&world, &facts, 1).is_empty());
    assert_eq!(
        told(&world, &facts, 2),
        ["WARN migrated: token has had 2 codes"]
    );
    assert_eq!(
        told(&world, &facts, 3),
        [
            "WARN migrated: token has had 3 codes",
            "FAIL migrated: token has had 3 codes, of which governance has decided 1"
        ]
    );
}
