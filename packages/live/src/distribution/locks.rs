//! Stakes of QER in several tiers, which change while the rewards come out.

use anyhow::{ensure, Result};

use super::book::Book;
use super::{nth, qer, ONE};
use crate::net::{Person, Told};

/// The first stake is below the least power with which anything is released.
const FIRST: u128 = 900 * ONE;

/// Three stake, one of them in the tier that counts four times; anyone releases.
pub fn begin(locks: &mut Book<'_>, people: &[Person]) -> Result<String> {
    let [first, second, third] = [nth(people, 0)?, nth(people, 1)?, nth(people, 2)?];
    locks.stake(first, 0, FIRST)?;
    // Still nothing: too little power stood until now.
    locks.stake(first, 0, 99_100 * ONE)?;
    ensure!(locks.released == 0, "the first to stake was paid");
    let sent = locks.stake(second, 3, 50_000 * ONE)?;
    let hooked = Told::of(&sent, "emissions/release").amount("amount")?;
    ensure!(hooked > 0, "the hook released nothing");
    locks.stake(third, 0, 30_000 * ONE)?;
    let sent = locks.release(nth(people, 9)?)?;
    let released = Told::of(&sent, "emissions/release").amount("amount")?;
    Ok(format!(
        "nothing below the least power, {} by a hook, {} released by anyone, gas {}",
        qer(hooked),
        qer(released),
        sent.gas_used
    ))
}

/// One raises a part, one comes late, one leaves with a part, one claims meanwhile.
pub fn go_on(locks: &mut Book<'_>, people: &[Person]) -> Result<String> {
    let (mut gas, before) = (Vec::new(), locks.released);
    let raised = locks.raise(nth(people, 0)?, [0, 1], 40_000 * ONE)?;
    gas.push(("raise", raised.gas_used));
    let staked = locks.stake(nth(people, 3)?, 1, 70_000 * ONE)?;
    gas.push(("stake", staked.gas_used));
    let unstaked = locks.unstake(nth(people, 2)?, 0, 10_000 * ONE)?;
    gas.push(("unstake", unstaked.gas_used));
    gas.push(("claim", locks.claim(nth(people, 1)?)?.gas_used));
    let more = qer(locks.released - before);
    Ok(format!("{more} by hooks, gas {gas:?}"))
}
