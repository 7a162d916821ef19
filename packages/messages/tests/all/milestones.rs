//! What one contract reads of another to know whether the next phase may begin: keys and shapes.

use cosmwasm_std::testing::{MockApi, MockQuerier};
use cosmwasm_std::{
    to_json_string, Addr, Binary, ContractResult, QuerierWrapper, StdResult, SystemResult,
    WasmQuery,
};
use qerun_messages::market::{read_borrowing_opened, MissingForBorrowing, BORROWING_OPENED};
use qerun_messages::reserve::{read_market, MissingForBuyback, BUYBACK_OPENED, CONFIG};
use qerun_messages::token::{is_burner, BURNERS};

/// What is read where the chain has this record at this key, and nothing else.
fn read<T>(
    key: Vec<u8>,
    record: &'static [u8],
    read: impl FnOnce(&QuerierWrapper) -> StdResult<T>,
) -> StdResult<T> {
    let mut querier: MockQuerier = MockQuerier::new(&[]);
    querier.update_wasm(move |query| {
        let WasmQuery::Raw { key: asked, .. } = query else {
            panic!("raw reads only: {query:?}")
        };
        let found: &[u8] = if *asked == key { record } else { b"" };
        SystemResult::Ok(ContractResult::Ok(Binary::from(found)))
    });
    read(&QuerierWrapper::new(&querier))
}

#[test]
fn when_borrowing_was_opened() {
    let market = Addr::unchecked("market");
    let told = |record| {
        read(b"bo".to_vec(), record, |q| {
            read_borrowing_opened(q, &market)
        })
    };
    assert_eq!(BORROWING_OPENED.as_slice(), b"bo");
    assert_eq!(told(b"1571797419").unwrap(), Some(1_571_797_419));
    assert_eq!(told(b"").unwrap(), None);
    for nonsense in [&b"{}"[..], b"\"soon\"", b"-1"] {
        assert!(told(nonsense).is_err());
    }
}

#[test]
fn which_market_the_reserve_works_for() {
    let reserve = Addr::unchecked("reserve");
    let told = |record| read(b"config".to_vec(), record, |q| read_market(q, &reserve));
    assert_eq!(CONFIG.as_slice(), b"config");
    // Whatever else the record has.
    let market = told(br#"{"market":"wasm1market","oracle":"wasm1oracle","token_decimals":6}"#);
    assert_eq!(market.unwrap(), Addr::unchecked("wasm1market"));
    for nonsense in [&b""[..], b"{}", b"no json at all"] {
        assert!(told(nonsense).is_err());
    }
    assert_eq!(BUYBACK_OPENED.as_slice(), b"bo");
}

#[test]
fn who_may_burn() {
    let address = |name| MockApi::default().addr_make(name);
    let (token, reserve) = (address("token"), address("reserve"));
    let key = [&b"\0\x07burners"[..], reserve.as_bytes()].concat();
    assert_eq!(BURNERS.key(&reserve).to_vec(), key);
    let named = |who| read(key.clone(), b"{}", |q| is_burner(q, &token, who)).unwrap();
    assert!(named(&reserve));
    assert!(!named(&address("eve")));
}

/// The wire of both lists.
#[test]
fn what_is_missing_reads_as_json_and_as_a_sentence() {
    let missing = MissingForBorrowing::Cash {
        cash: 7u128.into(),
        needed: 50u128.into(),
    };
    let json = r#"{"cash":{"cash":"7","needed":"50"}}"#;
    assert_eq!(to_json_string(&missing).unwrap(), json);
    let sentence = "suppliers' cash is 7 units, the smallest debt is 50 units";
    assert_eq!(missing.to_string(), sentence);
    let missing = MissingForBuyback::LevelNotSet {};
    let json = r#"{"level_not_set":{}}"#;
    assert_eq!(to_json_string(&missing).unwrap(), json);
    assert_eq!(missing.to_string(), "buyback_above is not set");
}
