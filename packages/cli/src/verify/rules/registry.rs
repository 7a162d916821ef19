//! The registry names only our contracts, and no class in it is below the recommended one.

use qerun_messages::timelock::{Class, GENESIS_CLASSES, RECOMMENDED_CLASSES};

use crate::verify::{Audit, Facts, Role};

pub fn check(audit: &mut Audit, facts: &Facts) {
    let role_of = |address: &str| {
        let found = facts.contracts.iter().find(|(_, c)| c.address == address);
        found.map(|(role, _)| *role)
    };
    for row in &facts.timelock.classes {
        let contract = row.contract.as_str();
        let role = role_of(contract);
        audit.must(role.is_some(), "registry", || {
            format!(
                "{} of {contract}, which is none of ours, is {:?}",
                row.key, row.class
            )
        });
        let Some(role) = role else {
            continue;
        };
        // What is not recommended is critical.
        let least = recommended(role.recommended_name(), &row.key);
        audit.must(row.class >= least, "registry", || {
            format!(
                "{} of {role} is only {:?}, not {least:?}",
                row.key, row.class
            )
        });
    }
    let stricter: Vec<String> = facts
        .contracts
        .iter()
        .flat_map(|(role, contract)| {
            let of = rows().filter(|(name, _, _)| *name == role.recommended_name());
            of.filter_map(|(_, key, class)| {
                stricter(facts, (*role, &contract.address), key, *class)
            })
        })
        .collect();
    audit.note_unless(stricter.is_empty(), "drift", || {
        let stricter = stricter.join(", ");
        format!("the registry has {stricter}; governance may have changed it")
    });
}

/// The recommended rows: contract, message, class.
fn rows() -> impl Iterator<Item = &'static (&'static str, &'static str, Class)> {
    RECOMMENDED_CLASSES.iter().chain(&GENESIS_CLASSES)
}

/// What is to be said if a message is of a stricter class than recommended; of none is critical.
fn stricter(
    facts: &Facts,
    (role, address): (Role, &str),
    key: &str,
    class: Class,
) -> Option<String> {
    let mut rows = facts.timelock.classes.iter();
    let row = rows.find(|row| row.contract.as_str() == address && row.key == key);
    let found = row.map_or(Class::Critical, |row| row.class);
    (found > class).then(|| format!("{key} of {role} {found:?} instead of {class:?}"))
}

fn recommended(contract: &str, key: &str) -> Class {
    let row = rows().find(|(of, name, _)| *of == contract && *name == key);
    row.map_or(Class::Critical, |(_, _, class)| *class)
}
