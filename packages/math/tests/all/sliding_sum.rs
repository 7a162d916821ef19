use crate::common::*;
use cosmwasm_std::Decimal;
use proptest::prelude::*;
use qerun_math::*;

const SLOT: u64 = 600;
const SLOTS: u64 = 6;

#[test]
fn a_value_counts_for_sixty_to_seventy_minutes() {
    let mut sum = SlidingSum::default();
    assert_eq!(sum.sum(0, SLOT, SLOTS), dec("0"));
    assert_eq!(sum.next_release(0, SLOT, SLOTS), None);
    sum.add(dec("3"), 6_599, SLOT, SLOTS);
    sum.add(dec("4"), 6_600, SLOT, SLOTS);
    sum.add(dec("5"), 7_199, SLOT, SLOTS);
    assert_eq!(sum.sum(7_199, SLOT, SLOTS), dec("12"));
    // The first was added in the slot from 6,000 on, which leaves at 10,200.
    assert_eq!(sum.next_release(7_199, SLOT, SLOTS), Some(10_200));
    assert_eq!(sum.sum(10_199, SLOT, SLOTS), dec("12"));
    assert_eq!(sum.sum(10_200, SLOT, SLOTS), dec("9"));
    assert_eq!(sum.next_release(10_200, SLOT, SLOTS), Some(10_800));
    assert_eq!(sum.sum(10_800, SLOT, SLOTS), dec("0"));
    assert_eq!(sum.next_release(10_800, SLOT, SLOTS), None);
    // Only a time before the last is out of order: it counts as the last.
    sum.add(dec("1"), 5, SLOT, SLOTS);
    assert_eq!(sum.sum(7_199, SLOT, SLOTS), dec("13"));
}

#[test]
fn it_stops_at_the_largest_number_and_at_the_end_of_time() {
    let mut sum = SlidingSum::default();
    sum.add(Decimal::MAX, u64::MAX, 0, SLOTS);
    sum.add(Decimal::MAX, u64::MAX, 0, SLOTS);
    assert_eq!(sum.sum(u64::MAX, 0, SLOTS), Decimal::MAX);
    assert_eq!(sum.next_release(u64::MAX, 0, SLOTS), Some(u64::MAX));
}

proptest! {
    /// Against the list of everything that was ever added: whatever lies in sixty minutes is in one sum, what is
    /// seventy minutes old is in none, and no more than seven values are kept.
    #[test]
    fn it_counts_what_the_last_hour_brought(
        steps in prop::collection::vec((0u64..2_000, 1u64..1_000), 1..60),
    ) {
        let (mut sum, mut all, mut now) = (SlidingSum::default(), Vec::new(), 1_700_000_000u64);
        for (pause, value) in steps {
            now += pause;
            sum.add(Decimal::from_ratio(value, 1u64), now, SLOT, SLOTS);
            all.push((now, value));
            let within = |seconds| -> u64 {
                let recent = all.iter().filter(|(at, _)| at + seconds > now);
                recent.map(|(_, value)| value).sum()
            };
            let told = sum.sum(now, SLOT, SLOTS);
            prop_assert!(told >= Decimal::from_ratio(within(3_600), 1u64));
            prop_assert!(told <= Decimal::from_ratio(within(4_200), 1u64));
            // Exactly what the slots say.
            let slots: u64 = all.iter().filter(|(at, _)| at / SLOT + SLOTS >= now / SLOT).map(|(_, v)| v).sum();
            prop_assert_eq!(told, Decimal::from_ratio(slots, 1u64));
            let release = sum.next_release(now, SLOT, SLOTS).unwrap();
            prop_assert!(release > now && release <= now + 4_200);
            prop_assert!(sum.sum(release, SLOT, SLOTS) < told);
            prop_assert_eq!(sum.sum(release - 1, SLOT, SLOTS), told);
        }
    }
}
