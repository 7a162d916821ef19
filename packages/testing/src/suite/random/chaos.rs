//! Guardian and owner stop things and let them go on.

use anyhow::Result;
use qerun_messages::market::{ExecuteMsg, Pausable};
use qerun_messages::oracle::{AssetResponse, ExecuteMsg as Oracle, QueryMsg};
use qerun_messages::reserve;
use rand::Rng;

use super::rules::Must;
use super::suppliers::pauses;
use super::Random;
use crate::suite::Suite;

const ASSETS: [&str; 3] = ["qer", "eth", "usdc"];
/// What the market can pause.
pub(super) const PAUSABLE: [Pausable; 3] = [
    Pausable::Supply,
    Pausable::Borrow,
    Pausable::WithdrawCollateral,
];

fn halted(suite: &Suite, asset: &str) -> Result<bool> {
    let msg = QueryMsg::Asset {
        asset: asset.to_owned(),
    };
    let asset: AssetResponse = suite.net.home.query(&suite.at.oracle, &msg)?;
    Ok(asset.halted)
}

impl Random {
    /// The guardian halts an asset.
    pub(super) fn halt(&mut self, suite: &mut Suite) -> Result<()> {
        let asset = ASSETS[self.rng.gen_range(0..3)].to_owned();
        let must = Must::succeed_if(!halted(suite, &asset)?);
        let (guardian, oracle) = (suite.at.guardian.clone(), suite.at.oracle.clone());
        let what = ("halt", must, asset.clone());
        let msg = Oracle::Halt { asset };
        self.attempt(suite, what, |s| {
            s.net.home.execute(&guardian, &oracle, &msg, &[])
        })?;
        Ok(())
    }

    /// The owner resumes the assets that are halted, one in each operation.
    pub(super) fn resume(&mut self, suite: &mut Suite) -> Result<()> {
        for asset in ASSETS {
            if halted(suite, asset)? {
                return self.resume_asset(suite, asset);
            }
        }
        Ok(())
    }

    pub(super) fn resume_asset(&mut self, suite: &mut Suite, asset: &str) -> Result<()> {
        let must = Must::succeed_if(halted(suite, asset)?);
        let (owner, oracle) = (suite.at.owner.clone(), suite.at.oracle.clone());
        let asset = asset.to_owned();
        let what = ("resume", must, asset.clone());
        let msg = Oracle::Resume { asset };
        self.attempt(suite, what, |s| {
            s.net.home.execute(&owner, &oracle, &msg, &[])
        })?;
        Ok(())
    }

    /// The guardian, or the owner, pauses one or all of the market's verbs, or purchases. Both have the
    /// same cool-down.
    pub(super) fn pause(&mut self, suite: &mut Suite) -> Result<()> {
        let sender = match self.once_in(3) {
            true => suite.at.owner.clone(),
            false => suite.at.guardian.clone(),
        };
        let must = Must::Either;
        let duration = self.rng.gen_range(60..8_000);
        if self.once_in(3) {
            let what = ("pause", Must::Either, format!("purchases {duration}"));
            let msg = reserve::ExecuteMsg::Pause { duration };
            self.attempt(suite, what, |s| s.reserve(&sender, &msg))?;
            return Ok(());
        }
        let actions = match self.rng.gen_range(0..6) {
            i @ 0..=2 => vec![PAUSABLE[i]],
            _ => PAUSABLE.to_vec(),
        };
        let what = ("pause", must, format!("{actions:?} {duration}"));
        let msg = ExecuteMsg::Pause { actions, duration };
        self.attempt(suite, what, |s| s.market(&sender, &msg, &[]))?;
        Ok(())
    }

    /// The owner ends all pauses.
    pub(super) fn unpause(&mut self, suite: &mut Suite) -> Result<()> {
        let (now, market) = (suite.net.home.now(), pauses(suite)?);
        let latest = market.supply.max(market.borrow);
        if now
            >= latest
                .max(market.withdraw_collateral)
                .max(suite.backing()?.paused_until)
        {
            return Ok(());
        }
        let owner = suite.at.owner.clone();
        let actions = PAUSABLE.to_vec();
        let what = ("unpause", Must::Succeed, "market".to_owned());
        let msg = ExecuteMsg::Unpause { actions };
        self.attempt(suite, what, |s| s.market(&owner, &msg, &[]))?;
        let must = Must::succeed_if(now < suite.backing()?.paused_until);
        let what = ("unpause_purchases", must, String::new());
        let msg = reserve::ExecuteMsg::Unpause {};
        self.attempt(suite, what, |s| s.reserve(&owner, &msg))?;
        Ok(())
    }
}
