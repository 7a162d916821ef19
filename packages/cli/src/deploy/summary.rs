//! What a run has done, for people.

use std::fmt::Write;
use std::path::Path;

use super::{Outcome, Side, State};

/// Addresses, and what it cost. One line if nothing was to be done.
pub fn render(state: &State, outcome: &Outcome, path: &Path) -> String {
    let mut text = String::new();
    let seconds = outcome.took.as_secs_f64();
    // Writing to a string cannot fail.
    let _ = match outcome.sent {
        0 => write!(
            text,
            "nothing to do: all {} steps are done ({seconds:.1} s)",
            outcome.steps
        ),
        sent => write!(
            text,
            "deployed: {sent} of {} steps sent in {seconds:.1} s",
            outcome.steps
        ),
    };
    for side in [Side::Home, Side::Dex] {
        let part = state.side(side);
        let gas: u64 = state
            .transactions
            .iter()
            .filter(|one| one.side == side.name())
            .map(|one| one.gas_used)
            .sum();
        let _ = write!(text, "\n\n{side}: {}, gas in all {gas}", part.chain_id);
        for (name, address) in &part.contracts {
            let _ = write!(text, "\n  {name:<16} {address}");
        }
    }
    let _ = write!(text, "\n\nstate: {}", path.display());
    text
}
