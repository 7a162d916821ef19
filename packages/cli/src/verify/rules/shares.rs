//! Each part of the supply is with whom the plan promised it to, summed up from the contracts themselves.

use cosmwasm_std::Uint128;

use super::vesting::of_member;
use crate::verify::{Audit, Facts};
use qerun_deployment::plan::{Holder, Part, PlanFile, LIQUIDITY_STREAM, LOCK_STREAM};
use qerun_deployment::Contract;

pub fn check(audit: &mut Audit, facts: &Facts, plan: &PlanFile) {
    for part in Part::ALL {
        let wanted = plan.share_of(part);
        let found = of_part(facts, plan, part);
        audit.must(wanted == Some(found), "share", || {
            let (share, wanted) = (plan.shares.of(part), wanted.unwrap_or_default());
            format!("{part} has {found} units of QER of the genesis, {share} of it are {wanted}")
        });
    }
}

/// What contracts and accounts were promised or given at the genesis, by the plan's rows.
fn of_part(facts: &Facts, plan: &PlanFile, part: Part) -> Uint128 {
    let mut sum = Uint128::zero();
    for (place, row) in plan.supply.iter().enumerate() {
        if row.part == part {
            // Whoever has several rows is missing what is missing in the first of them.
            let holder = row.holder();
            let first = plan.supply.iter().position(|row| row.holder() == holder);
            let amount = match first == Some(place) {
                true => {
                    let given = plan.given(holder).saturating_sub(row.amount);
                    promised(facts, holder).saturating_sub(given)
                }
                false => row.amount,
            };
            sum = sum.saturating_add(amount);
        }
    }
    if part == Part::Team {
        for member in &plan.team {
            let found = of_member(facts, member);
            let total = found.map(|found| found.promised_total());
            sum = sum.saturating_add(total.unwrap_or_default());
        }
    }
    sum
}

/// What a holder has of the genesis: by its own word if it is a contract that pays it out.
fn promised(facts: &Facts, holder: Holder) -> Uint128 {
    let stream = |id: &str| {
        let streams = facts.emissions.iter().flat_map(|found| &found.streams);
        let total = streams
            .filter(|stream| stream.id == id)
            .map(|stream| stream.total);
        total.fold(Uint128::zero(), Uint128::saturating_add)
    };
    match holder {
        Holder::Treasury => given(facts, facts.at(Contract::Timelock)),
        Holder::Account(account) => given(facts, account),
        Holder::Airdrop => {
            let found = facts.airdrop.as_ref();
            found.map(|found| found.config.total).unwrap_or_default()
        }
        Holder::LockRewards => stream(LOCK_STREAM),
        Holder::LiquidityRewards => stream(LIQUIDITY_STREAM),
    }
}

/// What the genesis gave an address.
pub fn given(facts: &Facts, address: &str) -> Uint128 {
    let rows = facts.token.instantiate_msg.initial_balances.iter();
    let of = rows
        .filter(|row| row.address == address)
        .map(|row| row.amount);
    of.fold(Uint128::zero(), Uint128::saturating_add)
}
