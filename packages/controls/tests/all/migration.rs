//! From which code an instance may come.

use cosmwasm_std::testing::MockStorage;
use qerun_controls::{migrate, MigrationError, Version};

const NAME: &str = "crate:qerun-some";
const PRESENT: &str = "3.0.0";
const OLDEST: Version = Version::new(0, 2, 0);

/// Migrates an instance that cw2 says is of `name` and `version`.
fn from(name: &str, version: &str) -> Result<(), MigrationError> {
    let mut storage = MockStorage::new();
    cw2::set_contract_version(&mut storage, name, version).unwrap();
    migrate(&mut storage, NAME, PRESENT, OLDEST)?;
    let now = cw2::get_contract_version(&storage).unwrap();
    assert_eq!(
        (now.contract.as_str(), now.version.as_str()),
        (NAME, PRESENT)
    );
    Ok(())
}

#[test]
fn from_the_oldest_readable_version_to_the_present_one() {
    for version in [OLDEST.to_string().as_str(), "1.0.0", PRESENT] {
        from(NAME, version).unwrap();
    }
}

#[test]
fn what_cannot_be_read_is_refused() {
    for version in ["0.0.1", "0.1.0", "0.1.99", "0.2.0-beta"] {
        let (found, oldest) = (version.parse().unwrap(), OLDEST);
        let refused = MigrationError::TooOld { found, oldest };
        assert_eq!(from(NAME, version), Err(refused));
    }
}

#[test]
fn a_newer_version_and_another_contract_are_refused() {
    for (name, version) in [(NAME, "3.0.1"), ("crate:other", "1.0.0")] {
        let refused = from(name, version).unwrap_err();
        assert!(matches!(refused, MigrationError::Std(_)), "{refused}");
    }
}
