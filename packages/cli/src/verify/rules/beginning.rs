//! How DAO and timelock began. Who had power over them before the voters had could decide in their name, and leave no trace
//! in what they are now.

use serde_json::Value;

use crate::verify::{Audit, Facts};
use qerun_deployment::plan::PlanFile;
use qerun_deployment::{Contract, Module};

pub fn check(audit: &mut Audit, facts: &Facts, plan: &PlanFile) {
    dao(audit, facts);
    timelock(audit, facts, plan);
}

fn dao(audit: &mut Audit, facts: &Facts) {
    let Some(dao) = facts.contract(Contract::Dao) else {
        return;
    };
    let admin = dao.made.get("admin").and_then(Value::as_str);
    audit.must(admin.is_none(), "admin", || {
        let admin = admin.unwrap_or_default();
        format!("the DAO's own admin was {admin} at first, not itself")
    });
    let modules = dao.made.get("proposal_modules_instantiate_info");
    let modules = modules.and_then(Value::as_array).map(Vec::len);
    audit.must(modules.is_none_or(|count| count == 1), "dao", || {
        let count = modules.unwrap_or_default();
        format!("the DAO was made with {count} proposal modules, not one")
    });
    // Governance can replace them.
    for module in [Module::Voting, Module::Proposals, Module::PrePropose] {
        let Some(found) = facts.contract(module) else {
            continue;
        };
        let (at, began) = (found.info.created, dao.info.created);
        audit.should(at == began, "creator", || {
            let name = module.name();
            format!("{name} was made at height {at}, the DAO at {began}: another decided before")
        });
    }
}

/// Who could queue operations in it.
fn timelock(audit: &mut Audit, facts: &Facts, plan: &PlanFile) {
    let Some(timelock) = facts.contract(Contract::Timelock) else {
        return;
    };
    let first = |at: &str| timelock.made.pointer(at).and_then(Value::as_str);
    let (found, wanted) = (first("/dao"), facts.at(Contract::Dao));
    audit.must(found.is_none_or(|dao| dao == wanted), "dao", || {
        let found = found.unwrap_or_default();
        format!("the timelock's DAO was {found} at first, not {wanted}")
    });
    // Governance can replace a steward, and who changes the plan then is only reminded.
    let found = first("/stewardship/steward");
    let wanted = plan.timelock.stewardship.as_ref();
    let wanted = wanted.map(|planned| planned.steward.as_str());
    audit.should(found.is_none() || found == wanted, "steward", || {
        let [found, wanted] = [found, wanted].map(|steward| steward.unwrap_or("nobody"));
        format!("the steward was {found} at first, the plan names {wanted}")
    });
}
