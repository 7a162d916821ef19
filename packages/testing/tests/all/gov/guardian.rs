//! A guardian whose keys are stolen: it delays, and nothing else, until the DAO has replaced it.

use cosmwasm_std::Addr;
use qerun_messages::timelock::{
    BondState, ConfigResponse, ExecuteMsg, Kind, QueryMsg, Status, RECOMMENDED_PAUSES,
};
use qerun_messages::voting::ExecuteMsg as Voting;
use qerun_testing::suite::{call, qer, usd};
use serde_json::json;

use super::world::{refused, World, DAY};

fn guardian(world: &World) -> Option<Addr> {
    let config: ConfigResponse = world
        .net
        .home
        .query(&world.timelock, &QueryMsg::Config {})
        .unwrap();
    config.guardian
}

fn replace(world: &World, by: Option<&Addr>) -> Vec<cosmwasm_std::CosmosMsg> {
    let guardian = by.map(Addr::to_string);
    vec![world.own(ExecuteMsg::SetGuardian { guardian })]
}

#[test]
fn a_stolen_guardian_only_delays_until_the_dao_replaces_it() {
    let (mut world, sue, ann) = World::with_loans();
    let (alice, sam) = (world.alice.clone(), world.sam.clone());
    // It vetoes whatever governance does, and takes the bonds.
    let halt = call(&world.at.oracle, &json!({"halt": {"asset": "eth"}})).unwrap();
    let unpause = call(&world.at.reserve, &json!({"unpause": {}})).unwrap();
    let migrate_nothing = world.own(ExecuteMsg::AssertBonds {});
    for message in [halt, unpause, migrate_nothing] {
        let id = world.start(vec![message]);
        world.veto(id, true).unwrap();
        assert_eq!(world.status(id), Status::Vetoed);
    }
    // They are in the treasury, not with the guardian.
    let attacker = world.at.guardian.clone();
    assert_eq!(world.qer_balance(&sam), qer("440000"));
    assert_eq!(world.qer_balance(&world.timelock), qer("1060000"));
    assert!(world.qer_balance(&attacker).is_zero());
    assert!(world.held().is_zero());

    // It starts all that it can: the prices stop what is stopped already.
    for id in ["market", "purchases", "staking"] {
        world.guardian_pause(id).unwrap();
    }
    for pause in RECOMMENDED_PAUSES {
        refused(world.guardian_pause(pause.id), "cannot be used before");
    }

    // Whoever wants to leave, leaves: the loan, the supply, the stake.
    world.fund_stable(&ann, usd("20000")).unwrap();
    let debt = world.position(&ann).unwrap().debt;
    let eth_before = world.eth_of(&ann).unwrap();
    world.repay(&ann, debt).unwrap();
    assert!(world.position(&ann).unwrap().debt.is_zero());
    assert!(world.eth_of(&ann).unwrap() > eth_before);
    world.withdraw_collateral(&ann, None).unwrap();
    assert_eq!(world.qer_balance(&ann), qer("100000"));
    world.withdraw(&sue, None).unwrap();
    assert!(world.stable_of(&sue).unwrap() >= usd("199999.999"));
    let amount = qer("40000");
    world.voting(&alice, &Voting::Unstake { amount }).unwrap();

    // The DAO replaces it, out of its reach.
    let next = world.net.home.addr("next guardian");
    let id = world.start(replace(&world, Some(&next)));
    assert_eq!(
        world.operation(id).unwrap().operation.kind,
        Kind::SetGuardian
    );
    refused(world.veto(id, true), "cannot be vetoed");
    world.ripen(id);
    refused(world.veto(id, true), "cannot be vetoed");
    world.execute_operation(id).unwrap();
    assert_eq!(world.bond_state(id), BondState::Returned);
    assert_eq!(guardian(&world), Some(next.clone()));
    assert_eq!(world.qer_balance(&sam), qer("440000"));

    // From then on it is nobody.
    world.wait(30 * DAY);
    let id = world.start(replace(&world, None));
    let veto = ExecuteMsg::Veto { id, forfeit: true };
    refused(world.timelock(&attacker, &veto), "only the guardian");
    for pause in RECOMMENDED_PAUSES {
        refused(world.guardian_pause(pause.id), "only the guardian");
    }
    let cancel = ExecuteMsg::Cancel { id };
    refused(world.timelock(&attacker, &cancel), "only the DAO");
    // The next one is one: its pause works, and it cannot save itself either.
    let pause = ExecuteMsg::Pause {
        id: "market".into(),
    };
    world.timelock(&next, &pause).unwrap();
    refused(world.timelock(&next, &veto), "cannot be vetoed");
    world.voting(&alice, &Voting::Claim {}).unwrap();
    // 500,000 less 100,000 staked, 40,000 of which came back.
    assert_eq!(world.qer_balance(&alice), qer("440000"));
}

#[test]
fn what_it_took_is_given_back_by_governance() {
    let mut world = World::new();
    let id = world.start(vec![world.own(ExecuteMsg::AssertBonds {})]);
    world.veto(id, true).unwrap();
    assert_eq!(world.qer_balance(&world.sam), qer("450000"));
    let next = world.net.home.addr("next guardian");
    world.enact(replace(&world, Some(&next))).unwrap();
    world
        .enact(vec![world.pay_qer(&world.sam, "50000")])
        .unwrap();
    assert_eq!(world.qer_balance(&world.sam), qer("500000"));
    assert_eq!(world.qer_balance(&world.timelock), qer("1000000"));
}

#[test]
fn a_replacement_with_anything_beside_it_can_be_vetoed() {
    let mut world = World::new();
    let next = world.net.home.addr("next guardian");
    let replacement = replace(&world, Some(&next)).pop().unwrap();
    let nothing = world.own(ExecuteMsg::AssertBonds {});
    let mut funded = replacement.clone();
    if let cosmwasm_std::CosmosMsg::Wasm(cosmwasm_std::WasmMsg::Execute { funds, .. }) = &mut funded
    {
        *funds = vec![cosmwasm_std::coin(1, &world.stable)];
    }
    for messages in [
        vec![replacement.clone(), nothing.clone()],
        vec![nothing, replacement.clone()],
        vec![replacement.clone(), replacement],
        vec![funded],
    ] {
        let id = world.start(messages);
        assert_eq!(world.operation(id).unwrap().operation.kind, Kind::Ordinary);
        world.veto(id, false).unwrap();
        assert_eq!(world.status(id), Status::Vetoed);
    }
    assert_eq!(guardian(&world), Some(world.at.guardian.clone()));
}

#[test]
fn its_pauses_leave_at_least_every_other_week_open() {
    let mut world = World::new();
    let user = world.user("user");
    world.fund_stable(&user, usd("1000")).unwrap();
    let (mut open, mut closed) = (0, 0);
    // It presses whenever it can, twice a day, for ten weeks.
    for _ in 0..140 {
        let _ = world.guardian_pause("market");
        match world.supply(&user, usd("1")) {
            Ok(_) => open += 1,
            Err(_) => closed += 1,
        }
        world.wait(DAY / 2);
    }
    assert_eq!((open, closed), (70, 70));
    assert_eq!(world.stable_of(&user).unwrap(), usd("930"));
}

/// G3: with all the recommended rules in turn it cannot keep borrowing, withdrawing under a debt, staking or
/// purchases shut: each is open on at least as many days as it is closed.
#[test]
fn g3_its_pauses_do_not_chain() {
    let (mut world, _, ann) = World::with_loans();
    let (eve, sam) = (world.eve.clone(), world.sam.clone());
    // Open and closed days of borrowing, withdrawing under a debt, staking, purchases.
    let mut days = [(0, 0); 4];
    for day in 0..42 {
        // It presses whatever it can; anyone ends a halt as soon as its time is over.
        for turn in 0..RECOMMENDED_PAUSES.len() {
            let rule = RECOMMENDED_PAUSES[(day / 7 + turn) % RECOMMENDED_PAUSES.len()];
            let _ = world.guardian_pause(rule.id);
            let id = rule.id.to_owned();
            let _ = world.timelock(&eve, &ExecuteMsg::EndPause { id });
        }
        world.refresh().unwrap();
        let orders = world.orders().unwrap().len();
        let tried = [
            world.borrow(&ann, usd("100")).is_ok(),
            world.withdraw_collateral(&ann, Some(qer("1"))).is_ok(),
            world.stake(&sam, qer("1"), None).is_ok(),
            {
                let _ = world.flush_market();
                world.orders().unwrap().len() > orders
            },
        ];
        for (index, open) in tried.into_iter().enumerate() {
            match open {
                true => days[index].0 += 1,
                false => days[index].1 += 1,
            }
        }
        world.net.relay_all().unwrap();
        world.wait(DAY);
    }
    for (index, (open, closed)) in days.into_iter().enumerate().take(3) {
        assert!(open >= closed, "{index}: {days:?}");
        assert!(closed >= 14, "{index}: {days:?}");
    }
    // A purchase needs a borrow besides: what is bought on the open days of both.
    let (open, closed) = days[3];
    assert!(open > 0 && closed > 0, "{days:?}");
}

#[test]
fn without_a_guardian_nothing_is_vetoed_and_nothing_paused() {
    let mut world = World::new();
    world.enact(replace(&world, None)).unwrap();
    assert_eq!(guardian(&world), None);
    let id = world.start(vec![world.own(ExecuteMsg::AssertBonds {})]);
    refused(world.veto(id, true), "only the guardian");
    refused(world.guardian_pause("market"), "only the guardian");
    world.ripen(id);
    world.execute_operation(id).unwrap();
}

/// What nothing prevents: a majority that lasts. It takes two of the longest delays.
#[test]
fn a_lasting_hostile_majority_needs_two_long_delays() {
    let mut world = World::new();
    let took_over = world.net.home.now();
    let eve = world.eve.to_string();
    let seize = json!({"update_ownership": {"transfer_ownership": {
        "new_owner": eve, "expiry": null,
    }}});
    let seize = vec![call(&world.at.reserve, &seize).unwrap()];
    // Both at once: the second is vetoed before the first one is through.
    let drop = world.start(replace(&world, None));
    let early = world.start(seize.clone());
    world.ripen(drop);
    world.veto(early, true).unwrap();
    world.execute_operation(drop).unwrap();
    let late = world.start(seize);
    refused(world.veto(late, true), "only the guardian");
    world.ripen(late);
    assert!(world.net.home.now() - took_over >= 14 * DAY);
    world.execute_operation(late).unwrap();
    // In the stage `shared` it needs the steward besides: `steward.rs`.
}
