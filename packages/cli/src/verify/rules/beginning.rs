//! How the DAO began. Who had power over it before its voters had could decide in their name, and leave no trace in what it
//! is now.

use serde_json::Value;

use crate::verify::{Audit, Facts};
use qerun_deployment::{Contract, Module};

pub fn check(audit: &mut Audit, facts: &Facts) {
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
