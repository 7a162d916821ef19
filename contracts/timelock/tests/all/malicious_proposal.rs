//! A malicious proposal has passed. Whatever it tries is critical, waits, and can be vetoed.

use crate::common::*;
use cosmwasm_std::{to_json_string, Binary, CosmosMsg, WasmMsg};
use qerun_messages::timelock::ExecuteMsg::*;
use qerun_messages::timelock::{Class, Stage, Status};
use qerun_timelock::ContractError;

fn attacks() -> Vec<(&'static str, Vec<CosmosMsg>)> {
    let eve = a("eve");
    let stargate = |type_url: &str| -> CosmosMsg {
        #[allow(deprecated)]
        CosmosMsg::Stargate {
            type_url: type_url.into(),
            value: Binary::from(b"\x0a\x01x"),
        }
    };
    let wrapped = |message: &CosmosMsg| {
        let inner = to_json_string(message).unwrap();
        call(
            "core",
            &format!(r#"{{"execute_proposal_hook":{{"msgs":[{inner}]}}}}"#),
        )
    };
    let encoded = |message: &CosmosMsg| {
        let inner = Binary::from(to_json_string(message).unwrap().as_bytes()).to_base64();
        call("router", &format!(r#"{{"batch":{{"steps":["{inner}"]}}}}"#))
    };
    let migrate: CosmosMsg = WasmMsg::Migrate {
        contract_addr: a("reserve"),
        new_code_id: 666,
        msg: Binary::from(b"{}"),
    }
    .into();
    let seize = call(
        "reserve",
        &format!(r#"{{"update_ownership":{{"transfer_ownership":{{"new_owner":"{eve}"}}}}}}"#),
    );
    let mint = call(
        "token",
        &format!(r#"{{"mint":{{"recipient":"{eve}","amount":"1"}}}}"#),
    );
    let mut shorter = params();
    shorter.critical.delay = 5 * DAY;
    vec![
        ("seize the reserve", vec![seize.clone()]),
        ("mint", vec![mint.clone()]),
        (
            "become minter",
            vec![call("token", r#"{"update_minter":{"new_minter":null}}"#)],
        ),
        ("migrate", vec![migrate.clone()]),
        (
            "migrate the timelock",
            vec![WasmMsg::Migrate {
                contract_addr: a("timelock"),
                new_code_id: 666,
                msg: Binary::from(b"{}"),
            }
            .into()],
        ),
        (
            "become admin",
            vec![WasmMsg::UpdateAdmin {
                contract_addr: a("market"),
                admin: eve.clone(),
            }
            .into()],
        ),
        (
            "clear an admin",
            vec![WasmMsg::ClearAdmin {
                contract_addr: a("market"),
            }
            .into()],
        ),
        (
            "disable the guardian and more",
            vec![own(SetGuardian { guardian: None }), routine()],
        ),
        (
            "disable a contract's guardian",
            vec![call("market", r#"{"set_guardian":{"guardian":null}}"#)],
        ),
        (
            "shorten delays",
            vec![own(UpdateParams { params: shorter })],
        ),
        (
            "declass",
            vec![own(SetClasses {
                rules: vec![class_rule("market", "unpause", Class::Routine)],
            })],
        ),
        (
            "lift limits",
            vec![own(SetSpendLimit {
                asset: usdc(),
                limit: Some(limit(u128::MAX, u128::MAX)),
            })],
        ),
        (
            "take the pauses",
            vec![own(SetPause {
                id: "borrow".into(),
                rule: None,
            })],
        ),
        ("become the DAO", vec![own(SetDao { dao: eve.clone() })]),
        (
            "become the steward",
            vec![own(SetSteward {
                steward: eve.clone(),
            })],
        ),
        (
            "drop the steward",
            vec![own(AdvanceStage {
                stage: Stage::Community,
            })],
        ),
        ("drain", vec![send("eve", 999_999)]),
        (
            "drain in parts",
            (0..10).map(|_| send("eve", 1_001)).collect(),
        ),
        ("drain QER", vec![transfer("eve", TREASURY)]),
        ("authz", vec![stargate("/cosmos.authz.v1beta1.MsgExec")]),
        ("grant", vec![stargate("/cosmos.authz.v1beta1.MsgGrant")]),
        (
            "multi-send",
            vec![stargate("/cosmos.bank.v1beta1.MsgMultiSend")],
        ),
        ("through the core: seize", vec![wrapped(&seize)]),
        ("through the core: mint", vec![wrapped(&mint)]),
        ("through the core: migrate", vec![wrapped(&migrate)]),
        ("through the core twice", vec![wrapped(&wrapped(&seize))]),
        (
            "through the core: the timelock",
            vec![wrapped(&own(SetDao { dao: eve.clone() }))],
        ),
        ("encoded: seize", vec![encoded(&seize)]),
        ("encoded: migrate", vec![encoded(&migrate)]),
        ("encoded in the core", vec![wrapped(&encoded(&mint))]),
        (
            "behind harmless ones",
            vec![routine(), sensitive(), wrapped(&encoded(&migrate))],
        ),
        (
            "new contract",
            vec![WasmMsg::Instantiate2 {
                admin: Some(eve),
                code_id: 1,
                label: "x".into(),
                msg: Binary::from(b"{}"),
                funds: cosmwasm_std::coins(1_000_000, "uusdc"),
                salt: Binary::from(b"x"),
            }
            .into()],
        ),
    ]
}

#[test]
fn lands_in_the_critical_class_waits_and_is_vetoed() {
    for (name, messages) in attacks() {
        let mut world = World::new();
        assert_eq!(
            world.class_of(messages.clone()).class,
            Class::Critical,
            "{name}"
        );
        let id = world.queue_by("dao", messages).unwrap();
        world.post("sponsor", id, CRITICAL_BOND).unwrap();
        world.wait(7 * DAY - 1);
        let early = world.execute("eve", Execute { id });
        assert!(
            matches!(early, Err(ContractError::NotReady { .. })),
            "{name}"
        );
        let forfeit = true;
        world.execute("guardian", Veto { id, forfeit }).unwrap();
        assert_eq!(world.status(id), Status::Vetoed, "{name}");
        assert!(world.execute("eve", Execute { id }).is_err(), "{name}");
        assert!(world.told.is_empty(), "{name}");
        assert_eq!(
            world.balance("timelock"),
            TREASURY + CRITICAL_BOND,
            "{name}"
        );
    }
}

/// It would let its spender take bonds long after the operation, when nothing checks them.
#[test]
fn nobody_gets_an_allowance_on_the_bond_token() {
    let mut world = World::new();
    let approve = |contract: &str| {
        let msg = r#"{"increase_allowance":{"spender":"eve","amount":"1","expires":null}}"#;
        call(contract, msg)
    };
    let before = world.storage();
    for messages in [
        vec![approve("token")],
        vec![routine(), approve("token")],
        vec![call(
            "token",
            "{ \"\\u0069ncrease_allowance\" :{\"amount\":\"1\",\"spender\":\"eve\",\"x\":[]}}",
        )],
        // The chain reads an address in capitals, too.
        vec![match approve("token") {
            CosmosMsg::Wasm(WasmMsg::Execute {
                contract_addr,
                msg,
                funds,
            }) => WasmMsg::Execute {
                contract_addr: contract_addr.to_uppercase(),
                msg,
                funds,
            }
            .into(),
            other => other,
        }],
    ] {
        assert_eq!(
            world.queue_by("dao", messages),
            Err(ContractError::BondTokenAllowance {})
        );
        assert_eq!(world.storage(), before);
    }
    // On any other token it is critical, like whatever is not known.
    let id = world.queue(vec![approve("other")]);
    assert_eq!(world.operation(id).class, Class::Critical);
}

#[test]
fn needs_the_steward_in_the_shared_stage() {
    for (name, messages) in attacks() {
        if name == "drop the steward" {
            continue;
        }
        let mut world = World::new();
        world.wait(180 * DAY);
        let id = world.schedule(messages);
        world.wait(7 * DAY);
        let alone = world.execute("eve", Execute { id });
        assert!(
            matches!(alone, Err(ContractError::MissingApproval { .. })),
            "{name}"
        );
    }
}

#[test]
fn cannot_act_without_an_operation() {
    let mut world = World::new();
    let before = world.storage();
    for sender in ["dao", "steward", "guardian", "eve", "token"] {
        for (_, messages) in attacks() {
            for message in messages {
                let CosmosMsg::Wasm(WasmMsg::Execute {
                    contract_addr, msg, ..
                }) = message
                else {
                    continue;
                };
                if contract_addr == a("timelock") {
                    let error = world.execute(sender, cosmwasm_std::from_json(msg).unwrap());
                    assert_eq!(error, Err(unauthorized(sender, "timelock itself")));
                }
            }
        }
    }
    assert_eq!(world.storage(), before);
}
