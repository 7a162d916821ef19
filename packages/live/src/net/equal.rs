//! The comparison that most checks end with.

use anyhow::{ensure, Result};

/// # Errors
/// What was found is not what was wanted.
pub fn ensure_equal<T: PartialEq + std::fmt::Debug>(what: &str, found: T, wanted: T) -> Result<()> {
    ensure!(found == wanted, "{what}: {found:?}, not {wanted:?}");
    Ok(())
}
