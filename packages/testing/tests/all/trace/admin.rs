//! What the timelock, feeders and strangers do.

use anyhow::Result;
use cosmwasm_std::{coin, Addr, Uint128};
use cw_multi_test::AppResponse;
use cw_ownable::Action;
use qerun_messages::{market, oracle, outpost, reserve};
use qerun_testing::suite::{usd, Setup, Suite, HOME_CHANNEL};

use super::Trace;

fn hand_over(to: &Addr) -> Action {
    Action::TransferOwnership {
        new_owner: to.to_string(),
        expiry: None,
    }
}

impl Trace {
    pub(super) fn market(&mut self) {
        use market::{ExecuteMsg::*, Pausable};
        let (timelock, guardian) = (
            self.suite.at.timelock.clone(),
            self.suite.at.guardian.clone(),
        );
        let sue = self.suite.user("sue");
        let funds = [coin(usd("1").u128(), &self.suite.stable)];
        let actions = vec![Pausable::Supply];
        let pause = Pause {
            actions: actions.clone(),
            duration: 60,
        };
        let params = Setup::default().plan.market;
        let set_guardian = SetGuardian {
            guardian: Some(guardian.to_string()),
        };
        let set_perk = SetPerk {
            perk: Some(market::PerkGate {
                voting: sue.to_string(),
                id: "low-fee".to_owned(),
            }),
        };
        let set_barred = SetBarred {
            add: vec![sue.to_string()],
            remove: vec![],
        };
        for (name, sender, msg) in [
            ("market.pause", &timelock, pause),
            ("market.unpause", &timelock, Unpause { actions }),
            ("market.update_params", &timelock, UpdateParams { params }),
            ("market.set_guardian", &timelock, set_guardian),
            ("market.set_perk", &timelock, set_perk),
            ("market.set_barred", &timelock, set_barred),
            (
                "market.update_ownership",
                &timelock,
                UpdateOwnership(hand_over(&sue)),
            ),
        ] {
            self.home(name, |s| s.market(sender, &msg, &[]));
        }
        self.home("market.fund_insurance", |s| {
            s.market(&sue, &FundInsurance {}, &funds)
        });
    }

    pub(super) fn reserve(&mut self) {
        use reserve::ExecuteMsg::*;
        let (timelock, guardian) = (
            self.suite.at.timelock.clone(),
            self.suite.at.guardian.clone(),
        );
        let params = Setup::default().plan.reserve;
        let route = reserve::Route {
            channel: HOME_CHANNEL.to_owned(),
            receiver: self.suite.at.outpost.to_string(),
            timeout: 600,
            transport: reserve::Transport::default(),
        };
        let spend = Spend {
            recipient: timelock.to_string(),
            amount: Uint128::one(),
        };
        let set_guardian = SetGuardian {
            guardian: Some(guardian.to_string()),
        };
        for (name, sender, msg) in [
            ("reserve.pause", &timelock, Pause { duration: 60 }),
            ("reserve.unpause", &timelock, Unpause {}),
            ("reserve.update_params", &timelock, UpdateParams { params }),
            ("reserve.update_route", &timelock, UpdateRoute { route }),
            ("reserve.set_guardian", &timelock, set_guardian),
            ("reserve.spend", &timelock, spend),
            (
                "reserve.update_ownership",
                &timelock,
                UpdateOwnership(hand_over(&guardian)),
            ),
        ] {
            self.home(name, |s| s.reserve(sender, &msg));
        }
    }

    pub(super) fn oracle(&mut self) {
        use oracle::{AssetConfig, ExecuteMsg::*, PriceSource};
        let (timelock, guardian) = (
            self.suite.at.timelock.clone(),
            self.suite.at.guardian.clone(),
        );
        self.home("oracle.submit_prices, three assets", Suite::refresh);
        let at = self.suite.at.oracle.clone();
        let asset = || "eth".to_owned();
        let query = oracle::QueryMsg::Asset { asset: asset() };
        let eth: oracle::AssetResponse = self.suite.net.home.query(&at, &query).unwrap();
        let config = AssetConfig {
            // Silent, so that it may be removed at once.
            sources: vec![PriceSource::Feeder {
                feeders: vec![timelock.to_string()],
                max_age: 900,
            }],
            policy: eth.config.policy,
        };
        let poke = Poke {
            assets: ["qer", "eth", "usdc"].map(str::to_owned).into(),
        };
        let mut changed = config.clone();
        changed.policy.max_age += 1;
        let set_asset = SetAsset {
            asset: "new".to_owned(),
            config,
        };
        let change_asset = SetAsset {
            asset: "new".to_owned(),
            config: changed,
        };
        let revert_asset = RevertAsset {
            asset: "new".to_owned(),
        };
        let remove_asset = RemoveAsset {
            asset: "new".to_owned(),
        };
        let set_guardian = SetGuardian {
            guardian: Some(guardian.to_string()),
        };
        for (name, sender, msg) in [
            ("oracle.poke, three assets", &guardian, poke),
            ("oracle.halt", &timelock, Halt { asset: asset() }),
            ("oracle.resume", &timelock, Resume { asset: asset() }),
            ("oracle.set_asset", &timelock, set_asset),
            ("oracle.set_asset, known", &timelock, change_asset),
            ("oracle.revert_asset", &timelock, revert_asset),
            ("oracle.remove_asset", &timelock, remove_asset),
            ("oracle.set_guardian", &timelock, set_guardian),
            (
                "oracle.update_ownership",
                &timelock,
                UpdateOwnership(hand_over(&guardian)),
            ),
        ] {
            self.home(name, |s| s.net.home.execute(sender, &at, &msg, &[]));
        }
    }

    pub(super) fn outpost(&mut self) {
        use outpost::ExecuteMsg::*;
        let at = self.suite.at.outpost.clone();
        let owner = self.suite.net.dex.addr("owner");
        let query = outpost::QueryMsg::Config {};
        let c: outpost::Config<Addr> = self.suite.net.dex.query(&at, &query).unwrap();
        let config = outpost::Config {
            channel: c.channel,
            reserve: c.reserve,
            stable_denom: c.stable_denom,
            eth_denom: c.eth_denom,
            venue: outpost::Venue::AstroportPair {
                pair: self.suite.pool.pair.to_string(),
            },
            return_timeout: c.return_timeout,
            transport: c.transport,
        };
        let to = UpdateOwnership(hand_over(&self.suite.net.dex.addr("anyone")));
        let send = |s: &mut Suite, msg| -> Result<AppResponse> {
            s.net.dex.execute(&owner, &at, &msg, &[])
        };
        self.dex("outpost.update_config", |s| {
            send(s, UpdateConfig { config })
        });
        self.dex("outpost.update_ownership", |s| send(s, to));
    }
}
