//! Random schedules, and any order of releases, hooks, rates and time: nothing is ever paid ahead of the schedule, and
//! every unit is somewhere.

use crate::common::*;
use cosmwasm_std::{Decimal, Uint128};
use proptest::prelude::*;
use qerun_emissions::ContractError;
use qerun_messages::emissions::{Schedule, Stream};
use qerun_mocks::{DAY, START};

/// The supply of QER.
const SUPPLY: u128 = 111_111_111_000_000;

#[derive(Clone, Debug)]
enum Action {
    Release,
    Hook,
    SetRate(u64),
    Return,
    Power(u128),
}

fn action() -> impl Strategy<Value = Action> {
    use Action::*;
    prop_oneof![
        4 => Just(Release),
        4 => Just(Hook),
        2 => (0u64..=1_000).prop_map(SetRate),
        1 => Just(Return),
        1 => prop_oneof![Just(0u128), 1u128..2_000].prop_map(Power),
    ]
}

/// Never steeper: the parts by falling speed (units in a million seconds), each at least a unit.
fn line() -> impl Strategy<Value = Schedule> {
    let part = (60u64..100 * DAY, 20_000u128..SUPPLY / 100);
    (prop::collection::vec(part, 1..=16), 0u64..2 * DAY).prop_map(|(mut parts, start)| {
        parts.sort_by_key(|(_, speed)| std::cmp::Reverse(*speed));
        let (mut at, mut out) = (0, 0);
        let mut next = |(seconds, speed): (u64, u128)| {
            // Rounded to whole speeds of the part, so that no rounding makes a later part steeper.
            let seconds = seconds - seconds % 60 + 60;
            (at, out) = (at + seconds, out + speed / 10_000 * u128::from(seconds));
            (at, out)
        };
        let points: Vec<_> = parts.into_iter().map(&mut next).collect();
        schedule(START + start, &points)
    })
}

/// The line in fractions, computed in another way than the contract does: the sum of what each part lets out.
fn exact(schedule: &Schedule, now: u64) -> f64 {
    let elapsed = now.saturating_sub(schedule.start);
    let (mut sum, mut from, mut below) = (0.0, 0, 0);
    for point in &schedule.points {
        let share = elapsed.clamp(from, point.after) - from;
        let growth = (point.released.u128() - below) as f64;
        sum += growth * share as f64 / (point.after - from) as f64;
        (from, below) = (point.after, point.released.u128());
    }
    sum
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_unit_is_somewhere(
        schedule in line(),
        min_power in 0u128..1_000,
        steps in prop::collection::vec((0u64..40 * DAY, action()), 1..80),
    ) {
        let stream = Stream { schedule: schedule.clone(), min_power: uint(min_power), ..lock() };
        let mut emissions = Emissions::with(init(&[stream])).unwrap().0;
        let (total, end) = (schedule.total(), schedule.end());
        let (mut now, mut power, mut sent, mut full) = (START, 1_000, 0u128, true);
        let mut before = emissions.stream("lock");
        emissions.power("voting", power);
        for (wait, action) in steps.into_iter().chain([(2_000 * DAY, Action::Power(1_000)), (0, Action::Release)]) {
            now += wait;
            emissions.at(now);
            let state = emissions.stream("lock");
            let enough = power >= min_power.max(1);
            let can = enough && !state.due.is_zero();
            match action {
                Action::Release => match emissions.release("lock") {
                    Ok(response) => {
                        prop_assert!(can);
                        let paid = funded(&response);
                        prop_assert_eq!(&paid, &[(5, state.due.u128())]);
                        sent += paid[0].1;
                    }
                    Err(ContractError::NothingDue { .. }) => prop_assert!(state.due.is_zero()),
                    Err(ContractError::TooLittlePower { .. }) => prop_assert!(!enough),
                    Err(other) => prop_assert!(false, "{}", other),
                },
                Action::Hook => {
                    let paid = funded(&emissions.hook("voting").unwrap());
                    prop_assert_eq!(paid.len(), usize::from(can));
                    sent += paid.iter().map(|(_, amount)| amount).sum::<u128>();
                }
                Action::SetRate(permille) => {
                    full &= permille == 1_000 || now >= end;
                    let rate = Decimal::permille(permille).to_string();
                    prop_assert_eq!(emissions.set_rate("lock", &rate).is_ok(), now < end);
                    let after = emissions.stream("lock");
                    prop_assert_eq!((after.due, after.withheld), (state.due, state.withheld));
                }
                Action::Return => {
                    let may = now >= end && !state.withheld.is_zero() && state.returned.is_zero();
                    let response = emissions.execute("anyone", return_withheld("lock"));
                    prop_assert_eq!(response.is_ok(), may);
                }
                Action::Power(new) => {
                    power = new;
                    emissions.power("voting", power);
                }
            }
            let after = emissions.stream("lock");
            prop_assert_eq!(after.scheduled, after.released + after.due + after.withheld);
            prop_assert!(after.scheduled <= total);
            prop_assert_eq!(after.released, uint(sent));
            let line = exact(&schedule, now);
            let scheduled = after.scheduled.u128() as f64;
            prop_assert!((scheduled - line).abs() <= 1.0 + line * 1e-12, "{} {}", scheduled, line);
            for (a, b) in [
                (before.scheduled, after.scheduled),
                (before.released, after.released),
                (before.withheld, after.withheld),
                (before.returned, after.returned),
            ] {
                prop_assert!(a <= b);
            }
            prop_assert!(after.returned.is_zero() || after.returned == after.withheld);
            if full {
                prop_assert!(after.withheld.is_zero());
            }
            before = after;
        }
        let last = emissions.stream("lock");
        prop_assert_eq!(last.due, Uint128::zero());
        prop_assert_eq!(last.released + last.withheld, total);
    }
}
