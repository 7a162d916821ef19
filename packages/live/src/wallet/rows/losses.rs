//! What needs prices that have fallen: liquidations, and both sales of the reserve. In a deployment of its own, whose
//! prices fall while the other rows are sent.

use anyhow::{ensure, Result};
use cosmwasm_std::to_json_binary;
use qerun_messages::market::ExecuteMsg as M;
use qerun_messages::{reserve, token};

use super::super::request::Request;
use super::super::sender::Wallet;
use super::ONE;
use crate::crash::Crash;
use crate::net::within;

/// Debts, at a dollar a QER: one that will be lost in part, and a small one.
const DEBTS: [(&str, u128); 2] = [("dave", 500 * ONE), ("carol", 11_000 * ONE)];

/// Both borrow, some of the protocol's own ETH is sold for QER, and the prices fall.
pub fn begin(w: &mut Wallet<'_>, crash: &Crash) -> Result<()> {
    let net = w.net;
    for (name, debt) in DEBTS {
        net.deposit(net.people.get(name)?, debt * 251 / 100)?;
    }
    crash.open_phases()?;
    for (name, debt) in DEBTS {
        net.borrow(net.people.get(name)?, debt)?;
    }
    within(120, "the purchase settles", || {
        Ok(net.backing()?.in_flight.is_zero())
    })?;
    let (carol, dave) = (net.people.get("carol")?, net.people.get("dave")?);
    let payload = reserve::ReceiveMsg::BuyBack {
        min_eth: Some(1u128.into()),
    };
    let sell = token::ExecuteMsg::Send {
        contract: net.at.reserve.clone(),
        amount: (4 * ONE).into(),
        msg: to_json_binary(&payload)?,
    };
    w.both("token", dave, &sell, &[])?;
    crash.fall(carol, dave)?;
    Ok(())
}

pub fn run(w: &mut Wallet<'_>, crash: &Crash) -> Result<()> {
    let net = w.net;
    let (bob, frank) = (net.people.get("bob")?, net.people.get("frank")?);
    crash.await_averages(frank)?;
    let liquidate = |(name, debt): (&str, u128)| {
        let msg = M::Liquidate {
            borrower: net.people.get(name)?.at_home().to_owned(),
            min_collateral: Some(ONE.into()),
            min_eth: Some(1u128.into()),
        };
        Request::paid(bob, &msg, &[net.stable(debt * 2)])
    };
    let [small, large] = DEBTS;
    w.pair("market", [liquidate(small)?, liquidate(large)?])?;
    let state = net.market()?;
    ensure!(!state.deficit.is_zero(), "nothing was booked against ETH");
    let buy = reserve::ExecuteMsg::BuyEth {
        min_eth: Some(1u128.into()),
    };
    w.both("reserve", frank, &buy, &[net.stable(20 * ONE)])?;
    Ok(())
}
