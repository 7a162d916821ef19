//! Emissions with its distributor, and the voting over the LP token.

use cosmwasm_std::Decimal;
use qerun_messages::{emissions, voting};
use serde_json::{json, Value};

use super::InstantiateMsgs;
use crate::plan::{StreamPlan, LIQUIDITY_STREAM, LOCK_STREAM};

impl InstantiateMsgs<'_> {
    /// The official rewards distributor (dao-rewards-distributor 2.6.0). Its owner is emissions: another could take back
    /// what was released.
    #[must_use]
    pub fn distributor(&self) -> Value {
        json!({"owner": self.at.emissions})
    }

    /// Instantiates emissions; none if the plan has none. `now` starts its streams' times. Its tokens are initial balances.
    #[must_use]
    pub fn emissions(&self, now: u64) -> Option<emissions::InstantiateMsg> {
        let plan = self.plan.emissions.as_ref()?;
        let stream = |id: &str, voting: &str, plan: &StreamPlan| emissions::Stream {
            id: id.to_owned(),
            voting: voting.to_owned(),
            hook_caller: None,
            schedule: plan.schedule(now),
            min_power: plan.min_power,
        };
        let mut streams = vec![stream(LOCK_STREAM, &self.at.voting, &plan.lock)];
        if let Some(liquidity) = &plan.liquidity {
            let voting = &self.at.liquidity_voting;
            streams.push(stream(LIQUIDITY_STREAM, voting, liquidity));
        }
        Some(emissions::InstantiateMsg {
            owner: self.at.timelock.clone(),
            config: emissions::Config {
                token: self.at.token.clone(),
                treasury: self.at.timelock.clone(),
                distributor: self.at.distributor.clone(),
            },
            streams,
        })
    }

    /// Instantiates the voting over the LP token of the pair of QER; none if the plan has none. It has one tier and no
    /// perks: its power decides nothing and is a weight of rewards.
    #[must_use]
    pub fn liquidity_voting(&self) -> Option<voting::InstantiateMsg> {
        let pool = self.plan.qer_pool.as_ref()?;
        Some(voting::InstantiateMsg {
            dao: Some(self.at.dao.clone()),
            owner: Some(self.at.timelock.clone()),
            token: self.at.lp_token.clone(),
            tiers: vec![voting::Tier {
                unbonding: pool.unbonding,
                multiplier: Decimal::one(),
            }],
            min_unbonding: pool.min_unbonding,
            active_threshold: None,
            params: self.plan.voting.params.clone(),
            guardian: Some(self.at.timelock.clone()),
            perks: vec![],
            hooks: self.hooks(),
        })
    }

    /// Whom both voting contracts tell of each change of power, in this order: emissions sends what is due, so that the
    /// distributor credits it to the powers in which it became due. None without emissions.
    pub(super) fn hooks(&self) -> Vec<String> {
        match self.plan.emissions {
            Some(_) => vec![self.at.emissions.clone(), self.at.distributor.clone()],
            None => vec![],
        }
    }
}
