//! What members do on the page.

use anyhow::Result;
use cosmwasm_std::{Addr, CosmosMsg, Uint128};
use cw_multi_test::AppResponse;
use serde::Deserialize;
use serde_json::{json, Value};

use super::{Dao, Vote};
use crate::chain::Chain;

#[derive(Deserialize)]
struct Power {
    power: Uint128,
}

impl Dao {
    /// Proposes through the pre-propose module, which takes the deposit out of the proposer's
    /// allowance, and returns the proposal's id. With a vote it is cast in the same transaction.
    pub fn propose(
        &self,
        chain: &mut Chain,
        proposer: &Addr,
        title: &str,
        msgs: &[CosmosMsg],
        vote: Option<Vote>,
    ) -> Result<u64> {
        let vote = vote.map(|vote| json!({"vote": vote, "rationale": null}));
        let propose = json!({
            "title": title, "description": title, "msgs": msgs, "vote": vote,
        });
        let msg = json!({"propose": {"msg": {"propose": propose}}});
        chain.execute(proposer, &self.pre_propose, &msg, &[])?;
        chain.query(&self.proposals, &json!({"proposal_count": {}}))
    }

    /// Casts a member's vote on a proposal; the power is that of the height at which it was made.
    pub fn vote(
        &self,
        chain: &mut Chain,
        voter: &Addr,
        id: u64,
        vote: Vote,
    ) -> Result<AppResponse> {
        let msg = json!({"vote": {"proposal_id": id, "vote": vote, "rationale": null}});
        chain.execute(voter, &self.proposals, &msg, &[])
    }

    /// Executes what has passed.
    pub fn execute(&self, chain: &mut Chain, sender: &Addr, id: u64) -> Result<AppResponse> {
        let msg = json!({"execute": {"proposal_id": id}});
        chain.execute(sender, &self.proposals, &msg, &[])
    }

    /// Closes what was rejected, which settles its deposit.
    pub fn close(&self, chain: &mut Chain, sender: &Addr, id: u64) -> Result<AppResponse> {
        let msg = json!({"close": {"proposal_id": id}});
        chain.execute(sender, &self.proposals, &msg, &[])
    }

    /// A proposal's status: `open`, `passed`, `executed`, `execution_failed`, `rejected`, `closed`.
    pub fn status(&self, chain: &Chain, id: u64) -> Result<String> {
        let proposal = self.proposal(chain, id)?;
        let status = &proposal["proposal"]["status"];
        Ok(status
            .as_str()
            .map_or_else(|| status.to_string(), str::to_owned))
    }

    /// A proposal as the page reads it.
    pub fn proposal(&self, chain: &Chain, id: u64) -> Result<Value> {
        let msg = json!({"proposal": {"proposal_id": id}});
        chain.query(&self.proposals, &msg)
    }

    /// The power that the core reports, at the present block if no height is given.
    pub fn power(&self, chain: &Chain, of: &Addr, height: Option<u64>) -> Result<Uint128> {
        let msg = json!({"voting_power_at_height": {"address": of, "height": height}});
        Ok(chain.query::<_, Power>(&self.core, &msg)?.power)
    }

    /// The sum of powers that the core reports.
    pub fn total_power(&self, chain: &Chain, height: Option<u64>) -> Result<Uint128> {
        let msg = json!({"total_power_at_height": {"height": height}});
        Ok(chain.query::<_, Power>(&self.core, &msg)?.power)
    }
}
