//! Stake.

use anyhow::Result;
use cosmwasm_std::to_json_binary;
use cw20::Cw20ReceiveMsg;
use cw_utils::Duration;
use qerun_messages::token;
use qerun_messages::voting::{ExecuteMsg as M, Perk, ReceiveMsg};
use serde::Serialize;

use super::super::request::{Request, TEXT};
use super::super::sender::Wallet;
use super::{offer, NOT_OWNER, ONE};
use crate::net::within;

/// A `send` of QER with a payload.
pub fn send(contract: &str, amount: u128, payload: &impl Serialize) -> Result<token::ExecuteMsg> {
    Ok(token::ExecuteMsg::Send {
        contract: contract.to_owned(),
        amount: amount.into(),
        msg: to_json_binary(payload)?,
    })
}

pub fn run(w: &mut Wallet<'_>) -> Result<()> {
    let net = w.net;
    let (dave, erin) = (net.people.get("dave")?, net.people.get("erin")?);
    let stake = |tier| send(&net.at.voting, 50_000 * ONE, &ReceiveMsg::Stake { tier });
    w.both("token", dave, &stake(None)?, &[])?;
    w.both("token", erin, &stake(Some(0))?, &[])?;
    w.both("token", erin, &stake(Some(3))?, &[])?;
    let raise = M::RaiseTier {
        from: 0,
        to: 1,
        amount: ONE.into(),
    };
    w.both("voting", dave, &raise, &[])?;
    let amount = ONE.into();
    let unstake = M::Unstake { amount };
    w.pair(
        "voting",
        [Request::new(dave, &unstake)?, Request::new(erin, &unstake)?],
    )?;
    let from = M::UnstakeFrom { tier: 0, amount };
    w.pair(
        "voting",
        [Request::new(dave, &from)?, Request::new(erin, &from)?],
    )?;
    refused(w)
}

/// Claims what [`run`] unstaked, once it has unbonded.
pub fn claim(w: &mut Wallet<'_>) -> Result<()> {
    let net = w.net;
    let people = [net.people.get("dave")?, net.people.get("erin")?];
    let unbonding = net.plan.voting.min_unbonding;
    within(unbonding + 30, "the claims mature", || {
        for person in people {
            let query = qerun_messages::voting::QueryMsg::Claims {
                address: person.at_home().to_owned(),
            };
            let claims: cw_controllers::ClaimsResponse = net.home.ask(&net.at.voting, &query)?;
            let now = cosmwasm_std::Timestamp::from_seconds(net.home.time()?);
            let due = |at: &cw_utils::Expiration| matches!(at, cw_utils::Expiration::AtTime(t) if *t <= now);
            if !claims.claims.iter().any(|claim| due(&claim.release_at)) {
                return Ok(false);
            }
        }
        Ok(true)
    })?;
    let [dave, erin] = people;
    let requests = [
        Request::new(dave, &M::Claim {})?,
        Request::new(erin, &M::Claim {})?,
    ];
    w.pair("voting", requests)?;
    Ok(())
}

fn refused(w: &mut Wallet<'_>) -> Result<()> {
    let net = w.net;
    let carol = net.people.get("carol")?;
    let me = carol.at_home().to_owned();
    let fund = send(&net.at.voting, ONE, &ReceiveMsg::Fund {})?;
    w.refuse("token", carol, &fund, "stake is not compounded here")?;
    let direct = M::Receive(Cw20ReceiveMsg {
        sender: me.clone(),
        amount: ONE.into(),
        msg: to_json_binary(&ReceiveMsg::Stake { tier: None })?,
    });
    w.refuse("voting", carol, &direct, "the staked token is")?;
    let config = M::UpdateConfig {
        duration: Some(Duration::Time(1_209_600)),
    };
    w.refuse("voting", carol, &config, NOT_OWNER)?;
    let addr = me.clone();
    w.refuse(
        "voting",
        carol,
        &M::AddHook { addr: addr.clone() },
        NOT_OWNER,
    )?;
    w.refuse("voting", carol, &M::RemoveHook { addr }, NOT_OWNER)?;
    let threshold = M::UpdateActiveThreshold {
        new_threshold: net.plan.voting.active_threshold.clone(),
    };
    w.refuse("voting", carol, &threshold, "only the DAO")?;
    w.refuse("voting", carol, &M::UpdateOwnership(offer(&me)), NOT_OWNER)?;
    let tiers = net.plan.voting.tiers.clone();
    w.refuse("voting", carol, &M::UpdateTiers { tiers }, NOT_OWNER)?;
    let params = net.plan.voting.params.clone();
    w.refuse("voting", carol, &M::UpdateParams { params }, NOT_OWNER)?;
    let perk = Perk {
        id: "mine".to_owned(),
        min_power: ONE.into(),
        min_reputation: ONE.into(),
        text: TEXT.to_owned(),
    };
    w.refuse("voting", carol, &M::SetPerk { perk }, NOT_OWNER)?;
    let id = "mine".to_owned();
    w.refuse("voting", carol, &M::RemovePerk { id }, NOT_OWNER)?;
    w.refuse(
        "voting",
        carol,
        &M::SetGuardian { guardian: None },
        NOT_OWNER,
    )?;
    let guard = "only the guardian or owner";
    w.refuse("voting", carol, &M::Pause { duration: 60 }, guard)?;
    w.refuse("voting", carol, &M::Unpause {}, NOT_OWNER)
}
