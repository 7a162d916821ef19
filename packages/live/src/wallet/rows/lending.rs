//! The market.

use anyhow::{ensure, Result};
use cosmwasm_std::to_json_binary;
use cw20::Cw20ReceiveMsg;
use qerun_math::SupplyShares;
use qerun_messages::market::{ExecuteMsg as M, Pausable, ReceiveMsg};
use qerun_messages::token;

use super::super::request::Request;
use super::super::sender::Wallet;
use super::{offer, NOT_OWNER, ONE};
use crate::net::within;

pub fn run(w: &mut Wallet<'_>) -> Result<()> {
    let net = w.net;
    let (alice, bob) = (net.people.get("alice")?, net.people.get("bob")?);
    let coins = |amount: u128| [net.stable(amount * ONE)];
    w.both("market", alice, &M::FundInsurance {}, &coins(200_000))?;
    let supply = M::Supply {
        on_behalf_of: None,
        min_shares: Some(SupplyShares::new(1)),
    };
    w.both("market", alice, &supply, &coins(50_000))?;
    let withdraw = M::Withdraw {
        amount: Some((10 * ONE).into()),
        min_received: Some(ONE.into()),
    };
    w.both("market", alice, &withdraw, &[])?;
    net.open_phases(net.people.get("erin")?, bob)?;
    let deposit = token::ExecuteMsg::Send {
        contract: net.at.market.clone(),
        amount: (10_000 * ONE).into(),
        msg: to_json_binary(&ReceiveMsg::DepositCollateral { on_behalf_of: None })?,
    };
    w.both("token", bob, &deposit, &[])?;
    let take = M::WithdrawCollateral {
        amount: Some((10 * ONE).into()),
    };
    w.both("market", bob, &take, &[])?;
    let borrow = M::Borrow {
        amount: (100 * ONE).into(),
        min_received: Some(ONE.into()),
        use_perk: Some(false),
    };
    w.both("market", bob, &borrow, &[])?;
    let repay = M::Repay { on_behalf_of: None };
    w.both("market", bob, &repay, &coins(10))?;
    refused(w)
}

fn refused(w: &mut Wallet<'_>) -> Result<()> {
    let net = w.net;
    let carol = net.people.get("carol")?;
    let sender = carol.at_home().to_owned();
    let direct = M::Receive(Cw20ReceiveMsg {
        sender: sender.clone(),
        amount: ONE.into(),
        msg: to_json_binary(&ReceiveMsg::DepositCollateral { on_behalf_of: None })?,
    });
    w.refuse("market", carol, &direct, "is not the collateral token")?;
    let pause = M::Pause {
        actions: vec![Pausable::Supply, Pausable::WithdrawCollateral],
        duration: 60,
    };
    w.refuse("market", carol, &pause, "only the guardian or owner")?;
    let actions = vec![Pausable::Borrow];
    w.refuse("market", carol, &M::Unpause { actions }, NOT_OWNER)?;
    let params = net.plan.market.clone();
    w.refuse("market", carol, &M::OpenBorrowing {}, NOT_OWNER)?;
    w.refuse("market", carol, &M::UpdateParams { params }, NOT_OWNER)?;
    let guardian = Some(sender.clone());
    w.refuse("market", carol, &M::SetGuardian { guardian }, NOT_OWNER)?;
    w.refuse("market", carol, &M::SetPerk { perk: None }, NOT_OWNER)?;
    let barred = M::SetBarred {
        add: vec![sender.clone()],
        remove: vec![],
    };
    w.refuse("market", carol, &barred, NOT_OWNER)?;
    let returned = M::ReturnBatch {
        batch_id: 1u64.into(),
        user_out: ONE.into(),
    };
    w.refuse("market", carol, &returned, "only the reserve")?;
    let settle = M::SettleDeficit { eth: ONE.into() };
    w.refuse("market", carol, &settle, "only the reserve")?;
    // Who owes nothing, and who owes less than the collateral covers.
    for (borrower, words) in [("alice", "has no debt"), ("bob", "only below 1")] {
        let msg = M::Liquidate {
            borrower: net.people.get(borrower)?.at_home().to_owned(),
            min_collateral: None,
            min_eth: None,
        };
        let request = Request::paid(carol, &msg, &[net.stable(ONE)])?;
        w.refuse_request("market", request, words);
    }
    let transfer = M::UpdateOwnership(offer(&sender));
    w.refuse("market", carol, &transfer, NOT_OWNER)
}

/// Flushes the open batch once it is due.
pub fn flush(w: &mut Wallet<'_>, nth: usize) -> Result<()> {
    let net = w.net;
    let bob = net.people.get("bob")?;
    let opened = net.market()?.batch.opened_at;
    ensure!(opened > 0, "no batch is open");
    let age = net.plan.market.batch.max_age;
    within(age + 30, "the batch is due", || {
        Ok(net.home.time()? > opened + age)
    })?;
    w.one("market", nth, &Request::new(bob, &M::Flush {})?)?;
    if nth == 0 {
        // The next batch becomes due meanwhile.
        net.borrow(bob, 100 * ONE)?;
    }
    Ok(())
}

/// Repays while the purchase is in flight, so that something is owed, and lets someone else collect it.
pub fn collect(w: &mut Wallet<'_>) -> Result<()> {
    let net = w.net;
    let users = [net.people.get("bob")?, net.people.get("dave")?];
    net.relayer.stop()?;
    for user in users {
        net.deposit(user, 10_000 * ONE)?;
        net.borrow(user, 3_000 * ONE)?;
        net.repay(user, 1_000 * ONE)?;
    }
    net.relayer.start()?;
    within(120, "all purchases settle", || {
        Ok(net.backing()?.in_flight.is_zero())
    })?;
    let carol = net.people.get("carol")?;
    let eth = net.plan.eth_home();
    let mut before = Vec::new();
    let mut requests = Vec::new();
    for user in users {
        before.push(net.home.has(user.at_home(), &eth)?);
        let user = Some(user.at_home().to_owned());
        requests.push(Request::new(carol, &M::Collect { user })?);
    }
    if let Ok(requests) = <[Request<'_>; 2]>::try_from(requests) {
        w.pair("market", requests)?;
    }
    for (user, before) in users.iter().zip(before) {
        let now = net.home.has(user.at_home(), &eth)?;
        ensure!(now > before, "{} collected nothing", user.name);
    }
    Ok(())
}
