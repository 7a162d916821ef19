//! Real receivers, on a chain with rollback: one that works, one that fails, one that is no contract.

use cosmwasm_std::{
    to_json_binary, Addr, Binary, Decimal, Deps, DepsMut, Empty, Env, MessageInfo, Response,
    StdError, StdResult, Uint128,
};
use cw20::{BalanceResponse, Cw20Coin, Cw20ExecuteMsg, Cw20QueryMsg};
use cw_multi_test::{App, AppResponse, ContractWrapper, Executor};
use cw_storage_plus::Item;
use qerun_messages::voting::{
    AccountResponse, ExecuteMsg, InstantiateMsg, Params, PowerAtHeightResponse, QueryMsg,
    ReceiveMsg, StakeChangedExecuteMsg, StakeChangedHookMsg, Tier,
};

/// What a receiver counted; an instance whose count starts at a million fails at every message.
const COUNT: Item<(Uint128, Uint128)> = Item::new("count");

fn born(deps: DepsMut, _: Env, _: MessageInfo, broken: bool) -> StdResult<Response> {
    let start = if broken { 1_000_000u128 } else { 0 };
    COUNT.save(deps.storage, &(start.into(), Uint128::zero()))?;
    Ok(Response::new())
}

fn told(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: StakeChangedExecuteMsg,
) -> StdResult<Response> {
    let StakeChangedExecuteMsg::StakeChangeHook(change) = msg;
    let (mut sum, _) = COUNT.load(deps.storage)?;
    // As the rewards distributor: the power of the next block.
    let (StakeChangedHookMsg::Stake { addr, .. } | StakeChangedHookMsg::Unstake { addr, .. }) =
        &change;
    let power: PowerAtHeightResponse = deps.querier.query_wasm_smart(
        &info.sender,
        &QueryMsg::VotingPowerAtHeight {
            address: addr.to_string(),
            height: Some(env.block.height + 1),
        },
    )?;
    let seen = power.power;
    match change {
        StakeChangedHookMsg::Stake { amount, .. } => sum += amount,
        StakeChangedHookMsg::Unstake { amount, .. } => sum -= amount,
    }
    COUNT.save(deps.storage, &(sum, seen))?;
    if sum >= Uint128::new(900_000) {
        return Err(StdError::generic_err("broken"));
    }
    Ok(Response::new())
}

fn counted(deps: Deps, _: Env, _: Empty) -> StdResult<Binary> {
    to_json_binary(&COUNT.load(deps.storage)?)
}

struct World {
    app: App,
    token: Addr,
    voting: Addr,
    dao: Addr,
    alice: Addr,
    good: Addr,
    bad: Addr,
    nobody: Addr,
}

fn world() -> World {
    let mut app = App::default();
    let dao = app.api().addr_make("dao");
    let alice = app.api().addr_make("alice");
    let cw20 = ContractWrapper::new(
        cw20_base::contract::execute,
        cw20_base::contract::instantiate,
        cw20_base::contract::query,
    );
    let voting = ContractWrapper::new(
        qerun_voting::contract::execute,
        qerun_voting::contract::instantiate,
        qerun_voting::contract::query,
    )
    .with_reply(qerun_voting::contract::reply);
    let cw20 = app.store_code(Box::new(cw20));
    let voting = app.store_code(Box::new(voting));
    let receiver = app.store_code(Box::new(ContractWrapper::new(told, born, counted)));
    let msg = cw20_base::msg::InstantiateMsg {
        name: "Qerun".into(),
        symbol: "QER".into(),
        decimals: 6,
        initial_balances: vec![Cw20Coin {
            address: alice.to_string(),
            amount: Uint128::new(500),
        }],
        mint: None,
        marketing: None,
    };
    let token = app
        .instantiate_contract(cw20, dao.clone(), &msg, &[], "token", None)
        .unwrap();
    let tier = |unbonding, multiplier| Tier {
        unbonding,
        multiplier: Decimal::percent(multiplier),
    };
    let msg = InstantiateMsg {
        dao: None,
        owner: None,
        token: token.to_string(),
        tiers: vec![tier(100, 100), tier(200, 150)],
        min_unbonding: 1,
        active_threshold: None,
        params: Params {
            half_life: 86_400,
            hook_gas: 1_000_000,
        },
        guardian: None,
        perks: vec![],
        hooks: vec![],
    };
    let voting = app
        .instantiate_contract(voting, dao.clone(), &msg, &[], "voting", None)
        .unwrap();
    let mut receiver = |broken: bool, label: &str| {
        app.instantiate_contract(receiver, dao.clone(), &broken, &[], label, None)
            .unwrap()
    };
    let (good, bad) = (receiver(false, "good"), receiver(true, "bad"));
    let nobody = app.api().addr_make("no contract");
    let mut world = World {
        app,
        token,
        voting,
        dao,
        alice,
        good,
        bad,
        nobody,
    };
    for hook in [world.bad.clone(), world.nobody.clone(), world.good.clone()] {
        world.hook(&hook, true);
    }
    world
}

impl World {
    fn try_run(
        &mut self,
        sender: &Addr,
        contract: &Addr,
        msg: &impl serde::Serialize,
    ) -> Result<AppResponse, String> {
        let json = serde_json::to_value(msg).unwrap();
        self.app
            .execute_contract(sender.clone(), contract.clone(), &json, &[])
            .map_err(|error| error.root_cause().to_string())
    }

    fn run(&mut self, sender: &Addr, contract: &Addr, msg: &impl serde::Serialize) -> AppResponse {
        self.try_run(sender, contract, msg).unwrap()
    }

    fn dao(&mut self, msg: &ExecuteMsg) {
        let (dao, voting) = (self.dao.clone(), self.voting.clone());
        self.run(&dao, &voting, msg);
    }

    fn alice(&mut self, msg: &ExecuteMsg) -> AppResponse {
        let (alice, voting) = (self.alice.clone(), self.voting.clone());
        self.run(&alice, &voting, msg)
    }

    fn stake(&mut self, amount: u128) -> Result<AppResponse, String> {
        let msg = Cw20ExecuteMsg::Send {
            contract: self.voting.to_string(),
            amount: amount.into(),
            msg: to_json_binary(&ReceiveMsg::Stake { tier: None }).unwrap(),
        };
        let (alice, token) = (self.alice.clone(), self.token.clone());
        self.try_run(&alice, &token, &msg)
    }

    fn hook(&mut self, receiver: &Addr, add: bool) {
        let addr = receiver.to_string();
        self.dao(&match add {
            true => ExecuteMsg::AddHook { addr },
            false => ExecuteMsg::RemoveHook { addr },
        });
    }

    fn tokens(&self, of: &Addr) -> u128 {
        let address = of.to_string();
        let msg = Cw20QueryMsg::Balance { address };
        let app = self.app.wrap();
        let balance: BalanceResponse = app.query_wasm_smart(&self.token, &msg).unwrap();
        balance.balance.u128()
    }

    fn counted(&self, receiver: &Addr) -> (u128, u128) {
        let count: (Uint128, Uint128) = self
            .app
            .wrap()
            .query_wasm_smart(receiver, &Empty {})
            .unwrap();
        (count.0.u128(), count.1.u128())
    }

    fn power(&self) -> u128 {
        let msg = QueryMsg::Account {
            address: self.alice.to_string(),
        };
        let account: AccountResponse = self
            .app
            .wrap()
            .query_wasm_smart(&self.voting, &msg)
            .unwrap();
        account.power.u128()
    }
}

fn failures(response: &AppResponse) -> Vec<String> {
    response
        .events
        .iter()
        .filter(|event| event.ty == "wasm-qerun-voting/hook_failed")
        .map(|event| {
            let hook = event.attributes.iter().find(|a| a.key == "hook");
            hook.unwrap().value.clone()
        })
        .collect()
}

#[test]
fn d1_nobody_gains_power_of_which_a_receiver_was_not_told() {
    let mut world = world();
    let (bad, nobody, good) = (world.bad.clone(), world.nobody.clone(), world.good.clone());
    // The first that fails is named; nothing of the stake is left, also not with those that were told.
    world.hook(&good, false);
    world.hook(&bad, false);
    world.hook(&good, true);
    world.hook(&bad, true);
    for failing in [nobody, bad.clone()] {
        let refused = world.stake(100).unwrap_err();
        let named = format!("{failing} could not be told of the new power");
        assert!(refused.contains(&named), "{refused}");
        assert_eq!((world.tokens(&world.alice), world.power()), (500, 0));
        assert_eq!(world.counted(&good), (0, 0));
        world.hook(&failing, false);
    }
    let response = world.stake(100).unwrap();
    assert!(failures(&response).is_empty());
    assert_eq!((world.tokens(&world.alice), world.power()), (400, 100));
    assert_eq!(world.counted(&good), (100, 100));

    // A raise is a gain, too.
    world.hook(&bad, true);
    let raise = ExecuteMsg::RaiseTier {
        from: 0,
        to: 1,
        amount: Uint128::new(60),
    };
    let (alice, voting) = (world.alice.clone(), world.voting.clone());
    let refused = world.try_run(&alice, &voting, &raise).unwrap_err();
    assert!(refused.contains(bad.as_str()), "{refused}");
    assert_eq!((world.power(), world.counted(&good)), (100, (100, 100)));
    world.hook(&bad, false);
    world.alice(&raise);
    assert_eq!((world.power(), world.counted(&good)), (130, (130, 130)));
}

#[test]
fn d1_broken_receivers_keep_nobody_in() {
    let mut world = world();
    let (bad, nobody, good) = (world.bad.clone(), world.nobody.clone(), world.good.clone());
    world.hook(&bad, false);
    world.hook(&nobody, false);
    world.stake(100).unwrap();
    world.hook(&bad, true);
    world.hook(&nobody, true);
    let response = world.alice(&ExecuteMsg::Unstake {
        amount: Uint128::new(40),
    });
    assert_eq!(failures(&response), [bad.to_string(), nobody.to_string()]);
    assert_eq!(world.counted(&bad), (1_000_000, 0), "rolled back");
    assert_eq!(world.counted(&good), (60, 60));
    assert_eq!(world.power(), 60);

    world.app.update_block(|block| {
        block.height += 1;
        block.time = block.time.plus_seconds(100);
    });
    world.alice(&ExecuteMsg::Claim {});
    assert_eq!(world.tokens(&world.alice), 440);
}
