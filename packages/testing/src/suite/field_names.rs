//! The market's stored records under the names of their fields; stored they have short ones.

use qerun_market::state::{Claim, Position, State};
use serde_json::{json, Value};

/// The totals.
pub fn state(state: &State) -> Value {
    // Every field, or this does not compile.
    let State {
        cash,
        debt_shares,
        debt_index,
        scale,
        accrued_at,
        supply_shares,
        insurance,
        insurance_due,
        insurance_rest,
        deficit,
        earmarked,
        unrecovered,
        kept,
        batch,
    } = state;
    json!({
        "cash": cash, "debt_shares": debt_shares, "debt_index": debt_index,
        "accrued_at": accrued_at, "supply_shares": supply_shares, "insurance": insurance,
        "insurance_due": insurance_due, "insurance_rest": insurance_rest,
        "scale": scale, "deficit": deficit, "earmarked": earmarked, "unrecovered": unrecovered,
        "kept": kept, "batch": batch,
    })
}

/// One borrower.
pub fn position(position: &Position) -> Value {
    let Position {
        collateral,
        debt_shares,
        scale,
        claim: held,
        // A height, and no figure of an account.
        borrowed_at_height: _,
        barred,
    } = position;
    json!({
        "collateral": collateral, "debt_shares": debt_shares, "scale": scale, "claim": claim(held),
        "barred": barred,
    })
}

/// What a borrower has a claim on, or is owed.
pub fn claim(claim: &Claim) -> Value {
    let Claim {
        eth,
        batches,
        stable,
    } = claim;
    json!({"eth": eth, "batches": batches, "stable": stable})
}
