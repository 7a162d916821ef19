//! A cancel in front of the veto does not save the bond.

use crate::common::*;
use qerun_messages::timelock::ExecuteMsg::*;
use qerun_messages::timelock::{BondState, BondsResponse, Phase, QueryMsg, Status};
use qerun_timelock::ContractError;

fn held(world: &World) -> u128 {
    world.query::<BondsResponse>(QueryMsg::Bonds {}).held.u128()
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
    SPONSOR - CRITICAL_BOND,
    TREASURY + CRITICAL_BOND,
    CRITICAL_BOND,
);

/// Queued by the DAO or the steward, bonded, and cancelled a day later.
fn cancelled(queued_by: &str, cancelled_by: &str) -> (World, u64) {
    let mut world = World::new();
    let mint = call("token", r#"{"mint":{"recipient":"eve","amount":"1"}}"#);
    let id = world.queue_by(queued_by, vec![mint]).unwrap();
    world.post("sponsor", id, CRITICAL_BOND).unwrap();
    world.wait(DAY);
    world.execute(cancelled_by, Cancel { id }).unwrap();
    (world, id)
}

const WAYS: [(&str, &str); 3] = [("dao", "dao"), ("steward", "steward"), ("steward", "dao")];

#[test]
fn the_bond_is_kept_and_comes_back_when_it_would_have_been_ready() {
    for (queued_by, cancelled_by) in WAYS {
        let (mut world, id) = cancelled(queued_by, cancelled_by);
        assert_eq!(world.status(id), Status::Cancelled);
        assert_eq!(world.operation(id).bond_state, BondState::Held);
        assert_eq!(balances(&world), POSTED);
        let event = &world.events[0];
        let kept = event.attributes.iter().find(|a| a.key == "bond_held");
        assert_eq!(kept.unwrap().value, CRITICAL_BOND.to_string());
        // It is over for good, but for its bond.
        let phase = Phase::Cancelled;
        let over = Err(ContractError::WrongPhase { id, phase });
        for (sender, msg) in [
            ("anyone", Execute { id }),
            ("dao", Cancel { id }),
            ("dao", CoSign { id }),
        ] {
            assert_eq!(world.execute(sender, msg), over);
        }
        let ready_at = START + 7 * DAY;
        world.wait_until(ready_at - 1);
        assert_eq!(
            world.execute("anyone", Close { id }),
            Err(ContractError::BondForfeitable { id, ready_at })
        );
        assert_eq!(balances(&world), POSTED);
        world.wait(1);
        let forfeit = true;
        assert_eq!(
            world.execute("guardian", Veto { id, forfeit }),
            Err(ContractError::DelayOver { id, ready_at })
        );
        world.execute("anyone", Close { id }).unwrap();
        assert_eq!(balances(&world), NOTHING);
        assert_eq!(world.status(id), Status::Cancelled);
        assert_eq!(world.operation(id).bond_state, BondState::Returned);
        assert_eq!(world.execute("anyone", Close { id }), over);
        assert_eq!(world.execute("guardian", Veto { id, forfeit }), over);
        assert_eq!(balances(&world), NOTHING);
    }
}

#[test]
fn the_veto_forfeits_it_after_a_cancel_in_front() {
    for (queued_by, cancelled_by) in WAYS {
        let (mut world, id) = cancelled(queued_by, cancelled_by);
        world.wait(6 * DAY - 1);
        let forfeit = true;
        world.execute("guardian", Veto { id, forfeit }).unwrap();
        let treasury = TREASURY + CRITICAL_BOND;
        assert_eq!(balances(&world), (SPONSOR - CRITICAL_BOND, treasury, 0));
        assert_eq!(world.operation(id).bond_state, BondState::Forfeited);
        assert_eq!(world.status(id), Status::Vetoed);
        assert!(world.execute("guardian", Veto { id, forfeit }).is_err());
        assert!(world.execute("anyone", Close { id }).is_err());

        // Or gives it back before its time.
        let (mut world, id) = cancelled(queued_by, cancelled_by);
        let forfeit = false;
        world.execute("guardian", Veto { id, forfeit }).unwrap();
        assert_eq!(balances(&world), NOTHING);
    }
}

#[test]
fn without_a_bond_that_a_veto_could_take_nothing_waits() {
    // None posted.
    let mut world = World::new();
    let id = world.queue(vec![critical()]);
    world.execute("dao", Cancel { id }).unwrap();
    assert_eq!(world.operation(id).bond_state, BondState::None);
    assert!(world.execute("anyone", Close { id }).is_err());
    let forfeit = true;
    assert!(world.execute("guardian", Veto { id, forfeit }).is_err());
    assert!(world.post("sponsor", id, CRITICAL_BOND).is_err());
    // The guardian's own replacement, which it cannot veto: back at once.
    let replace = own(SetGuardian { guardian: None });
    let id = world.schedule(vec![replace]);
    assert_eq!(balances(&world), POSTED);
    world.execute("dao", Cancel { id }).unwrap();
    assert_eq!(balances(&world), NOTHING);
    assert_eq!(world.operation(id).bond_state, BondState::Returned);
}

/// What is kept is no treasury.
#[test]
fn a_kept_bond_cannot_be_spent() {
    let (mut world, id) = cancelled("dao", "dao");
    let all = world.schedule(vec![transfer("eve", TREASURY + 1)]);
    world.wait_until(world.operation(all).ready_at.unwrap());
    assert_eq!(
        world.execute("anyone", Execute { id: all }),
        Err(ContractError::BondsNotCovered {
            held: CRITICAL_BOND.into(),
            balance: (CRITICAL_BOND - 1).into()
        })
    );
    world.execute("anyone", Close { id }).unwrap();
    world.execute("dao", Cancel { id: all }).unwrap();
    assert_eq!(balances(&world), NOTHING);
}
