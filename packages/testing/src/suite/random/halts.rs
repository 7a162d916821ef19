//! The timelock halts prices and lets them go on.

use anyhow::Result;
use qerun_messages::oracle::{AssetResponse, ExecuteMsg as Oracle, QueryMsg};
use rand::Rng;

use super::expectation::Must;
use super::Random;
use crate::suite::Suite;

const ASSETS: [&str; 3] = ["qer", "eth", "usdc"];

fn halted(suite: &Suite, asset: &str) -> Result<bool> {
    let msg = QueryMsg::Asset {
        asset: asset.to_owned(),
    };
    let asset: AssetResponse = suite.net.home.query(&suite.at.oracle, &msg)?;
    Ok(asset.halted)
}

impl Random {
    /// The timelock halts an asset.
    pub(super) fn halt(&mut self, suite: &mut Suite) -> Result<()> {
        let asset = ASSETS[self.rng.gen_range(0..3)].to_owned();
        let must = Must::succeed_if(!halted(suite, &asset)?);
        let (timelock, oracle) = (suite.at.timelock.clone(), suite.at.oracle.clone());
        let what = ("halt", must, asset.clone());
        let msg = Oracle::Halt { asset };
        self.attempt(suite, what, |s| {
            s.net.home.execute(&timelock, &oracle, &msg, &[])
        })?;
        Ok(())
    }

    /// The timelock resumes the assets that are halted, one in each operation.
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
        let (timelock, oracle) = (suite.at.timelock.clone(), suite.at.oracle.clone());
        let asset = asset.to_owned();
        let what = ("resume", must, asset.clone());
        let msg = Oracle::Resume { asset };
        self.attempt(suite, what, |s| {
            s.net.home.execute(&timelock, &oracle, &msg, &[])
        })?;
        Ok(())
    }
}
