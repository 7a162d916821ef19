//! The market's events: `qerun-market/<verb>` with the amounts that an indexer needs to follow
//! every balance without asking.

mod liquidate;
mod update_params;

use cosmwasm_std::{Addr, Event, Uint128};
use cw_ownable::Ownership;
use qerun_math::{SupplyShares, Tranches};
use qerun_messages::market::{OpenBatch, PerkGate};

pub use self::liquidate::liquidate;
pub use self::update_params::update_params;
use crate::claim::Repayment;
use crate::plan_borrow::BorrowPlan;
use crate::settlement::Settlement;
use crate::state::State;

fn event(verb: &str) -> Event {
    Event::new(format!("qerun-market/{verb}"))
}

/// Adds the totals as they are after the message.
fn with_totals(event: Event, state: &State) -> Event {
    event
        .add_attribute("cash", state.cash)
        .add_attribute("debt_shares", state.debt_shares)
        .add_attribute("debt_index", state.debt_index.to_string())
        .add_attribute("supply_shares", state.supply_shares)
        .add_attribute("insurance", state.insurance)
}

/// Stablecoins supplied and the shares minted for them.
pub fn supply(
    payer: &Addr,
    user: &Addr,
    amount: Uint128,
    shares: SupplyShares,
    state: &State,
) -> Event {
    let event = event("supply")
        .add_attribute("payer", payer)
        .add_attribute("user", user)
        .add_attribute("amount", amount)
        .add_attribute("shares", shares);
    with_totals(event, state)
}

/// Stablecoins withdrawn and the shares burned for them; the loss that all shares were expected to bear, if there was one.
pub fn withdraw(
    user: &Addr,
    amount: Uint128,
    shares: SupplyShares,
    expected_loss: Uint128,
    state: &State,
) -> Event {
    let mut event = event("withdraw")
        .add_attribute("user", user)
        .add_attribute("amount", amount)
        .add_attribute("shares", shares);
    if !expected_loss.is_zero() {
        event = event.add_attribute("expected_loss", expected_loss);
    }
    with_totals(event, state)
}

/// QER added to a position.
pub fn deposit_collateral(payer: &Addr, user: &Addr, amount: Uint128, after: Uint128) -> Event {
    event("deposit_collateral")
        .add_attribute("payer", payer)
        .add_attribute("user", user)
        .add_attribute("amount", amount)
        .add_attribute("collateral", after)
}

/// QER taken out of a position.
pub fn withdraw_collateral(user: &Addr, amount: Uint128, after: Uint128) -> Event {
    event("withdraw_collateral")
        .add_attribute("user", user)
        .add_attribute("amount", amount)
        .add_attribute("collateral", after)
}

/// A borrow, how it was split, and whether the contribution went to the insurance.
pub fn borrow(user: &Addr, plan: &BorrowPlan, state: &State) -> Event {
    let split = &plan.split;
    let contribution_to = match plan.contribution_to_insurance {
        true => "insurance",
        false => "batch",
    };
    let event = event("borrow")
        .add_attribute("user", user)
        .add_attribute("paid_out", split.paid_out)
        .add_attribute("claim", split.claim)
        .add_attribute("contribution", split.contribution)
        .add_attribute("contribution_to", contribution_to)
        .add_attribute("batch_id", plan.batch_after.id.to_string())
        .add_attribute("shares", plan.shares);
    with_totals(event, state)
}

/// A repayment and what it released.
pub fn repay(payer: &Addr, user: &Addr, repayment: &Repayment, state: &State) -> Event {
    let release = &repayment.release;
    let mut event = event("repay")
        .add_attribute("payer", payer)
        .add_attribute("user", user)
        .add_attribute("amount", repayment.repaid)
        .add_attribute("refunded", repayment.refunded)
        .add_attribute("shares", repayment.shares)
        .add_attribute("released_eth", release.eth)
        .add_attribute("released_unsent", release.unsent);
    if !release.stable.is_zero() {
        event = event.add_attribute("released_stable", release.stable);
    }
    for (id, part) in &release.pending {
        event = event.add_attribute("released_pending", format!("{id}:{part}"));
    }
    with_totals(event, state)
}

/// What a borrower or a liquidator was owed, paid.
pub fn collect(sender: &Addr, user: &Addr, eth: Uint128, stable: Uint128) -> Event {
    event("collect")
        .add_attribute("sender", sender)
        .add_attribute("user", user)
        .add_attribute("eth", eth)
        .add_attribute("stable", stable)
}

/// Stablecoins of a batch that was wound down: the borrowers' part, the protocol's, and the insurance after.
pub fn return_batch(
    id: u64,
    user_out: Uint128,
    protocol_out: Uint128,
    insurance: Uint128,
) -> Event {
    event("return_batch")
        .add_attribute("batch_id", id.to_string())
        .add_attribute("user_out", user_out)
        .add_attribute("protocol_out", protocol_out)
        .add_attribute("insurance", insurance)
}

/// The open batch was sent to the reserve, which has not answered yet; `hand_over_failed` follows if it refuses.
pub fn hand_over_batch(batch: &OpenBatch) -> Event {
    with_batch(event("hand_over_batch"), batch)
}

/// The reserve refused the batch; it is open again.
pub fn hand_over_failed(batch: &OpenBatch, error: &str) -> Event {
    with_batch(event("hand_over_failed"), batch).add_attribute("error", error)
}

fn with_batch(event: Event, batch: &OpenBatch) -> Event {
    event
        .add_attribute("batch_id", batch.id.to_string())
        .add_attribute("user_in", batch.user_in)
        .add_attribute("protocol_in", batch.protocol_in)
}

/// The reserve did not pay released ETH, or the bank did not pay stablecoins; they are owed.
pub fn pay_out_failed(user: &Addr, eth: Uint128, stable: Uint128, error: &str) -> Event {
    event("pay_out_failed")
        .add_attribute("user", user)
        .add_attribute("eth", eth)
        .add_attribute("stable", stable)
        .add_attribute("error", error)
}

/// Borrowing was opened for good.
pub fn open_borrowing(opened_at: u64, state: &State) -> Event {
    let event = event("open_borrowing").add_attribute("opened_at", opened_at.to_string());
    with_totals(event, state)
}

/// Interest accrued. The part that went to the insurance shows in the totals.
pub fn accrue(interest: Uint128, state: &State) -> Event {
    with_totals(event("accrue").add_attribute("interest", interest), state)
}

/// Stablecoins added to the insurance.
pub fn fund_insurance(payer: &Addr, amount: Uint128, after: Uint128) -> Event {
    event("fund_insurance")
        .add_attribute("payer", payer)
        .add_attribute("amount", amount)
        .add_attribute("insurance", after)
}

/// A loss and what each tranche bore of it: insurance, ETH (smallest unit) and what that is booked at, suppliers. The
/// deficit and the earmarked ETH are those after it.
pub fn write_off(loss: Uint128, borne: &Tranches, earmarked: Uint128, state: &State) -> Event {
    let event = event("write_off")
        .add_attribute("amount", loss)
        .add_attribute("paid_by_insurance", borne.insurance)
        .add_attribute("eth", borne.eth)
        .add_attribute("booked", borne.booked)
        .add_attribute("borne_by_suppliers", borne.suppliers)
        .add_attribute("deficit", state.deficit)
        .add_attribute("earmarked", earmarked);
    with_totals(event, state)
}

/// Earmarked ETH was sold. A `shortfall` is written off by another event of the same message. The deficit is the one after
/// the message; `earmarked` is what this sale left.
pub fn settle_deficit(settlement: &Settlement, state: &State) -> Event {
    let event = event("settle_deficit")
        .add_attribute("eth", settlement.eth)
        .add_attribute("proceeds", settlement.proceeds)
        .add_attribute("booked", settlement.booked)
        .add_attribute("recovered", settlement.recovered())
        .add_attribute("to_insurance", settlement.to_insurance())
        .add_attribute("shortfall", settlement.shortfall())
        .add_attribute("deficit", state.deficit)
        .add_attribute("earmarked", settlement.earmarked_after);
    with_totals(event, state)
}

/// An action paused, or its pause ended: then `until` is past.
pub fn pause(sender: &Addr, action: &str, until: u64) -> Event {
    event("pause")
        .add_attribute("sender", sender)
        .add_attribute("action", action)
        .add_attribute("until", until.to_string())
}

/// The gate to the lower contribution share that holds from now on.
pub fn set_perk(gate: Option<&PerkGate<Addr>>) -> Event {
    let (voting, id) = gate.map_or(("none", ""), |g| (g.voting.as_str(), g.id.as_str()));
    event("set_perk")
        .add_attribute("voting", voting)
        .add_attribute("perk", id)
}

/// Who may not borrow from now on, and who may again.
pub fn set_barred(add: &[Addr], remove: &[Addr]) -> Event {
    let attributes = |key: &'static str, users: &[Addr]| -> Vec<(&str, String)> {
        users.iter().map(|user| (key, user.to_string())).collect()
    };
    event("set_barred")
        .add_attributes(attributes("barred", add))
        .add_attributes(attributes("unbarred", remove))
}

/// The guardian from now on.
pub fn set_guardian(guardian: Option<&Addr>) -> Event {
    event("set_guardian").add_attribute("guardian", guardian.map_or("none", Addr::as_str))
}

/// The ownership after a step of its transfer.
pub fn update_ownership(ownership: Ownership<Addr>) -> Event {
    event("update_ownership").add_attributes(ownership.into_attributes())
}
