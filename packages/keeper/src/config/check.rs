//! The bounds of a configuration.

use std::collections::BTreeSet;
use std::fmt::{self, Display};

use cosmwasm_std::Decimal;
use qerun_deployment::address::is_address;
use qerun_messages::oracle::MAX_ASSET_LENGTH;

use super::{ChainConfig, Config, FeedAsset, FeedConfig, Provider, TaskConfigs};

/// A field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its path in the file.
    pub field: String,
    /// What is wrong.
    pub what: String,
}

impl Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.what)
    }
}

/// Longest interval of a task.
const DAY: u64 = 86_400;
/// Longest name of a provider or a chain.
const NAME: usize = 64;

/// Everything that is wrong with a configuration.
#[must_use]
pub fn problems(config: &Config) -> Vec<Problem> {
    let mut found = Found::default();
    let home = &config.chain.home;
    chain(&mut found, "chain.home", home);
    if let Some(dex) = &config.chain.dex {
        chain(&mut found, "chain.dex", dex);
    }
    if !is_address(&config.market, &home.prefix) {
        found.add("market", format!("is no address of {}", home.prefix));
    }
    let back_off = config.back_off;
    found.within("back_off.first", back_off.first, 1, 600);
    found.within("back_off.longest", back_off.longest, back_off.first, DAY);
    tasks(&mut found, &config.task, home);
    if config
        .task
        .retry
        .as_ref()
        .is_some_and(|retry| retry.enabled)
        && config.chain.dex.is_none()
    {
        found.add(
            "task.retry",
            "needs chain.dex, where the outpost is".to_owned(),
        );
    }
    found.0
}

#[derive(Default)]
struct Found(Vec<Problem>);

impl Found {
    fn add(&mut self, field: &str, what: String) {
        self.0.push(Problem {
            field: field.to_owned(),
            what,
        });
    }

    fn within<T: PartialOrd + Display>(&mut self, field: &str, value: T, least: T, most: T) {
        if value < least || value > most {
            self.add(field, format!("{value} is not within {least} ..= {most}"));
        }
    }

    fn above_zero(&mut self, field: &str, value: Decimal) {
        if value.is_zero() {
            self.add(field, "is zero".to_owned());
        }
    }

    fn share(&mut self, field: &str, value: Decimal, most: Decimal) {
        self.within(field, value, Decimal::zero(), most);
    }

    fn interval(&mut self, task: &str, interval: u64) {
        self.within(&format!("task.{task}.interval"), interval, 1, DAY);
    }

    fn asset(&mut self, field: &str, asset: &str) {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c);
        if asset.is_empty() || asset.len() > MAX_ASSET_LENGTH || !asset.chars().all(allowed) {
            let most = MAX_ASSET_LENGTH;
            self.add(field, format!("is not 1 to {most} of a-z 0-9 . _ -"));
        }
    }

    fn pointer(&mut self, field: &str, pointer: &str) {
        if !pointer.is_empty() && !pointer.starts_with('/') {
            self.add(field, "is no JSON pointer: it begins with /".to_owned());
        }
    }
}

fn chain(found: &mut Found, name: &str, chain: &ChainConfig) {
    let field = |field: &str| format!("{name}.{field}");
    found.within(&field("chain_id (length)"), chain.chain_id.len(), 1, NAME);
    found.within(&field("rpc (number)"), chain.rpc.len(), 1, 8);
    let different: BTreeSet<_> = chain.rpc.iter().collect();
    if different.len() < chain.rpc.len() {
        found.add(&field("rpc"), "names a node twice".to_owned());
    }
    found.within(&field("prefix (length)"), chain.prefix.len(), 1, NAME);
    found.within(&field("fee_denom (length)"), chain.fee_denom.len(), 2, 128);
    let (one, three) = (Decimal::one(), Decimal::percent(300));
    found.within(&field("gas_margin"), chain.gas_margin, one, three);
    found.within(&field("max_gas"), chain.max_gas, 100_000, 1_000_000_000);
    found.within(&field("valid_blocks"), chain.valid_blocks, 2, 1_000);
    found.within(
        &field("inclusion_timeout"),
        chain.inclusion_timeout,
        5,
        3_600,
    );
    found.within(&field("request_timeout"), chain.request_timeout, 1, 120);
    found.within(&field("max_block_age"), chain.max_block_age, 5, 3_600);
}

fn tasks(found: &mut Found, tasks: &TaskConfigs, home: &ChainConfig) {
    let million = Decimal::percent(100_000_000);
    if let Some(task) = &tasks.feed {
        feed(found, task);
    }
    if let Some(task) = &tasks.poke {
        found.interval("poke", task.interval);
        found.within("task.poke.older_than", task.older_than, 5, DAY);
        if let Some(assets) = &task.assets {
            found.within("task.poke.assets (number)", assets.len(), 1, 30);
            for asset in assets {
                found.asset("task.poke.assets", asset);
            }
        }
    }
    if let Some(task) = &tasks.liquidate {
        found.interval("liquidate", task.interval);
        found.within("task.liquidate.max_positions", task.max_positions, 1, 200);
        found.within("task.liquidate.burst", task.burst, 1, 20);
        found.share("task.liquidate.min_profit", task.min_profit, million);
        found.share(
            "task.liquidate.slippage",
            task.slippage,
            Decimal::percent(20),
        );
        found.share(
            "task.liquidate.pending_discount",
            task.pending_discount,
            Decimal::one(),
        );
        if let Some(pair) = task
            .pair
            .as_ref()
            .filter(|pair| !is_address(pair, &home.prefix))
        {
            found.add(
                "task.liquidate.pair",
                format!("{pair} is no address of {}", home.prefix),
            );
        }
    }
    if let Some(task) = &tasks.flush {
        found.interval("flush", task.interval);
        found.within("task.flush.orders", task.orders, 1, 5);
    }
    if let Some(task) = &tasks.sync {
        found.interval("sync", task.interval);
    }
    if let Some(task) = &tasks.retry {
        found.interval("retry", task.interval);
    }
    if let Some(task) = &tasks.collect {
        found.interval("collect", task.interval);
        found.share("task.collect.min_value", task.min_value, million);
        found.within("task.collect.max_users", task.max_users, 1, 100);
    }
    if let Some(task) = &tasks.execute {
        found.interval("execute", task.interval);
        found.within("task.execute.max_operations", task.max_operations, 1, 30);
    }
    if let Some(task) = &tasks.storefront {
        found.interval("storefront", task.interval);
        found.share("task.storefront.margin", task.margin, Decimal::percent(50));
        if task.max_payment.is_zero() {
            found.add("task.storefront.max_payment", "is zero".to_owned());
        }
    }
}

fn feed(found: &mut Found, feed: &FeedConfig) {
    found.interval("feed", feed.interval);
    found.within("task.feed.timeout", feed.timeout, 1, 60);
    found.within("task.feed.max_body", feed.max_body, 64, 16 << 20);
    found.within("task.feed.asset (number)", feed.assets.len(), 1, 30);
    let mut names = BTreeSet::new();
    for asset in &feed.assets {
        if !names.insert(&asset.asset) {
            found.add("task.feed.asset", format!("{} is named twice", asset.asset));
        }
        fed_asset(found, asset);
    }
}

fn fed_asset(found: &mut Found, asset: &FeedAsset) {
    let field = |field: &str| format!("task.feed.asset {}: {field}", asset.asset);
    found.asset(&field("asset"), &asset.asset);
    found.within(&field("provider (number)"), asset.providers.len(), 1, 20);
    found.within(
        &field("quorum"),
        asset.quorum,
        1,
        asset.providers.len().max(1),
    );
    found.within(&field("max_age"), asset.max_age, 5, DAY);
    found.above_zero(&field("max_jump"), asset.max_jump);
    found.share(&field("max_jump"), asset.max_jump, Decimal::percent(1_000));
    found.share(&field("min_move"), asset.min_move, Decimal::one());
    found.within(&field("heartbeat"), asset.heartbeat, 0, DAY);
    let mut names = BTreeSet::new();
    for one in &asset.providers {
        let field = format!("task.feed.asset {}: provider {}", asset.asset, one.name);
        if !names.insert(&one.name) {
            found.add(&field, "is named twice".to_owned());
        }
        provider(found, &field, one);
    }
}

fn provider(found: &mut Found, at: &str, provider: &Provider) {
    let field = |field: &str| format!("{at}: {field}");
    found.within(&field("name (length)"), provider.name.len(), 1, NAME);
    if provider.url.is_some() == provider.file.is_some() {
        found.add(at, "needs either url or file".to_owned());
    }
    if provider.file.is_some() && !provider.headers.is_empty() {
        found.add(&field("header"), "a file has no headers".to_owned());
    }
    found.pointer(&field("price"), &provider.price);
    for (name, pointer) in [("time", &provider.time), ("depth", &provider.depth)] {
        found.pointer(&field(name), pointer.as_deref().unwrap_or_default());
    }
    found.above_zero(&field("multiplier"), provider.multiplier);
}
