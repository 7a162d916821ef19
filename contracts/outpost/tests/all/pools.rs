//! The venue of Osmosis: the message to its pool manager, byte by byte.

use crate::common::*;
use cosmwasm_std::{from_json, AnyMsg, CosmosMsg};
use qerun_messages::outpost::{Config, PoolStep, Transport, Venue};

fn pool(pool_id: u64, denom: &str) -> PoolStep {
    PoolStep {
        pool_id: pool_id.into(),
        token_out_denom: denom.into(),
    }
}

fn on_osmosis() -> TestOutpost {
    TestOutpost::with(|config| {
        config.transport = Transport::IbcHooks {};
        config.venue = Venue::OsmosisPoolManager {
            routes: vec![pool(1, "uosmo"), pool(1_943, &eth_denom())],
        };
    })
}

/// A length-delimited field, as the protobuf encoding page has it: `tag << 3 | 2`, length, bytes. All
/// lengths here are below 128, or below 16,384 in two bytes.
fn field(tag: u8, bytes: &[u8]) -> Vec<u8> {
    let length = bytes.len();
    let mut all = vec![tag << 3 | 2];
    if length < 128 {
        all.push(length as u8);
    } else {
        all.extend([(length & 127) as u8 | 128, (length >> 7) as u8]);
    }
    all.extend(bytes);
    all
}

fn asked(outpost: &mut TestOutpost, min_out: u128) -> (String, Vec<u8>) {
    let order = outpost.order(1, min_out);
    let funds = cosmwasm_std::coins(500, STABLE);
    let response = outpost.buy(HOOK_ACCOUNT, &funds, order).unwrap();
    match &response.messages[0].msg {
        CosmosMsg::Any(AnyMsg { type_url, value }) => (type_url.clone(), value.to_vec()),
        other => panic!("unexpected {other:?}"),
    }
}

#[test]
fn the_pool_manager_is_asked_in_its_bytes() {
    let mut outpost = on_osmosis();
    let (type_url, bytes) = asked(&mut outpost, 90);
    assert_eq!(
        type_url,
        "/osmosis.poolmanager.v1beta1.MsgSwapExactAmountIn"
    );
    // sender 1, routes 2 (pool_id 1 as varint, token_out_denom 2), token_in 3 (denom 1, amount 2),
    // token_out_min_amount 4.
    let mut first = vec![0x08, 0x01];
    first.extend(field(2, b"uosmo"));
    let mut second = vec![0x08, 0x97, 0x0f];
    second.extend(field(2, eth_denom().as_bytes()));
    let mut token = field(1, b"uusdc");
    token.extend(field(2, b"500"));
    let mut expected = field(1, outpost.this().as_bytes());
    expected.extend(field(2, &first));
    expected.extend(field(2, &second));
    expected.extend(field(3, &token));
    expected.extend(field(4, b"90"));
    assert_eq!(bytes, expected);
    // The end of it, written out.
    assert!(bytes.ends_with(b"\x1a\x0c\x0a\x05uusdc\x12\x03500\x22\x0290"));
}

#[test]
fn the_module_takes_no_minimum_of_zero() {
    let mut outpost = on_osmosis();
    let (_, bytes) = asked(&mut outpost, 0);
    assert!(bytes.ends_with(b"\x22\x011"));
}

#[test]
fn what_the_pools_give_goes_back() {
    let mut outpost = on_osmosis();
    outpost.serve_by_hooks(7, 500, 90, 100).unwrap();
    assert_eq!(outpost.purchase(7).eth_out.u128(), 100);
    assert_eq!(outpost.purchase(7).status, in_transit(1));
    assert_eq!((outpost.stable, outpost.eth), (0, 0));
}

#[test]
fn the_configurations_json_is_pinned() {
    let json = concat!(
        r#"{"osmosis_pool_manager":{"routes":[{"pool_id":"1","token_out_denom":"uosmo"},"#,
        r#"{"pool_id":"1943","token_out_denom":"ueth"}]}}"#
    );
    let venue: Venue<String> = from_json(json).unwrap();
    let expected = Venue::OsmosisPoolManager {
        routes: vec![pool(1, "uosmo"), pool(1_943, "ueth")],
    };
    assert_eq!(venue, expected);
    assert_eq!(cosmwasm_std::to_json_string(&venue).unwrap(), json);
    let told: Config<String> = on_osmosis()
        .query(qerun_messages::outpost::QueryMsg::Config {})
        .unwrap();
    let Venue::OsmosisPoolManager { routes } = told.venue else {
        panic!("another venue")
    };
    assert_eq!(routes[1], pool(1_943, &eth_denom()));
}
