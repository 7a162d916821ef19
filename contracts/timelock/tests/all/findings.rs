//! G4, G9, G10: what two audits found, each by its name there.

use crate::common::*;
use cosmwasm_std::{to_json_string, Binary, CosmosMsg, WasmMsg};
use proptest::prelude::*;
use qerun_messages::timelock::Class::{self, *};
use qerun_messages::timelock::ExecuteMsg::*;
use qerun_messages::timelock::{ExecuteMsg, QueryMsg};
use qerun_messages::timelock::{
    Kind, Signatory, SpendLimitsResponse, Stage, Status, MAX_NOT_AFTER,
};
use qerun_timelock::encoding::readings;
use qerun_timelock::ContractError;

fn queue_until(world: &mut World, not_after: u64) -> Result<(), ContractError> {
    let (messages, text) = (vec![routine()], "why".into());
    let msg = Queue {
        messages,
        text,
        not_after,
    };
    world.execute("dao", msg)
}

#[test]
fn g4_queued_until_its_last_second_and_no_later() {
    let mut world = World::new();
    let not_after = START + 14 * DAY;
    world.wait_until(not_after);
    queue_until(&mut world, not_after).unwrap();
    let before = world.storage();
    world.wait(1);
    let now = not_after + 1;
    assert_eq!(
        queue_until(&mut world, not_after),
        Err(ContractError::TooLate { not_after, now })
    );
    assert_eq!(MAX_NOT_AFTER, 90 * DAY);
    let latest = now + 90 * DAY;
    for not_after in [latest + 1, u64::MAX] {
        assert_eq!(
            queue_until(&mut world, not_after),
            Err(ContractError::TooFarAhead { not_after, latest })
        );
    }
    assert_eq!(world.storage(), before);
    queue_until(&mut world, latest).unwrap();
    // It bounds how far ahead, not how late: who waits can queue what named a far moment (ADR 15).
    let far = latest + 300 * DAY;
    world.wait_until(far - 90 * DAY - 1);
    assert!(queue_until(&mut world, far).is_err());
    world.wait(1);
    queue_until(&mut world, far).unwrap();
    world.wait_until(far);
    queue_until(&mut world, far).unwrap();
    // It is no default that a message may leave out.
    let without = r#"{"queue":{"messages":[],"text":"x"}}"#;
    assert!(cosmwasm_std::from_json::<ExecuteMsg>(without).is_err());
}

fn in_capitals(message: &CosmosMsg) -> CosmosMsg {
    match message {
        CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr,
            msg,
            funds,
        }) => WasmMsg::Execute {
            contract_addr: contract_addr.to_uppercase(),
            msg: msg.clone(),
            funds: funds.clone(),
        }
        .into(),
        other => other.clone(),
    }
}

/// Addresses are compared in one case everywhere.
#[test]
fn g9_an_address_in_capitals_is_the_same_one() {
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
fn g9_h3_encodings() {
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
    let evil = r#"{"spend":{"x":"???>>>~~~???>>>"}}"#;
    assert!(b64(evil).contains(['+', '/']));
    for text in [evil, r#""accept_ownership""#, r#"[{"x":1}]"#] {
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
    fn g9_readings_decode(bytes in prop::collection::vec(any::<u8>(), 1..80)) {
        let code = Binary::from(bytes.clone()).to_base64();
        let url = code.replace('+', "-").replace('/', "_");
        let hex: String = bytes.iter().map(|b| format!("{b:02X}")).collect();
        let bare = url.trim_end_matches('=').to_string();
        let spaced: String = code.chars().flat_map(|c| [c, ' ']).collect();
        for text in [code, url, bare, spaced, hex.clone(), format!("0x{hex}")] {
            prop_assert!(readings(&text).contains(&bytes), "{}", text);
        }
    }
}

/// Operations keep the terms they were queued under, the windows among them.
#[test]
fn g9_h6_windows_are_those_of_the_day_it_was_queued() {
    let mut world = World::new();
    let mut changed = params();
    changed.execution_window = 5 * DAY;
    changed.bond_window = 14 * DAY;
    let update = world.schedule(vec![own(UpdateParams { params: changed })]);
    world.wait(6 * DAY);
    let early = world.queue(vec![sensitive()]);
    let unbonded = world.queue(vec![sensitive()]);
    world.wait(DAY);
    world.execute("anyone", Execute { id: update }).unwrap();
    world.post("sponsor", early, SENSITIVE_BOND).unwrap();
    let operation = world.operation(early);
    assert_eq!(operation.execution_window, 10 * DAY);
    assert_eq!(operation.ready_at, Some(START + 10 * DAY));
    assert_eq!(operation.expires_at, START + 20 * DAY);
    assert_eq!(world.operation(unbonded).expires_at, START + 13 * DAY);
    let late = world.schedule(vec![sensitive()]);
    let operation = world.operation(late);
    assert_eq!(operation.expires_at - operation.ready_at.unwrap(), 5 * DAY);
    assert_eq!(world.operation(world.last()).execution_window, 5 * DAY);
}

trait Last {
    fn last(&self) -> u64;
}

impl Last for World {
    fn last(&self) -> u64 {
        let (status, start_after, limit) = (None, None, Some(1));
        let newest: qerun_messages::timelock::OperationsResponse =
            self.query(QueryMsg::Operations {
                status,
                start_after,
                limit,
            });
        newest.operations[0].id
    }
}

fn replace_steward(world: &mut World, by: &str) {
    world
        .execute("timelock", SetSteward { steward: a(by) })
        .unwrap();
}

/// A replaced steward's signatures end with it.
#[test]
fn g9_h8_signatures_do_not_outlive_their_signer() {
    let mut world = World::new();
    world.wait_until(START + 181 * DAY);
    assert_eq!(world.stage(), Stage::Shared);
    let evil = world.schedule(vec![critical()]);
    world.execute("steward", CoSign { id: evil }).unwrap();
    assert!(world.whole(evil).missing.is_empty());
    replace_steward(&mut world, "heir");
    assert_eq!(world.whole(evil).missing, [Signatory::Steward]);
    world.wait_until(world.operation(evil).ready_at.unwrap());
    let signatory = Signatory::Steward;
    assert_eq!(
        world.execute("anyone", Execute { id: evil }),
        Err(ContractError::MissingSignature {
            id: evil,
            signatory
        })
    );
    assert!(world.execute("steward", CoSign { id: evil }).is_err());
    // Nor do they come back with it.
    replace_steward(&mut world, "steward");
    assert_eq!(world.whole(evil).missing, [signatory]);
    world.execute("steward", CoSign { id: evil }).unwrap();
    assert_eq!(
        world.execute("steward", CoSign { id: evil }),
        Err(ContractError::AlreadySigned {
            id: evil,
            signatory
        })
    );
    world.execute("anyone", Execute { id: evil }).unwrap();
    assert_eq!(world.status(evil), Status::Executed);
}

/// Nor does what it queued run without the DAO, or its successor, in any stage.
#[test]
fn g9_h9_a_replaced_stewards_queue_ends_with_it() {
    for signer in ["dao", "heir"] {
        let mut world = World::new();
        let evil = world.queue_by("steward", vec![critical()]).unwrap();
        world.post("sponsor", evil, CRITICAL_BOND).unwrap();
        assert!(world.whole(evil).missing.is_empty());
        replace_steward(&mut world, "heir");
        world.wait_until(world.operation(evil).ready_at.unwrap());
        assert_eq!(world.stage(), Stage::Bootstrap);
        assert_eq!(world.whole(evil).missing, [Signatory::Dao]);
        // The successor's own need nobody else.
        let own = world.queue_by("heir", vec![routine()]).unwrap();
        assert!(world.whole(own).missing.is_empty());
        let signatory = Signatory::Dao;
        assert_eq!(
            world.execute("anyone", Execute { id: evil }),
            Err(ContractError::MissingSignature {
                id: evil,
                signatory
            })
        );
        world.execute(signer, CoSign { id: evil }).unwrap();
        world.execute("anyone", Execute { id: evil }).unwrap();
    }
}

/// G10: who queued an operation as the steward cancels it only while in office.
#[test]
fn g10_a_former_steward_cancels_nothing() {
    let unauthorized = || Err(unauthorized("steward", "DAO or the steward who queued it"));
    let mut world = World::new();
    let id = world.queue_by("steward", vec![critical()]).unwrap();
    replace_steward(&mut world, "heir");
    assert_eq!(world.execute("steward", Cancel { id }), unauthorized());
    // The successor did not queue it.
    assert!(world.execute("heir", Cancel { id }).is_err());

    let mut world = World::new();
    world.wait(180 * DAY - 1);
    let id = world.queue_by("steward", vec![routine()]).unwrap();
    world
        .execute(
            "timelock",
            AdvanceStage {
                stage: Stage::Community,
            },
        )
        .unwrap();
    assert_eq!(world.execute("steward", Cancel { id }), unauthorized());
    world.execute("dao", Cancel { id }).unwrap();
}

/// G10: nobody signs what has expired.
#[test]
fn g10_an_expired_operation_is_not_signed() {
    let mut world = World::new();
    let bonded = world.schedule(vec![sensitive()]);
    let unbonded = world.queue(vec![critical()]);
    for (id, expired_at) in [(unbonded, START + 7 * DAY), (bonded, START + 13 * DAY)] {
        world.wait_until(expired_at);
        let before = world.storage();
        assert_eq!(
            world.execute("steward", CoSign { id }),
            Err(ContractError::Expired { id, expired_at })
        );
        assert_eq!(world.storage(), before);
    }
    let late = world.schedule(vec![sensitive()]);
    world.wait_until(world.operation(late).expires_at - 1);
    world.execute("steward", CoSign { id: late }).unwrap();
}

/// What was spent counts on when the limit is removed and set again, in one operation or in two.
#[test]
fn g9_h11_a_window_outlives_its_limit() {
    let spent = |world: &World| {
        let (start_after, limit) = (None, None);
        let all: SpendLimitsResponse = world.query(QueryMsg::SpendLimits { start_after, limit });
        let row = all.limits.into_iter().find(|row| row.key == "native:uusdc");
        row.map(|row| (row.spent.u128(), row.window_ends))
    };
    let mut world = World::new();
    world.queue(vec![send("bob", 1_000)]);
    assert_eq!(world.class(send("bob", 1)), Sensitive);
    let set = |limit| SetSpendLimit {
        asset: usdc(),
        limit,
    };
    let both = [None, Some(limit(1_000, 10_000))].map(|limit| own(set(limit)));
    world.enact(both.to_vec()).unwrap();
    assert_eq!(world.class(send("bob", 1)), Sensitive);
    assert_eq!(spent(&world), Some((1_000, START + 30 * DAY)));
    world.execute("timelock", set(None)).unwrap();
    assert_eq!(world.class(send("bob", 1)), Critical);
    world.wait(DAY);
    world
        .execute("timelock", set(Some(limit(1_000, 10_000))))
        .unwrap();
    assert_eq!(world.class(send("bob", 1)), Sensitive);
    world.wait_until(START + 30 * DAY);
    assert_eq!(world.class(send("bob", 1_000)), Routine);
}

/// A bond above all QER that there is could never be posted.
#[test]
fn g9_h12_bonds_beyond_reach_are_refused() {
    let mut msg = init_msg();
    msg.max_bond = SUPPLY.into();
    World::with(msg.clone()).unwrap();
    for max_bond in [SUPPLY + 1, u128::MAX] {
        msg.max_bond = max_bond.into();
        assert_eq!(
            World::with(msg.clone()).err(),
            Some(out_of_bounds("max_bond", max_bond, 0, SUPPLY))
        );
    }
}

#[test]
fn g9_h10_the_guardian_is_neither_steward_nor_dao() {
    for (name, first) in [("steward", "the steward"), ("dao", "the DAO")] {
        let mut msg = init_msg();
        // In whatever case it is given.
        msg.guardian = Some(a(name).to_uppercase());
        let (address, second) = (addr(name), "the guardian");
        assert_eq!(
            World::with(msg).err(),
            Some(ContractError::SameRole {
                address,
                first,
                second
            })
        );
    }
    let mut msg = init_msg();
    msg.stewardship = None;
    msg.guardian = None;
    World::with(msg).unwrap();
}

/// "Or earlier by the DAO": the steward neither advances the stage nor brings it along with something else.
#[test]
fn g9_h16_the_dao_alone_advances_the_stage() {
    let mut world = World::new();
    let advance = || {
        own(AdvanceStage {
            stage: Stage::Community,
        })
    };
    for messages in [
        vec![advance()],
        vec![in_capitals(&advance())],
        vec![routine(), advance()],
        vec![call(
            "timelock",
            r#"{"advance\u005fstage":{"stage":"shared"}}"#,
        )],
    ] {
        assert_eq!(
            world.queue_by("steward", messages),
            Err(unauthorized(
                "steward",
                "DAO, if a message advances the stage,"
            ))
        );
    }
    world.enact(vec![advance()]).unwrap();
    assert_eq!(world.stage(), Stage::Community);
}

/// Of a class that is read nowhere else here.
#[test]
fn g10_a_cosigned_operation_still_waits() {
    let mut world = World::new();
    let id = world.schedule(vec![critical()]);
    world.execute("steward", CoSign { id }).unwrap();
    let ready_at = START + 7 * DAY;
    assert_eq!(world.operation(id).class, Class::Critical);
    assert_eq!(
        world.execute("anyone", Execute { id }),
        Err(ContractError::NotReady { id, ready_at })
    );
}
