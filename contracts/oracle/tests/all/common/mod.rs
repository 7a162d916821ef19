//! One oracle on a mock chain with a clock.

use cosmwasm_std::testing::{
    message_info, mock_dependencies, mock_env, MockApi, MockQuerier, MockStorage,
};
use cosmwasm_std::Timestamp;
use cosmwasm_std::{from_json, Addr, Coin, Decimal, Env, Order, OwnedDeps, Response, Storage};
use qerun_messages::oracle::{
    AssetConfig, AssetEntry, ExecuteMsg, FeederPrice, InstantiateMsg, Policy, PriceRecord,
    PriceSource, QueryMsg, PRICES,
};
use qerun_oracle::contract::{execute, instantiate, query};
use qerun_oracle::ContractError;
use serde::de::DeserializeOwned;

pub const START: u64 = 1_700_000_000;

pub struct Oracle {
    pub deps: OwnedDeps<MockStorage, MockApi, MockQuerier>,
    pub env: Env,
}

pub fn addr(name: &str) -> Addr {
    MockApi::default().addr_make(name)
}

pub fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
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
        let mut deps = mock_dependencies();
        let mut env = mock_env();
        env.block.time = Timestamp::from_seconds(START);
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
        Ok(Oracle { deps, env })
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
        self.env.block.time.seconds()
    }

    pub fn wait(&mut self, seconds: u64) {
        self.env.block.time = self.env.block.time.plus_seconds(seconds);
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

    /// Feeder `i` says `text` for `qer` as of now.
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

    pub fn record(&self) -> Option<PriceRecord> {
        PRICES.may_load(&self.deps.storage, "qer").unwrap()
    }

    pub fn storage(&self) -> Vec<(Vec<u8>, Vec<u8>)> {
        self.deps
            .storage
            .range(None, None, Order::Ascending)
            .collect()
    }
}

/// Kinds of the events of a response, without the common prefix.
pub fn events(response: &Response) -> Vec<&str> {
    response
        .events
        .iter()
        .map(|e| e.ty.strip_prefix("qerun-oracle/").unwrap())
        .collect()
}
