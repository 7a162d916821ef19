//! From which code an oracle may come.

use crate::common::*;
use cw2::set_contract_version;
use qerun_controls::{MigrationError, Version};
use qerun_messages::oracle::MigrateMsg;
use qerun_oracle::contract::migrate;
use qerun_oracle::state::{CONTRACT_VERSION, OLDEST_RECORDS};
use qerun_oracle::ContractError;

const NAME: &str = "crate:qerun-oracle";

/// Of an oracle with a price that has such a version; whether the price and what lies behind it is what it was.
fn migrated(name: &str, version: &str) -> Result<bool, ContractError> {
    let mut oracle = Oracle::of(vec![feeders(0, 1)], clamped());
    oracle.submit(0, "1.25");
    set_contract_version(&mut oracle.deps.storage, name, version).unwrap();
    let before = oracle.storage();
    migrate(oracle.deps.as_mut(), oracle.env.clone(), MigrateMsg {})?;
    set_contract_version(&mut oracle.deps.storage, name, version).unwrap();
    Ok(oracle.storage() == before)
}

#[test]
fn the_oldest_version_with_these_records_is_migrated() {
    // A workspace of a lower version cannot take it: there the next test holds.
    let current: Version = CONTRACT_VERSION.parse().unwrap();
    if current >= OLDEST_RECORDS {
        assert_eq!(migrated(NAME, &OLDEST_RECORDS.to_string()), Ok(true));
    }
}

#[test]
fn older_records_are_refused() {
    for version in ["0.1.0", "0.2.0"] {
        let (found, oldest) = (version.parse().unwrap(), OLDEST_RECORDS);
        let expected = MigrationError::TooOld { found, oldest }.into();
        assert_eq!(migrated(NAME, version), Err(expected));
    }
}

#[test]
fn a_newer_version_and_another_contract_are_refused() {
    for (name, version) in [(NAME, "99.0.0"), ("crate:other", "0.0.1")] {
        let error = migrated(name, version).unwrap_err();
        let std = matches!(&error, ContractError::Migration(MigrationError::Std(_)));
        assert!(std, "{error}");
    }
}
