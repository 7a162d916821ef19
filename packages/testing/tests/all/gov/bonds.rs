//! Bonds on the official contracts: exact balances of everybody on each way that an operation can go.

use cosmwasm_std::CosmosMsg;
use qerun_messages::market::{ExecuteMsg as Market, Params, QueryMsg as Ask};
use qerun_messages::timelock::{BondState, Class, ExecuteMsg, ReceiveMsg, Status};
use qerun_messages::token;
use qerun_testing::dao::Vote;
use qerun_testing::suite::{call, decimal, qer};
use serde_json::json;

use super::world::{refused, World, DAY, INITIAL_QER};

fn params(world: &World) -> Params {
    world
        .net
        .home
        .query(&world.at.market, &Ask::Params {})
        .unwrap()
}

/// Higher interest: sensitive.
fn dearer(world: &World) -> Vec<CosmosMsg> {
    let mut params = params(world);
    params.rates.slope_low = decimal("0.044");
    vec![call(&world.at.market, &Market::UpdateParams { params }).unwrap()]
}

/// Whole QER: the treasury with the bonds in it, those bonds, sam's, eve's.
#[track_caller]
fn assert_balances(world: &World, treasury: &str, held: &str, sam: &str, eve: &str) {
    let whole = |of| world.qer_balance(of);
    assert_eq!(whole(&world.timelock), qer(treasury), "treasury");
    assert_eq!(world.held(), qer(held), "held");
    assert_eq!(whole(&world.sam), qer(sam), "sam");
    assert_eq!(whole(&world.eve), qer(eve), "eve");
}

#[test]
fn without_its_bond_an_operation_waits_for_ever_and_expires() {
    let mut world = World::new();
    let before = params(&world);
    let id = world.file(dearer(&world));
    let operation = world.operation(id).unwrap().operation;
    assert_eq!(operation.class, Class::Sensitive);
    assert_eq!(operation.ready_at, None);
    for _ in 0..6 {
        world.wait(DAY);
        refused(world.execute_operation(id), "is AwaitingBond");
    }
    world.wait(DAY - 1);
    assert_eq!(world.status(id), Status::AwaitingBond);
    let close = ExecuteMsg::Close { id };
    let eve = world.eve.clone();
    refused(world.timelock(&eve, &close), "does not expire before");
    world.wait(1);
    assert_eq!(world.status(id), Status::Expired);
    let sam = world.sam.clone();
    refused(world.post_bond(&sam, id), "expired at");
    refused(world.execute_operation(id), "is AwaitingBond");
    assert_balances(&world, "1000000", "0", INITIAL_QER, INITIAL_QER);
    world.timelock(&eve, &close).unwrap();
    refused(world.post_bond(&sam, id), "is Closed");
    assert_eq!(world.bond_state(id), BondState::None);
    assert_balances(&world, "1000000", "0", INITIAL_QER, INITIAL_QER);
    assert_eq!(params(&world), before);
}

#[test]
fn wrong_bonds_stay_with_whoever_sends_them() {
    let mut world = World::new();
    let id = world.file(dearer(&world));
    let routine = call(&world.at.oracle, &json!({"poke": {"assets": ["qer"]}})).unwrap();
    let unbonded = world.file(vec![routine]);
    let (sam, timelock) = (world.sam.clone(), world.timelock.clone());
    let bond = |id| ReceiveMsg::PostBond { id };
    for (amount, id, reason) in [
        ("9999.999999", id, "is 10000000000, not 9999999999"),
        ("10000.000001", id, "not 10000000001"),
        ("10000", 99, "there is no operation 99"),
        ("10000", unbonded, "is Scheduled"),
    ] {
        refused(
            world.send_qer(&sam, &timelock, qer(amount), &bond(id)),
            reason,
        );
    }
    for (other, reason) in [
        (json!({"post_bond": {}}), "missing field"),
        (json!({"stake": {}}), "unknown variant"),
        (
            json!({"post_bond": {"id": id}, "stake": {}}),
            "Error parsing",
        ),
    ] {
        refused(
            world.send_qer(&sam, &timelock, qer("10000"), &other),
            reason,
        );
    }
    // Not in QER, nor as if from QER.
    let receive = json!({"receive": {
        "sender": sam, "amount": "10000000000", "msg": cosmwasm_std::to_json_binary(&bond(id)).unwrap(),
    }});
    refused(world.send(&sam, &timelock, &receive), "bonds are posted in");
    assert_balances(&world, "1000000", "0", INITIAL_QER, INITIAL_QER);
    assert_eq!(world.status(id), Status::AwaitingBond);

    // A plain transfer is a donation to the treasury and bonds nothing.
    let donation = token::ExecuteMsg::Transfer {
        recipient: timelock.to_string(),
        amount: qer("10000"),
    };
    let token = world.at.token.clone();
    world.send(&sam, &token, &donation).unwrap();
    assert_eq!(world.status(id), Status::AwaitingBond);
    assert_balances(&world, "1010000", "0", "490000", INITIAL_QER);

    // The second bond of an operation is not taken.
    world.post_bond(&sam, id).unwrap();
    let eve = world.eve.clone();
    refused(world.post_bond(&eve, id), "is Scheduled");
    assert_balances(&world, "1020000", "10000", "480000", INITIAL_QER);
}

#[test]
fn a_bond_comes_back_on_execution_to_whoever_posted_it() {
    let mut world = World::new();
    let id = world.file(dearer(&world));
    // A stranger may sponsor, days later: the delay starts only now.
    world.wait(3 * DAY);
    let eve = world.eve.clone();
    world.post_bond(&eve, id).unwrap();
    assert_balances(&world, "1010000", "10000", INITIAL_QER, "490000");
    world.wait(3 * DAY - 1);
    refused(world.execute_operation(id), "is not ready before");
    world.wait(1);
    world.execute_operation(id).unwrap();
    assert_balances(&world, "1000000", "0", INITIAL_QER, INITIAL_QER);
    assert_eq!(params(&world).rates.slope_low, decimal("0.044"));
    refused(world.execute_operation(id), "is Executed");
    assert_balances(&world, "1000000", "0", INITIAL_QER, INITIAL_QER);
}

#[test]
fn a_bond_comes_back_when_the_dao_cancels_even_a_ready_operation() {
    let mut world = World::new();
    let before = params(&world);
    let id = world.start(dearer(&world));
    world.ripen(id);
    let cancel = ExecuteMsg::Cancel { id };
    for stranger in [
        world.eve.clone(),
        world.sam.clone(),
        world.at.guardian.clone(),
    ] {
        refused(world.timelock(&stranger, &cancel), "only the DAO");
    }
    assert_balances(&world, "1010000", "10000", "490000", INITIAL_QER);
    let status = world.by_core(vec![world.own(cancel)]);
    assert_eq!(status, "executed");
    assert_eq!(world.status(id), Status::Cancelled);
    assert_eq!(world.bond_state(id), BondState::Returned);
    assert_balances(&world, "1000000", "0", INITIAL_QER, INITIAL_QER);
    refused(world.execute_operation(id), "is Cancelled");
    assert_eq!(params(&world), before);
}

/// G8: a majority that has passed `cancel` in advance does not save the bond from the veto behind it.
#[test]
fn g8_a_cancel_kept_ready_does_not_save_the_bond() {
    let mut world = World::new();
    let (alice, bob, eve) = (world.alice.clone(), world.bob.clone(), world.eve.clone());
    let cancel = |world: &World, id| world.own(ExecuteMsg::Cancel { id });
    let mut kept = vec![];
    for id in [1, 2] {
        let message = cancel(&world, id);
        let proposal = world
            .propose(&alice, "Later.", &[message], Some(Vote::Yes))
            .unwrap();
        world.vote(&bob, proposal, Vote::Yes).unwrap();
        kept.push(proposal);
    }
    let seize = vec![world.pay_qer(&eve, "1000000")];
    for (id, proposal) in [1, 2].into_iter().zip(kept) {
        assert_eq!(world.start(seize.clone()), id);
        world.wait(6 * DAY);
        world.execute_proposal(proposal).unwrap();
        assert_eq!(world.proposal_status(proposal).unwrap(), "executed");
        assert_eq!(world.status(id), Status::Cancelled);
        assert_eq!(world.bond_state(id), BondState::Held);
    }
    // The first one's delay would be over: its sponsor has the bond back when anyone asks.
    assert_balances(&world, "1100000", "100000", "400000", INITIAL_QER);
    refused(world.veto(1, true), "was over at");
    let close = |id| ExecuteMsg::Close { id };
    refused(world.timelock(&eve, &close(2)), "may be forfeited until");
    world.timelock(&eve, &close(1)).unwrap();
    assert_balances(&world, "1050000", "50000", "450000", INITIAL_QER);
    // The second one's is forfeited.
    world.veto(2, true).unwrap();
    assert_balances(&world, "1050000", "0", "450000", INITIAL_QER);
    assert_eq!(world.bond_state(2), BondState::Forfeited);
    refused(world.timelock(&eve, &close(2)), "is Vetoed");
}

#[test]
fn a_bond_comes_back_when_nobody_executes_in_time() {
    let mut world = World::new();
    let id = world.start(dearer(&world));
    world.ripen(id);
    world.wait(7 * DAY - 1);
    assert_eq!(world.status(id), Status::Ready);
    world.wait(1);
    assert_eq!(world.status(id), Status::Expired);
    refused(world.execute_operation(id), "expired at");
    refused(world.veto(id, true), "expired at");
    assert_balances(&world, "1010000", "10000", "490000", INITIAL_QER);
    let eve = world.eve.clone();
    world.timelock(&eve, &ExecuteMsg::Close { id }).unwrap();
    assert_balances(&world, "1000000", "0", INITIAL_QER, INITIAL_QER);
    assert_eq!(world.bond_state(id), BondState::Returned);
    refused(world.timelock(&eve, &ExecuteMsg::Close { id }), "is Closed");
    assert_balances(&world, "1000000", "0", INITIAL_QER, INITIAL_QER);
}

#[test]
fn a_veto_forfeits_the_bond_or_gives_it_back_and_a_late_one_does_nothing() {
    let mut world = World::new();
    let (first, second) = (world.start(dearer(&world)), world.start(dearer(&world)));
    assert_balances(&world, "1020000", "20000", "480000", INITIAL_QER);
    let eve = world.eve.clone();
    let veto = |id, forfeit| ExecuteMsg::Veto { id, forfeit };
    refused(
        world.timelock(&eve, &veto(first, true)),
        "only the guardian",
    );
    world.veto(first, true).unwrap();
    assert_balances(&world, "1020000", "10000", "480000", INITIAL_QER);
    assert_eq!(world.bond_state(first), BondState::Forfeited);
    world.veto(second, false).unwrap();
    assert_balances(&world, "1010000", "0", "490000", INITIAL_QER);
    assert_eq!(world.bond_state(second), BondState::Returned);
    refused(world.veto(second, true), "is Vetoed");

    let third = world.start(dearer(&world));
    world.ripen(third);
    refused(world.veto(third, true), "was over at");
    world.execute_operation(third).unwrap();
    assert_balances(&world, "1010000", "0", "490000", INITIAL_QER);

    // Governance can give back what was forfeited: a spend like any other.
    let back = world.pay_qer(&world.sam, "10000");
    assert_eq!(world.class(vec![back.clone()]), Class::Routine);
    world.enact(vec![back]).unwrap();
    assert_balances(&world, "1000000", "0", INITIAL_QER, INITIAL_QER);
}

#[test]
fn an_operation_cannot_spend_the_bonds_of_others() {
    let mut world = World::new();
    let honest = world.start(dearer(&world));
    // Everything, and the bond of the other, and its own.
    for amount in ["1000000.000001", "1010000", "1060000"] {
        let id = world.start(vec![world.pay_qer(&world.eve, amount)]);
        world.ripen(id);
        assert!(world.execute_operation(id).is_err(), "{amount}");
        world.wait(7 * DAY);
        let eve = world.eve.clone();
        world.timelock(&eve, &ExecuteMsg::Close { id }).unwrap();
        assert_balances(&world, "1010000", "10000", "490000", INITIAL_QER);
    }
    // All but the bonds may go.
    let id = world.start(vec![world.pay_qer(&world.eve, "1000000")]);
    world.ripen(id);
    world.execute_operation(id).unwrap();
    assert_balances(&world, "10000", "10000", "490000", "1500000");
    let eve = world.eve.clone();
    world
        .timelock(&eve, &ExecuteMsg::Close { id: honest })
        .unwrap();
    assert_balances(&world, "0", "0", INITIAL_QER, "1500000");
}
