//! A receiver of stake-change hooks that fails or burns its gas: nobody gains power of which it was not told, everybody
//! may leave, and the DAO drops it through the timelock.

use std::cell::RefCell;

use cosmwasm_std::{
    to_json_binary, Addr, Binary, Deps, DepsMut, Env, MessageInfo, MigrateInfo, ReplyOn, Response,
    StdError, StdResult, WasmMsg,
};
use cw_multi_test::ContractWrapper;
use cw_storage_plus::Item;
use qerun_messages::voting::{self, ExecuteMsg as Voting, GetHooksResponse, QueryMsg as Ask};
use qerun_testing::suite::{call, qer};
use qerun_testing::Wrapper;
use qerun_voting::contract as official;
use serde_json::{json, Value};

use super::world::{refused, World, DAY};

thread_local! {
    /// Gas limit and way of reply of the messages that voting sent to receivers.
    static SENT: RefCell<Vec<(Option<u64>, ReplyOn)>> = const { RefCell::new(vec![]) };
}

fn recording_execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: Voting,
) -> Result<Response, qerun_voting::ContractError> {
    let response = official::execute(deps, env, info, msg)?;
    SENT.with_borrow_mut(|sent| {
        let all = response.messages.iter();
        let hooks = all.filter(|sub| match &sub.msg {
            cosmwasm_std::CosmosMsg::Wasm(WasmMsg::Execute { msg, .. }) => {
                msg.as_slice().starts_with(b"{\"stake_change_hook\"")
            }
            _ => false,
        });
        sent.extend(hooks.map(|sub| (sub.gas_limit, sub.reply_on.clone())));
    });
    Ok(response)
}

fn stay(_: DepsMut, _: Env, _: Value, _: MigrateInfo) -> StdResult<Response> {
    Ok(Response::new())
}

/// Migrates voting to a code that does the same and records the hook messages it sends.
fn set_up_failing_hook(world: &mut World) {
    let inner = ContractWrapper::new(recording_execute, official::instantiate, official::query)
        .with_reply(official::reply)
        .with_migrate(stay);
    let code = world.net.home.store(Wrapper::new("voting", inner));
    let (voting, timelock) = (world.dao.voting.clone(), world.timelock.clone());
    let migrate = WasmMsg::Migrate {
        contract_addr: voting.to_string(),
        new_code_id: code,
        msg: Binary::from(b"null"),
    };
    world.net.home.send_msg(&timelock, migrate).unwrap();
}

const HEARD: Item<Vec<Value>> = Item::new("heard");

fn begin(deps: DepsMut, _: Env, _: MessageInfo, _: Value) -> StdResult<Response> {
    HEARD.save(deps.storage, &vec![])?;
    Ok(Response::new())
}

fn listen(deps: DepsMut, _: Env, _: MessageInfo, msg: Value) -> StdResult<Response> {
    let mut heard = HEARD.load(deps.storage)?;
    heard.push(msg);
    HEARD.save(deps.storage, &heard)?;
    Ok(Response::new())
}

/// As a receiver out of gas: it has written, and then its message is undone.
fn burn(deps: DepsMut, env: Env, info: MessageInfo, msg: Value) -> StdResult<Response> {
    listen(deps, env, info, msg)?;
    Err(StdError::generic_err(
        "out of gas in location: wasm contract",
    ))
}

fn heard(deps: Deps, _: Env, _: Value) -> StdResult<Binary> {
    to_json_binary(&HEARD.load(deps.storage)?)
}

type Execute = fn(DepsMut, Env, MessageInfo, Value) -> StdResult<Response>;

fn receiver(world: &mut World, execute: Execute) -> Addr {
    let inner = ContractWrapper::new(execute, begin, heard);
    let code = world.net.home.store(Wrapper::new("receiver", inner));
    let eve = world.eve.clone();
    world
        .net
        .home
        .instantiate(code, &eve, &json!({}), &[], "receiver", None)
        .unwrap()
}

fn told(world: &World, receiver: &Addr) -> Vec<Value> {
    world.net.home.query(receiver, &json!({})).unwrap()
}

fn hooks(world: &World) -> Vec<String> {
    let answer: GetHooksResponse = world
        .net
        .home
        .query(&world.dao.voting, &Ask::GetHooks {})
        .unwrap();
    answer.hooks
}

fn set(world: &mut World, key: &str, hook: &Addr) {
    let message = call(&world.dao.voting, &json!({key: {"addr": hook}})).unwrap();
    world.enact(vec![message]).unwrap();
}

#[test]
fn d1_that_fails_keeps_nobody_in_and_the_dao_drops_it() {
    let mut world = World::new();
    set_up_failing_hook(&mut world);
    let (bad, good) = (receiver(&mut world, burn), receiver(&mut world, listen));
    set(&mut world, "add_hook", &good);
    let eve = world.eve.clone();
    world.stake(&eve, qer("1000"), Some(1)).unwrap();
    set(&mut world, "add_hook", &bad);
    assert_eq!(hooks(&world), [good.to_string(), bad.to_string()]);

    // A gain is refused and names the receiver; nothing of it is left, also not with the one that was told.
    let qer_balance = world.qer_balance(&eve);
    refused(world.stake(&eve, qer("1"), None), bad.as_str());
    let raise = Voting::RaiseTier {
        from: 1,
        to: 3,
        amount: qer("400"),
    };
    refused(world.voting(&eve, &raise), bad.as_str());
    assert_eq!(world.qer_balance(&eve), qer_balance);
    world.wait(6);
    let account = world.account(&eve).unwrap();
    assert_eq!((account.staked, account.power), (qer("1000"), qer("1500")));
    let stake = json!({"stake_change_hook": {"stake": {"addr": eve, "amount": "1500000000"}}});
    assert_eq!(told(&world, &good), std::slice::from_ref(&stake));
    assert!(told(&world, &bad).is_empty());

    // A loss happens: the failure is noted, with the receiver's name.
    SENT.with_borrow_mut(Vec::clear);
    let (tier, amount) = (1, qer("400"));
    let unstake = Voting::UnstakeFrom { tier, amount };
    let response = world.voting(&eve, &unstake).unwrap();
    let failed = |event: &&cosmwasm_std::Event| event.ty == "wasm-qerun-voting/hook_failed";
    let noted = response.events.iter().find(failed).unwrap();
    assert!(noted.attributes.iter().any(|at| at.value == bad.as_str()));
    // Each call had the gas limit that governance set, and a failure is caught: more it cannot burn.
    let limit = world.plan.voting.params.hook_gas;
    SENT.with_borrow(|sent| assert_eq!(*sent, vec![(Some(limit), ReplyOn::Error); 2]));
    world.wait(6);
    let account = world.account(&eve).unwrap();
    assert_eq!((account.staked, account.power), (qer("600"), qer("900")));
    let total = world.dao.total_power(&world.net.home, None).unwrap();
    assert_eq!(total, qer("500900"));
    assert_eq!(told(&world, &good).len(), 2);
    assert_eq!(world.qer_balance(&world.dao.voting), qer("201000"));

    // Nobody but the timelock drops it, and the timelock waits.
    let remove = Voting::RemoveHook {
        addr: bad.to_string(),
    };
    let core = world.dao.core.clone();
    for sender in [&core, &eve] {
        refused(world.voting(sender, &remove), "owner");
    }
    set(&mut world, "remove_hook", &bad);
    assert_eq!(hooks(&world), [good.to_string()]);
    let response = world.stake(&eve, qer("1"), None).unwrap();
    assert!(!response.events.iter().any(|event| failed(&event)));
    assert_eq!(told(&world, &good).len(), 3);
    world.wait(730 * DAY);
    world.voting(&eve, &Voting::Claim {}).unwrap();
    assert_eq!(world.qer_balance(&eve), qer("499399"));
    // Nobody was told of more than what a receiver needs to keep the sum.
    let sum: i128 = told(&world, &good).iter().map(change).sum();
    let power = world.account(&eve).unwrap().power;
    assert_eq!(sum, i128::try_from(power.u128()).unwrap());
}

/// The change of power that a hook tells.
fn change(hook: &Value) -> i128 {
    let hook: voting::StakeChangedExecuteMsg = serde_json::from_value(hook.clone()).unwrap();
    let voting::StakeChangedExecuteMsg::StakeChangeHook(hook) = hook;
    let (sign, amount) = match hook {
        voting::StakeChangedHookMsg::Stake { amount, .. } => (1, amount),
        voting::StakeChangedHookMsg::Unstake { amount, .. } => (-1, amount),
    };
    sign * i128::try_from(amount.u128()).unwrap()
}
