//! A write cache over a storage: everything in it happens, or nothing.

use std::collections::btree_map;
use std::collections::BTreeMap;
use std::iter::Peekable;
use std::ops::Bound;

use anyhow::Result;
use cosmwasm_std::{Order, Record, Storage};

/// Runs `action` on a cache over `base` and commits its writes only when it returns `Ok`.
///
/// cw-multi-test keeps its own version of this private; the packet handlers need it because
/// a failing callback must undo its writes while the packet itself is completed.
pub(crate) fn atomically<T>(
    base: &mut dyn Storage,
    action: impl FnOnce(&mut dyn Storage) -> Result<T>,
) -> Result<T> {
    let mut cache = Cache {
        base: &*base,
        local: BTreeMap::new(),
    };
    let result = action(&mut cache)?;
    let local = cache.local;
    for (key, value) in local {
        match value {
            Some(value) => base.set(&key, &value),
            None => base.remove(&key),
        }
    }
    Ok(result)
}

/// Changes not yet written to `base`; `None` marks a removed key.
struct Cache<'a> {
    base: &'a dyn Storage,
    local: BTreeMap<Vec<u8>, Option<Vec<u8>>>,
}

impl Storage for Cache<'_> {
    fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        match self.local.get(key) {
            Some(value) => value.clone(),
            None => self.base.get(key),
        }
    }

    fn range<'a>(
        &'a self,
        start: Option<&[u8]>,
        end: Option<&[u8]>,
        order: Order,
    ) -> Box<dyn Iterator<Item = Record> + 'a> {
        // BTreeMap::range panics on such a range, which is only an empty one.
        if matches!((start, end), (Some(start), Some(end)) if start >= end) {
            return Box::new(std::iter::empty());
        }
        let local = self.local.range::<[u8], _>((
            start.map_or(Bound::Unbounded, Bound::Included),
            end.map_or(Bound::Unbounded, Bound::Excluded),
        ));
        Box::new(Merge {
            local: Local {
                range: local,
                order,
            }
            .peekable(),
            base: self.base.range(start, end, order).peekable(),
            order,
        })
    }

    fn set(&mut self, key: &[u8], value: &[u8]) {
        self.local.insert(key.to_vec(), Some(value.to_vec()));
    }

    fn remove(&mut self, key: &[u8]) {
        self.local.insert(key.to_vec(), None);
    }
}

/// The cached changes of a range, in either order.
struct Local<'a> {
    range: btree_map::Range<'a, Vec<u8>, Option<Vec<u8>>>,
    order: Order,
}

impl<'a> Iterator for Local<'a> {
    type Item = (&'a Vec<u8>, &'a Option<Vec<u8>>);

    fn next(&mut self) -> Option<Self::Item> {
        match self.order {
            Order::Ascending => self.range.next(),
            Order::Descending => self.range.next_back(),
        }
    }
}

/// Base and cache merged; the cache wins on equal keys.
struct Merge<'a, B: Iterator<Item = Record>> {
    local: Peekable<Local<'a>>,
    base: Peekable<B>,
    order: Order,
}

impl<B: Iterator<Item = Record>> Iterator for Merge<'_, B> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        loop {
            let local_first = match (self.local.peek(), self.base.peek()) {
                (None, _) => return self.base.next(),
                (Some(_), None) => true,
                (Some((local, _)), Some((base, _))) => {
                    if *local == base {
                        self.base.next();
                        true
                    } else {
                        (*local < base) == matches!(self.order, Order::Ascending)
                    }
                }
            };
            if !local_first {
                return self.base.next();
            }
            if let Some((key, Some(value))) = self.local.next() {
                return Some((key.clone(), value.clone()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::MockStorage;

    #[test]
    fn merges_ranges_and_drops_failed_writes() {
        let mut store = MockStorage::new();
        for key in [b"a", b"c", b"e"] {
            store.set(key, b"old");
        }
        let keys = |store: &dyn Storage, order| -> Vec<String> {
            store
                .range(None, None, order)
                .map(|(key, value)| format!("{}{}", key[0] as char, value.len()))
                .collect()
        };
        atomically(&mut store, |cache| {
            cache.set(b"b", b"x");
            cache.set(b"c", b"xy");
            cache.remove(b"e");
            cache.remove(b"f");
            assert_eq!(keys(cache, Order::Ascending), ["a3", "b1", "c2"]);
            assert_eq!(keys(cache, Order::Descending), ["c2", "b1", "a3"]);
            assert_eq!(
                cache
                    .range(Some(b"c"), Some(b"b"), Order::Ascending)
                    .count(),
                0
            );
            let failed: Result<()> = atomically(cache, |inner| {
                inner.set(b"a", b"lost");
                anyhow::bail!("no")
            });
            assert!(failed.is_err());
            Ok(())
        })
        .unwrap();
        assert_eq!(keys(&store, Order::Ascending), ["a3", "b1", "c2"]);
    }
}
