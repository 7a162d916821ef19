//! The pool's price differs from the oracle's: the swap would return too little, the outpost refuses the packet, and the
//! stablecoins are refunded. Once the price is right, anyone sends them again.

use anyhow::Result;

use super::balances::{ensure_consistent, ensure_equal, Balances};
use super::loan::deposit_collateral;
use super::purchase::borrow;
use super::{ether, usd, LARGE, ONE};
use crate::net::{Net, Person};
use crate::ops::dex_pair;

/// Enough to move the price by a tenth, where 3 % are allowed.
const LARGE_SWAP: u128 = 200_000 * ONE;

pub fn run(net: &Net) -> Result<String> {
    let (carol, dave) = (net.people.get("carol")?, net.people.get("dave")?);
    deposit_collateral(net, carol)?;
    let eth = large_swap(net, dave, 0, LARGE_SWAP)?;
    let dear = borrow(net, carol, LARGE)?;
    dear.ensure_refunded(net)?;
    let position = net.position(carol.at_home())?;
    let claim = (position.claim.eth.u128(), position.claim.pending.u128());
    ensure_equal("the claim meanwhile", claim, (0, dear.claim))?;

    large_swap(net, dave, 1, eth)?;
    let now = Balances::of(net)?;
    let fair = dear.send_again(net, net.people.get("frank")?, now)?;
    fair.ensure_settled(net)?;
    let claim = net.position(carol.at_home())?.claim.eth.u128();
    ensure_equal("the claim", claim, fair.claimed(fair.claim))?;
    ensure_consistent(net)?;
    Ok(format!(
        "{} would have bought {} and came back, bought {} later",
        usd(fair.stable),
        ether(dear.eth),
        ether(fair.eth)
    ))
}

/// Swaps a large amount of one asset for the other, and returns what the swap returned.
fn large_swap(net: &Net, who: &Person, side: usize, amount: u128) -> Result<u128> {
    let pair = dex_pair(net);
    let [first, second] = &pair.assets;
    let (offer, ask) = match side {
        0 => (first, second),
        _ => (second, first),
    };
    let expected = pair.simulate(offer, amount)?;
    let (had, before) = (balance(net, who, ask)?, Balances::of(net)?);
    pair.swap(&who.dex, offer, amount)?;
    ensure_equal("the swap", balance(net, who, ask)?, had + expected)?;
    let (pool_stable, pool_eth) = match side {
        0 => (before.pool_stable + amount, before.pool_eth - expected),
        _ => (before.pool_stable - expected, before.pool_eth + amount),
    };
    Balances {
        pool_stable,
        pool_eth,
        ..before
    }
    .ensure_now(net, "after a large swap")?;
    Ok(expected)
}

fn balance(net: &Net, who: &Person, asset: &crate::ops::Asset) -> Result<u128> {
    match asset {
        crate::ops::Asset::Native(denom) => net.dex.has(who.on_dex(), denom),
        crate::ops::Asset::Token(token) => net.dex.cw20(token, who.on_dex()),
    }
}
