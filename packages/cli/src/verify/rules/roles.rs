//! Guardian and steward are those of the plan, and the steward's dates too.

use cosmwasm_std::Addr;
use qerun_messages::timelock::Stewardship;

use super::dates::begins;
use crate::verify::{Audit, Facts};
use qerun_deployment::plan::{PlanFile, StewardshipPlan};
use qerun_deployment::Contract;

pub fn check(audit: &mut Audit, facts: &Facts, plan: &PlanFile) {
    let config = &facts.timelock.config;
    let guardian = config.guardian.as_ref().map(Addr::as_str);
    audit.must(guardian == Some(plan.guardian.as_str()), "guardian", || {
        let found = guardian.unwrap_or("nobody");
        format!("the guardian is {found}, the plan names {}", plan.guardian)
    });
    match (&config.stewardship, &plan.timelock.stewardship) {
        (None, None) => {}
        (Some(found), Some(planned)) => steward(audit, facts, found, planned),
        (found, planned) => {
            let found = found.as_ref().map_or("nobody", |s| s.steward.as_str());
            let planned = planned.as_ref().map_or("nobody", |s| &s.steward);
            audit.must(false, "steward", || {
                format!("the steward is {found}, the plan names {planned}")
            });
        }
    }
    for row in &facts.timelock.waiting {
        let operation = &row.operation;
        audit.note(
            "operation",
            format!(
                "{} of {} waits ({:?}): {}",
                row.id, operation.queued_by, operation.class, operation.text
            ),
        );
    }
}

fn steward(audit: &mut Audit, facts: &Facts, found: &Stewardship<Addr>, planned: &StewardshipPlan) {
    let (name, wanted) = (&found.steward, &planned.steward);
    audit.must(name.as_str() == wanted, "steward", || {
        format!("the steward is {name}, the plan names {wanted}")
    });
    let span = found.community_at.checked_sub(found.shared_at);
    let wanted = planned.community_after.checked_sub(planned.shared_after);
    audit.must(span == wanted, "steward", || {
        let [span, wanted] = [span, wanted].map(Option::unwrap_or_default);
        format!("the stage shared lasts {span} s, the plan says {wanted} s")
    });
    let timelock = facts.contract(Contract::Timelock);
    let created_at = timelock.and_then(|c| c.created_at);
    audit.should(created_at.is_some(), "steward", || {
        "the node no longer knows when the timelock was made: the steward's dates are compared with each \
         other only; ask one that keeps all blocks"
            .to_owned()
    });
    let (end, planned) = (found.shared_at, planned.shared_after);
    let allowed = begins(created_at, facts.home.time, planned);
    audit.must(allowed.contains(&end), "steward", || {
        let found = end.saturating_sub(created_at.unwrap_or(facts.home.time));
        format!("the stage shared begins {found} s after the deployment, the plan says {planned} s")
    });
}
