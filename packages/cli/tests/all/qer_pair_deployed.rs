//! Between the token and its pair there is no block, so that nobody creates the pair with another curve.

use std::cell::RefCell;
use std::rc::Rc;

use cosmwasm_std::{
    to_json_binary, Addr, Binary, Deps, DepsMut, Env, MessageInfo, Response, StdResult,
};
use cw_multi_test::ContractWrapper;
use qerun::deploy::{DeployError, State, Step};
use qerun_deployment::plan::Both;
use qerun_deployment::{qer_pool_assets, Contract, Deployment, Plan};
use qerun_testing::codes::contract;
use qerun_testing::suite::DEPLOYER;
use qerun_testing::{Chain, Wrapper};
use serde_json::{json, Value};

use crate::onchain::{whole_plan_file, Kill, World};

/// Where the pair of another curve keeps what it trades.
const ASSETS: &[u8] = b"assets";

/// As each of Astroport's pairs it asks what it trades for names and decimals.
fn begin(deps: DepsMut, _: Env, _: MessageInfo, msg: Value) -> StdResult<Response> {
    for asset in msg["asset_infos"].as_array().unwrap() {
        if let Some(token) = asset.pointer("/token/contract_addr") {
            let token = token.as_str().unwrap();
            let info = json!({"token_info": {}});
            let _: cw20::TokenInfoResponse = deps.querier.query_wasm_smart(token, &info)?;
        }
    }
    let assets = to_json_binary(&msg["asset_infos"])?;
    deps.storage.set(ASSETS, &assets);
    Ok(Response::new())
}

fn refuse(_: DepsMut, _: Env, _: MessageInfo, _: Value) -> StdResult<Response> {
    unreachable!("nobody trades");
}

fn tell(deps: Deps, env: Env, _: Value) -> StdResult<Binary> {
    let assets: Value = cosmwasm_std::from_json(deps.storage.get(ASSETS).unwrap())?;
    let at = env.contract.address;
    to_json_binary(&json!({
        "asset_infos": assets, "contract_addr": at, "liquidity_token": at, "pair_type": {"stable": {}},
    }))
}

/// A chain's own Astroport: two kinds of pairs, and its factory takes anybody's.
fn astroport(home: &mut Chain) -> Addr {
    let astro = home.addr("astroport");
    let other_curve = Wrapper::new("stable-pair", ContractWrapper::new(refuse, begin, tell));
    let codes = [
        contract("astroport_pair"),
        other_curve,
        contract("cw20_base"),
        contract("astroport_factory"),
    ];
    let [xyk, stable, token, factory] = codes.map(|code| home.store_by(astro.clone(), code));
    let kind = |code: u64, kind: &str| {
        json!({
            "code_id": code, "pair_type": {kind: {}}, "total_fee_bps": 30, "maker_fee_bps": 0, "is_disabled": false,
            "is_generator_disabled": true, "permissioned": false,
        })
    };
    let msg = json!({
        "pair_configs": [kind(xyk, "xyk"), kind(stable, "stable")], "token_code_id": token, "fee_address": null,
        "generator_address": null, "owner": astro, "whitelist_code_id": 0, "coin_registry_address": astro,
    });
    home.instantiate(factory, &astro, &msg, &[], "factory", None)
        .unwrap()
}

/// The local net's plan at that Astroport, and eve, who wants the pair to be of another curve and says what became of it.
fn world(name: &str) -> (World, Addr, Rc<RefCell<Vec<String>>>) {
    let mut file = whole_plan_file();
    let mut world = World::with(name, Plan::check(file.clone()).unwrap());
    let factory = astroport(&mut world.net.home);
    let pool = file.qer_pool.as_mut().unwrap();
    (pool.factory, pool.fee_bps) = (Some(factory.to_string()), None);
    world.plan = Plan::check(file).unwrap();

    let deployers = Both {
        home: world.net.home.addr(DEPLOYER).into_string(),
        dex: world.net.dex.addr(DEPLOYER).into_string(),
    };
    let checksum = |code| Ok::<_, DeployError>(world.artifacts.checksum(code)?);
    let deployment = Deployment::new(&world.plan, &deployers, checksum).unwrap();
    // Everybody can compute where the token will be.
    let assets = qer_pool_assets(&world.plan, deployment.predicted(Contract::Token));
    let (at, tried) = (factory.clone(), Rc::<RefCell<Vec<String>>>::default());
    let told = tried.clone();
    world.stranger = Some(Box::new(move |home| {
        let result = take(home, &at, &json!(assets));
        told.borrow_mut().push(match result {
            Ok(_) => "done".to_owned(),
            Err(error) => format!("{error:#}"),
        });
    }));
    (world, factory, tried)
}

fn take(home: &mut Chain, factory: &Addr, assets: &Value) -> anyhow::Result<()> {
    let eve = home.addr("eve");
    let create = json!({"create_pair": {
        "pair_type": {"stable": {}}, "asset_infos": assets, "init_params": null,
    }});
    home.execute(&eve, factory, &create, &[]).map(drop)
}

/// What eve was told before the token was there, and after it.
#[track_caller]
fn ensure_refused(tried: &RefCell<Vec<String>>) {
    let tried = tried.borrow();
    let created = |told: &&String| told.contains("Pair was already created");
    let after = tried.iter().filter(created).count();
    let before = tried.iter().take_while(|told| !created(told)).count();
    assert!(before > 0 && after > 0, "{tried:#?}");
    assert_eq!(before + after, tried.len(), "{tried:#?}");
    // Before, there is no token that a pair could ask.
    let asked = |told: &String| told.contains("Querier contract error");
    assert!(tried[..before].iter().all(asked), "{tried:#?}");
}

fn pair_type(world: &World, state: &State) -> Value {
    let pair = Addr::unchecked(&state.chain.home.contracts["qer_pair"]);
    let home = &world.net.home;
    let pair: Value = home.query(&pair, &json!({"pair": {}})).unwrap();
    pair["pair_type"].clone()
}

#[test]
fn nobody_takes_the_pair_before_the_deployment() {
    let (mut world, factory, tried) = world("pair-stranger");
    let mut state = State::default();
    world.run(&mut state).unwrap();
    ensure_refused(&tried);
    assert_eq!(pair_type(&world, &state), json!({"xyk": {}}));
    // What eve sends is right: another pair of the token is made.
    let token = &state.chain.home.contracts["token"];
    let other = json!([{"token": {"contract_addr": token}}, {"native_token": {"denom": "uother"}}]);
    take(&mut world.net.home, &factory, &other).unwrap();
}

/// A run that dies at the token or its pair leaves both or none.
#[test]
fn nobody_takes_the_pair_from_a_run_that_died() {
    let (plain, ..) = world("pair-died");
    let transactions = Step::transactions(&plain.plan);
    let token = Step::Instantiate {
        contract: Contract::Token,
    };
    let at = transactions.iter().position(|steps| steps.contains(&token));
    let at = at.unwrap();
    for after in [at - 1, at, at + 1] {
        for included in [false, true] {
            let (mut world, _, tried) = world("pair-died");
            let mut state = State::default();
            let after = u32::try_from(after).unwrap();
            world.kill = Some(Kill { after, included });
            world.run(&mut state).unwrap_err();
            world.kill = None;
            world.run(&mut state).unwrap();
            ensure_refused(&tried);
            assert_eq!(pair_type(&world, &state), json!({"xyk": {}}));
        }
    }
}
