//! The guardian pauses the market. Nobody can borrow, supply or withdraw collateral under debt; everybody can repay,
//! withdraw all collateral and close the position.

use anyhow::{ensure, Result};
use qerun_messages::market::{self, ExecuteMsg, PausesResponse};
use qerun_messages::timelock;

use super::balances::{ensure_consistent, ensure_equal, Balances};
use super::repay::{close_position, Released};
use super::{ether, usd, LARGE, ONE};
use crate::net::Net;

pub fn run(net: &Net) -> Result<String> {
    let carol = net.people.get("carol")?;
    let guardian = net.people.get("guardian")?;
    let pause = timelock::ExecuteMsg::Pause {
        id: "market".to_owned(),
    };
    let timelock = &net.at.timelock;
    let words = "only the guardian";
    net.home
        .refuses(&carol.home, timelock, &pause, &[], words)?;
    net.on_timelock(guardian, &pause)?;
    let words = "cannot be used before";
    net.home
        .refuses(&guardian.home, timelock, &pause, &[], words)?;
    let pauses: PausesResponse = net.home.ask(&net.at.market, &market::QueryMsg::Pauses {})?;
    ensure!(pauses.borrow > net.home.time()?, "{pauses:?}");

    let before = Balances::of(net)?;
    let borrow = ExecuteMsg::Borrow {
        amount: LARGE.into(),
        min_received: None,
        use_perk: None,
    };
    let amount = Some(ONE.into());
    let take = ExecuteMsg::WithdrawCollateral { amount };
    let supply = ExecuteMsg::Supply {
        on_behalf_of: None,
        min_shares: None,
    };
    let market = &net.at.market;
    for (msg, coins, words) in [
        (&borrow, vec![], "Borrow is paused until"),
        (&take, vec![], "WithdrawCollateral is paused until"),
        (&supply, vec![net.stable(ONE)], "Supply is paused until"),
    ] {
        net.home.refuses(&carol.home, market, msg, &coins, words)?;
    }
    before.ensure_now(net, "refused")?;

    let mut all = Released::default();
    for name in ["bob", "carol", "dave", "erin"] {
        let released = close_position(net, net.people.get(name)?)?;
        all.eth += released.eth;
        all.unsent += released.unsent;
    }
    ensure!(all.eth > 0, "no ETH was released");
    let lent = withdraw_all(net)?;
    let state = net.market()?;
    let rest = (state.debt.u128(), state.collateral.u128());
    ensure_equal("debt and collateral left", rest, (0, 0))?;
    let balances = Balances::of(net)?;
    // Rounding down leaves a rest of each claim.
    ensure!(
        balances.encumbered < 100,
        "{} encumbered",
        balances.encumbered
    );
    ensure_consistent(net)?;
    Ok(format!(
        "{} paid out under the pause, {} withdrawn by the supplier; {} are the protocol's own",
        ether(all.eth),
        usd(lent),
        ether(balances.unencumbered)
    ))
}

/// The only supplier withdraws everything, with interest.
fn withdraw_all(net: &Net) -> Result<u128> {
    let alice = net.people.get("alice")?;
    let stable = net.plan.stable_home();
    let (had, before) = (net.home.has(alice.at_home(), &stable)?, Balances::of(net)?);
    let all = ExecuteMsg::Withdraw {
        amount: None,
        min_received: None,
    };
    net.on_market(alice, &all, 0)?;
    let got = net.home.has(alice.at_home(), &stable)? - had;
    ensure!(got > 40_000 * ONE, "{} is no interest", usd(got));
    Balances {
        market_stable: before.market_stable - got,
        ..before
    }
    .ensure_now(net, "withdrawn")?;
    Ok(got)
}
