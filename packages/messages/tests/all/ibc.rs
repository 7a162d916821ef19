//! What travels between reserve and outpost: denoms, acknowledgements, sequences, identifiers.

use cosmwasm_std::testing::MockApi;
use cosmwasm_std::{
    from_json, Binary, IbcEndpoint, IbcPacket, IbcTimeout, MsgResponse, SubMsgResponse, Timestamp,
};
use prost::Message;
use qerun_messages::ibc::*;

fn endpoint(channel: &str) -> IbcEndpoint {
    IbcEndpoint {
        port_id: TRANSFER_PORT.into(),
        channel_id: channel.into(),
    }
}

fn packet(src: &str, dest: &str) -> IbcPacket {
    let timeout = IbcTimeout::with_timestamp(Timestamp::from_seconds(1));
    IbcPacket::new(b"", endpoint(src), endpoint(dest), 1, timeout)
}

#[test]
fn vouchers_have_the_names_that_osmosis_gives_them() {
    let usdc = "ibc/498A0751C798A0D9A389AA3691123DADA57DAA4FE165D5C75894505B876BA6E4";
    let weth = "ibc/EA1D43981D5C9A1C4AAEA9C23BB1D4FA126BA9BC7020A25E0AE4AA841EA25DC5";
    assert_eq!(denom_of_path("transfer/channel-750/uusdc"), usdc);
    assert_eq!(denom_of_path("transfer/channel-208/weth-wei"), weth);
    assert_eq!(
        local_denom(&packet("channel-6", "channel-750"), "uusdc"),
        usdc
    );
}

#[test]
fn a_token_that_goes_home_loses_one_hop_and_only_one() {
    let home = packet("channel-7", "channel-3");
    assert_eq!(local_denom(&home, "transfer/channel-7/uusdc"), "uusdc");
    let twice = "transfer/channel-7/transfer/channel-7/uusdc";
    assert_eq!(
        local_denom(&home, twice),
        denom_of_path("transfer/channel-7/uusdc")
    );
    // A channel whose id merely begins alike is another channel.
    let path = "transfer/channel-3/transfer/channel-77/uusdc";
    assert_eq!(
        local_denom(&home, "transfer/channel-77/uusdc"),
        denom_of_path(path)
    );
}

#[test]
fn a_tokenfactory_denom_keeps_its_slashes() {
    let home = packet("channel-7", "channel-3");
    let denom = "factory/osmo1x/ueth";
    assert_eq!(
        local_denom(&home, &format!("transfer/channel-7/{denom}")),
        denom
    );
}

#[test]
fn only_an_error_is_an_error() {
    assert!(is_error_ack(br#"{"error":"ABCI code: 5"}"#));
    assert!(is_error_ack(br#"{"error":""}"#));
    for success in [
        &br#"{"result":"AQ=="}"#[..],
        br#"{"error":null}"#,
        b"",
        b"\x01",
        b"[]",
    ] {
        assert!(!is_error_ack(success));
    }
}

fn response(data: Option<&[u8]>, msg_responses: &[&[u8]]) -> SubMsgResponse {
    #[allow(deprecated)]
    SubMsgResponse {
        events: vec![],
        data: data.map(Binary::from),
        msg_responses: msg_responses
            .iter()
            .map(|value| MsgResponse {
                type_url: String::new(),
                value: Binary::from(*value),
            })
            .collect(),
    }
}

#[test]
fn the_sequence_comes_from_the_response_or_else_the_data() {
    let bytes = |sequence| MsgTransferResponse { sequence }.encode_to_vec();
    assert_eq!(bytes(300), [8, 0xac, 2]);
    assert_eq!(
        sequence_of_transfer(&response(None, &[&bytes(300)])),
        Some(300)
    );
    assert_eq!(
        sequence_of_transfer(&response(Some(&bytes(4)), &[])),
        Some(4)
    );
    assert_eq!(
        sequence_of_transfer(&response(Some(&bytes(4)), &[&bytes(5)])),
        Some(5)
    );
    // A later ibc-go may add fields.
    assert_eq!(
        sequence_of_transfer(&response(None, &[&[8, 7, 0x12, 1, 9]])),
        Some(7)
    );
    for nothing in [
        response(None, &[]),
        response(None, &[b""]),
        response(None, &[b"\xff"]),
    ] {
        assert_eq!(sequence_of_transfer(&nothing), None);
    }
}

#[test]
fn memos_ignore_what_others_add_and_refuse_what_is_not_ours() {
    let memo = r#"{"src_callback":{"address":"a","gas_limit":"1"},"dest_callback":{"address":"b"},
        "qerun":{"order_id":"7"},"wasm":{"x":[{}]}}"#;
    let read: Memo<PurchaseReturn> = from_json(memo).unwrap();
    assert_eq!(read.qerun.order_id.u64(), 7);
    from_json::<Memo<PurchaseOrder>>(memo).unwrap_err();
    from_json::<Memo<PurchaseReturn>>("[".repeat(32_000)).unwrap_err();
    let nested = format!(r#"{{"x":{}"#, "[".repeat(32_000));
    from_json::<Memo<PurchaseReturn>>(nested).unwrap_err();
}

#[test]
fn identifiers() {
    let address = |address: &str| {
        let address = address.into();
        IdentifierError::ForeignAddress { address }
    };
    for good in ["channel-0", "channel-18446744073709551615"] {
        assert!(is_channel_id(good), "{good}");
        ensure_channel_id(good).unwrap();
    }
    for bad in [
        "",
        "channel-",
        "channel--1",
        "channel-1a",
        "Channel-1",
        "07-tendermint-1",
    ] {
        assert!(!is_channel_id(bad), "{bad}");
        let channel = bad.into();
        let refused = IdentifierError::Channel { channel };
        assert_eq!(ensure_channel_id(bad), Err(refused));
    }
    for good in ["uusdc", "ibc/EA1D", "factory/osmo1x/u-eth", "gamm:1"] {
        assert!(is_denom(good), "{good}");
        ensure_denom(good).unwrap();
    }
    for bad in ["", "ab", "1uusdc", "u usdc", &"u".repeat(129)] {
        assert!(!is_denom(bad), "{bad}");
        let denom = bad.into();
        assert_eq!(ensure_denom(bad), Err(IdentifierError::Denom { denom }));
    }
    for good in ["osmo1xyz", &"a".repeat(128)] {
        assert!(is_foreign_address(good), "{good}");
        ensure_foreign_address(good).unwrap();
    }
    for bad in ["", "ab", "Osmo1xyz", "osmo1/xyz", &"a".repeat(129)] {
        assert!(!is_foreign_address(bad), "{bad}");
        assert_eq!(ensure_foreign_address(bad), Err(address(bad)));
    }
}

#[test]
fn addresses_of_this_chain() {
    let api = MockApi::default();
    let known = api.addr_make("known");
    assert_eq!(validate_address(&api, known.to_string()), Ok(known));
    for bad in ["", "known", "osmo1xyz"] {
        let refused = validate_address(&api, bad.into()).unwrap_err();
        assert!(
            matches!(&refused, IdentifierError::Address { address, .. } if address == bad),
            "{refused}"
        );
    }
}
