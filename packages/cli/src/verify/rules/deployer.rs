//! Whoever created the contracts has no role and nothing of the plan's supply left, and created all of them.

use std::collections::BTreeSet;

use cosmwasm_std::Uint128;
use qerun_messages::oracle::PriceSource;

use super::shares::given;
use crate::verify::{Audit, Facts, Role, VestStatus};
use qerun_deployment::{Contract, Module};

pub fn check(audit: &mut Audit, facts: &Facts) {
    creators(audit, facts);
    let (home, dex) = (facts.deployer(), facts.creator(Contract::Outpost));
    let names: BTreeSet<String> = roles(facts)
        .into_iter()
        .filter(|(name, address)| {
            *address
                == if name.starts_with("outpost") {
                    dex
                } else {
                    home
                }
        })
        .map(|(name, _)| name)
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    audit.must(names.is_empty(), "deployer", || {
        format!("the deployer is {}", names.join(", "))
    });
    let held = facts.token.balances.get(home).copied().unwrap_or_default();
    let kept = held.min(not_passed_on(facts, home));
    audit.must(kept.is_zero(), "deployer", || {
        format!("the deployer holds {kept} units of QER of the genesis")
    });
    // Anybody may send QER to anybody.
    let others = held.saturating_sub(kept);
    audit.note_unless(others.is_zero(), "deployer", || {
        format!(
            "the deployer holds {others} units of QER that others sent it: what the genesis gave it is where it belongs"
        )
    });
}

/// What the genesis gave the deployer for the team and no vesting contract has received.
fn not_passed_on(facts: &Facts, deployer: &str) -> Uint128 {
    let mut left = given(facts, deployer);
    for found in &facts.vesting {
        if found.vest.status != VestStatus::Unfunded {
            left = left.saturating_sub(found.promised_total());
        }
    }
    left
}

/// The deployer made what it deployed, the DAO its modules. What governance replaced is another's.
fn creators(audit: &mut Audit, facts: &Facts) {
    for (role, contract) in &facts.contracts {
        let wanted = match role {
            Role::Module(Module::Voting | Module::Proposals) => facts.at(Contract::Dao),
            Role::Module(Module::PrePropose) => facts.at(Module::Proposals),
            // On the other chain, where the same key has another address.
            Role::Made(Contract::Outpost) => continue,
            Role::Made(_) => facts.deployer(),
        };
        let found = &contract.info.creator;
        audit.should(found == wanted, "creator", || {
            format!("{role} was created by {found}, not by {wanted}")
        });
    }
}

/// Roles and who has them.
fn roles(facts: &Facts) -> Vec<(String, &str)> {
    let config = &facts.timelock.config;
    let mut roles: Vec<(String, &str)> = Vec::new();
    let guardian = config.guardian.as_ref().map(|a| a.as_str());
    let steward = config.stewardship.as_ref().map(|s| s.steward.as_str());
    for (name, address) in [
        ("the DAO", Some(config.dao.as_str())),
        ("guardian", guardian),
        ("steward", steward),
        ("marketing", facts.token.marketing.as_deref()),
    ] {
        roles.extend(address.map(|address| (name.to_owned(), address)));
    }
    let burners = facts.token.burners.iter();
    roles.extend(burners.map(|burner| ("burner".to_owned(), burner.as_str())));
    for asset in &facts.oracle.assets {
        for source in &asset.config.sources {
            if let PriceSource::Feeder { feeders, .. } = source {
                roles.extend(feeders.iter().map(|a| ("feeder".to_owned(), a.as_str())));
            }
        }
    }
    for (role, contract) in &facts.contracts {
        let admin = contract.info.admin.as_deref();
        roles.extend(admin.map(|address| (format!("{role}'s admin"), address)));
        let owner = contract.owner.as_ref().and_then(|o| o.owner.as_deref());
        roles.extend(owner.map(|address| (format!("{role}'s owner"), address)));
    }
    roles
}
