//! The market's earmark as the reserve reads it.

use cosmwasm_std::testing::MockQuerier;
use cosmwasm_std::{Addr, Binary, ContractResult, QuerierWrapper, StdError, SystemResult};
use qerun_messages::market::{read_earmark, Earmark};

/// What is read where the record is these bytes; none are what a chain answers where there is no record.
fn read(record: &'static [u8]) -> Result<Earmark, StdError> {
    let mut querier: MockQuerier = MockQuerier::new(&[]);
    querier.update_wasm(move |_| SystemResult::Ok(ContractResult::Ok(Binary::from(record))));
    read_earmark(&QuerierWrapper::new(&querier), &Addr::unchecked("market"))
}

#[test]
fn nothing_is_earmarked_where_there_is_no_record() {
    assert_eq!(read(b"").unwrap(), Earmark::default());
}

#[test]
fn a_record_is_read_and_nonsense_refused() {
    let earmark = Earmark {
        eth: 70_000u128.into(),
        started: 12,
    };
    assert_eq!(read(br#"{"eth":"70000","started":12}"#).unwrap(), earmark);
    assert!(read(br#"{"eth":70000}"#).is_err());
}
