//! One line of the status: a name, and what is to be said.

use std::fmt::{Result, Write};

/// Adds a line.
pub(super) fn row(text: &mut String, name: &str, rest: impl FnOnce(&mut String) -> Result) {
    // Writing to a string cannot fail.
    let _ = write!(text, "{name:<11}");
    let _ = rest(text);
    text.push('\n');
}
