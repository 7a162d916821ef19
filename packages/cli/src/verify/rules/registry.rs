//! The registry names only our contracts, and no class in it is below the recommended one.

use qerun_messages::timelock::{Class, RECOMMENDED_CLASSES};

use crate::verify::{Audit, Facts};

pub fn check(audit: &mut Audit, facts: &Facts) {
    let name = |address: &str| {
        let found = facts.contracts.iter().find(|(_, c)| c.address == address);
        found.map(|(role, _)| role.names().0)
    };
    for row in &facts.timelock.classes {
        let contract = row.contract.as_str();
        let role = name(contract);
        audit.must(role.is_some(), "registry", || {
            format!(
                "{} of {contract}, which is none of ours, is {:?}",
                row.key, row.class
            )
        });
        let name = role.unwrap_or_default();
        // What is not recommended is critical.
        let least = recommended(name, &row.key);
        audit.must(row.class >= least, "registry", || {
            format!(
                "{} of {name} is only {:?}, not {least:?}",
                row.key, row.class
            )
        });
    }
    let stricter: Vec<String> = RECOMMENDED_CLASSES
        .iter()
        .filter_map(|(contract, key, class)| {
            let mut rows = facts.timelock.classes.iter();
            let row =
                rows.find(|row| name(row.contract.as_str()) == Some(contract) && row.key == *key);
            let found = row.map_or(Class::Critical, |row| row.class);
            (found > *class).then(|| format!("{key} of {contract} {found:?} instead of {class:?}"))
        })
        .collect();
    audit.note_unless(stricter.is_empty(), "drift", || {
        let stricter = stricter.join(", ");
        format!("the registry has {stricter}; governance may have changed it")
    });
}

fn recommended(contract: &str, key: &str) -> Class {
    let mut rows = RECOMMENDED_CLASSES.iter();
    let row = rows.find(|(of, name, _)| *of == contract && *name == key);
    row.map_or(Class::Critical, |(_, _, class)| *class)
}
