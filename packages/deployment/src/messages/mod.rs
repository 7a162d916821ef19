//! The instantiate message of every contract, and what fills a test pool and the vesting contracts. Pure: addresses are known beforehand.

mod governance;
mod marketing;
mod pool;
mod rewards;
mod vesting;

use cosmwasm_std::Uint128;
use cw20::Cw20Coin;
use qerun_messages::{airdrop, market, oracle, outpost, reserve, token};

pub(crate) use self::pool::{create_pair, provide_liquidity};
pub use self::pool::{pool_assets, qer_pool_assets};
pub(crate) use self::vesting::fund_vesting;

use crate::addresses::Addresses;
use crate::plan::{pool_of, Holder, PlanFile};

/// Writes the instantiate messages of a plan.
#[derive(Clone, Copy, Debug)]
pub struct InstantiateMsgs<'a> {
    /// Has every figure of the messages.
    pub plan: &'a PlanFile,
    /// Predicted addresses, so that the messages can name each other's contracts.
    pub at: &'a Addresses,
}

impl InstantiateMsgs<'_> {
    /// Instantiates the token. A cw20 takes each account once, so what one gets of several parts is added up; the team's part
    /// is the deployer's until it has funded the vesting contracts.
    #[must_use]
    pub fn token(&self) -> token::InstantiateMsg {
        let (plan, owner) = (&self.plan.token, self.at.timelock.clone());
        let mut balances: Vec<Cw20Coin> = Vec::new();
        let mut give = |address: &str, amount: Uint128| match balances
            .iter_mut()
            .find(|coin| coin.address == address)
        {
            Some(coin) => coin.amount = coin.amount.saturating_add(amount),
            None => balances.push(Cw20Coin {
                address: address.to_owned(),
                amount,
            }),
        };
        for row in &self.plan.supply {
            let address = match row.holder() {
                Holder::Treasury => &owner,
                Holder::Airdrop => &self.at.airdrop,
                Holder::LockRewards | Holder::LiquidityRewards => &self.at.emissions,
                Holder::Account(account) => account,
            };
            give(address, row.amount);
        }
        if !self.plan.team.is_empty() {
            give(&self.at.deployer, self.plan.team_total());
        }
        token::InstantiateMsg {
            owner: owner.clone(),
            name: plan.name.clone(),
            symbol: plan.symbol.clone(),
            decimals: plan.decimals,
            initial_balances: balances,
            marketing: self.marketing(),
            minter: Some(owner.clone()),
            max_yearly_mint_bps: plan.max_yearly_mint_bps,
        }
    }

    /// Instantiates the oracle with the plan's assets. Those with a pool among their sources come last, because the
    /// oracle must know what a pool is quoted in.
    #[must_use]
    pub fn oracle(&self) -> oracle::InstantiateMsg {
        let mut assets = self.plan.oracle.clone();
        assets.sort_by_key(|entry| entry.config.sources.iter().any(|s| pool_of(s).is_some()));
        oracle::InstantiateMsg {
            owner: self.at.timelock.clone(),
            guardian: Some(self.at.timelock.clone()),
            assets,
        }
    }

    /// Instantiates the market.
    #[must_use]
    pub fn market(&self) -> market::InstantiateMsg {
        let assets = &self.plan.assets;
        market::InstantiateMsg {
            owner: self.at.timelock.clone(),
            config: market::Config {
                token: self.at.token.clone(),
                oracle: self.at.oracle.clone(),
                reserve: self.at.reserve.clone(),
                guardian: Some(self.at.timelock.clone()),
                stable_denom: self.plan.stable_home(),
                stable_decimals: assets.stable.decimals,
                stable_asset: assets.stable.oracle.clone(),
                collateral_decimals: self.plan.token.decimals,
                collateral_asset: assets.qer.clone(),
                eth_decimals: assets.eth.decimals,
                eth_asset: assets.eth.oracle.clone(),
                perk: self.plan.market_perk.clone().map(|id| market::PerkGate {
                    voting: self.at.voting.clone(),
                    id,
                }),
            },
            params: self.plan.market.clone(),
        }
    }

    /// Instantiates the reserve.
    #[must_use]
    pub fn reserve(&self) -> reserve::InstantiateMsg {
        let assets = &self.plan.assets;
        reserve::InstantiateMsg {
            owner: self.at.timelock.clone(),
            config: reserve::Config {
                market: self.at.market.clone(),
                oracle: self.at.oracle.clone(),
                token: self.at.token.clone(),
                token_decimals: self.plan.token.decimals,
                token_asset: assets.qer.clone(),
                guardian: Some(self.at.timelock.clone()),
                stable_denom: self.plan.stable_home(),
                stable_decimals: assets.stable.decimals,
                stable_asset: assets.stable.oracle.clone(),
                eth_denom: self.plan.eth_home(),
                eth_decimals: assets.eth.decimals,
                eth_asset: assets.eth.oracle.clone(),
            },
            eth_path: self.plan.home_path(&assets.eth.path),
            stable_path: self.plan.home_path(&assets.stable.path),
            route: reserve::Route {
                channel: self.plan.route.home_channel.clone(),
                receiver: self.at.outpost.clone(),
                timeout: self.plan.route.timeout,
                transport: match self.plan.route.transport {
                    outpost::Transport::Callbacks {} => reserve::Transport::Callbacks {},
                    outpost::Transport::IbcHooks {} => reserve::Transport::IbcHooks {},
                },
            },
            params: self.plan.reserve.clone(),
        }
    }

    /// Instantiates the airdrop; none if the plan has none. `now` starts its time. Its tokens are initial balances.
    #[must_use]
    pub fn airdrop(&self, now: u64) -> Option<airdrop::InstantiateMsg> {
        let plan = self.plan.airdrop.as_ref()?;
        let start = now.saturating_add(plan.start_after);
        let config = airdrop::Config {
            token: self.at.token.clone(),
            treasury: self.at.timelock.clone(),
            name: self.plan.name.clone(),
            root: plan.root.clone(),
            count: plan.count,
            total: plan.total,
            start,
            end: start.saturating_add(plan.duration),
        };
        Some(airdrop::InstantiateMsg { config })
    }

    /// Instantiates the outpost on the DEX chain.
    #[must_use]
    pub fn outpost(&self) -> outpost::InstantiateMsg {
        let pair = outpost::Venue::AstroportPair {
            pair: self.at.pair.clone(),
        };
        outpost::InstantiateMsg {
            owner: self.plan.outpost.owner.clone(),
            config: outpost::Config {
                channel: self.plan.route.dex_channel.clone(),
                reserve: self.at.reserve.clone(),
                stable_denom: self.plan.stable_dex(),
                eth_denom: self.plan.eth_dex(),
                venue: self.plan.outpost.venue.clone().unwrap_or(pair),
                return_timeout: self.plan.route.return_timeout,
                transport: self.plan.route.transport.clone(),
            },
        }
    }
}
