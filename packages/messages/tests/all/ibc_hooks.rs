//! ibc-hooks and Skip: the derived sender, and the shapes of memos, pinned.

use cosmwasm_std::testing::MockApi;
use cosmwasm_std::{from_json, to_json_string, Api, CanonicalAddr};
use qerun_messages::ibc::*;
use qerun_messages::outpost;
use qerun_messages::reserve::{Order, Route, Transport};

#[test]
fn the_derived_sender_is_the_published_one() {
    // The vector is in the documentation of Terra's Enterprise protocol (`enterprise-governance-controller`,
    // `ibc_hooks::derive_intermediate_sender`); the bytes were computed apart with Python's hashlib.
    let derived = hook_sender("channel-0", "juno12smx2wdlyttvyzvzg54y2vnqwq2qjatezqwqxu");
    assert_eq!(
        hex::encode(derived),
        "9ade1e36e7f177accdd596855db09c8b36eeba4ca207e33b5f65db068671dbc1"
    );
    let osmosis = MockApi::default().with_prefix("osmo");
    assert_eq!(
        osmosis
            .addr_humanize(&CanonicalAddr::from(derived))
            .unwrap()
            .as_str(),
        "osmo1nt0pudh879m6enw4j6z4mvyu3vmwawjv5gr7xw6lvhdsdpn3m0qs74xdjl"
    );
    assert_ne!(
        derived,
        hook_sender("channel-1", "juno12smx2wdlyttvyzvzg54y2vnqwq2qjatezqwqxu")
    );
}

#[test]
fn a_second_timestamp_survives_a_float_until_2116() {
    // ibc-hooks decodes a memo's numbers into floats of 64 bits.
    for seconds in (1_700_000_000u64..=4_611_686_018).step_by(7_919_777) {
        let nanos = seconds * 1_000_000_000;
        assert_eq!(nanos as f64 as u64, nanos);
    }
    assert_ne!(
        1_700_000_000_123_456_789u64 as f64 as u64,
        1_700_000_000_123_456_789
    );
}

#[test]
fn our_part_is_read_from_the_memo_of_any_door() {
    for memo in [
        r#"{"src_callback":{"address":"a"},"dest_callback":{"address":"b"},"qerun":{"order_id":"7"}}"#,
        r#"{"dest_callback":{"address":"b"},"qerun":{"order_id":"7"}}"#,
        r#"{"dest_callback":{"address":"b"},"ibc_callback":"a","qerun":{"order_id":"7"}}"#,
    ] {
        let read: OurMemo<PurchaseReturn> = from_json(memo).unwrap();
        assert_eq!(read.qerun.order_id.u64(), 7);
    }
    for memo in [
        "",
        "{}",
        r#"{"qerun":{}}"#,
        r#"{"qerun":{"order_id":7}}"#,
        r#"{"dest_callback":{"address":"b"},"order_id":"7"}"#,
    ] {
        from_json::<OurMemo<PurchaseReturn>>(memo).unwrap_err();
    }
}

#[test]
fn transports_have_one_json_each_and_callbacks_need_none() {
    let route = r#"{"channel":"channel-0","receiver":"osmo1x","timeout":900}"#;
    let read: Route = from_json(route).unwrap();
    assert_eq!(read.transport, Transport::Callbacks {});
    assert_eq!(
        to_json_string(&read).unwrap(),
        r#"{"channel":"channel-0","receiver":"osmo1x","timeout":900,"transport":{"callbacks":{}}}"#
    );
    assert_eq!(
        to_json_string(&Transport::IbcHooks {}).unwrap(),
        r#"{"ibc_hooks":{}}"#
    );
    let transport = concat!(
        r#"{"skip":{"adapter":"osmo1adapter","venue":"osmosis-poolmanager","operations":"#,
        r#"[{"pool":"1","denom_in":"ibc/A","denom_out":"uosmo"},"#,
        r#"{"pool":"2","denom_in":"uosmo","denom_out":"ibc/B"}],"return_channel":"channel-9","#,
        r#""return_timeout":1200,"recover_address":"osmo1recover"}}"#
    );
    let read: Transport = from_json(transport).unwrap();
    assert!(matches!(&read, Transport::Skip(skip) if skip.operations.len() == 2));
    assert_eq!(to_json_string(&read).unwrap(), transport);
    assert_eq!(
        to_json_string(&outpost::Transport::IbcHooks {}).unwrap(),
        r#"{"ibc_hooks":{}}"#
    );
}

#[test]
fn an_orders_json_grows_only_by_skip() {
    let json = concat!(
        r#"{"batch_id":"1","amount":"5","min_out":"1","expected_out":"2","eth_out":"0","#,
        r#""deadline":9,"channel":"channel-0","receiver":"osmo1entry","sequence":null,"#,
        r#""status":"pending"}"#
    );
    let order: Order = from_json(json).unwrap();
    assert_eq!(order.returned_by(), "osmo1entry");
    assert_eq!(to_json_string(&order).unwrap(), json);
    let by_skip = json.replace(r#""sequence""#, r#""adapter":"osmo1adapter","sequence""#);
    let order: Order = from_json(&by_skip).unwrap();
    assert_eq!(order.returned_by(), "osmo1adapter");
    assert_eq!(to_json_string(&order).unwrap(), by_skip);
}
