//! However a message inside another one, or an address, is written: the class is the same.

use crate::common::*;
use cosmwasm_std::{to_json_string, Binary, CosmosMsg};
use proptest::prelude::*;
use qerun_messages::timelock::Class::*;
use qerun_messages::timelock::ExecuteMsg::*;
use qerun_messages::timelock::Kind;
use qerun_timelock::encoding::decodings;

/// Addresses are compared in one case everywhere.
#[test]
fn an_address_in_capitals_is_the_same_one() {
    let mut world = World::new();
    for message in [
        routine(),
        sensitive(),
        critical(),
        transfer("bob", 1),
        transfer("bob", 501),
        transfer("bob", 5_001),
        own(AssertBonds {}),
    ] {
        assert_eq!(world.class(in_capitals(&message)), world.class(message));
    }
    let to = a("voting").to_uppercase();
    let msg = b64(r#"{"set_perk":{}}"#);
    let send = format!(r#"{{"send":{{"contract":"{to}","amount":"1","msg":"{msg}"}}}}"#);
    assert_eq!(world.class(call("token", &send)), Routine);
    // Spent under one limit, however the token is written.
    world.queue(vec![in_capitals(&transfer("bob", 400))]);
    assert_eq!(world.class(transfer("bob", 101)), Sensitive);
    // The exceptions are found.
    let id = world.queue(vec![in_capitals(&own(SetGuardian { guardian: None }))]);
    assert_eq!(world.operation(id).kind, Kind::SetGuardian);
    // Registered, limited and named in capitals it is kept as the chain writes it.
    let mut msg = init_msg();
    msg.classes[0].contract = msg.classes[0].contract.to_uppercase();
    msg.pauses[0].rule.contract = msg.pauses[0].rule.contract.to_uppercase();
    msg.guardian = Some(a("guardian").to_uppercase());
    msg.dao = msg.dao.to_uppercase();
    let mut world = World::with(msg).unwrap();
    let id = world.queue(vec![routine()]);
    assert_eq!(world.operation(id).class, Routine);
    world.pause("borrow").unwrap();
    assert_eq!(world.told[0].0, a("market"));
}

fn b64(text: &str) -> String {
    Binary::from(text.as_bytes()).to_base64()
}

fn hex(text: &str) -> String {
    text.bytes().map(|b| format!("{b:02x}")).collect()
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// In the JSON of a message whose field `data` is the given JSON.
fn batch(data: &str) -> CosmosMsg {
    call("router", &format!(r#"{{"batch":{{"data":{data}}}}}"#))
}

/// How a message can be written inside another one.
fn spellings(json: &str) -> Vec<(&'static str, String)> {
    let code = b64(json);
    let bare = code.trim_end_matches('=').to_string();
    let signed: Vec<i8> = json.bytes().map(u8::cast_signed).collect();
    let broken = format!("{}\n {}\r\n", &code[..7], &code[7..]);
    let loose = {
        // The last symbol carries bits that are no byte: a lenient reader does not look at them.
        let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut bytes = bare.clone().into_bytes();
        if !bytes.len().is_multiple_of(4) {
            let last = bytes.last_mut().unwrap();
            let at = alphabet.iter().position(|one| one == last).unwrap();
            *last = alphabet[at + 1];
        }
        String::from_utf8(bytes).unwrap()
    };
    let url = code.replace('+', "-").replace('/', "_");
    vec![
        ("plain", quoted(json)),
        ("plain after space", quoted(&format!("\t {json} "))),
        ("JSON-quoted", quoted(&quoted(json))),
        ("base64", quoted(&code)),
        ("base64 without padding", quoted(&bare)),
        ("base64 with loose bits", quoted(&loose)),
        ("base64 with white space", quoted(&broken)),
        ("URL-safe", quoted(&url)),
        (
            "URL-safe without padding",
            quoted(url.trim_end_matches('=')),
        ),
        ("base64 of quoted base64", quoted(&b64(&quoted(&code)))),
        ("base64 in quotes", quoted(&quoted(&code))),
        ("hex", quoted(&hex(json))),
        ("hex in capitals", quoted(&hex(json).to_uppercase())),
        ("0x hex", quoted(&format!("0x{}", hex(json)))),
        ("bytes", format!("{:?}", json.as_bytes())),
        ("bytes with sign", format!("{signed:?}")),
        ("bytes of quoted", format!("{:?}", quoted(json).as_bytes())),
        ("bytes of base64", format!("{:?}", code.as_bytes())),
        ("base64 twice", quoted(&b64(&code))),
        ("base64 of hex", quoted(&b64(&hex(json)))),
        ("hex of base64", quoted(&hex(&bare))),
        ("base64 four times", quoted(&b64(&b64(&b64(&code))))),
        ("in a list", format!("[[{}]]", quoted(&code))),
    ]
}

/// In every spelling that decodes the class is that of the message inside.
#[test]
fn encodings() {
    let world = World::new();
    let json = |message: &CosmosMsg| to_json_string(message).unwrap();
    for (message, class) in [
        (routine(), Routine),
        (sensitive(), Sensitive),
        (critical(), Critical),
        (own(AssertBonds {}), Critical),
    ] {
        for (how, data) in spellings(&json(&message)) {
            assert_eq!(world.class(batch(&data)), class, "{how} {class:?}");
        }
    }
    // What is surely a message, but nobody knows which.
    let unknown = r#"{"spend":{"x":"???>>>~~~???>>>"}}"#;
    assert!(b64(unknown).contains(['+', '/']));
    for text in [unknown, r#""accept_ownership""#, r#"[{"x":1}]"#] {
        for (how, data) in spellings(text) {
            assert_eq!(world.class(batch(&data)), Critical, "{how} {text}");
        }
    }
    // Encoded once too often to be read on.
    let deep = (0..8).fold(json(&routine()), |inner, _| b64(&inner));
    assert_eq!(world.class(batch(&quoted(&deep))), Critical);
    // Words, ids and numbers are no messages.
    for data in [
        r#""extra words, and figures: 123""#,
        r#""exchange_rate""#,
        r#""update-params""#,
        r#""0x""#,
        r#""deadbeef""#,
        r#""==""#,
        r#""""#,
        "[]",
        "[1,2,3,250,-4]",
        "[65,66,67,68]",
        r#"[1,"a",null]"#,
        r#"["supply","borrow","withdraw_collateral"]"#,
    ] {
        assert_eq!(world.class(batch(data)), Routine, "{data}");
    }
    for data in [
        r#"{"ibc2":{"send_packet":{}}}"#,
        r#"{"IBC2":{}}"#,
        r#"{"WASM":{"EXECUTE":{}}}"#,
    ] {
        assert_eq!(world.class(batch(data)), Critical, "{data}");
    }
}

proptest! {
    /// All bytes come back from all spellings.
    #[test]
    fn decodings_contain_the_bytes(bytes in prop::collection::vec(any::<u8>(), 1..80)) {
        let code = Binary::from(bytes.clone()).to_base64();
        let url = code.replace('+', "-").replace('/', "_");
        let hex: String = bytes.iter().map(|b| format!("{b:02X}")).collect();
        let bare = url.trim_end_matches('=').to_string();
        let spaced: String = code.chars().flat_map(|c| [c, ' ']).collect();
        for text in [code, url, bare, spaced, hex.clone(), format!("0x{hex}")] {
            prop_assert!(decodings(&text).contains(&bytes), "{}", text);
        }
    }
}
