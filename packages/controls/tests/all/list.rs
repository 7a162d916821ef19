//! Lists that are sent and lists that are answered.

use std::collections::BTreeSet;

use proptest::prelude::*;
use qerun_controls::{first_repeated, page_length, page_length_up_to, DEFAULT_LIMIT, MAX_LIMIT};

#[test]
fn a_page_has_ten_entries_unless_asked_and_one_to_thirty() {
    assert_eq!((DEFAULT_LIMIT, MAX_LIMIT), (10, 30));
    for (limit, length) in [
        (None, 10),
        (Some(0), 1),
        (Some(1), 1),
        (Some(30), 30),
        (Some(31), 30),
        (Some(u32::MAX), 30),
    ] {
        assert_eq!(page_length(limit), length);
    }
    for (limit, length) in [(None, 10), (Some(100), 100), (Some(101), 100)] {
        assert_eq!(page_length_up_to(limit, 100), length);
    }
    assert_eq!(page_length_up_to(None, 3), 3);
}

#[test]
fn the_first_repeated_item() {
    assert_eq!(first_repeated::<u8>([]), None);
    assert_eq!(first_repeated(["qer", "eth", "usdc"]), None);
    assert_eq!(first_repeated(["qer", "eth", "eth", "qer"]), Some("eth"));
    assert_eq!(first_repeated(["qer", "QER"]), None);
}

proptest! {
    #[test]
    fn found_exactly_where_there_is_one(items in prop::collection::vec(0u8..20, 0..12)) {
        let distinct: BTreeSet<_> = items.iter().collect();
        let found = first_repeated(&items);
        prop_assert_eq!(found.is_some(), distinct.len() < items.len());
        if let Some(found) = found {
            prop_assert!(items.iter().filter(|item| *item == found).count() > 1);
        }
    }
}
