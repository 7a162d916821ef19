//! Bonds: exact balances on each way that an operation can go.

use crate::common::*;
use qerun_messages::timelock::ExecuteMsg::*;
use qerun_messages::timelock::{BondResponse, BondState, BondsResponse, QueryMsg, Status};
use qerun_timelock::ContractError;

fn held(world: &World) -> u128 {
    world.query::<BondsResponse>(QueryMsg::Bonds {}).held.u128()
}

fn state(world: &World, id: u64) -> BondState {
    world.query::<BondResponse>(QueryMsg::Bond { id }).state
}

/// Sponsor, timelock, bonds kept.
fn balances(world: &World) -> (u128, u128, u128) {
    (
        world.balance("sponsor"),
        world.balance("timelock"),
        held(world),
    )
}

const NOTHING: (u128, u128, u128) = (SPONSOR, TREASURY, 0);
const POSTED: (u128, u128, u128) = (
    SPONSOR - SENSITIVE_BOND,
    TREASURY + SENSITIVE_BOND,
    SENSITIVE_BOND,
);

fn bonded() -> (World, u64) {
    let mut world = World::new();
    let id = world.queue(vec![sensitive()]);
    assert_eq!(balances(&world), NOTHING);
    world.wait(DAY);
    world.post("sponsor", id, SENSITIVE_BOND).unwrap();
    assert_eq!(balances(&world), POSTED);
    assert_eq!(state(&world, id), BondState::Held);
    (world, id)
}

#[test]
fn starts_the_delay() {
    let (world, id) = bonded();
    let operation = world.operation(id);
    assert_eq!(operation.ready_at, Some(START + 4 * DAY));
    assert_eq!(operation.expires_at, START + 14 * DAY);
    assert_eq!(operation.sponsor, Some(addr("sponsor")));
    assert_eq!(world.status(id), Status::Waiting);
}

#[test]
fn comes_back_on_execution() {
    let (mut world, id) = bonded();
    world.wait(3 * DAY);
    world.execute("anyone", Execute { id }).unwrap();
    assert_eq!(balances(&world), NOTHING);
    assert_eq!(state(&world, id), BondState::Returned);
}

#[test]
fn comes_back_on_expiry() {
    let (mut world, id) = bonded();
    world.wait(13 * DAY - 1);
    assert_eq!(
        world.execute("anyone", Close { id }),
        Err(ContractError::NotExpired {
            id,
            expires_at: START + 14 * DAY
        })
    );
    world.wait(1);
    assert_eq!(world.status(id), Status::Expired);
    assert_eq!(balances(&world), POSTED);
    world.execute("anyone", Close { id }).unwrap();
    assert_eq!(balances(&world), NOTHING);
    assert_eq!(state(&world, id), BondState::Returned);
    assert_eq!(world.status(id), Status::Expired);
    assert!(world.execute("anyone", Close { id }).is_err());
    assert_eq!(balances(&world), NOTHING);
}

#[test]
fn comes_back_at_once_when_the_dao_cancels_after_the_delay() {
    let (mut world, id) = bonded();
    world.wait(3 * DAY);
    world.execute("dao", Cancel { id }).unwrap();
    assert_eq!(balances(&world), NOTHING);
    assert_eq!(world.status(id), Status::Cancelled);
    assert_eq!(state(&world, id), BondState::Returned);
}

#[test]
fn a_veto_returns_it_or_forfeits_it() {
    let (mut world, id) = bonded();
    let forfeit = false;
    world.execute("guardian", Veto { id, forfeit }).unwrap();
    assert_eq!(balances(&world), NOTHING);
    assert_eq!(state(&world, id), BondState::Returned);

    let (mut world, id) = bonded();
    let forfeit = true;
    world.execute("guardian", Veto { id, forfeit }).unwrap();
    let treasury = TREASURY + SENSITIVE_BOND;
    assert_eq!(balances(&world), (SPONSOR - SENSITIVE_BOND, treasury, 0));
    assert_eq!(state(&world, id), BondState::Forfeited);
    assert_eq!(world.status(id), Status::Vetoed);
}

#[test]
fn without_it_an_operation_waits_for_ever_and_expires() {
    let mut world = World::new();
    let id = world.queue(vec![sensitive()]);
    world.wait(7 * DAY - 1);
    assert!(matches!(
        world.execute("anyone", Execute { id }),
        Err(ContractError::WrongPhase { .. })
    ));
    world.wait(1);
    assert_eq!(world.status(id), Status::Expired);
    let expired_at = START + 7 * DAY;
    assert_eq!(
        world.post("sponsor", id, SENSITIVE_BOND),
        Err(ContractError::Expired { id, expired_at })
    );
    assert_eq!(balances(&world), NOTHING);
    world.execute("anyone", Close { id }).unwrap();
    assert_eq!(balances(&world), NOTHING);
    assert_eq!(state(&world, id), BondState::None);
}

#[test]
fn must_be_exact_and_posted_once() {
    let mut world = World::new();
    let id = world.queue(vec![sensitive()]);
    for sent in [SENSITIVE_BOND - 1, SENSITIVE_BOND + 1] {
        let bond = SENSITIVE_BOND.into();
        let sent_amount = sent.into();
        assert_eq!(
            world.post("sponsor", id, sent),
            Err(ContractError::WrongBond {
                id,
                bond,
                sent: sent_amount
            })
        );
    }
    world.post("sponsor", id, SENSITIVE_BOND).unwrap();
    assert!(matches!(
        world.post("sponsor", id, SENSITIVE_BOND),
        Err(ContractError::WrongPhase { .. })
    ));
    let none = world.queue(vec![routine()]);
    assert!(world.post("sponsor", none, 1).is_err());
    assert_eq!(balances(&world), POSTED);
}

#[test]
fn the_treasury_cannot_spend_bonds() {
    let mut world = World::new();
    let other = world.schedule(vec![sensitive()]);
    let id = world.schedule(vec![transfer("eve", TREASURY + 1)]);
    world.wait(7 * DAY);
    let before = (world.storage(), balances(&world));
    assert_eq!(
        world.execute("anyone", Execute { id }),
        Err(ContractError::BondsNotCovered {
            held: SENSITIVE_BOND.into(),
            balance: (SENSITIVE_BOND - 1).into()
        })
    );
    assert_eq!((world.storage(), balances(&world)), before);
    assert_eq!(world.status(id), Status::Ready);
    world.execute("anyone", Execute { id: other }).unwrap();
    // Its own bond is not the treasury's either.
    assert!(world.execute("anyone", Execute { id }).is_err());
    world.execute("dao", Cancel { id }).unwrap();
    assert_eq!(balances(&world), NOTHING);
    world.enact(vec![transfer("eve", TREASURY)]).unwrap();
    assert_eq!(balances(&world), (SPONSOR, 0, 0));
}
