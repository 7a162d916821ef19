//! The members' vesting contracts (cw-vesting 2.6.0).

use cosmwasm_std::{to_json_binary, StdResult, Uint128, WasmMsg};
use qerun_messages::token;
use serde_json::{json, Value};

use super::InstantiateMsgs;
use crate::plan::MemberPlan;

impl InstantiateMsgs<'_> {
    /// A member's vesting contract, which starts when it is instantiated; none if the plan has no such member. The timelock
    /// owns it, so that only a decision of the DAO cancels it.
    #[must_use]
    pub fn vesting(&self, place: usize) -> Option<Value> {
        let member = self.plan.team.get(place)?;
        let MemberPlan {
            name,
            address,
            amount,
            duration,
            ..
        } = member;
        Some(json!({
            "owner": self.at.timelock,
            "recipient": address,
            "title": format!("{} team: {name}", self.plan.token.name),
            "description": null,
            "total": amount,
            "denom": {"cw20": self.at.token},
            "schedule": {"piecewise_linear": member.schedule()},
            "start_time": null,
            "vesting_duration_seconds": duration,
            // Of the chain's own staking coin, which is never in it.
            "unbonding_duration_seconds": 0,
        }))
    }
}

/// Gives a vesting contract what it vests: it takes its whole amount, once.
pub(crate) fn fund_vesting(token: &str, vesting: &str, amount: Uint128) -> StdResult<WasmMsg> {
    let send = token::ExecuteMsg::Send {
        contract: vesting.to_owned(),
        amount,
        msg: to_json_binary(&json!({"fund": {}}))?,
    };
    Ok(WasmMsg::Execute {
        contract_addr: token.to_owned(),
        msg: to_json_binary(&send)?,
        funds: vec![],
    })
}
