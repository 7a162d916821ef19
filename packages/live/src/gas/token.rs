//! QER beside cw20-base 2.0.0.

use anyhow::Result;
use cw20::Cw20ExecuteMsg;

use super::{meter::Meter, peers};
use crate::net::Net;

pub fn run(net: &Net, meter: &mut Meter) -> Result<()> {
    let peer = peers::cw20_base(net)?;
    for (token, rows) in [
        (
            net.at.token.as_str(),
            [
                "token/transfer",
                "token/increase_allowance",
                "token/transfer_from",
                "token/decrease_allowance",
            ],
        ),
        (
            peer.as_str(),
            [
                "cw20-base/transfer",
                "cw20-base/increase_allowance",
                "cw20-base/transfer_from",
                "cw20-base/decrease_allowance",
            ],
        ),
    ] {
        let (alice, bob) = (net.people.get("alice")?, net.people.get("bob")?);
        let [transfer, increase, transfer_from, decrease] = rows;
        meter.measure(transfer, |_| {
            let msg = Cw20ExecuteMsg::Transfer {
                recipient: bob.at_home().to_owned(),
                amount: 1_000_000u128.into(),
            };
            net.home.execute(&alice.home, token, &msg, &[])
        })?;
        meter.measure(increase, |_| {
            let msg = Cw20ExecuteMsg::IncreaseAllowance {
                spender: bob.at_home().to_owned(),
                amount: 10_000_000u128.into(),
                expires: None,
            };
            net.home.execute(&alice.home, token, &msg, &[])
        })?;
        meter.measure(transfer_from, |_| {
            let msg = Cw20ExecuteMsg::TransferFrom {
                owner: alice.at_home().to_owned(),
                recipient: bob.at_home().to_owned(),
                amount: 1_000_000u128.into(),
            };
            net.home.execute(&bob.home, token, &msg, &[])
        })?;
        meter.measure(decrease, |_| {
            let msg = Cw20ExecuteMsg::DecreaseAllowance {
                spender: bob.at_home().to_owned(),
                amount: 1_000_000u128.into(),
                expires: None,
            };
            net.home.execute(&alice.home, token, &msg, &[])
        })?;
    }
    Ok(())
}
