//! What users do with coins: send, and send over IBC.

use anyhow::Result;
use cosmwasm_std::Coin;

use super::super::request::TEXT;
use super::super::sender::Wallet;
use super::super::sign::Message;
use super::ONE;
use crate::net::{within, Transfer};

pub fn run(w: &mut Wallet<'_>) -> Result<()> {
    let net = w.net;
    let (alice, carol) = (net.people.get("alice")?, net.people.get("carol")?);
    let denom = net.plan.stable_home();
    let before = net.home.has(carol.at_home(), &denom)?;
    let message = Message::send(alice.at_home(), carol.at_home(), &[net.stable(ONE)]);
    w.plain(&net.home, &alice.home, "bank/MsgSend", &message, TEXT)?;
    let got = net
        .home
        .has(carol.at_home(), &denom)?
        .saturating_sub(before);
    anyhow::ensure!(got == 2 * ONE, "carol got {got}");

    // There and back: the voucher unwinds, and the coin becomes a voucher again.
    let token = &net.plan.assets.stable.path;
    let timeout = |now: u64| (now + 600).saturating_mul(1_000_000_000);
    let start = net.dex.has(carol.on_dex(), token)?;
    let message = Message::transfer(&Transfer {
        channel: net.plan.route.home_channel.clone(),
        token: net.stable(ONE),
        sender: alice.at_home().to_owned(),
        receiver: carol.on_dex().to_owned(),
        timeout: timeout(net.home.time()?),
        memo: TEXT.to_owned(),
    });
    w.plain(
        &net.home,
        &alice.home,
        "ibc/MsgTransfer from home",
        &message,
        TEXT,
    )?;
    within(120, "the stablecoins arrive on the DEX chain", || {
        Ok(net.dex.has(carol.on_dex(), token)?.saturating_sub(start) == 2 * ONE)
    })?;
    let start = net.home.has(alice.at_home(), &denom)?;
    let message = Message::transfer(&Transfer {
        channel: net.plan.route.dex_channel.clone(),
        token: Coin::new(ONE, token.clone()),
        sender: carol.on_dex().to_owned(),
        receiver: alice.at_home().to_owned(),
        timeout: timeout(net.dex.time()?),
        memo: String::new(),
    });
    w.plain(&net.dex, &carol.dex, "ibc/MsgTransfer back", &message, TEXT)?;
    within(120, "the stablecoins arrive at home", || {
        let got = net.home.has(alice.at_home(), &denom)?.saturating_sub(start);
        Ok(got == 2 * ONE)
    })
}
