//! Lists that people send, and lists that are answered in pages.

use std::collections::BTreeSet;

/// Entries of a page when its limit is not given.
pub const DEFAULT_LIMIT: u32 = 10;

/// Entries of a page at most.
pub const MAX_LIMIT: u32 = 30;

/// Entries of a page: the limit asked for, [`DEFAULT_LIMIT`] if none was, from 1 to [`MAX_LIMIT`]. Never 0: an empty page
/// does not show where the next one starts.
pub fn page_length(limit: Option<u32>) -> usize {
    page_length_up_to(limit, MAX_LIMIT)
}

/// The same with another greatest length, for entries that cost little.
pub fn page_length_up_to(limit: Option<u32>, max: u32) -> usize {
    let length = limit.unwrap_or(DEFAULT_LIMIT).min(max).max(1);
    usize::try_from(length).unwrap_or(usize::MAX)
}

/// The first item that occurs a second time. Bound the list's length first.
pub fn first_repeated<T: Ord + Copy>(items: impl IntoIterator<Item = T>) -> Option<T> {
    let mut seen = BTreeSet::new();
    items.into_iter().find(|item| !seen.insert(*item))
}
