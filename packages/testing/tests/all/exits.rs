//! Nothing blocks the exits: repaying, adding collateral, liquidating and a supplier's withdrawal up to cash work under
//! every pause and with oracle, reserve and relayer each failing or hostile, wherever no price is needed; what is refused
//! says why.
//!
//! A contract that panics or burns all its gas is, to the market, a submessage that failed: wasmd makes that of both when
//! the submessage has a gas limit (docs/costs.md), and so does `Fails` here.

use anyhow::Result;
use cosmwasm_std::{
    to_json_binary, Addr, Binary, Deps, DepsMut, Env, MessageInfo, Response, StdError, StdResult,
    Uint128, WasmMsg,
};
use cw_multi_test::ContractWrapper;
use qerun_messages::market::{ExecuteMsg, Pausable};
use qerun_testing::suite::{decimal, qer, usd, Setup, Suite, DEX_CHANNEL, HOME_CHANNEL};
use qerun_testing::Wrapper;
use serde_json::Value;

/// What has become of everybody else.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Trouble {
    /// Nothing: for comparison.
    None,
    /// The reserve fails at every message and query.
    ReserveFails,
    /// The reserve takes every message and does nothing.
    ReserveDoesNothing,
    /// Every record of the reserve is nonsense.
    ReserveWritesNonsense,
    /// The reserve has no record at all.
    ReserveForgets,
    /// The reserve says that it has settled every batch for all the ETH there is.
    ReserveBoasts,
    /// The channel is closed, and nothing that is under way is ever relayed.
    NobodyRelays,
    /// The oracle fails at every message and query; its records stay.
    OracleFails,
    /// The records of ETH and of the stablecoin are nonsense.
    OtherPricesAreNonsense,
    /// The same of QER.
    PriceIsNonsense,
    /// QER has no record.
    PriceIsGone,
    /// QER's record has expired.
    PriceIsOld,
    /// The guardian has halted QER.
    PriceIsHalted,
}

impl Trouble {
    /// What a liquidation is refused with, if it needs what is missing.
    fn liquidation_refused(self) -> Option<&'static str> {
        match self {
            Trouble::PriceIsNonsense => Some("PriceRecord"),
            Trouble::PriceIsGone => Some("no price of qer"),
            Trouble::PriceIsOld => Some("expired"),
            Trouble::PriceIsHalted => Some("halted"),
            _ => None,
        }
    }
}

const ALL: [Trouble; 13] = [
    Trouble::None,
    Trouble::ReserveFails,
    Trouble::ReserveDoesNothing,
    Trouble::ReserveWritesNonsense,
    Trouble::ReserveForgets,
    Trouble::ReserveBoasts,
    Trouble::NobodyRelays,
    Trouble::OracleFails,
    Trouble::OtherPricesAreNonsense,
    Trouble::PriceIsNonsense,
    Trouble::PriceIsGone,
    Trouble::PriceIsOld,
    Trouble::PriceIsHalted,
];

fn instantiate(_: DepsMut, _: Env, _: MessageInfo, _: Value) -> StdResult<Response> {
    Ok(Response::new())
}

fn fails(_: DepsMut, _: Env, _: MessageInfo, _: Value) -> StdResult<Response> {
    Err(StdError::generic_err("wasm trap: unreachable"))
}

fn does_nothing(_: DepsMut, _: Env, _: MessageInfo, _: Value) -> StdResult<Response> {
    Ok(Response::new())
}

fn query(_: Deps, _: Env, _: Value) -> StdResult<Binary> {
    Err(StdError::generic_err("wasm trap: unreachable"))
}

fn migrate(_: DepsMut, _: Env, _: Value) -> StdResult<Response> {
    Ok(Response::new())
}

/// Overwrites or removes every record of a contract whose key contains `part`.
fn tamper(suite: &mut Suite, contract: &Addr, part: &str, record: Option<&[u8]>) {
    let mut storage = suite.net.home.app.contract_storage_mut(contract);
    let all = storage.range(None, None, cosmwasm_std::Order::Ascending);
    let keys: Vec<Vec<u8>> = all.map(|(key, _)| key).collect();
    let names = |key: &Vec<u8>| String::from_utf8_lossy(key).contains(part);
    for key in keys.iter().filter(|key| names(key)) {
        match record {
            Some(record) => storage.set(key, record),
            None => storage.remove(key),
        }
    }
}

struct World {
    suite: Suite,
    sue: Addr,
    bob: Addr,
    ann: Addr,
    keeper: Addr,
}

impl World {
    /// Sue has supplied; bob owes a fifth of what he might, ann is below health 1. Both have ETH and a purchase in flight.
    fn new() -> Self {
        let mut suite = Setup::default().build().unwrap();
        suite.settle_prices().unwrap();
        let [sue, bob, ann, keeper] = ["sue", "bob", "ann", "keeper"].map(|name| suite.user(name));
        for (user, stable) in [(&sue, "200000"), (&bob, "30000"), (&keeper, "60000")] {
            suite.fund_stable(user, usd(stable)).unwrap();
        }
        suite.supply(&sue, usd("200000")).unwrap();
        for (user, tokens) in [(&bob, "120000"), (&ann, "50000")] {
            suite.fund_qer(user, qer(tokens)).unwrap();
            suite.deposit(user, qer(tokens)).unwrap();
            suite.borrow(user, usd("12000")).unwrap();
        }
        suite.net.relay_all().unwrap();
        for user in [&bob, &ann] {
            suite.borrow(user, usd("12000")).unwrap();
        }
        suite.fund_qer(&bob, qer("1000")).unwrap();
        suite.fall_to_health(&ann, decimal("0.97")).unwrap();
        let mut world = World {
            suite,
            sue,
            bob,
            ann,
            keeper,
        };
        world.pause_everything().unwrap();
        world
    }

    fn pause_everything(&mut self) -> Result<()> {
        let owner = self.suite.at.timelock.clone();
        let actions = vec![
            Pausable::Supply,
            Pausable::Borrow,
            Pausable::WithdrawCollateral,
        ];
        let duration = 600_000;
        self.suite
            .market(&owner, &ExecuteMsg::Pause { actions, duration }, &[])?;
        let pause = qerun_messages::reserve::ExecuteMsg::Pause { duration };
        self.suite.reserve(&owner, &pause)?;
        Ok(())
    }

    /// Gives a contract a code that fails or does nothing.
    fn replace(
        &mut self,
        contract: &Addr,
        execute: fn(DepsMut, Env, MessageInfo, Value) -> StdResult<Response>,
    ) {
        let code = ContractWrapper::new(execute, instantiate, query)
            .with_migrate(|deps, env, msg, _| migrate(deps, env, msg));
        let home = &mut self.suite.net.home;
        let new_code_id = home.store(Wrapper::new("hostile", code));
        let owner = self.suite.at.timelock.clone();
        let msg = WasmMsg::Migrate {
            contract_addr: contract.to_string(),
            new_code_id,
            msg: to_json_binary(&serde_json::json!({})).unwrap(),
        };
        self.suite.net.home.send_msg(&owner, msg).unwrap();
    }

    fn bring(&mut self, trouble: Trouble) {
        let (oracle, reserve) = (self.suite.at.oracle.clone(), self.suite.at.reserve.clone());
        let nonsense: Option<&[u8]> = Some(b"\xff nonsense");
        let boast = br#"{"stable_in":"1","user_in":"1","eth_out":"340282366920938463463374607431768211455","open":"0","settled":true}"#;
        match trouble {
            Trouble::None => {}
            Trouble::ReserveFails => self.replace(&reserve, fails),
            Trouble::ReserveDoesNothing => self.replace(&reserve, does_nothing),
            Trouble::ReserveWritesNonsense => tamper(&mut self.suite, &reserve, "b", nonsense),
            Trouble::ReserveForgets => tamper(&mut self.suite, &reserve, "", None),
            Trouble::ReserveBoasts => {
                tamper(&mut self.suite, &reserve, "\u{0}\u{1}b", Some(boast));
                self.replace(&reserve, fails);
            }
            Trouble::NobodyRelays => {
                let net = &mut self.suite.net;
                net.close_channel(HOME_CHANNEL, DEX_CHANNEL).unwrap();
            }
            Trouble::OracleFails => self.replace(&oracle, fails),
            Trouble::OtherPricesAreNonsense => {
                for asset in ["eth", "usdc"] {
                    let key = format!("p{asset}");
                    tamper(&mut self.suite, &oracle, &key, nonsense);
                }
            }
            Trouble::PriceIsNonsense => tamper(&mut self.suite, &oracle, "pqer", nonsense),
            Trouble::PriceIsGone => tamper(&mut self.suite, &oracle, "pqer", None),
            Trouble::PriceIsOld => self.suite.net.advance(5_401),
            Trouble::PriceIsHalted => {
                let owner = self.suite.at.timelock.clone();
                let asset = "qer".to_owned();
                let msg = qerun_messages::oracle::ExecuteMsg::Halt { asset };
                self.suite
                    .net
                    .home
                    .execute(&owner, &oracle, &msg, &[])
                    .unwrap();
            }
        }
    }
}

fn debt(world: &World, user: &Addr) -> Uint128 {
    world.suite.position(user).unwrap().debt
}

#[test]
fn repaying_adding_collateral_and_withdrawing_depend_on_nobody() {
    for trouble in ALL {
        let mut t = World::new();
        t.bring(trouble);
        let (sue, bob, keeper) = (t.sue.clone(), t.bob.clone(), t.keeper.clone());
        let told = |result: Result<_>| result.unwrap_or_else(|e| panic!("{trouble:?}: {e:#}"));

        let held = t.suite.position(&bob).unwrap().collateral;
        told(t.suite.deposit(&bob, qer("1000")).map(drop));
        let now = t.suite.position(&bob).unwrap().collateral;
        assert_eq!(now, held + qer("1000"), "{trouble:?}");

        let owed = debt(&t, &bob);
        told(t.suite.repay(&bob, usd("5000")).map(drop));
        told(t.suite.repay_for(&keeper, &bob, usd("3000")).map(drop));
        let now = debt(&t, &bob);
        let paid = owed - now;
        let slack = Uint128::new(2);
        assert!(
            paid + slack >= usd("8000") && paid <= usd("8000"),
            "{trouble:?}: {paid}"
        );
        told(t.suite.repay(&bob, now + usd("100")).map(drop));
        assert!(debt(&t, &bob).is_zero(), "{trouble:?}");
        told(t.suite.withdraw_collateral(&bob, None).map(drop));

        let cash = t.suite.state().unwrap().cash;
        told(t.suite.withdraw(&sue, Some(cash)).map(drop));
        assert_eq!(t.suite.stable_of(&sue).unwrap(), cash, "{trouble:?}");
        // Beyond cash there is nothing, and that is what the refusal says.
        let more = t.suite.withdraw(&sue, Some(usd("1")));
        let text = format!("{:#}", more.unwrap_err());
        assert!(text.contains("cash"), "{trouble:?}: {text}");
    }
}

#[test]
fn liquidating_depends_on_the_price_of_the_collateral_alone() {
    for trouble in ALL {
        let mut t = World::new();
        t.bring(trouble);
        let (ann, keeper) = (t.ann.clone(), t.keeper.clone());
        let before = (debt(&t, &ann), t.suite.qer_of(&keeper).unwrap());
        let done = t.suite.liquidate(&keeper, &ann, usd("30000"));
        if let Some(because) = trouble.liquidation_refused() {
            let text = format!("{:#}", done.unwrap_err());
            assert!(text.contains(because), "{trouble:?}: {text}");
            assert_eq!(debt(&t, &ann), before.0);
            continue;
        }
        done.unwrap_or_else(|error| panic!("{trouble:?}: {error:#}"));
        assert!(debt(&t, &ann) < before.0, "{trouble:?}");
        assert!(t.suite.qer_of(&keeper).unwrap() > before.1, "{trouble:?}");
    }
}
