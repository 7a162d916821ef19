//! Lists, page by page.

use qerun_chain::ChainError;

/// Reads pages, of whatever size, until one is empty. `page` is given the last row of the page before.
/// A list whose page ends with that same row is named in `incomplete`: it may have more rows.
pub fn read_all<T: PartialEq>(
    incomplete: &mut Vec<&'static str>,
    name: &'static str,
    page: impl FnMut(Option<&T>) -> Result<Vec<T>, ChainError>,
) -> Result<Vec<T>, ChainError> {
    let rows = read_up_to(usize::MAX, incomplete, name, page)?;
    Ok(rows.unwrap_or_default())
}

/// The same of a list that anybody can lengthen at little cost: none if it has more than `most` rows, of which no more
/// than a page is read.
pub fn read_up_to<T: PartialEq>(
    most: usize,
    incomplete: &mut Vec<&'static str>,
    name: &'static str,
    mut page: impl FnMut(Option<&T>) -> Result<Vec<T>, ChainError>,
) -> Result<Option<Vec<T>>, ChainError> {
    let mut rows: Vec<T> = Vec::new();
    while rows.len() <= most {
        let next = page(rows.last())?;
        if next.is_empty() {
            return Ok(Some(rows));
        }
        if next.last() == rows.last() {
            incomplete.push(name);
            return Ok(Some(rows));
        }
        rows.extend(next);
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(of: u32, size: usize) -> Vec<u32> {
        let mut incomplete = Vec::new();
        let list: Vec<u32> = (0..of).collect();
        let page = |after: Option<&u32>| {
            let from = after.map_or(0, |last| *last + 1);
            let rest = list.get(from as usize..).unwrap_or_default();
            Ok(rest.iter().copied().take(size).collect())
        };
        let rows = read_all(&mut incomplete, "rows", page).unwrap_or_default();
        assert!(incomplete.is_empty());
        rows
    }

    #[test]
    fn c3_reads_to_the_end() {
        for of in [0, 1, 2, 3, 6, 7, 100_000] {
            assert_eq!(rows(of, 3), (0..of).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_list_that_is_too_long_is_none() {
        let pages = std::cell::Cell::new(0);
        let read = |most| {
            pages.set(0);
            let page = |after: Option<&u32>| {
                pages.set(pages.get() + 1);
                let from = after.map_or(0, |last| *last + 1);
                Ok((from..100).take(3).collect())
            };
            let rows = read_up_to(most, &mut Vec::new(), "rows", page).unwrap_or_default();
            (rows.map(|rows| rows.len()), pages.get())
        };
        assert_eq!(read(100), (Some(100), 35));
        assert_eq!(read(99), (None, 34));
        assert_eq!(read(10), (None, 4));
        assert_eq!(read(0), (None, 1));
    }

    #[test]
    fn c3_says_when_a_list_does_not_end() {
        let mut incomplete = Vec::new();
        let rows = read_all(&mut incomplete, "rows", |_| Ok(vec![1, 2])).unwrap_or_default();
        assert_eq!((rows, incomplete), (vec![1, 2], vec!["rows"]));
    }
}
