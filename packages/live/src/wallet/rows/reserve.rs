//! The reserve. Messages that apply only after a lost callback are sent, and refused by the contract.

use anyhow::Result;
use cosmwasm_std::{to_json_binary, Decimal};
use cw20::Cw20ReceiveMsg;
use qerun_messages::reserve::{ExecuteMsg as M, ReceiveMsg, Resolution, Route};
use qerun_messages::token;

use super::super::request::Request;
use super::super::sender::Wallet;
use super::{offer, NOT_OWNER, ONE};
use crate::net::within;
use crate::ops::Prices;

/// Two refunded batches are sent again.
pub fn flush(w: &mut Wallet<'_>, prices: Prices) -> Result<()> {
    let net = w.net;
    let bob = net.people.get("bob")?;
    // Below the pool's price no swap gives the least that the reserve demands.
    net.feed(Prices {
        eth: Decimal::from_ratio(1_900u128, 1u128),
        ..prices
    })?;
    for _ in 0..2 {
        net.borrow(bob, 2_500 * ONE)?;
    }
    within(120, "all is refunded", || {
        let backing = net.backing()?;
        Ok(backing.in_flight.is_zero() && !backing.waiting.is_zero())
    })?;
    net.feed(prices)?;
    w.both("reserve", bob, &M::Flush { limit: Some(1) }, &[])?;
    within(120, "all purchases settle", || {
        let backing = net.backing()?;
        Ok(backing.in_flight.is_zero() && backing.waiting.is_zero())
    })
}

pub fn refused(w: &mut Wallet<'_>) -> Result<()> {
    let net = w.net;
    let carol = net.people.get("carol")?;
    let me = carol.at_home().to_owned();
    let purchase = M::Purchase {
        batch_id: 9_999u64.into(),
        user_in: ONE.into(),
    };
    let market = "only the market may";
    w.refuse("reserve", carol, &purchase, market)?;
    let pay_out = M::PayOut {
        recipient: me.clone(),
        amount: ONE.into(),
        fee: None,
    };
    w.refuse("reserve", carol, &pay_out, market)?;
    sales(w)?;
    let order_id = 1u64.into();
    w.refuse(
        "reserve",
        carol,
        &M::Sync { order_id },
        "is not returning but",
    )?;
    let guard = "only the guardian or owner may";
    let resolve = M::Resolve {
        order_id,
        outcome: Resolution::Refunded {},
    };
    w.refuse("reserve", carol, &resolve, guard)?;
    let close_lost = M::CloseLost {
        order_id,
        make_good: Some(ONE.into()),
    };
    w.refuse("reserve", carol, &close_lost, NOT_OWNER)?;
    let batch_id = 1u64.into();
    w.refuse("reserve", carol, &M::WindDown { batch_id }, NOT_OWNER)?;
    w.refuse("reserve", carol, &M::Pause { duration: 60 }, guard)?;
    w.refuse("reserve", carol, &M::Unpause {}, NOT_OWNER)?;
    let params = net.plan.reserve.clone();
    w.refuse("reserve", carol, &M::UpdateParams { params }, NOT_OWNER)?;
    let route = Route {
        channel: net.plan.route.home_channel.clone(),
        receiver: net.at.outpost.clone(),
        timeout: 60,
        transport: Default::default(),
    };
    w.refuse("reserve", carol, &M::UpdateRoute { route }, NOT_OWNER)?;
    w.refuse(
        "reserve",
        carol,
        &M::SetGuardian { guardian: None },
        NOT_OWNER,
    )?;
    w.refuse("reserve", carol, &M::OpenBuyback {}, NOT_OWNER)?;
    let spend = M::Spend {
        recipient: me.clone(),
        amount: ONE.into(),
    };
    w.refuse("reserve", carol, &spend, NOT_OWNER)?;
    w.refuse("reserve", carol, &M::UpdateOwnership(offer(&me)), NOT_OWNER)
}

/// Nothing is for sale here; what is sold is in [`super::losses`].
fn sales(w: &mut Wallet<'_>) -> Result<()> {
    let net = w.net;
    let carol = net.people.get("carol")?;
    let buy = M::BuyEth { min_eth: None };
    let request = Request::paid(carol, &buy, &[net.stable(ONE)])?;
    w.refuse_request("reserve", request, "no ETH is for sale");
    let msg = to_json_binary(&ReceiveMsg::BuyBack { min_eth: None })?;
    let direct = M::Receive(Cw20ReceiveMsg {
        sender: carol.at_home().to_owned(),
        amount: ONE.into(),
        msg: msg.clone(),
    });
    w.refuse("reserve", carol, &direct, "only the token may")?;
    let send = token::ExecuteMsg::Send {
        contract: net.at.reserve.clone(),
        amount: ONE.into(),
        msg,
    };
    w.refuse("token", carol, &send, "buyback has not been opened")
}
