//! The DAO names QER's pair as a second source of its price, beside the feeders, and lets the reserve burn QER.

use anyhow::{Context, Result};
use qerun_deployment::Plan;
use qerun_messages::oracle::{AssetConfig, ExecuteMsg, PoolPrice, PriceSource, WINDOW_BOUNDS};
use qerun_messages::token;

use crate::net::Net;
use crate::ops::{wasm, yes, QerPair};

/// Seconds without a trade after which the pair is no source: longer than any run.
const MAX_IDLE: u64 = 7_200;

/// Decides and executes; the plan is brought up to date, as an operator does. The first sample of the pair is taken when the
/// decision is executed.
pub fn decide(net: &mut Net, pair: &QerPair) -> Result<()> {
    let config = config(net, pair)?;
    let asset = net.plan.assets.qer.clone();
    let set = ExecuteMsg::SetAsset {
        asset: asset.clone(),
        config: config.clone(),
    };
    let burner = token::ExecuteMsg::AddBurner {
        address: net.at.reserve.clone(),
    };
    let messages = vec![wasm(&net.at.oracle, &set)?, wasm(&net.at.token, &burner)?];
    let (alice, bob) = (net.people.get("alice")?, net.people.get("bob")?);
    net.stake_to_decide(alice)?;
    net.carry_out(&yes(&[alice]), bob, "Read QER's pair", messages)?;

    let mut file = (*net.plan).clone();
    let entry = file.oracle.iter_mut().find(|entry| entry.asset == asset);
    entry.context("no entry of QER")?.config = config;
    let checked = Plan::check(file);
    net.plan = checked.map_err(|findings| anyhow::anyhow!("{findings:?}"))?;
    Ok(())
}

/// The sources and guards of the plan, and the pair.
fn config(net: &Net, pair: &QerPair) -> Result<AssetConfig<String>> {
    let assets = &net.plan.assets;
    let entry = net.plan.oracle.iter().find(|row| row.asset == assets.qer);
    let mut config = entry.context("no entry of QER")?.config.clone();
    config.sources.push(PriceSource::AstroportTwap {
        pair: pair.address.clone(),
        pool: PoolPrice {
            base: net.at.token.clone(),
            base_decimals: net.plan.token.decimals,
            quote: net.plan.stable_home(),
            quote_decimals: assets.stable.decimals,
            quote_asset: assets.stable.oracle.clone(),
            // The shortest that the oracle takes.
            window: WINDOW_BOUNDS.0,
        },
        max_idle: MAX_IDLE,
    });
    Ok(config)
}
