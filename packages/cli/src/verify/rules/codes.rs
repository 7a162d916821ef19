//! The code of every contract is the one that was built here.

use crate::deploy::Artifacts;
use crate::verify::{Audit, Facts};

pub fn check(audit: &mut Audit, facts: &Facts, artifacts: &Artifacts) {
    for (role, contract) in &facts.contracts {
        let file = role.names().1;
        let found = &contract.code.checksum;
        match artifacts.checksum(file) {
            Ok(wanted) => audit.must(found == wanted, "code", || {
                format!("{role} runs {found}, {file}.wasm is {wanted}")
            }),
            Err(_) => audit.should(false, "code", || {
                format!("{role} runs {found}; no {file}.wasm is listed to compare it with")
            }),
        }
        audit.should(contract.codes == 1, "migrated", || {
            format!("{role} has had {} codes", contract.codes)
        });
    }
}
