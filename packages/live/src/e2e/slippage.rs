//! The pool's price leaves the oracle's: the swap brings too little, the outpost refuses the packet, the
//! error acknowledgement brings the money back, and once the price is right again anyone sends it off.

use anyhow::Result;

use super::books::{dex_pair, same, sound, Books};
use super::loan::pledge;
use super::purchase::borrow;
use super::{ether, usd, LARGE, ONE};
use crate::net::{Net, Person};

/// Enough to move the price by a tenth, where 3 % are allowed.
const WHALE: u128 = 200_000 * ONE;

pub fn run(net: &Net) -> Result<String> {
    let (carol, dave) = (net.people.get("carol")?, net.people.get("dave")?);
    pledge(net, carol)?;
    let eth = whale(net, dave, 0, WHALE)?;
    let dear = borrow(net, carol, LARGE)?;
    dear.comes_back(net)?;
    let position = net.position(carol.at_home())?;
    let claim = (position.claim.eth.u128(), position.claim.in_flight.u128());
    same("the claim meanwhile", claim, (0, dear.claim))?;

    whale(net, dave, 1, eth)?;
    let now = Books::of(net)?;
    let fair = dear.sent_again(net, net.people.get("frank")?, now)?;
    fair.settles(net)?;
    let claim = net.position(carol.at_home())?.claim.eth.u128();
    same("the claim", claim, fair.claimed(fair.claim))?;
    sound(net)?;
    Ok(format!(
        "{} would have bought {} and came back, bought {} later",
        usd(fair.stable),
        ether(dear.eth),
        ether(fair.eth)
    ))
}

/// A large swap of one of the pair's sides for the other; what it brought.
fn whale(net: &Net, who: &Person, side: usize, amount: u128) -> Result<u128> {
    let pair = dex_pair(net);
    let [first, second] = &pair.assets;
    let (offer, ask) = match side {
        0 => (first, second),
        _ => (second, first),
    };
    let expected = pair.simulate(offer, amount)?;
    let (had, before) = (balance(net, who, ask)?, Books::of(net)?);
    pair.swap(&who.dex, offer, amount)?;
    same("the swap", balance(net, who, ask)?, had + expected)?;
    let (pool_stable, pool_eth) = match side {
        0 => (before.pool_stable + amount, before.pool_eth - expected),
        _ => (before.pool_stable - expected, before.pool_eth + amount),
    };
    Books {
        pool_stable,
        pool_eth,
        ..before
    }
    .are(net, "after a large swap")?;
    Ok(expected)
}

fn balance(net: &Net, who: &Person, asset: &crate::ops::Asset) -> Result<u128> {
    match asset {
        crate::ops::Asset::Native(denom) => net.dex.has(who.on_dex(), denom),
        crate::ops::Asset::Token(token) => net.dex.cw20(token, who.on_dex()),
    }
}
