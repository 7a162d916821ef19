//! The suite of the property tests and `qerun deploy` send the same: what holds for the one holds for the other.

use cosmwasm_std::{Addr, CosmosMsg};
use qerun::deploy::State;
use qerun_deployment::plan::PlanFile;
use qerun_deployment::Plan;
use qerun_testing::suite::deploy;
use qerun_testing::{Chain, Network, Setup};
use serde_json::{json, Value};

use crate::onchain::World;

/// The local net's plan as it is committed, channels included.
fn localnet() -> PlanFile {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../deploy/localnet.toml");
    let plan = Plan::load(path.as_ref()).unwrap();
    PlanFile::clone(&plan)
}

/// All that a chain was sent: codes by their checksum with who stored them, in the order of their ids, and messages
/// with who signed them.
#[derive(Debug, PartialEq)]
struct Sent {
    codes: Vec<(Addr, Vec<u8>)>,
    transactions: Vec<(Addr, Vec<CosmosMsg>)>,
}

fn sent(chain: &Chain) -> Sent {
    let wrap = chain.app.wrap();
    let codes = (1..).map_while(|id| wrap.query_wasm_code_info(id).ok());
    let transactions = chain.recorder.take().into_iter();
    // The chains' own look-ups are recorded, too; nobody signed those.
    let signed = transactions.filter_map(|one| Some((one.sender?, one.messages)));
    Sent {
        codes: codes
            .map(|code| (code.creator, code.checksum.as_slice().to_vec()))
            .collect(),
        transactions: signed.collect(),
    }
}

fn recorded(net: &Network) -> [Sent; 2] {
    [sent(&net.home), sent(&net.dex)]
}

fn record(net: &Network) {
    net.home.recorder.start();
    net.dex.recorder.start();
}

fn by_the_suite(plan: &PlanFile) -> [Sent; 2] {
    let setup = Setup::of(plan.clone());
    let mut net = setup.network().unwrap();
    record(&net);
    deploy(&mut net, plan).unwrap();
    recorded(&net)
}

/// `folder` is that of the stand-in files; each test has its own.
fn by_the_program(plan: &PlanFile, folder: &str) -> [Sent; 2] {
    let plan = Plan::check(plan.clone()).unwrap();
    let mut world = World::with(folder, plan);
    record(&world.net);
    world.run(&mut State::default()).unwrap();
    recorded(&world.net)
}

#[test]
fn the_suite_sends_byte_for_byte_what_deploy_sends() {
    let plan = localnet();
    let (suite, program) = (by_the_suite(&plan), by_the_program(&plan, "same-messages"));
    let [home, dex] = &program;
    // Two members have a vesting contract each, which is made and funded by one transaction, as the token and its pair are.
    assert_eq!((home.codes.len(), home.transactions.len()), (14, 12));
    let messages = home.transactions.iter().map(|(_, sent)| sent.len());
    assert_eq!(messages.filter(|number| *number == 2).count(), 3);
    assert_eq!((dex.codes.len(), dex.transactions.len()), (4, 4));
    assert_eq!(suite, program);
}

/// One field of the plan that differs is a message that differs: the comparison above sees all of them.
#[test]
fn another_plan_sends_something_else() {
    let plan = localnet();
    let program = by_the_program(&plan, "other-messages");
    let tree = serde_json::to_value(&plan).unwrap();
    let eve = "home1v4mx2etkv4jhvet9wejk2an9v4mx2etk4r9tsd";
    let fields: [(&str, Value); 24] = [
        ("/team/0/name", json!("eve")),
        ("/team/0/address", json!(eve)),
        ("/team/0/cliff", json!(61)),
        ("/team/1/amount", json!("6666666650001")),
        ("/emissions/lock/min_power", json!("1000000001")),
        ("/emissions/liquidity/points/0/after", json!(21_601)),
        ("/qer_pool/fee_bps", json!(31)),
        ("/qer_pool/unbonding", json!(61)),
        ("/name", json!("another")),
        ("/guardian", json!(eve)),
        ("/token/max_yearly_mint_bps", json!(1)),
        ("/supply/1/to", json!(eve)),
        ("/dao/quorum", json!("0.11")),
        ("/voting/tiers/1/multiplier", json!("1.6")),
        ("/voting/perks/0/min_power", json!("10000000001")),
        ("/timelock/params/critical/bond", json!("50000000001")),
        ("/timelock/stewardship/shared_after", json!(86_401)),
        ("/timelock/spend_limits/0/routine", json!("10000000001")),
        ("/oracle/2/config/policy/max_age", json!(3_601)),
        ("/market/cash_share", json!("0.51")),
        ("/reserve/min_order", json!("10000001")),
        ("/route/return_timeout", json!(121)),
        (
            "/outpost/owner",
            json!("dex1v4mx2etkv4jhvet9wejk2an9v4mx2etkyfalxf"),
        ),
        ("/dex_pool/stable", json!("4000000000001")),
    ];
    for (field, value) in fields {
        let mut other = tree.clone();
        *other.pointer_mut(field).unwrap() = value;
        let other: PlanFile = serde_json::from_value(other).unwrap();
        assert_ne!(by_the_suite(&other), program, "{field}");
    }
}
