//! Deployment: addresses first (instantiate2), so that every contract is born with its neighbours.

use std::collections::BTreeMap;

use anyhow::Result;
use cosmwasm_std::{coin, Addr, Uint128};
use qerun_math::amount_floor;
use qerun_messages::market;

use super::codes::{create, home_codes, outpost_code, predict};
use super::defaults::{decimal, qer};
use super::{Governance, Setup, Suite};
use crate::astroport::{AstroPool, PoolAsset};
use crate::chain::Chain;
use crate::dao::Dao;
use crate::ibc::voucher_denom;
use crate::relayer::Network;

/// The home chain's end of the channel; another id than the DEX chain's, so that a mix-up shows.
pub const HOME_CHANNEL: &str = "channel-3";
/// The DEX chain's end of the channel.
pub const DEX_CHANNEL: &str = "channel-7";

pub(super) const DEX_STABLE: &str = "uusdc";
pub(super) const DEX_ETH: &str = "weth-wei";
/// All QER, design.md.
pub(super) const SUPPLY: &str = "111111111";
/// Stablecoins bridged to the treasury for tests to hand out.
const BRIDGED: u128 = 1_000_000_000_000_000;

/// Where everything is.
#[derive(Clone, Debug)]
pub struct Addresses {
    /// QER.
    pub token: Addr,
    /// The oracle.
    pub oracle: Addr,
    /// The market.
    pub market: Addr,
    /// The reserve.
    pub reserve: Addr,
    /// The outpost, on the DEX chain.
    pub outpost: Addr,
    /// Owner of everything on the home chain: the timelock, or an account that stands for it in a
    /// suite without governance.
    pub owner: Addr,
    /// The guardian: of the timelock, or of each contract in a suite without governance.
    pub guardian: Addr,
    /// Holds the QER supply and bridged stablecoins.
    pub treasury: Addr,
}

impl Addresses {
    /// A contract of the home chain by the name that it has in the timelock's recommended tables.
    ///
    /// # Panics
    /// On a name that is none.
    pub fn contract<'a>(&'a self, name: &str, dao: &'a Dao) -> &'a Addr {
        match name {
            "token" => &self.token,
            "oracle" => &self.oracle,
            "market" => &self.market,
            "reserve" => &self.reserve,
            "voting" => &dao.voting,
            other => panic!("{other} is no contract"),
        }
    }
}

impl Setup {
    /// Deploys everything, publishes prices and funds the insurance.
    pub fn build(&self) -> Result<Suite> {
        let mut net = Network::new();
        net.open_channel(HOME_CHANNEL, DEX_CHANNEL)?;
        if self.ibc_hooks {
            net.dex.use_ibc_hooks()?;
        }
        let stable = voucher_denom(HOME_CHANNEL, DEX_STABLE);
        let eth = voucher_denom(HOME_CHANNEL, DEX_ETH);
        let pool = self.deploy_pool(&mut net.dex)?;

        let home = &mut net.home;
        let timelock = home.store(crate::codes::contract("qerun_timelock"));
        let owner = match self.governance {
            Some(_) => predict(home, timelock, "timelock")?,
            None => home.addr("owner"),
        };
        let guardian = home.addr("guardian");
        let treasury = home.addr("treasury");
        let codes = home_codes(home);
        let outpost_code = net.dex.store(outpost_code());
        let home = &mut net.home;
        let at = Addresses {
            token: predict(home, codes.token, "token")?,
            oracle: predict(home, codes.oracle, "oracle")?,
            market: predict(home, codes.market, "market")?,
            reserve: predict(home, codes.reserve, "reserve")?,
            outpost: predict(&net.dex, outpost_code, "outpost")?,
            owner,
            guardian,
            treasury,
        };
        let feeders: Vec<Addr> = (0..self.feeders)
            .map(|i| net.home.addr(&format!("feeder-{i}")))
            .collect();

        let (home, admin) = (&mut net.home, at.owner.clone());
        create(home, codes.token, "token", &self.token(&at), &admin)?;
        let governance = match &self.governance {
            Some(setup) => {
                let dao = setup.dao(home, &at.token, &at.owner)?;
                let first = setup.timelock(home, &at, &dao);
                create(home, timelock, "timelock", &first, &admin)?;
                Some(Governance {
                    dao,
                    timelock: admin.clone(),
                    steward: home.addr("steward"),
                })
            }
            None => None,
        };
        let oracle = self.oracle(&at, &feeders);
        create(home, codes.oracle, "oracle", &oracle, &admin)?;
        let market = self.market(&at, &stable, governance.as_ref());
        create(home, codes.market, "market", &market, &admin)?;
        let reserve = self.reserve(&at, &stable, &eth);
        create(home, codes.reserve, "reserve", &reserve, &admin)?;
        let dex_owner = net.dex.addr("owner");
        let outpost = self.outpost(&at, &pool, &dex_owner);
        create(&mut net.dex, outpost_code, "outpost", &outpost, &dex_owner)?;

        let names = BTreeMap::new();
        let quotes = self.quotes;
        let mut suite = Suite {
            net,
            at,
            pool,
            quotes,
            stable,
            eth,
            feeders,
            names,
            published_at: 0,
            governance,
            gov_setup: self.governance.clone(),
        };
        suite.bridge(BRIDGED)?;
        suite.refresh()?;
        if !self.insurance.is_zero() {
            let funds = [coin(self.insurance.u128(), &suite.stable)];
            let treasury = suite.at.treasury.clone();
            suite.market(&treasury, &market::ExecuteMsg::FundInsurance {}, &funds)?;
        }
        Ok(suite)
    }

    fn deploy_pool(&self, dex: &mut Chain) -> Result<AstroPool> {
        let eth = amount_floor(
            decimal(&format!("{}", self.pool.u128() / 1_000_000)),
            self.quotes.eth,
            18,
        )?;
        let stable = PoolAsset::new(DEX_STABLE, 6, self.pool.u128());
        AstroPool::deploy(dex, stable, PoolAsset::new(DEX_ETH, 18, eth.u128()))
    }
}

impl Suite {
    /// Brings stablecoins from the DEX chain to the treasury, over the channel.
    pub fn bridge(&mut self, amount: u128) -> Result<()> {
        let bridge = self.net.dex.addr("bridge");
        self.net.dex.mint(&bridge, amount, DEX_STABLE)?;
        let receiver = self.at.treasury.to_string();
        let coin = coin(amount, DEX_STABLE);
        self.net
            .dex
            .transfer(&bridge, DEX_CHANNEL, &receiver, coin, 600, "")?;
        self.net.relay_all()?;
        Ok(())
    }

    /// The bank denom of the stablecoin on the DEX chain.
    pub fn dex_stable(&self) -> &'static str {
        DEX_STABLE
    }

    /// The bank denom of ETH on the DEX chain.
    pub fn dex_eth(&self) -> &'static str {
        DEX_ETH
    }

    /// QER at genesis.
    pub fn genesis_supply(&self) -> Uint128 {
        qer(SUPPLY)
    }
}
