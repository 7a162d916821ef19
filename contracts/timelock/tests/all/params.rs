//! Delays, bonds and windows move step by step, once a day.

use crate::common::*;
use proptest::prelude::*;
use qerun_controls::{Figure, ParameterError};
use qerun_messages::timelock::ExecuteMsg::UpdateParams;
use qerun_messages::timelock::{Class, ConfigResponse, Params, QueryMsg, PARAMS_COOL_DOWN};
use qerun_timelock::ContractError::{self, *};

const MAX_BOND: u128 = 10_000;

fn config(world: &World) -> ConfigResponse {
    world.query(QueryMsg::Config {})
}

fn update(world: &mut World, params: Params) -> Result<(), ContractError> {
    world.execute("timelock", UpdateParams { params })
}

fn changed(change: impl FnOnce(&mut Params)) -> Params {
    let mut params = params();
    change(&mut params);
    params
}

fn step(name: &'static str, value: u128, min: u128, max: u128) -> ContractError {
    let figure = |value: u128| Figure::Amount(value.into());
    ParameterError::Step {
        name,
        value: figure(value),
        min: figure(min),
        max: figure(max),
    }
    .into()
}

fn cool_down(ready_at: u64) -> ContractError {
    ParameterError::CoolDown { ready_at }.into()
}

#[test]
fn none_moves_further_than_a_step() {
    let day = u128::from(DAY);
    let table: Vec<(Params, ContractError)> = vec![
        // 30 days for good, in one vote.
        (
            changed(|p| {
                for terms in [&mut p.routine, &mut p.sensitive, &mut p.critical] {
                    (terms.floor, terms.delay) = (30 * DAY, 30 * DAY);
                }
                (p.bond_window, p.execution_window) = (30 * DAY, 30 * DAY);
            }),
            step("floor", 30 * day, day / 4, day),
        ),
        (
            changed(|p| p.critical.floor = 4 * DAY),
            FloorLowered {
                class: Class::Critical,
                old: 5 * DAY,
                new: 4 * DAY,
            },
        ),
        (
            changed(|p| p.critical.delay = 14 * DAY + 1),
            step("delay", 14 * day + 1, 7 * day / 2, 14 * day),
        ),
        // Out of every sponsor's reach, or free.
        (
            changed(|p| p.sensitive.bond = 2_001u128.into()),
            step("bond", 2_001, 500, 2_000),
        ),
        (
            changed(|p| p.sensitive.bond = 0u128.into()),
            step("bond", 0, 500, 2_000),
        ),
        (
            changed(|p| p.routine.bond = 101u128.into()),
            step("bond", 101, 0, 100),
        ),
        (
            changed(|p| p.bond_window = 14 * DAY + 1),
            step("bond_window", 14 * day + 1, 7 * day / 2, 14 * day),
        ),
        (
            changed(|p| p.bond_window = DAY),
            step("bond_window", day, 7 * day / 2, 14 * day),
        ),
        (
            changed(|p| p.execution_window = DAY),
            step("execution_window", day, 5 * day, 20 * day),
        ),
    ];
    let mut world = World::new();
    let before = world.storage();
    for (params, expected) in table {
        assert_eq!(update(&mut world, params), Err(expected));
        assert_eq!(world.storage(), before);
    }
    let most = Params {
        routine: terms(DAY, 2 * DAY, 100),
        sensitive: terms(4 * DAY, 6 * DAY, 2 * SENSITIVE_BOND),
        critical: terms(10 * DAY, 14 * DAY, 2 * CRITICAL_BOND),
        bond_window: 14 * DAY,
        execution_window: 20 * DAY,
    };
    update(&mut world, most).unwrap();
    assert_eq!(config(&world).params, most);
}

#[test]
fn to_the_lower_end_and_once_a_day() {
    let mut world = World::new();
    assert_eq!(config(&world).params_ready_at, 0);
    let least = Params {
        routine: terms(DAY / 2, DAY / 2, 0),
        sensitive: terms(2 * DAY, 2 * DAY, SENSITIVE_BOND / 2),
        critical: terms(5 * DAY, 5 * DAY, CRITICAL_BOND / 2),
        bond_window: 7 * DAY / 2,
        execution_window: 5 * DAY,
    };
    update(&mut world, least).unwrap();
    let ready_at = START + PARAMS_COOL_DOWN;
    assert_eq!(config(&world).params_ready_at, ready_at);
    world.wait(PARAMS_COOL_DOWN - 1);
    assert_eq!(update(&mut world, least), Err(cool_down(ready_at)));
    world.wait(1);
    update(&mut world, least).unwrap();
    assert_eq!(config(&world).params_ready_at, ready_at + PARAMS_COOL_DOWN);
}

/// Ten updates in one operation are one too many from the second on.
#[test]
fn steps_do_not_add_up_in_one_operation() {
    let mut world = World::new();
    let first = changed(|p| p.critical.bond = (2 * CRITICAL_BOND).into());
    let second = Params {
        sensitive: terms(2 * DAY, 3 * DAY, 2 * SENSITIVE_BOND),
        ..first
    };
    let both = [first, second].map(|params| own(UpdateParams { params }));
    let id = world.schedule(both.to_vec());
    world.wait_until(world.operation(id).ready_at.unwrap());
    let ready_at = world.now() + PARAMS_COOL_DOWN;
    let run = qerun_messages::timelock::ExecuteMsg::Execute { id };
    assert_eq!(world.execute("anyone", run), Err(cool_down(ready_at)));
    assert_eq!(config(&world).params, params());
}

#[test]
fn a_bond_begins_and_ends_by_a_hundredth_of_the_maximum() {
    let mut world = World::new();
    let mut params = params();
    let bonds = [100u128, 200, 400, 200, 100, 0];
    for bond in bonds {
        params.routine.bond = bond.into();
        update(&mut world, params).unwrap();
        assert_eq!(config(&world).params.routine.bond.u128(), bond);
        world.wait(PARAMS_COOL_DOWN);
    }
}

/// A bond above all QER that there is could never be posted.
#[test]
fn bonds_beyond_reach_are_refused() {
    let mut msg = init_msg();
    msg.max_bond = SUPPLY.into();
    World::with(msg.clone()).unwrap();
    for max_bond in [SUPPLY + 1, u128::MAX] {
        msg.max_bond = max_bond.into();
        assert_eq!(
            World::with(msg.clone()).err(),
            Some(out_of_bounds("max_bond", max_bond, 0, SUPPLY))
        );
    }
}

/// The rule, by multiplication alone.
fn within_a_step(new: &Params, old: &Params) -> bool {
    let double = |new: u64, old: u64| new <= 2 * old && 2 * new >= old;
    let bond = |new: u128, old: u128| {
        new.abs_diff(old) <= MAX_BOND / 100 || (new <= 2 * old && 2 * new >= old)
    };
    let classes = [Class::Routine, Class::Sensitive, Class::Critical];
    classes.into_iter().all(|class| {
        let (new, old) = (new.of(class), old.of(class));
        new.floor >= old.floor
            && double(new.floor, old.floor)
            && double(new.delay, old.delay)
            && bond(new.bond.u128(), old.bond.u128())
    }) && double(new.bond_window, old.bond_window)
        && double(new.execution_window, old.execution_window)
}

fn in_bounds(p: &Params) -> bool {
    let all = [p.routine, p.sensitive, p.critical];
    let windows = p.routine.floor..=90 * DAY;
    all.iter().all(|terms| {
        (1..=30 * DAY).contains(&terms.floor)
            && (terms.floor..=30 * DAY).contains(&terms.delay)
            && terms.bond.u128() <= MAX_BOND
    }) && all.windows(2).all(|pair| {
        pair[0].floor <= pair[1].floor
            && pair[0].delay <= pair[1].delay
            && pair[0].bond <= pair[1].bond
    }) && windows.contains(&p.bond_window)
        && windows.contains(&p.execution_window)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    /// Exactly what is in bounds, within a step and after a day passes; no floor ever falls.
    #[test]
    fn any_updates(
        attempts in prop::collection::vec(
            (
                // Of each class: floor and delay, one factor for all three most of the time.
                prop_oneof![8 => 1_000u64..=2_000, 1 => 500u64..3_000],
                prop_oneof![8 => 500u64..=2_000, 1 => 100u64..3_000],
                prop::array::uniform3(prop_oneof![8 => 500u64..=2_000, 1 => 0u64..3_000]),
                0u128..120,
                prop::array::uniform2(prop_oneof![8 => 500u64..=2_000, 1 => 0u64..3_000]),
                prop_oneof![3 => Just(DAY), 1 => 0..2 * DAY],
                prop::bool::weighted(0.3),
            ),
            1..40,
        )
    ) {
        let mut world = World::new();
        let (mut old, mut last) = (params(), None::<u64>);
        for (floor, delay, bonds, more, windows, wait, raise) in attempts {
            world.wait(wait);
            let by = |value: u64, thousandths: u64| value * thousandths / 1_000;
            let mut new = old;
            for (terms, bond) in [&mut new.routine, &mut new.sensitive, &mut new.critical].into_iter().zip(bonds) {
                if raise {
                    terms.floor = by(terms.floor, floor);
                }
                terms.delay = by(terms.delay, delay).max(terms.floor);
                terms.bond = (terms.bond.u128() * u128::from(bond) / 1_000 + more).into();
            }
            new.bond_window = by(new.bond_window, windows[0]);
            new.execution_window = by(new.execution_window, windows[1]);
            let ripe = last.is_none_or(|last| world.now() >= last + PARAMS_COOL_DOWN);
            let wanted = in_bounds(&new) && within_a_step(&new, &old) && ripe;
            let before = world.storage();
            prop_assert_eq!(update(&mut world, new).is_ok(), wanted, "{:?} {:?}", &old, &new);
            if wanted {
                (old, last) = (new, Some(world.now()));
            } else {
                prop_assert_eq!(world.storage(), before);
            }
            prop_assert_eq!(config(&world).params, old);
        }
    }
}
