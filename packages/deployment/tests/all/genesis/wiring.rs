//! What the contracts of the genesis know of each other, and what governance may send them.

use super::{deployment, instantiated};
use crate::plan::file;
use cosmwasm_std::from_json;
use qerun_deployment::{Contract, Known};
use qerun_messages::timelock::{
    Class, RECOMMENDED_CLASSES, RECOMMENDED_PAUSES, RECOMMENDED_REVERTS,
};
use qerun_messages::{emissions, timelock, voting};
use serde_json::{json, Value};

/// Emissions owns the distributor, both voting contracts tell emissions first, and every owner and admin is the timelock.
#[test]
fn rewards_are_wired() {
    let plan = file();
    let deployment = deployment(&plan);
    let known = Known {
        voting: "voting".into(),
        lp_token: "lp".into(),
        ..Known::default()
    };
    let at = |contract| deployment.predicted(contract).to_owned();
    let (timelock, emissions_at) = (at(Contract::Timelock), at(Contract::Emissions));
    let owner: Value = instantiated(&plan, &known, Contract::Distributor);
    assert_eq!(owner, json!({"owner": emissions_at}));
    let msg: emissions::InstantiateMsg = instantiated(&plan, &known, Contract::Emissions);
    assert_eq!(msg.owner, timelock);
    assert_eq!(
        msg.config,
        emissions::Config {
            token: at(Contract::Token),
            treasury: timelock.clone(),
            distributor: at(Contract::Distributor),
        }
    );
    let streams: Vec<_> = msg
        .streams
        .iter()
        .map(|stream| {
            (
                stream.id.as_str(),
                stream.voting.as_str(),
                stream.schedule.start,
            )
        })
        .collect();
    let liquidity_voting = at(Contract::LiquidityVoting);
    assert_eq!(
        streams,
        [
            ("lock", "voting", 1_700_000_000),
            ("liquidity", liquidity_voting.as_str(), 1_700_000_000)
        ]
    );
    assert_eq!(
        msg.streams[0].schedule.points,
        plan.emissions.as_ref().unwrap().lock.points
    );
    let hooks = vec![emissions_at, at(Contract::Distributor)];
    let second: voting::InstantiateMsg = instantiated(&plan, &known, Contract::LiquidityVoting);
    assert_eq!(
        (
            second.owner.as_ref(),
            second.guardian.as_ref(),
            second.dao.as_deref()
        ),
        (
            Some(&timelock),
            Some(&timelock),
            Some(at(Contract::Dao).as_str())
        )
    );
    assert_eq!((second.token.as_str(), second.tiers.len()), ("lp", 1));
    assert_eq!(second.hooks, hooks);
    let core: Value = instantiated(&plan, &known, Contract::Dao);
    let first = core["voting_module_instantiate_info"]["msg"]
        .as_str()
        .unwrap();
    let first = cosmwasm_std::Binary::from_base64(first).unwrap();
    let first: voting::InstantiateMsg = from_json(first).unwrap();
    assert_eq!(first.hooks, hooks);
    for contract in [
        Contract::Distributor,
        Contract::Emissions,
        Contract::LiquidityVoting,
    ] {
        assert_eq!(deployment.admin(contract), Some(timelock.as_str()));
    }
}

/// Rates are routine, a member's end is sensitive, and the voting over the LP token is governed as the first.
#[test]
fn the_timelock_knows_the_contracts() {
    let plan = file();
    let (deployment, known) = (deployment(&plan), Known::default());
    let at = |contract| deployment.predicted(contract).to_owned();
    let msg: timelock::InstantiateMsg = instantiated(&plan, &known, Contract::Timelock);
    let of = |contract: &str| {
        let rows = msg.classes.iter().filter(|row| row.contract == contract);
        rows.map(|row| (row.key.clone(), row.class))
            .collect::<Vec<_>>()
    };
    let (voting, second) = (of(""), of(&at(Contract::LiquidityVoting)));
    assert_eq!(voting, second);
    // Who is told of changes of power is in no row, and therefore critical.
    assert_eq!(voting.len(), 6);
    let of_hooks = |(key, _): &(String, Class)| key.contains("hook");
    assert!(!voting.iter().any(of_hooks), "{voting:?}");
    assert_eq!(
        of(&at(Contract::Emissions)),
        [("set_rate".to_owned(), Class::Routine)]
    );
    for contract in Contract::vesting(&plan) {
        assert_eq!(of(&at(contract)), [("cancel".to_owned(), Class::Sensitive)]);
    }
    let pauses = |contract: &str| {
        let rows = msg
            .pauses
            .iter()
            .filter(|row| row.rule.contract == contract);
        rows.map(|row| (row.id.as_str(), row.rule.effects.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(pauses(""), [("staking", vec!["stake".to_owned()])]);
    assert_eq!(
        pauses(&at(Contract::LiquidityVoting)),
        [("liquidity-staking", vec!["liquidity-stake".to_owned()])]
    );
    // None of it without those sections.
    let mut plain = plan.clone();
    plain.team.clear();
    (plain.emissions, plain.qer_pool) = (None, None);
    let plain: timelock::InstantiateMsg = instantiated(&plain, &known, Contract::Timelock);
    assert_eq!(plain.classes.len(), RECOMMENDED_CLASSES.len());
    assert_eq!(
        plain.pauses.len(),
        RECOMMENDED_PAUSES.len() + RECOMMENDED_REVERTS.len()
    );
}
