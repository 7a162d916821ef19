//! Liquidity of the pair that the plan created empty, staked for rewards.

use anyhow::{ensure, Result};

use super::book::Book;
use super::{nth, qer, ONE};
use crate::net::{ensure_equal, Net, Person};
use crate::ops::QerPair;

/// The providers' places, and what each provides of QER and stablecoin.
const PROVIDED: [(usize, u128); 2] = [(4, 60_000 * ONE), (5, 25_000 * ONE)];

/// Both provide and stake their LP tokens.
pub fn begin(liquidity: &mut Book<'_>, people: &[Person]) -> Result<String> {
    let net = liquidity.net();
    let pair = QerPair::deployed(net);
    ensure_equal("the empty pair's shares", pair.on(net).pool()?.shares, 0)?;
    for (place, amount) in PROVIDED {
        let who = nth(people, place)?;
        net.ensure_funds(who, amount)?;
        pair.on(net).provide(&who.home, [amount, amount])?;
        let shares = lp(net, who)?;
        ensure!(shares > 0, "{} has no LP tokens", who.name);
        // Not all of the first one's, so that one does not stake what the other does.
        let staked = shares - shares / 7 * u128::from(place == 4);
        liquidity.stake(who, 0, staked)?;
    }
    Ok(format!(
        "{} released until both had staked",
        qer(liquidity.released)
    ))
}

/// One of them leaves with a part, the other claims meanwhile.
pub fn go_on(liquidity: &mut Book<'_>, people: &[Person]) -> Result<String> {
    let (leaves, stays) = (nth(people, 4)?, nth(people, 5)?);
    let before = liquidity.released;
    liquidity.unstake(leaves, 0, 1_000 * ONE)?;
    let claimed = liquidity.claim(stays)?;
    let more = qer(liquidity.released - before);
    let gas = claimed.gas_used;
    Ok(format!("{more} by the hook, gas of a claim {gas}"))
}

fn lp(net: &Net, who: &Person) -> Result<u128> {
    net.home.cw20(&net.at.lp_token, who.at_home())
}
