//! Random histories: bonds kept are the open bonds, nothing runs early, late or twice.

use std::collections::BTreeSet;

use crate::common::*;
use proptest::prelude::*;
use qerun_messages::timelock::ExecuteMsg::*;
use qerun_messages::timelock::{BondState, BondsResponse, Phase, QueryMsg, Stage};

#[derive(Debug, Clone)]
enum Step {
    Queue(u8, bool),
    Post(u8, u8),
    Execute(u8),
    Veto(u8, bool),
    Cancel(u8),
    Close(u8),
    CoSign(u8, bool),
    Params(u8),
    Refuse(bool),
    Wait(u32),
}

fn steps() -> impl Strategy<Value = Step> {
    let id = 0u8..5;
    prop_oneof![
        3 => (0u8..6, any::<bool>()).prop_map(|(kind, dao)| Step::Queue(kind, dao)),
        6 => (id.clone(), 0u8..3).prop_map(|(id, by)| Step::Post(id, by)),
        8 => id.clone().prop_map(Step::Execute),
        1 => (id.clone(), any::<bool>()).prop_map(|(id, hard)| Step::Veto(id, hard)),
        1 => id.clone().prop_map(Step::Cancel),
        2 => id.clone().prop_map(Step::Close),
        2 => (id, any::<bool>()).prop_map(|(id, dao)| Step::CoSign(id, dao)),
        1 => (0u8..3).prop_map(Step::Params),
        1 => any::<bool>().prop_map(Step::Refuse),
        5 => (1u32..3 * DAY as u32).prop_map(Step::Wait),
    ]
}

/// Each operation tells the voting contract its number when it runs.
fn apply(world: &mut World, step: Step, queued: &mut u64) {
    // One of the last five.
    let pick = |n: u8| (*queued).saturating_sub(u64::from(n)).max(1);
    let _ = match step {
        Step::Queue(kind, dao) => {
            let number = *queued + 1;
            let mut messages = vec![call(
                "voting",
                &format!(r#"{{"set_perk":{{"n":{number}}}}}"#),
            )];
            match kind {
                0 | 1 => {}
                2 => messages.push(sensitive()),
                3 => messages.push(transfer("bob", 400)),
                4 => messages.push(critical()),
                _ => messages.push(transfer("bob", 600)),
            }
            let sender = if dao { "dao" } else { "steward" };
            let result = world.queue_by(sender, messages);
            if let Ok(id) = &result {
                *queued += 1;
                assert_eq!(id, queued);
            }
            result.map(|_| ())
        }
        Step::Post(n, by) => {
            let sender = ["sponsor", "rich", "poor"][usize::from(by)];
            let id = pick(n);
            match id {
                0 => Ok(()),
                id if id > *queued => Ok(()),
                id => {
                    let bond = world.operation(id).bond.u128();
                    world.post(sender, id, bond)
                }
            }
        }
        Step::Execute(n) => world.execute("anyone", Execute { id: pick(n) }),
        Step::Veto(n, forfeit) => world.execute(
            "guardian",
            Veto {
                id: pick(n),
                forfeit,
            },
        ),
        Step::Cancel(n) => world.execute("dao", Cancel { id: pick(n) }),
        Step::Close(n) => world.execute("anyone", Close { id: pick(n) }),
        Step::CoSign(n, dao) => {
            let sender = if dao { "dao" } else { "steward" };
            world.execute(sender, CoSign { id: pick(n) })
        }
        Step::Params(n) => {
            let mut params = params();
            let factor = u128::from(n) + 1;
            params.sensitive.bond = (SENSITIVE_BOND * factor / 2).into();
            params.critical.delay = (6 + u64::from(n)) * DAY;
            world.execute("timelock", UpdateParams { params })
        }
        Step::Refuse(refuse) => {
            world.refuses = refuse.then(|| addr("market"));
            Ok(())
        }
        Step::Wait(seconds) => {
            world.wait(seconds.into());
            Ok(())
        }
    };
}

fn check(world: &World, queued: u64, ran_before: usize, total: u128) {
    let mut open = 0;
    let mut executed = BTreeSet::new();
    for id in 1..=queued {
        let operation = world.operation(id);
        let bond = operation.bond.u128();
        match operation.phase {
            Phase::Scheduled if bond > 0 => {
                assert_eq!(operation.bond_state, BondState::Held);
                open += bond;
            }
            // Kept after a cancel, until it is closed or vetoed.
            Phase::Cancelled if operation.bond_state == BondState::Held => open += bond,
            Phase::AwaitingBond | Phase::Scheduled => {
                assert_eq!(operation.bond_state, BondState::None);
            }
            Phase::Executed => {
                executed.insert(id);
                let ready_at = operation.ready_at.unwrap();
                assert!(ready_at >= operation.queued_at + operation.delay);
                assert!(ready_at <= world.now());
                assert_ne!(operation.bond_state, BondState::Forfeited);
            }
            _ => assert_ne!(operation.bond_state, BondState::Held),
        }
    }
    let held = world.query::<BondsResponse>(QueryMsg::Bonds {}).held.u128();
    assert_eq!(held, open, "bonds kept are the open bonds");
    assert!(world.balance("timelock") >= held, "bonds are covered");
    assert_eq!(world.qer.values().sum::<u128>(), total);

    let ran: Vec<u64> = world
        .told
        .iter()
        .filter_map(|(_, msg)| msg.strip_prefix(r#"{"set_perk":{"n":"#))
        .map(|rest| rest.trim_end_matches('}').parse().unwrap())
        .collect();
    let unique: BTreeSet<u64> = ran.iter().copied().collect();
    assert_eq!(unique.len(), ran.len(), "nothing runs twice");
    assert_eq!(unique, executed, "what is executed ran");
    for id in &ran[ran_before..] {
        let operation = world.operation(*id);
        assert!(world.now() >= operation.ready_at.unwrap(), "not early");
        assert!(world.now() < operation.expires_at, "not late");
        assert!(world.stage() == Stage::Bootstrap || operation.dao_approved);
    }
}

fn ran(world: &World) -> usize {
    let own = world
        .told
        .iter()
        .filter(|(_, msg)| msg.starts_with(r#"{"set_perk""#));
    own.count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn bonds_and_times_hold(steps in prop::collection::vec(steps(), 1..160)) {
        let mut msg = init_msg();
        let dates = msg.stewardship.as_mut().unwrap();
        (dates.shared_at, dates.community_at) = (START + 20 * DAY, START + 50 * DAY);
        let mut world = World::with(msg).unwrap();
        // So little that spending it all comes near the bonds.
        world.qer.insert(addr("timelock"), 500);
        world.qer.insert(addr("rich"), 1_000_000);
        world.qer.insert(addr("poor"), 700);
        let total = world.qer.values().sum();
        let mut queued = 0;
        for step in steps {
            let before = ran(&world);
            apply(&mut world, step, &mut queued);
            check(&world, queued, before, total);
        }
        // Everybody gets out: after the last window every bond goes back.
        world.wait(60 * DAY);
        for id in 1..=queued {
            let _ = world.execute("anyone", Close { id });
        }
        let held = world.query::<BondsResponse>(QueryMsg::Bonds {}).held;
        prop_assert!(held.is_zero());
    }

    /// Whatever bytes are sent to a contract that is not the voting contract's perk message:
    /// critical, and never a panic.
    #[test]
    fn garbage_is_critical(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let world = World::new();
        let message = cosmwasm_std::WasmMsg::Execute {
            contract_addr: a("voting"),
            msg: bytes.into(),
            funds: vec![],
        };
        let class = world.class(message.into());
        prop_assert_eq!(class, qerun_messages::timelock::Class::Critical);
    }
}
