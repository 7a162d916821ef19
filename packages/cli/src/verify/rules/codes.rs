//! The code of every contract is the one that was built here.

use crate::deploy::Artifacts;
use crate::verify::{Audit, Facts};

pub fn check(audit: &mut Audit, facts: &Facts, artifacts: &Artifacts) {
    for (role, contract) in &facts.contracts {
        let (file, found) = (role.names().1, &contract.code.checksum);
        compare(audit, artifacts, &role.to_string(), found, file);
        audit.should(contract.codes == 1, "migrated", || {
            format!("{role} has had {} codes", contract.codes)
        });
    }
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
