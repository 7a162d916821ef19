//! Real Astroport pairs: stablecoin and ETH on the DEX chain, made by the deployment; QER and stablecoin on
//! the home chain, made by alice. The feeders report the second one's price and depth; that the oracle reads a pair
//! itself is shown in [`super::crash`].

use anyhow::{Context, Result};

use super::balances::ensure_equal;
use super::{ether, usd, ONE};
use crate::net::{Net, Person};
use crate::ops::{dex_pair, Asset, Pair, Pool, Prices, QerPair};

/// Of each of QER and stablecoin: a QER begins at a dollar.
const LIQUIDITY: u128 = 300_000 * ONE;
/// LP tokens of the first liquidity that a pair keeps.
const MINIMUM: u128 = 1_000;

pub fn run(net: &Net) -> Result<String> {
    let bob = net.people.get("bob")?;
    let eth = trade_on_dex(net, bob)?;
    let pair = create(net)?;
    let qer = trade_at_home(net, &pair, bob)?;
    // The DEX pair's own price is that of the plan, but for the fee of the swap above.
    let prices = Prices {
        eth: Prices::default().eth,
        ..pair.prices(&dex_pair(net))?
    };
    net.feed(prices)?;
    Ok(format!(
        "100 USDC bought {} on dex and {}.{:06} QER at home; fed {} USD a QER, {} USD deep",
        ether(eth),
        qer / ONE,
        qer % ONE,
        prices.qer,
        prices.depth
    ))
}

/// The deployment's pair holds what the plan says, and trades.
fn trade_on_dex(net: &Net, who: &Person) -> Result<u128> {
    let pair = dex_pair(net);
    let plan = net.plan.dex_pool.clone().context("the plan has no pool")?;
    let before = pair.pool()?;
    let put_in = (plan.stable.u128(), plan.eth.u128());
    ensure_equal("the pool", (before.first, before.second), put_in)?;

    let [stable, eth] = &pair.assets;
    let offer = 100 * ONE;
    let expected = pair.simulate(stable, offer)?;
    let balance = |asset: &Asset| balance(&pair, who.on_dex(), asset);
    let (had_stable, had_eth) = (balance(stable)?, balance(eth)?);
    pair.swap(&who.dex, stable, offer)?;
    ensure_equal("the stablecoins", balance(stable)?, had_stable - offer)?;
    ensure_equal("the ETH", balance(eth)?, had_eth + expected)?;
    let after = Pool {
        first: before.first + offer,
        second: before.second - expected,
        ..before
    };
    ensure_equal("the pool after a swap", pair.pool()?, after)?;
    Ok(expected)
}

/// Alice makes the pair and provides its liquidity.
fn create(net: &Net) -> Result<Pair<'_>> {
    let alice = net.people.get("alice")?;
    let created = QerPair::create(net, alice)?;
    let pair = created.on(net);
    let had = balance(&pair, alice.at_home(), &pair.assets[1])?;
    let had_qer = balance(&pair, alice.at_home(), &pair.assets[0])?;
    pair.provide(&alice.home, [LIQUIDITY, LIQUIDITY])?;
    let pool = Pool {
        first: LIQUIDITY,
        second: LIQUIDITY,
        shares: LIQUIDITY,
    };
    ensure_equal("the pool", pair.pool()?, pool)?;
    let lp = net.home.cw20(&created.liquidity_token, alice.at_home())?;
    ensure_equal("the LP tokens", lp, LIQUIDITY - MINIMUM)?;
    let has = balance(&pair, alice.at_home(), &pair.assets[1])?;
    ensure_equal("alice's stablecoins", has, had - LIQUIDITY)?;
    let has = balance(&pair, alice.at_home(), &pair.assets[0])?;
    ensure_equal("alice's QER", has, had_qer - LIQUIDITY)?;
    Ok(pair)
}

/// QER bought with stablecoins, and half of it sold again.
fn trade_at_home(net: &Net, pair: &Pair, who: &Person) -> Result<u128> {
    let [qer, stable] = &pair.assets;
    let balances = || -> Result<(u128, u128)> {
        let address = who.at_home();
        Ok((
            balance(pair, address, qer)?,
            balance(pair, address, stable)?,
        ))
    };
    let offer = 100 * ONE;
    let bought = pair.simulate(stable, offer)?;
    let (had_qer, had) = balances()?;
    pair.swap(&who.home, stable, offer)?;
    ensure_equal("bought", balances()?, (had_qer + bought, had - offer))?;
    let pool = pair.pool()?;
    let reserves = (LIQUIDITY - bought, LIQUIDITY + offer);
    ensure_equal("the pool", (pool.first, pool.second), reserves)?;

    let sold = bought / 2;
    let paid = pair.simulate(qer, sold)?;
    pair.swap(&who.home, qer, sold)?;
    let now = (had_qer + bought - sold, had - offer + paid);
    ensure_equal("sold", balances()?, now)?;
    let reserves = (LIQUIDITY - bought + sold, LIQUIDITY + offer - paid);
    let pool = pair.pool()?;
    ensure_equal("the pool", (pool.first, pool.second), reserves)?;
    ensure_equal("the market's QER", net.qer(&net.at.market)?.u128(), 0)?;
    anyhow::ensure!(paid < 50 * ONE, "{} for half of it: no fee?", usd(paid));
    Ok(bought)
}

fn balance(pair: &Pair, address: &str, asset: &Asset) -> Result<u128> {
    match asset {
        Asset::Native(denom) => pair.chain.has(address, denom),
        Asset::Token(token) => pair.chain.cw20(token, address),
    }
}
