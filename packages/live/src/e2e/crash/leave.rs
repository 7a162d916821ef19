//! The supplier leaves with what the loss has left, and nothing stays behind.

use anyhow::{ensure, Result};
use qerun_messages::market::ExecuteMsg;

use crate::crash::{Crash, SUPPLY};
use crate::e2e::balances::{ensure_consistent, ensure_equal, Balances};
use crate::e2e::usd;

pub fn run(crash: &Crash) -> Result<String> {
    let (net, alice) = (&crash.net, crash.person("alice")?);
    let stable = net.plan.stable_home();
    let (before, had) = (Balances::of(net)?, net.home.has(alice.at_home(), &stable)?);
    let supplied = net.market()?.supplied.u128();
    let all = ExecuteMsg::Withdraw {
        amount: None,
        min_received: None,
    };
    net.on_market(alice, &all, 0)?;
    let got = net.home.has(alice.at_home(), &stable)? - had;
    ensure!(got < SUPPLY, "{} is no loss", usd(got));
    // Shares are rounded down.
    ensure!(supplied - got <= 2, "{got} of {supplied}");
    Balances {
        market_stable: before.market_stable - got,
        ..before
    }
    .ensure_now(net, "withdrawn")?;
    let state = net.market()?;
    let rest = (
        state.debt.u128(),
        state.collateral.u128(),
        state.deficit.u128(),
    );
    ensure_equal("debt, collateral and deficit", rest, (0, 0, 0))?;
    ensure_consistent(net)?;
    Ok(format!(
        "{} of {} withdrawn by the supplier",
        usd(got),
        usd(SUPPLY)
    ))
}
