//! A market on mock dependencies, with an oracle and a reserve that are records in memory.
//!
//! QER and the stablecoin ("usdc") have 6 decimals, ETH 18. At the start a QER's bid is 2 USD, a
//! stablecoin is 1 USD, ETH's bid is 2,000 USD, and QER's pool is 1,000,000 USD deep.

mod counting;
mod liquidations;
mod losses;
mod messages;
mod storage_gas;
mod world;

use std::cell::RefCell;
use std::rc::Rc;

use cosmwasm_std::testing::{
    message_info, mock_dependencies, mock_env, MockApi, MockQuerier, MockStorage,
};
use cosmwasm_std::{
    from_json, Addr, Binary, Coin, Decimal, Env, Order, OwnedDeps, Reply, Response, Storage,
    SubMsg, SubMsgResult, Uint128,
};
use qerun_market::contract::{execute, instantiate, query, reply};
use qerun_market::params::store;
use qerun_market::state::{Pauses, Position, State, PAUSES, POSITIONS, STATE};
use qerun_market::valid_params::ValidParams;
use qerun_market::ContractError;
use qerun_math::{DebtShares, RateCurve, Stress, SupplyShares};
use qerun_messages::market::*;
use qerun_messages::oracle::Status;
use serde::de::DeserializeOwned;

pub use counting::*;
pub use liquidations::*;
pub use losses::*;
pub use messages::*;
pub use world::*;

pub const USDC: &str = "usdc";
/// A whole stablecoin or QER.
pub const ONE: u128 = 1_000_000;
/// A whole ETH.
pub const ETHER: u128 = 1_000_000_000_000_000_000;

pub fn addr(name: &str) -> Addr {
    MockApi::default().addr_make(name)
}

pub fn dec(value: &str) -> Decimal {
    value.parse().unwrap()
}

pub fn int(value: u128) -> Uint128 {
    Uint128::new(value)
}

pub fn debt_shares(number: u128) -> DebtShares {
    DebtShares::new(number)
}

pub fn supply_shares(number: u128) -> SupplyShares {
    SupplyShares::new(number)
}

/// The design's defaults; a kinked curve that is 5 % a year at half utilisation.
pub fn params() -> Params {
    Params {
        max_ltv: dec("0.5"),
        liquidation_threshold: dec("0.6"),
        max_liquidation_bonus: dec("0.15"),
        liquidation: LiquidationRule {
            min_bonus: dec("0.05"),
            claim_bonus: dec("0.03"),
            target_health: dec("1.1"),
            full_below: dec("0.95"),
            seizure_cap: dec("0.05"),
            claim_fee: dec("0.03"),
        },
        cash_share: dec("0.5"),
        contribution_share: dec("0.05"),
        perk_contribution_share: dec("0.02"),
        insurance_share: dec("0.2"),
        rates: RateCurve {
            base: dec("0"),
            slope_low: dec("0.08"),
            slope_high: dec("1"),
            kink: dec("0.8"),
        },
        min_debt: dec("50"),
        debt_cap: dec("0.2"),
        account_cap: dec("0.05"),
        min_insurance: dec("0.07"),
        debt_ceiling: int(1_000_000 * ONE),
        stress: Stress::default(),
        batch: BatchRule {
            min_size: int(1_000 * ONE),
            max_age: 3_600,
        },
    }
}

pub fn config() -> Config<String> {
    Config {
        token: addr("token").into(),
        oracle: addr("oracle").into(),
        reserve: addr("reserve").into(),
        guardian: Some(addr("guardian").into()),
        perk: Some(perk_gate()),
        stable_denom: USDC.into(),
        stable_decimals: 6,
        stable_asset: "usdc".into(),
        collateral_decimals: 6,
        collateral_asset: "qer".into(),
        eth_decimals: 18,
        eth_asset: "eth".into(),
    }
}

pub fn perk_gate() -> PerkGate<String> {
    PerkGate {
        voting: addr("voting").into(),
        id: "low-fee".into(),
    }
}

/// Parameters that are all off their defaults, and each another number.
pub fn uneven_params() -> Params {
    Params {
        max_ltv: dec("0.45"),
        liquidation_threshold: dec("0.62"),
        max_liquidation_bonus: dec("0.11"),
        liquidation: LiquidationRule {
            min_bonus: dec("0.04"),
            claim_bonus: dec("0.02"),
            target_health: dec("1.15"),
            full_below: dec("0.93"),
            seizure_cap: dec("0.06"),
            claim_fee: dec("0.035"),
        },
        cash_share: dec("0.55"),
        contribution_share: dec("0.06"),
        perk_contribution_share: dec("0.03"),
        insurance_share: dec("0.17"),
        rates: RateCurve {
            base: dec("0.013"),
            slope_low: dec("0.07"),
            slope_high: dec("0.83"),
            kink: dec("0.75"),
        },
        min_debt: dec("61"),
        debt_cap: dec("0.19"),
        account_cap: dec("0.043"),
        min_insurance: dec("0.053"),
        debt_ceiling: int(777_777 * ONE),
        stress: Stress {
            collateral_fall: dec("0.78"),
            eth_fall: dec("0.57"),
            own_discount: dec("0.08"),
            encumbered_discount: dec("0.13"),
        },
        batch: BatchRule {
            min_size: int(900 * ONE),
            max_age: 3_333,
        },
    }
}

type Deps = OwnedDeps<MockStorage, MockApi, MockQuerier>;

pub struct Market {
    pub deps: Deps,
    pub env: Env,
    pub world: Rc<RefCell<World>>,
}

/// Bytes of everything that the market stores.
pub type Dump = Vec<(Vec<u8>, Vec<u8>)>;

pub type Outcome = Result<Response, ContractError>;

impl Market {
    /// An empty market: no supply, no insurance.
    pub fn empty() -> Self {
        Self::try_new(config(), params()).unwrap()
    }

    /// Borrowing has been opened, as if what that takes had been there once: tests say what is there now.
    pub fn try_new(config: Config<String>, params: Params) -> Result<Self, ContractError> {
        let mut market = Self::not_open(config, params)?;
        let (storage, now) = (&mut market.deps.storage, market.env.block.time.seconds());
        PAUSES.save(storage, &Pauses::default()).unwrap();
        BORROWING_OPENED.save(storage, &now).unwrap();
        Ok(market)
    }

    /// As a deployment leaves it.
    pub fn not_open(config: Config<String>, params: Params) -> Result<Self, ContractError> {
        let mut deps = mock_dependencies();
        let env = mock_env();
        let owner = addr("owner").to_string();
        let msg = InstantiateMsg {
            owner,
            config,
            params,
        };
        let sender = message_info(&addr("anyone"), &[]);
        instantiate(deps.as_mut(), env.clone(), sender, msg)?;
        let world: Rc<RefCell<World>> = Rc::default();
        let seen = world.clone();
        deps.querier
            .update_wasm(move |query| answer(&seen.borrow(), query));
        let mut market = Market { deps, env, world };
        market.price("qer", "2");
        market.price("usdc", "1");
        market.price("eth", "2000");
        market.change_price("qer", |p| p.depth = Some(dec("1000000")));
        market.backing(|_| ());
        let this = market.env.contract.address.clone();
        market.reserve_works_for(&this);
        market.sale_duration(21_600);
        Ok(market)
    }

    /// With 70,000 of insurance and 100,000 supplied by "sam"; "alice" has pledged 10,000 QER.
    pub fn new() -> Self {
        let mut market = Self::empty();
        market.insure(70_000 * ONE);
        market.supply("sam", 100_000 * ONE).unwrap();
        market.deposit("alice", 10_000 * ONE).unwrap();
        market
    }

    /// A market in which every input has a value of its own: bid, average, mid and ask of each asset, none of
    /// them one dollar, decimals, and parameters off their defaults. QER has 8 decimals. Nobody is in it.
    pub fn uneven() -> Self {
        let config = Config {
            collateral_decimals: 8,
            ..config()
        };
        let mut market = Self::try_new(config, uneven_params()).unwrap();
        market.uneven_prices();
        market
    }

    pub fn uneven_prices(&mut self) {
        for (asset, bid, average, mid, ask) in [
            ("qer", "1.7", "1.9", "2.1", "2.3"),
            ("usdc", "0.96", "1.01", "1.03", "1.05"),
            ("eth", "1800", "1900", "2050", "2150"),
        ] {
            self.change_price(asset, |p| {
                (p.bid, p.average, p.mid, p.ask) = (dec(bid), dec(average), dec(mid), dec(ask));
            });
        }
        self.change_price("qer", |p| p.depth = Some(dec("900000")));
    }

    /// The same, halted.
    pub fn uneven_prices_dead(&mut self) {
        for asset in ["qer", "usdc", "eth"] {
            self.price(asset, "1");
            self.set_status(asset, Status::Halted);
        }
        self.uneven_prices();
    }

    // ---- time

    pub fn now(&self) -> u64 {
        self.env.block.time.seconds()
    }

    pub fn wait(&mut self, seconds: u64) {
        self.env.block.time = self.env.block.time.plus_seconds(seconds);
        self.env.block.height += 1;
    }

    // ---- messages

    /// Runs a message as a chain does: a failure leaves no trace.
    pub fn execute(&mut self, sender: &Addr, funds: &[Coin], msg: ExecuteMsg) -> Outcome {
        let before = self.dump();
        let info = message_info(sender, funds);
        let result = execute(self.deps.as_mut(), self.env.clone(), info, msg);
        if result.is_err() {
            self.restore(before);
        }
        result
    }

    pub fn run(&mut self, sender: &str, funds: &[Coin], msg: ExecuteMsg) -> Outcome {
        self.execute(&addr(sender), funds, msg)
    }

    /// The error of a message that must be refused before it has written anything.
    #[track_caller]
    pub fn refused(&mut self, sender: &str, funds: &[Coin], msg: ExecuteMsg) -> ContractError {
        let before = self.dump();
        let info = message_info(&addr(sender), funds);
        let error = execute(self.deps.as_mut(), self.env.clone(), info, msg).unwrap_err();
        assert_eq!(self.dump(), before, "{error} left a trace");
        error
    }

    pub fn supply(&mut self, user: &str, amount: u128) -> Outcome {
        let msg = ExecuteMsg::Supply {
            on_behalf_of: None,
            min_shares: None,
        };
        self.run(user, &usdc(amount), msg)
    }

    pub fn withdraw(&mut self, user: &str, amount: Option<u128>) -> Outcome {
        self.run(user, &[], withdraw_msg(amount))
    }

    pub fn deposit(&mut self, user: &str, amount: u128) -> Outcome {
        self.run("token", &[], deposit_msg(user, amount, None))
    }

    pub fn withdraw_collateral(&mut self, user: &str, amount: Option<u128>) -> Outcome {
        self.run(user, &[], withdraw_collateral_msg(amount))
    }

    pub fn borrow(&mut self, user: &str, amount: u128) -> Outcome {
        self.run(user, &[], borrow_msg(amount))
    }

    pub fn repay(&mut self, user: &str, amount: u128) -> Outcome {
        self.run(user, &usdc(amount), repay_msg(None))
    }

    pub fn collect(&mut self, user: &str) -> Outcome {
        self.run(user, &[], ExecuteMsg::Collect { user: None })
    }

    pub fn flush(&mut self) -> Outcome {
        self.run("anyone", &[], ExecuteMsg::Flush {})
    }

    /// Stablecoins of a batch come back from the reserve.
    pub fn return_batch(&mut self, id: u64, amount: u128, user_out: u128) -> Outcome {
        let msg = ExecuteMsg::ReturnBatch {
            batch_id: id.into(),
            user_out: int(user_out),
        };
        self.run("reserve", &usdc(amount), msg)
    }

    pub fn set_barred(&mut self, add: &[&str], remove: &[&str]) -> Outcome {
        let list = |names: &[&str]| names.iter().map(|name| addr(name).into()).collect();
        let (add, remove) = (list(add), list(remove));
        self.run("owner", &[], ExecuteMsg::SetBarred { add, remove })
    }

    pub fn insure(&mut self, amount: u128) {
        let funds = usdc(amount);
        self.run("donor", &funds, ExecuteMsg::FundInsurance {})
            .unwrap();
    }

    pub fn pause(&mut self, sender: &str, actions: &[Pausable], duration: u64) -> Outcome {
        let actions = actions.to_vec();
        self.run(sender, &[], ExecuteMsg::Pause { actions, duration })
    }

    pub fn set_params(&mut self, change: impl FnOnce(&mut Params)) -> Outcome {
        let mut params: Params = self.query(QueryMsg::Params {});
        change(&mut params);
        self.run("owner", &[], ExecuteMsg::UpdateParams { params })
    }

    /// Parameters that no single update leads to.
    pub fn force_params(&mut self, change: impl FnOnce(&mut Params)) {
        let mut params: Params = self.query(QueryMsg::Params {});
        change(&mut params);
        let params = ValidParams::try_from(params).unwrap();
        store(&mut self.deps.storage, params).unwrap();
    }

    /// Tells the market that a submessage failed.
    pub fn fail(&mut self, msg: &SubMsg) -> Outcome {
        let reply_to = Reply {
            id: msg.id,
            payload: msg.payload.clone(),
            gas_used: 0,
            result: SubMsgResult::Err("codespace: wasm, code: 5".into()),
        };
        reply(self.deps.as_mut(), self.env.clone(), reply_to)
    }

    // ---- looking

    pub fn try_query(&self, msg: QueryMsg) -> Result<Binary, ContractError> {
        query(self.deps.as_ref(), self.env.clone(), msg)
    }

    #[track_caller]
    pub fn query<T: DeserializeOwned>(&self, msg: QueryMsg) -> T {
        from_json(self.try_query(msg).unwrap()).unwrap()
    }

    pub fn state(&self) -> State {
        STATE.load(&self.deps.storage).unwrap()
    }

    /// Puts the market into a state that no message leads to quickly.
    pub fn change_state(&mut self, change: impl FnOnce(&mut State)) {
        let mut state = self.state();
        change(&mut state);
        STATE.save(&mut self.deps.storage, &state).unwrap();
    }

    pub fn position(&self, user: &str) -> Position {
        let stored = POSITIONS.may_load(&self.deps.storage, &addr(user));
        stored.unwrap().unwrap_or_default()
    }

    /// The position as the query tells it.
    pub fn describe(&self, user: &str) -> PositionResponse {
        let user = addr(user).into();
        self.query(QueryMsg::Position { user })
    }

    pub fn owed(&self, user: &str) -> OwedResponse {
        let user = addr(user).into();
        self.query(QueryMsg::Owed { user })
    }

    pub fn max_borrow(&self, user: &str) -> MaxBorrowResponse {
        let user = addr(user).into();
        self.query(QueryMsg::MaxBorrow { user })
    }

    pub fn threshold(&self) -> ThresholdResponse {
        self.query(QueryMsg::Threshold {})
    }

    pub fn max_withdraw(&self, user: &str) -> MaxWithdrawResponse {
        let user = addr(user).into();
        self.query(QueryMsg::MaxWithdraw { user })
    }

    pub fn quote(&self, user: &str, amount: u128) -> QuoteBorrowResponse {
        self.query(quote_msg(user, amount, None))
    }

    pub fn dump(&self) -> Dump {
        dump(&self.deps.storage)
    }

    pub fn restore(&mut self, saved: Dump) {
        let mut storage = MockStorage::new();
        for (key, value) in saved {
            storage.set(&key, &value);
        }
        self.deps.storage = storage;
    }
}

fn dump(storage: &dyn Storage) -> Dump {
    storage.range(None, None, Order::Ascending).collect()
}
