//! Deposits of proposals: who has them after each end, by refund policy, in QER and in coins.

use cosmwasm_std::{coins, Addr, CosmosMsg, Uint128};
use qerun_messages::timelock::Status;
use qerun_testing::dao::Vote;
use qerun_testing::suite::{call, qer, usd};
use serde_json::{json, Value};

use super::world::{setup, World, DAY};

/// How a proposal ends.
#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    /// It passed, and what it queued was executed.
    Executed,
    /// It passed, and what it queued was vetoed.
    Vetoed,
    /// It passed, and its message failed.
    Failed,
    /// It was voted down.
    Rejected,
    /// Nobody voted.
    Ignored,
}

const ENDS: [End; 5] = [
    End::Executed,
    End::Vetoed,
    End::Failed,
    End::Rejected,
    End::Ignored,
];

fn governed(refund: &str) -> World {
    let mut setup = setup();
    setup.plan.dao.refund = serde_json::from_value(json!(refund)).unwrap();
    World::with(&setup)
}

/// The deposit in coins, by the DAO's decision.
fn in_coins(world: &mut World, refund: &str) {
    let config = json!({"update_config": {
        "deposit_info": {
            "denom": {"token": {"denom": {"native": world.stable}}},
            "amount": usd("100"),
            "refund_policy": refund,
        },
        "submission_policy": {"specific": {"dao_members": true, "allowlist": [], "denylist": []}},
    }});
    let update = call(&world.dao.pre_propose, &config).unwrap();
    assert_eq!(world.by_core(vec![update]), "executed");
    let alice = world.alice.clone();
    world.fund_stable(&alice, usd("100")).unwrap();
}

/// The message of a proposal that ends so.
fn message(world: &World, end: End) -> CosmosMsg {
    match end {
        // The core is not the owner.
        End::Failed => call(&world.at.reserve, &json!({"unpause": {}})).unwrap(),
        _ => {
            let halt = call(&world.at.oracle, &json!({"halt": {"asset": "eth"}})).unwrap();
            world.queue("Halt.", vec![halt]).unwrap()
        }
    }
}

/// Brings proposal `id` to its end; the deposit is asserted to wait in the pre-propose module till then.
fn finish(world: &mut World, id: u64, end: End, qer_balance: fn(&World, &Addr) -> Uint128) {
    let (bob, eve, dao) = (world.bob.clone(), world.eve.clone(), world.dao.clone());
    let kept = qer_balance(world, &dao.pre_propose);
    let name = format!("{end:?}");
    match end {
        End::Ignored => world.wait(5 * DAY + 1),
        End::Rejected => {
            world.vote(&bob, id, Vote::No).unwrap();
            world.wait(DAY);
        }
        _ => {
            world.vote(&bob, id, Vote::Yes).unwrap();
            world.wait(DAY);
        }
    }
    assert_eq!(qer_balance(world, &dao.pre_propose), kept, "{name}");
    let status = match end {
        End::Ignored | End::Rejected => {
            dao.close(&mut world.net.home, &eve, id).unwrap();
            "closed"
        }
        _ => {
            world.execute_proposal(id).unwrap();
            match end {
                End::Failed => "execution_failed",
                _ => "executed",
            }
        }
    };
    assert_eq!(world.proposal_status(id).unwrap(), status, "{name}");
    match end {
        End::Executed => {
            let operation = world.last_operation().unwrap();
            world.ripen(operation);
            world.execute_operation(operation).unwrap();
        }
        End::Vetoed => {
            let operation = world.last_operation().unwrap();
            world.veto(operation, true).unwrap();
            assert_eq!(world.status(operation), Status::Vetoed);
        }
        _ => {}
    }
    // The completed hook did not fail, or anyone could propose without a deposit now.
    let policy: Value = world
        .net
        .home
        .query(&dao.proposals, &json!({"proposal_creation_policy": {}}))
        .unwrap();
    assert_eq!(
        policy,
        json!({"module": {"addr": dao.pre_propose}}),
        "{name}"
    );
}

/// Whether the proposer has the deposit back.
fn comes_back(refund: &str, end: End) -> bool {
    match refund {
        "always" => true,
        "never" => false,
        // The proposal counts, not what becomes of the operation.
        _ => matches!(end, End::Executed | End::Vetoed | End::Failed),
    }
}

#[test]
fn in_qer() {
    let qer_balance: fn(&World, &Addr) -> Uint128 = World::qer_balance;
    for refund in ["always", "only_passed", "never"] {
        for end in ENDS {
            let mut world = governed(refund);
            let (alice, dao) = (world.alice.clone(), world.dao.clone());
            let msg = message(&world, end);
            let id = world.propose(&alice, "A decision", &[msg], None).unwrap();
            assert_eq!(qer_balance(&world, &alice), qer("399000"));
            assert_eq!(qer_balance(&world, &dao.pre_propose), qer("1000"));
            finish(&mut world, id, end, qer_balance);
            let (back, kept) = match comes_back(refund, end) {
                true => ("400000", "0"),
                false => ("399000", "1000"),
            };
            assert_eq!(qer_balance(&world, &alice), qer(back), "{refund} {end:?}");
            assert_eq!(
                qer_balance(&world, &dao.core),
                qer(kept),
                "{refund} {end:?}"
            );
            assert!(qer_balance(&world, &dao.pre_propose).is_zero());
            assert_eq!(qer_balance(&world, &world.timelock), qer("1000000"));
        }
    }
}

#[test]
fn in_coins_of_the_bank() {
    let qer_balance: fn(&World, &Addr) -> Uint128 = |world, of| world.stable_of(of).unwrap();
    for refund in ["always", "only_passed", "never"] {
        for end in ENDS {
            let mut world = World::new();
            in_coins(&mut world, refund);
            let (alice, dao) = (world.alice.clone(), world.dao.clone());
            let msg = message(&world, end);
            let propose = json!({"propose": {"msg": {"propose": {
                "title": "t", "description": "d", "msgs": [msg], "vote": null,
            }}}});
            let (few, all) = (usd("99").u128(), usd("100").u128());
            let (few, all) = (coins(few, &world.stable), coins(all, &world.stable));
            let home = &mut world.net.home;
            home.execute(&alice, &dao.pre_propose, &propose, &few)
                .unwrap_err();
            home.execute(&alice, &dao.pre_propose, &propose, &all)
                .unwrap();
            assert!(qer_balance(&world, &alice).is_zero());
            assert_eq!(qer_balance(&world, &dao.pre_propose), usd("100"));
            finish(&mut world, 2, end, qer_balance);
            let (back, kept) = match comes_back(refund, end) {
                true => ("100", "0"),
                false => ("0", "100"),
            };
            assert_eq!(qer_balance(&world, &alice), usd(back), "{refund} {end:?}");
            assert_eq!(
                qer_balance(&world, &dao.core),
                usd(kept),
                "{refund} {end:?}"
            );
            assert!(qer_balance(&world, &dao.pre_propose).is_zero());
            assert_eq!(qer_balance(&world, &world.timelock), usd("50000"));
        }
    }
}

/// Why the deposit must be QER or a coin: one that cannot be sent back opens proposing to everybody.
#[test]
fn a_deposit_that_cannot_be_sent_back_opens_proposing_to_everybody() {
    let mut world = World::new();
    let (alice, bob, dao) = (world.alice.clone(), world.bob.clone(), world.dao.clone());
    let code = world.net.home.store(super::stuck_token::code());
    let stuck = world
        .net
        .home
        .instantiate(code, &alice, &json!({}), &[], "stuck", None)
        .unwrap();
    let config = json!({"update_config": {
        "deposit_info": {
            "denom": {"token": {"denom": {"cw20": stuck}}},
            "amount": "1",
            "refund_policy": "always",
        },
        "submission_policy": {"specific": {"dao_members": true, "allowlist": [], "denylist": []}},
    }});
    let update = call(&dao.pre_propose, &config).unwrap();
    assert_eq!(world.by_core(vec![update]), "executed");
    let id = dao
        .propose(&mut world.net.home, &alice, "x", &[], Some(Vote::Yes))
        .unwrap();
    world.vote(&bob, id, Vote::Yes).unwrap();
    world.wait(DAY);
    world.execute_proposal(id).unwrap();
    assert_eq!(world.proposal_status(id).unwrap(), "executed");
    let policy: Value = world
        .net
        .home
        .query(&dao.proposals, &json!({"proposal_creation_policy": {}}))
        .unwrap();
    assert_eq!(policy, json!({"anyone": {}}));
}
