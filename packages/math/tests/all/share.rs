//! Shares of what is due: nobody too much, nobody too little, whoever comes first.

use cosmwasm_std::Uint128;
use proptest::prelude::*;
use qerun_math::{due_share_floor, Due, MathError};

fn due(least: u128, most: u128) -> Due {
    let (least, most) = (least.into(), most.into());
    Due { least, most }
}

fn share(amount: u128, mine: Due, others: &[Due]) -> u128 {
    due_share_floor(amount.into(), mine, others).unwrap().u128()
}

#[test]
fn in_proportion_to_the_least_and_never_above_the_most() {
    let (a, b, c) = (due(100, 110), due(200, 260), due(300, 330));
    assert_eq!(share(100, a, &[]), 100);
    assert_eq!(share(1_000, a, &[]), 110);
    // Just what all are due at least.
    assert_eq!(share(600, a, &[b, c]), 100);
    assert_eq!(share(600, c, &[a, b]), 300);
    // A tenth more fills a and c to the brim.
    assert_eq!(share(660, a, &[b, c]), 110);
    assert_eq!(share(660, b, &[a, c]), 220);
    // What they cannot take goes to b.
    assert_eq!(share(690, a, &[b, c]), 110);
    assert_eq!(share(690, c, &[a, b]), 330);
    assert_eq!(share(690, b, &[a, c]), 250);
    assert_eq!(share(9_000, b, &[a, c]), 260);
    // Rounded down.
    assert_eq!(share(601, a, &[b, c]), 100);
    assert_eq!(share(601, c, &[a, b]), 300);
    assert_eq!(share(602, b, &[a, c]), 200);
    assert_eq!(share(603, b, &[a, c]), 201);
}

#[test]
fn what_leaves_its_range_is_an_error() {
    let op = "due_share_floor";
    let huge = due(u128::MAX, u128::MAX);
    let refused = due_share_floor(Uint128::one(), huge, &[huge]);
    assert_eq!(refused, Err(MathError::Overflow { op }));
    let nothing = due(0, 0);
    let refused = due_share_floor(Uint128::one(), nothing, &[]);
    assert_eq!(refused, Err(MathError::DivisionByZero { op }));
}

proptest! {
    #[test]
    fn nobody_gains_by_coming_first(
        rows in prop::collection::vec((1..1_000_000_000u128, 0..300_000_000u128, any::<u16>()), 1..12),
        extra in 0..2_000_000_000u128,
    ) {
        let dues: Vec<Due> = rows.iter().map(|(least, more, _)| due(*least, least + more)).collect();
        let amount = dues.iter().map(|d| d.least.u128()).sum::<u128>() + extra;
        let mut order: Vec<usize> = (0..dues.len()).collect();
        let told = |at: usize| {
            let others: Vec<Due> = dues.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, d)| *d).collect();
            share(amount, dues[at], &others)
        };
        order.sort_by_key(|i| rows[*i].2);
        let (mut left, mut waiting) = (amount, order.clone());
        while let Some(at) = waiting.pop() {
            let others: Vec<Due> = waiting.iter().map(|i| dues[*i]).collect();
            let got = share(left, dues[at], &others);
            prop_assert!(got >= dues[at].least.u128() && got <= dues[at].most.u128());
            // Each one before may have left a unit.
            prop_assert!(got.abs_diff(told(at)) <= rows.len() as u128, "{got} {}", told(at));
            left -= got;
        }
    }
}
