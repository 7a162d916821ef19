//! The steps by which the genesis is made.

use super::{deployment, sent};
use crate::plan::file;
use cosmwasm_std::{from_json, WasmMsg};
use qerun_deployment::address::encode;
use qerun_deployment::plan::Side;
use qerun_deployment::{Contract, Known, Step};
use serde_json::{json, Value};

/// A named factory is asked for the pair, and none of its codes is stored.
#[test]
fn a_named_factory() {
    let mut plan = file();
    let factory = encode("home", &[8; 32]).unwrap();
    plan.qer_pool.as_mut().unwrap().fee_bps = None;
    plan.qer_pool.as_mut().unwrap().factory = Some(factory.clone());
    let steps = Step::all(&plan);
    let contract = Contract::QerPoolFactory;
    assert!(!steps.contains(&Step::Instantiate { contract }));
    let code = "astroport_factory";
    assert!(!steps.contains(&Step::Store {
        side: Side::Home,
        code
    }));
    assert!(steps.contains(&Step::Store {
        side: Side::Dex,
        code
    }));
    assert_eq!(deployment(&plan).qer_factory(), factory);
    let WasmMsg::Execute {
        contract_addr, msg, ..
    } = sent(&plan, Step::CreateQerPair)
    else {
        panic!();
    };
    let (token, denom) = (
        deployment(&plan).predicted(Contract::Token).to_owned(),
        plan.stable_home(),
    );
    let msg: Value = from_json(msg).unwrap();
    assert_eq!(contract_addr, factory);
    assert_eq!(
        msg["create_pair"]["asset_infos"],
        json!([{"token": {"contract_addr": token}}, {"native_token": {"denom": denom}}])
    );
}

/// What somebody else could do between two steps is why they are one transaction; all others are on their own.
#[test]
fn what_leaves_together() {
    let plan = file();
    let transactions = Step::transactions(&plan);
    assert_eq!(transactions.concat(), Step::all(&plan));
    let instantiate = |contract| Step::Instantiate { contract };
    let together: Vec<Vec<Step>> = transactions
        .iter()
        .filter(|steps| steps.len() != 1)
        .cloned()
        .collect();
    let member = |place| {
        vec![
            instantiate(Contract::Vesting(place)),
            Step::FundVesting { place },
        ]
    };
    let token = vec![instantiate(Contract::Token), Step::CreateQerPair];
    assert_eq!(together, [token, member(0), member(1)]);
    // The factory that is asked for the pair is there before.
    let at = |wanted: Step| {
        let mut places = transactions.iter();
        places.position(|steps| steps.contains(&wanted)).unwrap()
    };
    assert!(at(instantiate(Contract::QerPoolFactory)) < at(Step::CreateQerPair));
    // None needs what the chain tells of the one before it.
    let mut known = Known {
        voting: "voting".to_owned(),
        pair: "pair".to_owned(),
        qer_pair: "qer_pair".to_owned(),
        lp_token: "lp_token".to_owned(),
        ..Known::default()
    };
    known.learn_code(Side::Home, "qerun_token_voting", 7);
    known.learn_code(Side::Home, "cw_vesting", 8);
    let deployment = deployment(&plan);
    for steps in &together {
        let (side, step) = (steps[0].side(), steps[1]);
        assert_eq!(step.side(), side);
        let before = deployment.message(step, &Known::default(), 1).unwrap();
        assert_eq!(before, deployment.message(step, &known, 2).unwrap());
    }
    // Without a pair and a team nothing does.
    let mut plain = plan.clone();
    plain.team.clear();
    (plain.emissions, plain.qer_pool) = (None, None);
    let all = Step::transactions(&plain);
    assert!(all.iter().all(|steps| steps.len() == 1));
}
