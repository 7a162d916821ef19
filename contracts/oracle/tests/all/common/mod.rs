//! One oracle on a mock chain with a clock.

pub mod pair;

use cosmwasm_std::testing::message_info;
use cosmwasm_std::{from_json, Addr, Coin, Decimal, Env, Response};
use qerun_messages::oracle::{
    AssetConfig, AssetEntry, ExecuteMsg, FeederPrice, InstantiateMsg, Observation, Policy,
    PriceRecord, PriceResponse, PriceSource, QueryMsg, PRICES,
};
use qerun_mocks::{
    dump, env_at, event_kinds, storage_gas, Dump, MockDeps, OtherContracts, StorageGas,
};
use qerun_oracle::contract::{execute, instantiate, query};
use qerun_oracle::ContractError;
use serde::de::DeserializeOwned;

pub use qerun_mocks::{addr, dec, DAY, START};

pub struct Oracle {
    /// What the sources' contracts and the chain answer.
    pub others: OtherContracts,
    pub deps: MockDeps,
    pub env: Env,
}

/// The id of the asset that most tests have.
pub fn q() -> String {
    "qer".into()
}

pub fn feeder(i: usize) -> String {
    format!("feeder{i}")
}

/// `n` feeders from number `first`, fresh for 15 minutes.
pub fn feeders(first: usize, n: usize) -> PriceSource<String> {
    PriceSource::Feeder {
        feeders: (first..first + n)
            .map(|i| addr(&feeder(i)).into())
            .collect(),
        max_age: 900,
    }
}

pub fn fixed(price: &str) -> PriceSource<String> {
    PriceSource::Fixed {
        price: dec(price),
        depth: None,
    }
}

/// Design defaults, growth limits off.
pub fn policy() -> Policy {
    Policy {
        max_age: 1_800,
        max_deviation: Decimal::percent(10),
        min_sources: 1,
        max_growth_hour: None,
        max_growth_day: None,
        min_price: dec("0.000001"),
        max_price: dec("1000000"),
        min_liquidity: dec("0"),
        grace: 1_200,
    }
}

/// 5 % an hour, 20 % a day.
pub fn clamped() -> Policy {
    Policy {
        max_growth_hour: Some(Decimal::percent(5)),
        max_growth_day: Some(Decimal::percent(20)),
        ..policy()
    }
}

pub fn config(sources: Vec<PriceSource<String>>, policy: Policy) -> AssetConfig<String> {
    AssetConfig { sources, policy }
}

pub fn price(asset: &str, price: &str, timestamp: u64) -> FeederPrice {
    FeederPrice {
        asset: asset.into(),
        price: dec(price),
        depth: None,
        timestamp,
    }
}

impl Oracle {
    pub fn with(assets: Vec<AssetEntry>) -> Result<Self, ContractError> {
        let others = OtherContracts::default();
        let mut deps = others.deps();
        let env = env_at("oracle", START);
        let msg = InstantiateMsg {
            owner: addr("timelock").into(),
            guardian: Some(addr("guardian").into()),
            assets,
        };
        instantiate(
            deps.as_mut(),
            env.clone(),
            message_info(&addr("deployer"), &[]),
            msg,
        )?;
        Ok(Oracle { others, deps, env })
    }

    /// One asset, `qer`.
    pub fn of(sources: Vec<PriceSource<String>>, policy: Policy) -> Self {
        let entry = AssetEntry {
            asset: "qer".into(),
            config: config(sources, policy),
        };
        Self::with(vec![entry]).unwrap()
    }

    pub fn now(&self) -> u64 {
        qerun_mocks::now(&self.env)
    }

    pub fn wait(&mut self, seconds: u64) {
        qerun_mocks::wait(&mut self.env, seconds);
    }

    pub fn execute(&mut self, sender: &str, msg: ExecuteMsg) -> Result<Response, ContractError> {
        self.execute_with(sender, &[], msg)
    }

    pub fn execute_with(
        &mut self,
        sender: &str,
        funds: &[Coin],
        msg: ExecuteMsg,
    ) -> Result<Response, ContractError> {
        execute(
            self.deps.as_mut(),
            self.env.clone(),
            message_info(&addr(sender), funds),
            msg,
        )
    }

    /// What a message costs in storage. It succeeds.
    pub fn storage_gas(&mut self, sender: &Addr, msg: ExecuteMsg) -> StorageGas {
        let (env, info) = (self.env.clone(), message_info(sender, &[]));
        let (result, spent) = storage_gas(&mut self.deps, |deps| execute(deps, env, info, msg));
        result.unwrap();
        spent
    }

    pub fn query<T: DeserializeOwned>(&self, msg: QueryMsg) -> T {
        from_json(query(self.deps.as_ref(), self.env.clone(), msg).unwrap()).unwrap()
    }

    pub fn poke(&mut self) -> Response {
        self.execute(
            "anyone",
            ExecuteMsg::Poke {
                assets: vec!["qer".into()],
            },
        )
        .unwrap()
    }

    /// Feeder `i` submits this price of `qer` as of now.
    pub fn submit(&mut self, i: usize, text: &str) -> Response {
        let prices = vec![price("qer", text, self.now())];
        self.execute(&feeder(i), ExecuteMsg::SubmitPrices { prices })
            .unwrap()
    }

    pub fn submit_all(&mut self, prices: &[&str]) {
        for (i, text) in prices.iter().enumerate() {
            self.submit(i, text);
        }
    }

    pub fn set(&mut self, sources: Vec<PriceSource<String>>, policy: Policy) -> Response {
        let config = config(sources, policy);
        let msg = ExecuteMsg::SetAsset {
            asset: "qer".into(),
            config,
        };
        self.execute("timelock", msg).unwrap()
    }

    /// As the owner; a refusal must leave everything as it was.
    pub fn try_set(
        &mut self,
        sources: Vec<PriceSource<String>>,
        policy: Policy,
    ) -> Result<(), ContractError> {
        let (asset, config) = (q(), config(sources, policy));
        let before = self.storage();
        let result = self.execute("timelock", ExecuteMsg::SetAsset { asset, config });
        // To set what is set already is no refusal.
        assert!(result.is_ok() || self.storage() == before);
        result.map(|_| ())
    }

    /// What the sources of `qer` report now, before the guards.
    pub fn observations(&self) -> Vec<Option<Observation>> {
        let price: PriceResponse = self.query(QueryMsg::Price { asset: q() });
        price
            .sources
            .into_iter()
            .map(|source| source.observation)
            .collect()
    }

    pub fn record(&self) -> Option<PriceRecord> {
        PRICES.may_load(&self.deps.storage, "qer").unwrap()
    }

    pub fn storage(&self) -> Dump {
        dump(&self.deps.storage)
    }
}

/// Kinds of the events of a response.
pub fn events(response: &Response) -> Vec<&str> {
    event_kinds("oracle", &response.events)
}
