//! Who can change what: all of it is the timelock's, and nothing the deployer's.

use std::collections::BTreeMap;

use qerun_messages::oracle::PriceSource;

use crate::plan::PlanFile;
use crate::verify::{Audit, Facts, Role};

pub fn check(audit: &mut Audit, facts: &Facts, plan: &PlanFile) {
    admins(audit, facts, plan);
    owners(audit, facts, plan);
    guardians(audit, facts, plan);
    deployer(audit, facts);
}

/// Who is to control a contract.
fn ruler<'a>(role: Role, facts: &'a Facts, plan: &'a PlanFile) -> &'a str {
    match role {
        Role::Outpost => &plan.outpost.owner,
        _ => facts.at(Role::Timelock),
    }
}

fn admins(audit: &mut Audit, facts: &Facts, plan: &PlanFile) {
    for (role, contract) in &facts.contracts {
        let (found, wanted) = (contract.info.admin.as_deref(), ruler(*role, facts, plan));
        audit.must(found == Some(wanted), "admin", || {
            let found = found.unwrap_or("nobody");
            format!("{role} can be migrated by {found}, not by {wanted}")
        });
    }
    let (found, core) = (&facts.dao.admin, facts.at(Role::Dao));
    audit.must(found == core, "admin", || {
        format!("the DAO's own admin is {found}, not itself")
    });
}

fn owners(audit: &mut Audit, facts: &Facts, plan: &PlanFile) {
    for (role, contract) in &facts.contracts {
        let Some(ownership) = &contract.owner else {
            continue;
        };
        let (found, wanted) = (ownership.owner.as_deref(), ruler(*role, facts, plan));
        audit.must(found == Some(wanted), "owner", || {
            let found = found.unwrap_or("nobody");
            format!("{role} belongs to {found}, not to {wanted}")
        });
        audit.must(ownership.pending_owner.is_none(), "pending-owner", || {
            let pending = ownership.pending_owner.as_deref().unwrap_or_default();
            format!("{role} is being handed to {pending}")
        });
    }
    let timelock = facts.at(Role::Timelock);
    let minter = facts.token.minter.as_deref();
    audit.must(
        minter.is_none() || minter == Some(timelock),
        "minter",
        || format!("{} may mint", minter.unwrap_or_default()),
    );
}

fn guardians(audit: &mut Audit, facts: &Facts, plan: &PlanFile) {
    let timelock = facts.at(Role::Timelock);
    let text = |address: Option<&cosmwasm_std::Addr>| address.map(ToString::to_string);
    for (role, found) in [
        (Role::Oracle, facts.oracle.guardian.clone()),
        (Role::Market, text(facts.market.config.guardian.as_ref())),
        (
            Role::Reserve,
            text(facts.reserve.config.config.guardian.as_ref()),
        ),
        (Role::Voting, text(facts.voting.settings.guardian.as_ref())),
    ] {
        audit.must(found.as_deref() == Some(timelock), "guardian", || {
            let found = found.as_deref().unwrap_or("nobody");
            format!("{role} is paused by {found}, not through the timelock")
        });
    }
    let guardian = text(facts.timelock.config.guardian.as_ref());
    audit.should(
        guardian.as_deref() == Some(plan.guardian.as_str()),
        "guardian",
        || {
            let found = guardian.as_deref().unwrap_or("nobody");
            format!("the guardian is {found}, the plan names {}", plan.guardian)
        },
    );
}

/// Whoever created the contracts has no role and no token left.
fn deployer(audit: &mut Audit, facts: &Facts) {
    let creator = |role| facts.contracts.get(&role).map(|c| c.info.creator.as_str());
    let home = creator(Role::Timelock).unwrap_or_default();
    let dex = creator(Role::Outpost).unwrap_or_default();
    let config = &facts.timelock.config;
    let mut roles: Vec<(String, String, &str)> = Vec::new();
    let mut add = |name: &str, address: Option<&str>, of| {
        roles.extend(address.map(|address| (name.to_owned(), address.to_owned(), of)));
    };
    add("the DAO", Some(config.dao.as_str()), home);
    add(
        "guardian",
        config.guardian.as_ref().map(|a| a.as_str()),
        home,
    );
    let steward = config.stewardship.as_ref().map(|s| s.steward.as_str());
    add("steward", steward, home);
    add("marketing", facts.token.marketing.as_deref(), home);
    for burner in &facts.token.burners {
        add("burner", Some(burner), home);
    }
    for asset in &facts.oracle.assets {
        for source in &asset.config.sources {
            if let PriceSource::Feeder { feeders, .. } = source {
                for feeder in feeders {
                    add("feeder", Some(feeder.as_str()), home);
                }
            }
        }
    }
    for (role, contract) in &facts.contracts {
        let of = if *role == Role::Outpost { dex } else { home };
        add(
            &format!("{role}'s admin"),
            contract.info.admin.as_deref(),
            of,
        );
        let owner = contract.owner.as_ref().and_then(|o| o.owner.as_deref());
        add(&format!("{role}'s owner"), owner, of);
    }
    let mut mistaken: BTreeMap<String, ()> = BTreeMap::new();
    for (name, address, deployer) in &roles {
        if address == deployer {
            mistaken.insert(name.clone(), ());
        }
    }
    let names: Vec<&str> = mistaken.keys().map(String::as_str).collect();
    audit.must(names.is_empty(), "deployer", || {
        format!("the deployer is {}", names.join(", "))
    });
    let held = facts.token.balances.get(home).copied().unwrap_or_default();
    audit.must(held.is_zero(), "deployer", || {
        format!("the deployer holds {held} units of QER")
    });
}
