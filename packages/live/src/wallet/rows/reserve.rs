//! The reserve. Messages that apply only after a lost callback are sent, and refused by the contract.

use anyhow::Result;
use cosmwasm_std::Decimal;
use qerun_messages::reserve::{ExecuteMsg as M, Resolution, Route};

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
    let spend = M::Spend {
        recipient: me.clone(),
        amount: ONE.into(),
    };
    w.refuse("reserve", carol, &spend, NOT_OWNER)?;
    w.refuse("reserve", carol, &M::UpdateOwnership(offer(&me)), NOT_OWNER)
}
