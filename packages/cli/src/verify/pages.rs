//! Lists, page by page.

use crate::chain::ChainError;

/// Pages read of one list at most.
const MOST: usize = 2_000;

/// Reads pages of `size` rows until one is not full. `page` is given the last row of the page before.
/// The flag says whether that was the end.
pub fn all<T>(
    size: usize,
    mut page: impl FnMut(Option<&T>) -> Result<Vec<T>, ChainError>,
) -> Result<(Vec<T>, bool), ChainError> {
    let mut rows: Vec<T> = Vec::new();
    for _ in 0..MOST {
        let next = page(rows.last())?;
        let full = next.len() >= size;
        rows.extend(next);
        if !full {
            return Ok((rows, true));
        }
    }
    Ok((rows, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(of: u32, size: usize) -> Vec<u32> {
        let list: Vec<u32> = (0..of).collect();
        let page = |after: Option<&u32>| {
            let from = after.map_or(0, |last| *last + 1);
            let rest = list.iter().copied().filter(|row| *row >= from);
            Ok(rest.take(size).collect())
        };
        all(size, page).map(|(rows, _)| rows).unwrap_or_default()
    }

    #[test]
    fn reads_to_the_end() {
        for of in [0, 1, 2, 3, 6, 7] {
            assert_eq!(rows(of, 3), (0..of).collect::<Vec<_>>());
        }
    }

    #[test]
    fn ends_with_a_list_that_does_not() {
        let (rows, end) = all(1, |_| Ok(vec![()])).unwrap_or_default();
        assert_eq!(rows.len(), MOST);
        assert!(!end);
    }
}
