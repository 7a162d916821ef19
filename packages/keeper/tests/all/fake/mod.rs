//! A chain in this process whose nodes fail as told, and a protocol on it that answers as told.

mod chain;
mod node;
mod pair;
mod protocol;

pub use self::chain::FakeChain;
pub use self::node::{Change, FakeNode, Fault, Method};
pub use self::pair::FakePair;
pub use self::protocol::*;

use std::sync::Arc;
use std::time::Duration;

use cosmwasm_std::{Decimal, WasmMsg};
use qerun_deployment::plan::Both;
use qerun_keeper::node::{Endpoint, Limits, Pool};
use qerun_keeper::observe::Metrics;
use qerun_keeper::sender::{Courier, Sender, Terms, Transaction};
use qerun_keeper::task::{Context, TaskName};
use qerun_keeper::{Protocol, Stop, Token};

pub const CHAIN_ID: &str = "home-1";
pub const KEEPER: &str = "home1keeper";
pub const RIVAL: &str = "home1rival";
pub const GAS: u64 = 150_000;

pub const MARKET: &str = "market";
pub const ORACLE: &str = "oracle";
pub const RESERVE: &str = "reserve";
pub const TIMELOCK: &str = "timelock";
pub const OUTPOST: &str = "outpost";
pub const TOKEN: &str = "qer-token";
pub const PAIR: &str = "pair";
pub const STABLE: &str = "ibc/USDC";
pub const ETH: &str = "ibc/ETH";

pub fn pool(nodes: Vec<FakeNode>) -> Arc<Pool> {
    let metrics = Arc::new(Metrics::new().unwrap());
    pool_with(nodes, metrics)
}

pub fn pool_with(nodes: Vec<FakeNode>, metrics: Arc<Metrics>) -> Arc<Pool> {
    let limits = Limits {
        chain_id: CHAIN_ID.to_owned(),
        max_block_age: Duration::from_secs(60),
    };
    let endpoints = nodes.into_iter().map(|n| Box::new(n) as Box<dyn Endpoint>);
    Arc::new(Pool::new(endpoints.collect(), limits, metrics))
}

pub fn terms() -> Terms {
    Terms {
        gas_margin: Decimal::percent(120),
        max_gas: 1_000_000,
        valid_blocks: 5,
        inclusion_timeout: Duration::from_secs(20),
        dry_run: false,
    }
}

/// Someone who keeps: pool, sender and what tasks are given.
pub struct Someone {
    pub context: Context,
    pub metrics: Arc<Metrics>,
}

impl Someone {
    pub fn new(nodes: Vec<FakeNode>) -> Self {
        Self::with(nodes, terms())
    }

    pub fn with(nodes: Vec<FakeNode>, terms: Terms) -> Self {
        let metrics = Arc::new(Metrics::new().unwrap());
        let (home, stop) = (pool_with(nodes, metrics.clone()), Stop::default());
        let courier = Courier::new(home.clone(), terms, stop.clone(), metrics.clone());
        let sender = Sender::start(courier, stop.clone()).unwrap();
        let context = Context {
            dex: Some(home.clone()),
            dex_sender: Some(sender.clone()),
            home,
            sender,
            protocol: Arc::new(addresses()),
            fees: Both {
                home: "stake".to_owned(),
                dex: "stake".to_owned(),
            },
            metrics: metrics.clone(),
            stop,
        };
        Someone { context, metrics }
    }

    /// A line of the metrics.
    pub fn metric(&self, name: &str) -> f64 {
        let text = self.metrics.text().unwrap();
        let line = text
            .lines()
            .find(|l| l.starts_with(&format!("qerun_keeper_{name} ")));
        line.map_or(0.0, |l| l.rsplit(' ').next().unwrap().parse().unwrap())
    }
}

impl Drop for Someone {
    fn drop(&mut self) {
        self.context.stop.stop();
    }
}

pub fn addresses() -> Protocol {
    let token = |id: &str, decimals, asset: &str| Token {
        id: id.to_owned(),
        decimals,
        asset: asset.to_owned(),
    };
    Protocol {
        market: MARKET.to_owned(),
        oracle: ORACLE.to_owned(),
        reserve: RESERVE.to_owned(),
        timelock: TIMELOCK.to_owned(),
        outpost: Some(OUTPOST.to_owned()),
        qer: token(TOKEN, 6, "qer"),
        stable: token(STABLE, 6, "usdc"),
        eth: token(ETH, 18, "eth"),
    }
}

/// A transaction of one message, which the fake protocol counts.
pub fn transaction(what: &str) -> Transaction {
    Transaction {
        task: TaskName::Flush,
        about: what.to_owned(),
        messages: vec![WasmMsg::Execute {
            contract_addr: "counter".to_owned(),
            msg: format!("{{\"{what}\":{{}}}}").into_bytes().into(),
            funds: vec![],
        }],
        more_gas: 0,
        lost: &["was done before"],
    }
}
