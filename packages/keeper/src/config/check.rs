//! The bounds of a configuration.

use std::collections::BTreeSet;

use cosmwasm_std::{Decimal, SignedDecimal};
use qerun_deployment::address::is_address;
use qerun_messages::ibc::is_denom;

use super::check_feed::feed;
use super::problem::{Found, Problem, DAY, NAME};
use super::{ChainConfig, Config, TaskConfigs};

/// Everything that is wrong with a configuration.
#[must_use]
pub fn problems(config: &Config) -> Vec<Problem> {
    let mut found = Found::default();
    let home = &config.chain.home;
    chain(&mut found, "chain.home", home);
    if let Some(dex) = &config.chain.dex {
        chain(&mut found, "chain.dex", dex);
        // Two senders for one account would take each other's sequence.
        if dex.chain_id == home.chain_id {
            let what = "is that of chain.home; without another chain leave chain.dex out";
            found.add("chain.dex.chain_id", what.to_owned());
        }
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
    found.problems()
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
    if !is_denom(&chain.fee_denom) {
        found.add(&field("fee_denom"), "is no denom".to_owned());
    }
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
        found.within(
            "task.liquidate.min_profit",
            task.min_profit,
            SignedDecimal::percent(-100_000),
            SignedDecimal::percent(100_000_000),
        );
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
    if let Some(task) = &tasks.release {
        found.interval("release", task.interval);
        if !is_address(&task.emissions, &home.prefix) {
            found.add(
                "task.release.emissions",
                format!("{} is no address of {}", task.emissions, home.prefix),
            );
        }
    }
    if let Some(task) = &tasks.storefront {
        found.interval("storefront", task.interval);
        found.share("task.storefront.margin", task.margin, Decimal::percent(50));
        if task.max_payment.is_zero() {
            found.add("task.storefront.max_payment", "is zero".to_owned());
        }
        if task.max_qer.is_some_and(|most| most.is_zero()) {
            found.add("task.storefront.max_qer", "is zero".to_owned());
        }
    }
}
