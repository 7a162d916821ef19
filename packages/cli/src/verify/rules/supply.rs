//! The supply: the allocations at genesis, and the sum of all balances now.

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;
use qerun_messages::token::MAX_YEARLY_MINT_BPS;

use crate::verify::{Audit, Facts};
use qerun_deployment::{Contract, InstantiateMsgs};

pub fn check(audit: &mut Audit, facts: &Facts, messages: &InstantiateMsgs) {
    let (token, plan) = (&facts.token, messages.plan);
    let timelock = facts.at(Contract::Timelock);
    let mut wanted: BTreeMap<&str, Uint128> = BTreeMap::new();
    let planned = messages.token().initial_balances;
    for row in &planned {
        wanted.insert(&row.address, row.amount);
    }
    let mut found: BTreeMap<&str, Uint128> = BTreeMap::new();
    for row in &token.instantiate_msg.initial_balances {
        found.insert(&row.address, row.amount);
    }
    for (address, amount) in &wanted {
        let got = found.get(address).copied().unwrap_or_default();
        audit.must(got == *amount, "supply", || {
            format!("{address} received {got} at genesis, the plan gave it {amount}")
        });
    }
    for (address, got) in found
        .iter()
        .filter(|(address, _)| !wanted.contains_key(*address))
    {
        audit.must(false, "supply", || {
            format!("{address} received {got} at genesis, the plan gave it nothing")
        });
    }
    let supply = &token.supply;
    audit.must(supply.genesis == plan.token.supply, "supply", || {
        format!(
            "{} at genesis, the plan says {}",
            supply.genesis, plan.token.supply
        )
    });
    let made = supply.genesis.saturating_add(supply.minted);
    audit.must(
        made.checked_sub(supply.burned).ok() == Some(supply.total),
        "supply",
        || {
            format!(
                "{} is not {} at genesis and {} minted less {} burned",
                supply.total, supply.genesis, supply.minted, supply.burned
            )
        },
    );
    let sum = token
        .balances
        .values()
        .copied()
        .fold(Uint128::zero(), Uint128::saturating_add);
    if token.all_balances {
        audit.must(sum == supply.total, "supply", || {
            format!("all balances are {sum}, the supply is {}", supply.total)
        });
    } else {
        // Anybody can make accounts, so it is no alarm.
        let text = "too many accounts have QER to add them up: only what the deployment's own hold was read";
        audit.note("supply", text.to_owned());
    }
    holders(audit, facts);
    let (bound, planned) = (supply.max_yearly_mint_bps, plan.token.max_yearly_mint_bps);
    audit.must(
        bound == planned && bound <= MAX_YEARLY_MINT_BPS,
        "supply",
        || format!("{bound} basis points may be minted in a year, the plan says {planned}"),
    );
    // The reserve burns what a buyback takes.
    let reserve = facts.at(Contract::Reserve);
    for burner in token.burners.iter().filter(|burner| *burner != reserve) {
        audit.should(false, "burner", || format!("{burner} may burn"));
    }
    let given = wanted.get(timelock).copied().unwrap_or_default();
    let [_, _, held] = facts.treasury;
    audit.note_unless(held >= given, "treasury", || {
        format!(
            "the treasury holds {held} units of QER of {given} at genesis; governance may have spent the rest"
        )
    });
}

/// Says where the supply is: in which of the contracts, and how much of it is everybody else's.
fn holders(audit: &mut Audit, facts: &Facts) {
    let mut left = facts.token.supply.total;
    let mut named: Vec<String> = Vec::new();
    for role in facts.contracts.keys() {
        let held = facts.qer_of(*role);
        if !held.is_zero() {
            left = left.saturating_sub(held);
            named.push(format!("{role} {held}"));
        }
    }
    named.push(format!("others {left}"));
    audit.note("holders", format!("units of QER: {}", named.join(", ")));
}
