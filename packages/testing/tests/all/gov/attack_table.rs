//! Runs a hostile proposal that has passed: once against the guardian, and once with nobody awake,
//! to show that it would have done what it is listed for.

use cosmwasm_std::{Addr, CosmosMsg};
use qerun_messages::timelock::{BondState, Class, ExecuteMsg, Status};
use qerun_testing::suite::qer;

use super::proxy;
use super::world::{refused, World, INITIAL_QER};

/// What an attack is tried on.
pub struct AttackSetup {
    pub world: World,
    /// The code of a contract that sends what eve tells it to.
    pub proxy_code: u64,
    /// An instance of it.
    pub proxy: Addr,
}

/// What happens if nobody vetoes it.
pub enum Effect {
    /// It runs and changes exactly these parts.
    Changes(&'static [&'static str]),
    /// A contract refuses it in any case, for this reason.
    Fails(&'static str),
}

pub use Effect::{Changes, Fails};

/// One attack.
pub type Row = (
    &'static str,
    Class,
    fn(&AttackSetup) -> Vec<CosmosMsg>,
    Effect,
);

impl AttackSetup {
    pub fn new() -> Self {
        let (mut world, _, _) = World::with_loans();
        let (proxy_code, proxy) = proxy::deploy(&mut world);
        // The first operation leaves records of zero behind: an allowance, balances.
        let nothing = world.own(ExecuteMsg::AssertBonds {});
        let id = world.start(vec![nothing]);
        world.veto(id, false).unwrap();
        AttackSetup {
            world,
            proxy_code,
            proxy,
        }
    }
}

/// Each in a world of its own.
pub fn run(rows: &[Row]) {
    for (name, class, messages, fate) in rows {
        let mut setup = AttackSetup::new();
        let messages = messages(&setup);
        let world = &mut setup.world;
        assert_eq!(world.class(messages.clone()), *class, "{name}");
        let before = world.snapshot();
        vetoed(name, world, &messages, *class);
        let changed = before.changed(&world.snapshot());
        assert!(changed.is_empty(), "{name}: {changed:?}");

        let id = world.start(messages.clone());
        world.ripen(id);
        let result = world.execute_operation(id);
        match fate {
            Changes(parts) => {
                if let Err(error) = result {
                    panic!("{name}: {error:#}");
                }
                assert_eq!(before.changed(&world.snapshot()), *parts, "{name}");
            }
            Fails(reason) => {
                match &result {
                    Err(error) if format!("{error:#}").contains(reason) => {}
                    other => panic!("{name}: {other:?}"),
                }
                // Only the bond's way is left to see: it is sam's again when the time is over.
                assert_eq!(world.status(id), Status::Ready, "{name}");
                world.wait(7 * 86_400);
                let anyone = world.net.home.addr("anyone");
                let close = ExecuteMsg::Close { id };
                world.timelock(&anyone, &close).unwrap();
                let changed = before.changed(&world.snapshot());
                assert!(changed.is_empty(), "{name}: {changed:?}");
            }
        }
    }
}

/// It waits as long as its class says, and the guardian ends it in the last second.
fn vetoed(name: &str, world: &mut World, messages: &[CosmosMsg], class: Class) {
    let id = world.start(messages.to_vec());
    let filed = world.operation(id).unwrap().operation;
    let (days, bond) = match class {
        Class::Routine => (1, "0"),
        Class::Sensitive => (3, "10000"),
        Class::Critical => (7, "50000"),
    };
    assert_eq!((filed.class, filed.bond), (class, qer(bond)), "{name}");
    let sam = world.sam.clone();
    assert_eq!(
        world.qer_balance(&sam),
        qer(INITIAL_QER) - qer(bond),
        "{name}"
    );
    world.wait(days * 86_400 - 1);
    refused(world.execute_operation(id), "is not ready before");
    world.veto(id, false).unwrap();
    assert_eq!(world.status(id), Status::Vetoed, "{name}");
    if !filed.bond.is_zero() {
        assert_eq!(world.bond_state(id), BondState::Returned, "{name}");
    }
    assert_eq!(world.qer_balance(&sam), qer(INITIAL_QER), "{name}");
    world.wait(1);
    refused(world.execute_operation(id), "Vetoed");
}
