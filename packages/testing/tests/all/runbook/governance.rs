//! How things are changed, and what goes wrong on the way: operations, vetoes, the guardian, hooks.

use cosmwasm_std::{to_json_binary, Addr, CosmosMsg, DepsMut, Env, MessageInfo, Response};
use cosmwasm_std::{Binary, Deps, StdError, StdResult};
use cw_multi_test::ContractWrapper;
use qerun_messages::timelock::{BondState, Class, ExecuteMsg, Status};
use qerun_messages::voting::ExecuteMsg as Voting;
use qerun_testing::dao::Vote;
use qerun_testing::suite::{call, qer, usd};
use qerun_testing::Wrapper;
use serde_json::{json, Value};

use crate::runbook::hand::{number, DAY};
use crate::runbook::page::{open, Section};
use crate::runbook::world::{refused, World, INITIAL_QER};

impl World {
    /// Anyone's query of the timelock, or of the market.
    fn ask(&self, contract: &Addr, msg: &Value) -> Value {
        self.net.home.query(contract, msg).unwrap()
    }

    fn market_params(&self) -> Value {
        self.ask(&self.at.market, &json!({"params": {}}))
    }

    /// The message that the page prints for the DAO: a change of the market's parameters, to be queued within a fortnight.
    fn dearer(&self, s: &Section) -> Value {
        let mut params = self.market_params();
        let slope = params["rates"]["slope_low"].as_str().unwrap().to_owned();
        let slope: f64 = slope.parse().unwrap();
        params["rates"]["slope_low"] = json!(format!("{:.6}", slope * 1.05));
        let update = json!({"update_params": {"params": params}});
        s.say(
            "queue",
            "update_params",
            &[
                ("contract_addr", json!(self.at.market)),
                ("msg", json!(to_json_binary(&update).unwrap())),
                ("not_after", json!(self.fortnight())),
            ],
        )
    }

    /// Proposed and passed, not executed yet; says the proposal.
    fn pass(&mut self, queue: &Value) -> u64 {
        let (alice, bob) = (self.alice.clone(), self.bob.clone());
        let message = call(&self.timelock, queue).unwrap();
        let id = self
            .propose(&alice, "Higher interest", &[message], Some(Vote::Yes))
            .unwrap();
        self.vote(&bob, id, Vote::Yes).unwrap();
        self.wait(DAY);
        id
    }

    /// The id that the page's query tells.
    fn newest(&self, s: &Section) -> u64 {
        let list = self.ask(&self.timelock, &s.say("operations", "", &[]));
        list["operations"][0]["id"].as_u64().unwrap()
    }

    /// Anyone sends the timelock what the page prints.
    fn anyone(&mut self, msg: &Value) -> anyhow::Result<()> {
        let (eve, timelock) = (self.eve.clone(), self.timelock.clone());
        self.send(&eve, &timelock, msg).map(drop)
    }

    fn guardian(&mut self, msg: &Value) -> anyhow::Result<()> {
        let (guardian, timelock) = (self.at.guardian.clone(), self.timelock.clone());
        refused(self.anyone(msg), "only the guardian");
        self.send(&guardian, &timelock, msg).map(drop)
    }

    /// Sam posts the bond as the page says.
    fn post(&mut self, s: &Section, id: u64, amount: u128) {
        let (sam, timelock) = (self.sam.clone(), self.timelock.clone());
        let post = s.say("post_bond", "", &[("id", json!(id))]);
        self.send_qer(&sam, &timelock, amount.into(), &post)
            .unwrap();
    }
}

/// The page's operation number.
fn this(id: u64) -> [(&'static str, Value); 1] {
    [("id", json!(id))]
}

pub fn changing_something() {
    let s = open("Changing something");
    let mut w = World::new();
    let sam = w.sam.clone();
    let queue = w.dearer(&s);

    // 1. Class, delay, bond; from when the parameters may move.
    let class_of = s.say(
        "class_of",
        "",
        &[("messages", queue["queue"]["messages"].clone())],
    );
    let class = w.ask(&w.timelock, &class_of);
    assert_eq!(class["class"], "sensitive", "{class}");
    assert_eq!(number(&class["bond"]), qer("10000").u128());
    assert_eq!(number(&class["delay"]), u128::from(3 * DAY));
    let threshold = w.ask(&w.at.market, &s.say("threshold", "", &[]));
    assert_eq!(number(&threshold["params_ready_at"]), 0, "{threshold}");
    // 2. to 5.
    let before = w.market_params();
    let proposal = w.pass(&queue);
    w.execute_proposal(proposal).unwrap();
    let id = w.newest(&s);
    assert_eq!(w.status(id), Status::AwaitingBond);
    w.post(&s, id, qer("10000").u128());
    assert_eq!(w.qer_balance(&sam), qer(INITIAL_QER) - qer("10000"));
    let execute = s.say("execute", "", &this(id));

    let unapproved = "the steward has not approved, or the DAO what a steward queued";
    s.row(&format!(
        "NotReady, MissingApproval | the delay runs; {unapproved}"
    ));
    refused(w.anyone(&execute), "not ready before");
    w.ripen(id);
    w.anyone(&execute).unwrap();
    assert_ne!(w.market_params(), before);
    assert_eq!(w.qer_balance(&sam), qer(INITIAL_QER));
    let threshold = w.ask(&w.at.market, &s.say("threshold", "", &[]));
    let ready = number(&threshold["params_ready_at"]);
    assert_eq!(ready, u128::from(w.net.home.now() + DAY));

    s.row("an error of the contract | its own bound, step or cool-down");
    let [first, second] = [0, 1].map(|_| {
        let queue = w.dearer(&s);
        let proposal = w.pass(&queue);
        w.execute_proposal(proposal).unwrap();
        let id = w.newest(&s);
        w.post(&s, id, qer("10000").u128());
        id
    });
    w.ripen(second);
    w.anyone(&s.say("execute", "", &this(first))).unwrap();
    let execute = s.say("execute", "", &this(second));
    refused(w.anyone(&execute), "again");
    w.wait(DAY);
    w.anyone(&execute).unwrap();

    not_enough_or_too_late(&s);
    the_steward_approves(&s);
    s.done();
}

fn not_enough_or_too_late(s: &Section) {
    let mut w = World::new();
    let (sam, eve) = (w.sam.clone(), w.eve.clone());

    s.row("BondsNotCovered | the operation would spend bonds of others");
    let waiting = w.file(vec![w.pay_qer(&eve, "900000")]);
    w.post(s, waiting, qer("50000").u128());
    let greedy = w.start(vec![w.pay_qer(&eve, "1000001")]);
    w.ripen(greedy);
    refused(w.anyone(&s.say("execute", "", &this(greedy))), "bonds");
    let cancel = w.own(ExecuteMsg::Cancel { id: greedy });
    assert_eq!(w.by_core(vec![cancel]), "executed");
    assert_eq!(w.status(greedy), Status::Cancelled);
    assert_eq!(w.qer_balance(&sam), qer(INITIAL_QER) - qer("50000"));
    assert_eq!(w.qer_balance(&eve), qer(INITIAL_QER));

    s.row("Expired | too late");
    w.wait(20 * DAY);
    refused(w.anyone(&s.say("execute", "", &this(waiting))), "expired");
    w.anyone(&s.say("close", "", &this(waiting))).unwrap();
    assert_eq!(w.qer_balance(&sam), qer(INITIAL_QER));

    s.row("TooLate | the proposal was executed after its not_after");
    let mut queue = w.dearer(s);
    queue["queue"]["not_after"] = json!(w.net.home.now() + 2 * DAY);
    let proposal = w.pass(&queue);
    w.wait(DAY + 1);
    let newest = w.newest(s);
    let _ = w.execute_proposal(proposal);
    assert_eq!(w.newest(s), newest);
    assert_ne!(w.proposal_status(proposal).unwrap(), "executed");
    let queue = w.dearer(s);
    let proposal = w.pass(&queue);
    w.execute_proposal(proposal).unwrap();
    let id = w.newest(s);
    assert!(id > newest);

    s.row("BondForfeitable | it was cancelled, and its delay is not over");
    w.post(s, id, qer("10000").u128());
    let cancel = w.own(ExecuteMsg::Cancel { id });
    assert_eq!(w.by_core(vec![cancel]), "executed");
    let close = s.say("close", "", &this(id));
    refused(w.anyone(&close), "may be forfeited until");
    assert_eq!(w.qer_balance(&sam), qer(INITIAL_QER) - qer("10000"));
    let ready = w.operation(id).unwrap().operation.ready_at.unwrap();
    let now = w.net.home.now();
    w.wait(ready - now);
    w.anyone(&close).unwrap();
    assert_eq!(w.qer_balance(&sam), qer(INITIAL_QER));
}

/// In the stage `shared` a critical operation lacks the steward's approval.
fn the_steward_approves(s: &Section) {
    let mut w = World::new();
    w.wait(180 * DAY);
    let (steward, timelock, eve) = (
        w.at.steward.clone().unwrap(),
        w.timelock.clone(),
        w.eve.clone(),
    );
    let id = w.start(vec![w.pay_qer(&eve, "200000")]);
    w.ripen_unapproved(id);
    let execute = s.say("execute", "", &this(id));
    refused(w.anyone(&execute), "approval");
    let approve = s.say("co_sign", "", &this(id));
    refused(
        w.anyone(&approve),
        "only the DAO or the steward may do this",
    );
    w.send(&steward, &timelock, &approve).unwrap();
    w.anyone(&execute).unwrap();
    assert_eq!(w.qer_balance(&eve), qer(INITIAL_QER) + qer("200000"));
}

impl World {
    fn until(&mut self, time: u64) {
        let now = self.net.home.now();
        self.wait(time - now);
    }

    fn ripen_unapproved(&mut self, id: u64) {
        let ready_at = self.operation(id).unwrap().operation.ready_at.unwrap();
        let now = self.net.home.now();
        self.wait(ready_at - now);
    }
}

/// The halt that the guardian started ends, after its time, when anyone says so.
pub fn a_halt_of_the_guardian(end: &Value) {
    let (mut w, _, ann) = World::with_loans();
    w.guardian_pause("price-qer").unwrap();
    let ends_at = w.net.home.now() + 7 * DAY;
    w.refresh().unwrap();
    refused(w.borrow(&ann, usd("100")), "is halted");
    w.until(ends_at - 1);
    refused(w.anyone(end), "runs until");
    w.until(ends_at);
    w.anyone(end).unwrap();
    w.refresh().unwrap();
    w.borrow(&ann, usd("100")).unwrap();
}

pub fn a_hostile_operation() {
    let s = open("A hostile operation waits");
    let (mut w, sue, ann) = World::with_loans();
    let (eve, sam) = (w.eve.clone(), w.sam.clone());
    let seize = vec![w.pay_qer(&eve, "1000000")];

    // Vetoed, the bond forfeited; or given back.
    let treasury = w.qer_balance(&w.timelock);
    let id = w.start(seize.clone());
    w.guardian(&s.say("veto", "", &this(id))).unwrap();
    assert_eq!(w.status(id), Status::Vetoed);
    assert_eq!(w.bond_state(id), BondState::Forfeited);
    assert_eq!(w.qer_balance(&w.timelock), treasury + qer("50000"));
    let id = w.start(seize.clone());
    let mut veto = s.say("veto", "", &this(id));
    veto["veto"]["forfeit"] = json!(false);
    w.guardian(&veto).unwrap();
    assert_eq!(w.bond_state(id), BondState::Returned);
    assert_eq!(w.qer_balance(&sam), qer(INITIAL_QER) - qer("50000"));
    // A cancel in front does not save it.
    let id = w.start(seize.clone());
    let cancel = w.own(ExecuteMsg::Cancel { id });
    assert_eq!(w.by_core(vec![cancel]), "executed");
    w.guardian(&s.say("veto", "", &this(id))).unwrap();
    assert_eq!(w.bond_state(id), BondState::Forfeited);
    // Not when its delay is over.
    let id = w.start(seize);
    w.ripen(id);
    refused(
        {
            let msg = s.say("veto", "", &this(id));
            w.guardian(&msg)
        },
        "was over at",
    );

    // Pauses: what each stops, and that the same is not stopped by another in turn.
    let pauses = w.ask(&w.timelock, &s.say("pauses", "", &[]));
    let pauses = pauses["pauses"].as_array().unwrap().clone();
    assert!(pauses.iter().all(|row| number(&row["ready_at"]) == 0));
    w.refresh().unwrap();
    w.guardian(&s.say("pause", "market", &[])).unwrap();
    w.fund_stable(&sue, usd("1")).unwrap();
    refused(w.supply(&sue, usd("1")), "paused");
    refused(w.borrow(&ann, usd("100")), "paused");
    refused(w.guardian_pause("price-qer"), "before");
    // It ends by itself; a halt when anyone says so, and cools down from then.
    w.wait(7 * DAY);
    w.supply(&sue, usd("1")).unwrap();
    w.wait(7 * DAY);
    w.guardian_pause("price-qer").unwrap();
    w.wait(8 * DAY);
    w.refresh().unwrap();
    refused(w.borrow(&ann, usd("100")), "is halted");
    let end = s.say("end_pause", "", &[]);
    w.anyone(&end).unwrap();
    let ready_at = w.net.home.now() + 7 * DAY;
    w.refresh().unwrap();
    w.borrow(&ann, usd("100")).unwrap();
    w.until(ready_at - 1);
    refused(w.guardian_pause("price-qer"), "before");
    w.until(ready_at);
    w.guardian_pause("price-qer").unwrap();
    // Who holds the votes.
    let stakers = w.ask(&w.dao.voting, &json!({"stakers": {}}));
    assert!(stakers.to_string().contains(w.bob.as_str()));
    s.done();
}

pub fn the_guardian_is_lost() {
    let s = open("The guardian is lost or hostile");
    let mut w = World::new();
    let next_owner = w.user("next_owner");
    let replace = s.say("set_guardian", "", &[("guardian", json!(next_owner))]);
    let message = call(&w.timelock, &replace).unwrap();
    assert_eq!(w.class(vec![message.clone()]), Class::Critical);
    // With anything else it can be vetoed, alone it cannot.
    let eve = w.eve.clone();
    let mixed = w.start(vec![message.clone(), w.pay_qer(&eve, "1")]);
    w.veto(mixed, true).unwrap();
    let id = w.start(vec![message]);
    assert!(w.veto(id, true).is_err());
    w.ripen(id);
    w.execute_operation(id).unwrap();
    refused(w.guardian_pause("market"), "only the guardian");
    let (timelock, pause) = (w.timelock.clone(), json!({"pause": {"id": "market"}}));
    w.send(&next_owner, &timelock, &pause).unwrap();
    // In the stage `shared` the steward must approve, too.
    let mut w = World::new();
    w.wait(180 * DAY);
    let message = call(&w.timelock, &replace).unwrap();
    let id = w.start(vec![message]);
    w.ripen_unapproved(id);
    refused(w.execute_operation(id), "approval");
    s.done();
}

fn begin(_: DepsMut, _: Env, _: MessageInfo, _: Value) -> StdResult<Response> {
    Ok(Response::new())
}

fn fail(_: DepsMut, _: Env, _: MessageInfo, _: Value) -> StdResult<Response> {
    Err(StdError::generic_err("codespace: sdk, code: 11"))
}

fn tell(_: Deps, _: Env, _: Value) -> StdResult<Binary> {
    to_json_binary(&json!({}))
}

/// A world whose voting tells a receiver that fails.
fn failing_receiver() -> (World, Addr) {
    let mut w = World::new();
    let eve = w.eve.clone();
    w.stake(&eve, qer("1000"), None).unwrap();
    let code = Wrapper::new("receiver", ContractWrapper::new(fail, begin, tell));
    let code = w.net.home.store(code);
    let receiver = w
        .net
        .home
        .instantiate(code, &eve, &json!({}), &[], "receiver", None)
        .unwrap();
    let add = call(&w.dao.voting, &json!({"add_hook": {"addr": receiver}})).unwrap();
    w.enact(vec![add]).unwrap();
    (w, receiver)
}

/// As an operation of the DAO's, of voting; says its class.
fn of_voting(w: &mut World, msg: &Value) -> Class {
    let message: CosmosMsg = call(&w.dao.voting, msg).unwrap();
    let class = w.class(vec![message.clone()]);
    w.enact(vec![message]).unwrap();
    class
}

pub fn a_hook_receiver_fails() {
    let s = open("A hook receiver fails");
    let (mut w, receiver) = failing_receiver();
    let (eve, voting) = (w.eve.clone(), w.dao.voting.clone());
    refused(w.stake(&eve, qer("1"), None), receiver.as_str());
    let unstake = Voting::Unstake { amount: qer("1") };
    let response = w.voting(&eve, &unstake).unwrap();
    let failed = |e: &cosmwasm_std::Event| e.ty == "wasm-qerun-voting/hook_failed";
    assert!(response.events.iter().any(failed));
    assert_eq!(w.account(&eve).unwrap().staked, qer("999"));

    // More gas, up to twice as much.
    let settings = json!({"settings": {}});
    let params = w.ask(&voting, &settings)["params"].clone();
    let mut more = params.clone();
    more["hook_gas"] = json!(params["hook_gas"].as_u64().unwrap() * 2);
    let update = s.say("update_params", "", &[("params", more.clone())]);
    assert_eq!(of_voting(&mut w, &update), Class::Sensitive);
    assert_eq!(w.ask(&voting, &settings)["params"], more);
    refused(w.stake(&eve, qer("1"), None), receiver.as_str());
    // This one fails for another reason: it goes.
    let remove = s.say("remove_hook", "", &[("addr", json!(receiver))]);
    // Until then it waits as long as anything may, while whoever wants to leaves.
    let id = w.start(vec![call(&voting, &remove).unwrap()]);
    w.voting(&eve, &unstake).unwrap();
    w.ripen(id);
    refused(w.stake(&eve, qer("1"), None), receiver.as_str());
    w.execute_operation(id).unwrap();
    w.stake(&eve, qer("1"), None).unwrap();
    assert_eq!(w.account(&eve).unwrap().staked, qer("999"));
    // So does putting it back.
    let add = call(&voting, &json!({"add_hook": {"addr": receiver}})).unwrap();
    for message in [call(&voting, &remove).unwrap(), add] {
        assert_eq!(w.class(vec![message]), Class::Critical);
    }
    s.done();
}

/// What may happen to a distributor is played on the official contracts by `tests/voting`, and deposits and the
/// pre-propose module by `tests/gov/deposits.rs`; here, that a receiver too many keeps everybody from staking until
/// the DAO, whose votes and proposals go on, has removed it.
pub fn before_rewards_change() {
    let s = open("Before rewards or hooks change");
    let (mut w, receiver) = failing_receiver();
    let (bob, eve) = (w.bob.clone(), w.eve.clone());
    for user in [&bob, &eve] {
        refused(w.stake(user, qer("1"), None), receiver.as_str());
    }
    assert_eq!(w.by_core(vec![]), "executed");
    let class = of_voting(&mut w, &json!({"remove_hook": {"addr": receiver}}));
    assert_eq!(class, Class::Critical);
    w.stake(&eve, qer("1"), None).unwrap();
    s.done();
}
