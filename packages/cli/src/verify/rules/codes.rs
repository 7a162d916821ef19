//! The code of every contract is the one that was built here.

use crate::deploy::Artifacts;
use crate::verify::{Audit, ContractFacts, Facts, Role};
use qerun_deployment::Contract;

pub fn check(audit: &mut Audit, facts: &Facts, artifacts: &Artifacts) {
    for (role, contract) in &facts.contracts {
        let (file, found) = (role.code(), &contract.code.checksum);
        compare(audit, artifacts, &role.to_string(), found, file);
        migrated(audit, facts, *role, contract);
    }
}

/// Governance may give a contract another code. Who has done so before it was governance's may have had a code of his own
/// write what that of the plan never would.
fn migrated(audit: &mut Audit, facts: &Facts, role: Role, contract: &ContractFacts) {
    let codes = contract.codes;
    audit.should(codes == 1, "migrated", || {
        format!("{role} has had {codes} codes")
    });
    // On the other chain its owner decides, of which nothing is kept.
    if role == Contract::Outpost.into() {
        return;
    }
    let decided = facts.timelock.migrations.get(&contract.address);
    let decided = decided.copied().unwrap_or_default();
    audit.must(codes.saturating_sub(1) <= decided, "migrated", || {
        format!("{role} has had {codes} codes, of which governance has decided {decided}")
    });
}

/// Whether a checksum is that of a file that was built here.
pub fn compare(audit: &mut Audit, artifacts: &Artifacts, what: &str, found: &str, file: &str) {
    match artifacts.checksum(file) {
        Ok(wanted) => audit.must(found == wanted, "code", || {
            format!("{what} runs {found}, {file}.wasm is {wanted}")
        }),
        Err(_) => audit.should(false, "code", || {
            format!("{what} runs {found}; no {file}.wasm is listed to compare it with")
        }),
    }
}
