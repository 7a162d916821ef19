//! Staking and the timelock: powers and stakes sum to their totals, and every
//! token that somebody has a right to is there.

use anyhow::Result;
use cosmwasm_std::Uint128;
use qerun_messages::timelock::{BondsResponse, QueryMsg};

use super::{sum, InvariantChecker};
use crate::suite::Suite;

impl InvariantChecker {
    /// Nobody gives QER to the voting contract: what it holds is stake, or waits to be claimed.
    pub(super) fn governance(&mut self, suite: &Suite) -> Result<()> {
        // What changes in a block counts from the next one on, and `stakers` tells that.
        let next = suite.net.home.view().height + 1;
        let (stakers, totals) = (suite.stakers()?, suite.totals()?);
        let powers = sum(stakers.iter().map(|one| one.power));
        self.equal("sumOfPowersIsTotal", powers, suite.total_power_at(next)?)?;
        self.equal("totalPowerIsOne", totals.power, powers)?;

        let staked = sum(stakers.iter().map(|one| one.staked));
        self.equal("sumOfStakesIsTotal", staked, totals.staked)?;
        let mut unclaimed = Uint128::zero();
        for one in &stakers {
            let claims = suite.unbonding(one.address.as_str())?;
            unclaimed += sum(claims.into_iter().map(|c| c.0));
        }
        let held = suite.qer_of(&suite.at.voting)?;
        self.equal("votingHoldsStakeAndClaims", held, staked + unclaimed)?;

        // Power at the last check's height can no longer change.
        if let Some(past) = self.height.replace(next) {
            let mut powers = Uint128::zero();
            for one in &stakers {
                powers += suite.power_at(one.address.as_str(), past)?;
            }
            let total = suite.total_power_at(past)?;
            self.equal("sumOfPowersIsTotalInThePast", powers, total)?;
        }

        let bonds: BondsResponse = suite
            .net
            .home
            .query(&suite.at.timelock, &QueryMsg::Bonds {})?;
        let treasury = suite.qer_of(&suite.at.timelock)?;
        self.at_most("timelockHoldsItsBonds", bonds.held, treasury)
    }
}
