//! Lists that only grow: their head is closed for good, and need not be read again.

/// Up to where all entries of a list are closed. Ids rise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    closed: Option<u64>,
    interrupted: bool,
}

impl Cursor {
    /// The id after which a pass begins; none for the beginning. A new pass begins with this.
    pub fn begin(&mut self) -> Option<u64> {
        self.interrupted = false;
        self.closed
    }

    /// The next entry of a pass, and whether it is closed for good.
    pub fn saw(&mut self, id: u64, closed: bool) {
        if !closed {
            self.interrupted = true;
        }
        if !self.interrupted {
            self.closed = Some(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stays_before_the_first_that_is_open() {
        let mut cursor = Cursor::default();
        assert_eq!(cursor.begin(), None);
        for (id, closed) in [(1, true), (2, true), (3, false), (4, true)] {
            cursor.saw(id, closed);
        }
        assert_eq!(cursor.begin(), Some(2));
        for (id, closed) in [(3, true), (4, true), (5, false)] {
            cursor.saw(id, closed);
        }
        assert_eq!(cursor.begin(), Some(4));
        assert_eq!(cursor.begin(), Some(4));
    }
}
