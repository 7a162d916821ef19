//! Whom the plan gives something.

use qerun_messages::oracle::PriceSource;

use crate::plan::findings::Findings;
use crate::plan::{Finding, PlanFile, Problem};

/// Nothing that the plan gives away goes to those who sign it.
pub fn deployers(plan: &PlanFile, home: &str, dex: &str) -> Vec<Finding> {
    let mut found = Findings::default();
    let mut held = vec![("guardian".to_owned(), &plan.guardian)];
    if let Some(stewardship) = &plan.timelock.stewardship {
        let field = "timelock.stewardship.steward".to_owned();
        held.push((field, &stewardship.steward));
    }
    for (i, row) in plan.supply.iter().enumerate() {
        held.push((format!("supply[{i}].to"), &row.to));
    }
    for (i, member) in plan.team.iter().enumerate() {
        held.push((format!("team[{i}].address"), &member.address));
    }
    for (i, entry) in plan.oracle.iter().enumerate() {
        for source in &entry.config.sources {
            if let PriceSource::Feeder { feeders, .. } = source {
                held.extend(feeders.iter().map(|a| (format!("oracle[{i}].feeders"), a)));
            }
        }
    }
    for (field, address) in held {
        let same = address.eq_ignore_ascii_case(home);
        found.require(!same, field, || Problem::Deployer);
    }
    let same = plan.outpost.owner.eq_ignore_ascii_case(dex);
    found.require(!same, "outpost.owner", || Problem::Deployer);
    found.into_vec()
}
