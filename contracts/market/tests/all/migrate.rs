//! Instantiation and migration: versions and names.

use crate::common::*;
use cw2::{get_contract_version, set_contract_version};
use qerun_controls::MigrationError;
use qerun_market::contract::migrate;
use qerun_market::state::{State, OLDEST_RECORDS};
use qerun_market::ContractError;
use qerun_messages::market::{
    ExecuteMsg, MigrateMsg, OpenBatch, Params, QueryMsg, BORROWING_OPENED,
};

const NAME: &str = "crate:qerun-market";

fn run(market: &mut Market) -> Outcome {
    migrate(market.deps.as_mut(), market.env.clone(), MigrateMsg {})
}

#[test]
fn instantiation_writes_the_version_and_empty_totals() {
    let market = Market::empty();
    let version = get_contract_version(&market.deps.storage).unwrap();
    assert_eq!(version.contract, NAME);
    assert_eq!(version.version, env!("CARGO_PKG_VERSION"));
    let state = market.state();
    assert_eq!(state.debt_index, dec("1"));
    assert_eq!(state.batch.id, 1);
    assert_eq!(state.accrued_at, market.now());
}

/// An instance from before there were milestones: borrowing is not marked as closed, and nothing says since when it is open.
#[test]
fn a_market_that_was_open_stays_so() {
    for version in ["0.3.0", "0.3.9"] {
        let mut market = Market::new();
        market.borrow("alice", 1_000 * ONE).unwrap();
        BORROWING_OPENED.remove(&mut market.deps.storage);
        let before = market.dump();
        set_contract_version(&mut market.deps.storage, NAME, version).unwrap();
        market.wait(1_000);
        run(&mut market).unwrap();
        let migrated_at = market.now();
        let opened = BORROWING_OPENED.load(&market.deps.storage).unwrap();
        assert_eq!(opened, migrated_at);
        market.wait(60);
        market.borrow("alice", 100 * ONE).unwrap();
        let error = market.refused("owner", &[], ExecuteMsg::OpenBorrowing {});
        let opened_at = migrated_at;
        assert_eq!(error, ContractError::BorrowingOpen { opened_at });
        // A second migration does not move it.
        run(&mut market).unwrap();
        let opened = BORROWING_OPENED.load(&market.deps.storage).unwrap();
        assert_eq!(opened, migrated_at);
        assert_ne!(market.dump(), before);
    }
}

#[test]
fn a_migration_opens_no_market_that_waits_for_its_vote() {
    let mut market = Market::not_open(config(), params()).unwrap();
    market.insure(70_000 * ONE);
    market.supply("sam", 100_000 * ONE).unwrap();
    market.deposit("alice", 10_000 * ONE).unwrap();
    let before = market.dump();
    run(&mut market).unwrap();
    assert_eq!(market.dump(), before);
    let error = market.refused("alice", &[], borrow_msg(100 * ONE));
    assert_eq!(error, ContractError::BorrowingNotOpen {});
}

#[test]
fn the_keys_of_the_storage_are_pinned() {
    let mut market = Market::new();
    market.borrow("alice", 100 * ONE).unwrap();
    market.repay("alice", ONE).unwrap();
    let alice = addr("alice");
    let map = |namespace: &str, key: &[u8]| {
        let length = (namespace.len() as u16).to_be_bytes();
        [&length[..], namespace.as_bytes(), key].concat()
    };
    let order = market.position("alice").debt_shares.u128() * 10u128.pow(8);
    let by_health = [
        &16u16.to_be_bytes()[..],
        &order.to_be_bytes(),
        alice.as_bytes(),
    ]
    .concat();
    let mut expected = vec![
        b"c".to_vec(),
        b"i".to_vec(),
        b"bo".to_vec(),
        b"p".to_vec(),
        b"s".to_vec(),
        b"z".to_vec(),
        b"tc".to_vec(),
        b"ownership".to_vec(),
        b"contract_info".to_vec(),
        map("l", addr("sam").as_bytes()),
        map("b", alice.as_bytes()),
        map("h", &by_health),
    ];
    expected.sort();
    let keys: Vec<_> = market.dump().into_iter().map(|(key, _)| key).collect();
    assert_eq!(keys, expected);
}

/// Fields without names, in an order that is the format.
#[test]
fn the_record_of_parameters_is_pinned() {
    let mut market = Market::uneven();
    market.insure(60_000 * ONE);
    market.supply("sam", 200_000 * ONE).unwrap();
    market.deposit("alice", 1_000_000_000_000).unwrap();
    market.borrow("alice", 1_000 * ONE).unwrap();
    let dump = market.dump();
    let value = |key: &str| {
        let (_, value) = dump.iter().find(|(k, _)| k == key.as_bytes()).unwrap();
        String::from_utf8(value.clone()).unwrap()
    };
    let params = concat!(
        r#"{"p":{"s":[["0.45","0.62","0.11","0.55","0.06","0.03","0.17","61","0.19","0.043","0.053","777777000000"],"#,
        r#"["900000000",3333],["0.013","0.07","0.83","0.75"],["0.78","0.57","0.08","0.13"],"#,
        r#"["0.04","0.02","1.15","0.93","0.06","0.035"]]},"#,
    );
    let assets = assets(8);
    assert_eq!(value("p"), format!(r#"{params}"a":{assets}}}"#));
    let read: Params = market.query(QueryMsg::Params {});
    assert_eq!(read, uneven_params());
}

/// What is traded, as it is stored.
fn assets(collateral_decimals: u8) -> String {
    let [token, oracle, reserve] = ["token", "oracle", "reserve"].map(addr);
    format!(
        r#"[["{token}","{oracle}","{reserve}"],["usdc",6,"usdc"],[{collateral_decimals},"qer"],[18,"eth"]]"#
    )
}

/// The order of the fields is the format.
#[test]
fn totals_and_terms_are_stored_without_names() {
    let mut market = Market::uneven();
    let stored = |market: &Market, key: &[u8]| {
        let value = cosmwasm_std::Storage::get(&market.deps.storage, key).unwrap();
        String::from_utf8(value).unwrap()
    };
    let terms = format!(r#"[["0.013","0.07","0.83","0.75","0.17"],{}]"#, assets(8));
    assert_eq!(stored(&market, b"i"), terms);
    let mut state = State {
        cash: int(1),
        debt_shares: debt_shares(2),
        debt_index: dec("1.3"),
        scale: 0,
        accrued_at: 4,
        supply_shares: supply_shares(5),
        insurance: int(6),
        insurance_due: int(0),
        insurance_rest: dec("0.7"),
        deficit: int(0),
        earmarked: false,
        unrecovered: int(0),
        kept: int(0),
        batch: OpenBatch {
            id: 8,
            user_in: int(9),
            protocol_in: int(10),
            opened_at: 11,
        },
    };
    market.change_state(|s| *s = state.clone());
    let always = r#"["1","2","1.3",4,"5","6","0.7",[8,"9","10",11],"#;
    assert_eq!(stored(&market, b"s"), format!("{always}null]"));
    assert_eq!(market.state(), state);
    for n in 0..5 {
        match n {
            0 => state.scale = 12,
            1 => state.insurance_due = int(13),
            2 => state.deficit = int(14),
            3 => state.kept = int(15),
            _ => (state.earmarked, state.unrecovered) = (true, int(16)),
        }
        market.change_state(|s| *s = state.clone());
        assert_eq!(market.state(), state);
    }
    let all = format!(r#"{always}[12,"13","14","15","16"]]"#);
    assert_eq!(stored(&market, b"s"), all);
}

#[test]
fn the_oldest_version_with_these_records_is_migrated_and_nothing_else_changes() {
    let mut market = Market::new();
    let opened = BORROWING_OPENED.load(&market.deps.storage).unwrap();
    assert_eq!(opened, market.now(), "else the migration writes another");
    let before = market.dump();
    set_contract_version(&mut market.deps.storage, NAME, OLDEST_RECORDS.to_string()).unwrap();
    run(&mut market).unwrap();
    assert_eq!(market.dump(), before);
    // Again is harmless.
    run(&mut market).unwrap();
    assert_eq!(market.dump(), before);
}

#[test]
fn records_that_cannot_be_read_are_refused() {
    let mut market = Market::new();
    set_contract_version(&mut market.deps.storage, NAME, "0.1.0").unwrap();
    let error = run(&mut market).unwrap_err();
    let (found, oldest) = ("0.1.0".parse().unwrap(), "0.3.0".parse().unwrap());
    assert_eq!(error, MigrationError::TooOld { found, oldest }.into());
}

#[test]
fn a_newer_version_and_another_contract_are_refused() {
    for (name, version) in [(NAME, "99.0.0"), ("crate:other", "0.0.1")] {
        let mut market = Market::new();
        set_contract_version(&mut market.deps.storage, name, version).unwrap();
        let before = market.dump();
        let error = run(&mut market).unwrap_err();
        let std = matches!(&error, ContractError::Migration(MigrationError::Std(_)));
        assert!(std, "{error}");
        assert_eq!(market.dump(), before);
    }
}
