//! From a plan to a running protocol: the deployment's own steps, then prices and money for tests.

use std::collections::BTreeMap;

use anyhow::{ensure, Context, Result};
use cosmwasm_std::{coin, Addr, Uint128};
use qerun_deployment::plan::PlanFile;
use qerun_deployment::Contract;
use qerun_messages::oracle::PriceSource;
use qerun_messages::{market, outpost};

use super::addresses::Addresses;
use super::deploy::{deploy, Deployed};
use super::setup::Setup;
use super::Suite;
use crate::astroport::{AstroPool, PoolAsset};
use crate::chain::Chain;
use crate::dao::Dao;
use crate::relayer::Network;

impl Setup {
    /// Two chains with a channel, on which the plan can be deployed.
    ///
    /// # Errors
    /// A channel that cannot be opened.
    pub fn network(&self) -> Result<Network> {
        let (route, mut net) = (&self.plan.route, Network::new());
        net.open_channel(&route.home_channel, &route.dex_channel)?;
        if route.transport == (outpost::Transport::IbcHooks {}) {
            net.dex.use_ibc_hooks()?;
        }
        Ok(net)
    }

    /// Deploys the plan, publishes prices, funds the insurance and opens borrowing.
    ///
    /// # Errors
    /// A plan that a contract refuses, or that has no pool or no common feeders; what borrowing still needs.
    pub fn build(&self) -> Result<Suite> {
        let (plan, mut net) = (&self.plan, self.network()?);
        let deployed = deploy(&mut net, plan)?;
        let core = Addr::unchecked(deployed.deployment.predicted(Contract::Dao));
        let mut suite = Suite {
            dao: Dao::of(&net.home, core)?,
            pool: pool(&net.dex, plan, &deployed)?,
            at: Addresses::new(plan, &deployed),
            net,
            quotes: self.quotes,
            stable: plan.stable_home(),
            eth: plan.eth_home(),
            feeders: feeders(plan)?,
            feeds_qer: true,
            names: BTreeMap::new(),
            published_at: 0,
            plan: plan.clone(),
        };
        suite.bridge(self.bridged.u128())?;
        suite.refresh()?;
        if !self.insurance.is_zero() {
            let funds = [coin(self.insurance.u128(), &suite.stable)];
            let treasury = suite.at.treasury.clone();
            suite.market(&treasury, &market::ExecuteMsg::FundInsurance {}, &funds)?;
        }
        if self.borrowing {
            suite.open_borrowing()?;
        }
        Ok(suite)
    }
}

/// The plan's own pool: tests trade in it.
fn pool(dex: &Chain, plan: &PlanFile, deployed: &Deployed) -> Result<AstroPool> {
    let dex_pool = plan.dex_pool.as_ref().context("a plan without dex_pool")?;
    let (stable, eth) = (&plan.assets.stable, &plan.assets.eth);
    let asset = |denom: String, decimals: u8| PoolAsset::new(&denom, decimals.into());
    let factory = deployed.deployment.predicted(Contract::PoolFactory);
    AstroPool::find(
        dex,
        Addr::unchecked(factory),
        dex_pool.fee_bps,
        asset(plan.stable_dex(), stable.decimals),
        asset(plan.eth_dex(), eth.decimals),
    )
}

/// The plan's feeders, who publish all prices in one message.
fn feeders(plan: &PlanFile) -> Result<Vec<Addr>> {
    let of = |entry: &qerun_messages::oracle::AssetEntry| {
        let sources = entry.config.sources.iter();
        let feeders = sources.flat_map(|source| match source {
            PriceSource::Feeder { feeders, .. } => feeders.clone(),
            _ => vec![],
        });
        feeders.map(Addr::unchecked).collect::<Vec<_>>()
    };
    let mut all = plan.oracle.iter().map(of);
    let first = all.next().unwrap_or_default();
    ensure!(
        !first.is_empty() && all.all(|feeders| feeders == first),
        "the three prices have other feeders"
    );
    Ok(first)
}

impl Suite {
    /// Brings stablecoins from the DEX chain to the treasury, over the channel.
    ///
    /// # Errors
    /// A transfer that fails.
    pub fn bridge(&mut self, amount: u128) -> Result<()> {
        let (bridge, denom) = (self.net.dex.addr("bridge"), self.dex_stable());
        self.net.dex.mint(&bridge, amount, &denom)?;
        let receiver = self.at.treasury.to_string();
        let channel = self.plan.route.dex_channel.clone();
        let coin = coin(amount, denom);
        self.net
            .dex
            .transfer(&bridge, &channel, &receiver, coin, 600, "")?;
        self.net.relay_all()?;
        Ok(())
    }

    /// The bank denom of the stablecoin on the DEX chain.
    pub fn dex_stable(&self) -> String {
        self.plan.stable_dex()
    }

    /// The bank denom of ETH on the DEX chain.
    pub fn dex_eth(&self) -> String {
        self.plan.eth_dex()
    }

    /// QER at genesis.
    pub fn genesis_supply(&self) -> Uint128 {
        self.plan.token.supply
    }
}
