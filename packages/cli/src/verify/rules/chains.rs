//! The chains and the deployment are those that the plan means.

use crate::verify::{Audit, Facts, Role};
use qerun_deployment::address::is_address;
use qerun_deployment::plan::PlanFile;
use qerun_deployment::Contract;

pub fn check(audit: &mut Audit, facts: &Facts, plan: &PlanFile) {
    for (side, found, wanted) in [
        ("home", &facts.home.chain_id, &plan.chain.home.chain_id),
        ("dex", &facts.dex.chain_id, &plan.chain.dex.chain_id),
    ] {
        audit.must(found == wanted, "chain", || {
            format!("{side} is {found}, the plan says {wanted}")
        });
    }
    for (role, contract) in &facts.contracts {
        let chain = match role {
            Role::Made(Contract::Outpost) => &plan.chain.dex,
            _ => &plan.chain.home,
        };
        let address = &contract.address;
        audit.must(is_address(address, &chain.prefix), "chain", || {
            let prefix = &chain.prefix;
            format!("{role} is at {address}, the plan's chain has the prefix {prefix}")
        });
        // As `deploy` labels them; a replaced contract may have another label.
        let (name, label) = (&plan.name, &contract.info.label);
        let ours = label.split(' ').next() == Some(name.as_str());
        audit.should(ours, "label", || {
            format!("{role} is labelled `{label}`, the plan's name is {name}")
        });
    }
}
