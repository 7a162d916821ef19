use crate::common::*;
use cosmwasm_std::Decimal;
use proptest::prelude::*;
use qerun_math::*;

#[test]
fn by_hand() {
    let sorted: Vec<Decimal> = ["1", "2", "4", "8"].map(dec).into();
    assert_eq!(lower_median(&sorted), Some(dec("2")));
    assert_eq!(upper_median(&sorted), Some(dec("4")));
    assert_eq!(mid_of(&sorted), Some(dec("3")));
    assert_eq!(lower_median(&sorted[..3]), Some(dec("2")));
    assert_eq!(upper_median(&sorted[..3]), Some(dec("2")));
    assert_eq!(mid_of(&sorted[..1]), Some(dec("1")));
    assert_eq!(
        (lower_median(&[]), upper_median(&[]), mid_of(&[])),
        (None, None, None)
    );
    assert_eq!(mid_of(&[Decimal::MAX, Decimal::MAX]), Some(Decimal::MAX));
    assert_eq!(
        mid_of(&[Decimal::raw(2), Decimal::raw(5)]),
        Some(Decimal::raw(3))
    );
    // Not sorted: no panic.
    assert_eq!(mid_of(&[dec("2"), dec("1")]), None);
}

#[test]
fn sizes_of_quorums() {
    let sizes: Vec<usize> = (0..=15).map(quorum).collect();
    assert_eq!(sizes, [0, 1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8, 9, 10, 10]);
    let lies: Vec<usize> = (0..=15).map(faulty).collect();
    assert_eq!(lies, [0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]);
    assert_eq!(
        (quorum(usize::MAX), faulty(usize::MAX)),
        (usize::MAX - usize::MAX / 3, usize::MAX / 3 - 1)
    );
}

proptest! {
    /// With a quorum of which fewer than a third of all feeders lie, both medians lie between two
    /// honest values.
    #[test]
    fn liars_cannot_move_a_median_beyond_honest_values(
        n in 1usize..=15, more in 0usize..5, values in prop::collection::vec(any_decimal(), 15),
        lies in prop::collection::vec(any_decimal(), 5),
    ) {
        let count = (quorum(n) + more).min(n);
        let honest = &values[..count - faulty(n)];
        let mut all = honest.to_vec();
        all.extend(&lies[..faulty(n)]);
        all.sort();
        let (low, high) = (honest.iter().min().unwrap(), honest.iter().max().unwrap());
        let medians = [lower_median(&all), mid_of(&all), upper_median(&all)].map(Option::unwrap);
        prop_assert!(medians.windows(2).all(|w| w[0] <= w[1]));
        prop_assert!(medians.iter().all(|m| low <= m && m <= high));
    }
}
