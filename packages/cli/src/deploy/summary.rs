//! What a run has done, for people.

use std::fmt::Write;
use std::path::Path;

use super::{Outcome, Side, State};

/// Addresses, and what it cost. One line if nothing was to be done. `files` are the state and what clients read.
pub fn render(state: &State, outcome: &Outcome, files: [&Path; 2]) -> String {
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
        // A killed run forgets what it had just sent.
        let sent = state.transactions.iter();
        let gas: Vec<u64> = sent
            .filter(|one| one.side == side.name())
            .map(|one| one.gas_used)
            .collect();
        let _ = write!(
            text,
            "\n\n{side}: {}, gas of {} transactions {}",
            part.chain_id,
            gas.len(),
            gas.iter().sum::<u64>()
        );
        for (name, address) in &part.contracts {
            let _ = write!(text, "\n  {name:<16} {address}");
        }
    }
    let [path, told] = files.map(Path::display);
    let _ = write!(
        text,
        "\n\nplan: {}\nstate: {path}\nfor clients: {told}",
        state.hash
    );
    text
}
