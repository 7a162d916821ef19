//! Frank buys the earmarked ETH, a part of it and then the rest. What it brings pays the deficit; what it brings beyond what was
//! booked comes back to the supplier as far as he has lost, and the rest joins the insurance.

use anyhow::{ensure, Context, Result};
use qerun_chain::{Chain, Sent};
use qerun_math::dutch_fall_inwards;
use qerun_messages::market::{Earmark, QueryMsg, StateResponse, WriteOffs, EARMARK};

use super::liquidation::Wallet;
use crate::crash::{Crash, Paid};
use crate::e2e::balances::{ensure_consistent, ensure_equal, Balances};
use crate::e2e::{ether, usd, ONE};
use crate::net::{Net, Person, Told};

/// Pays for a part of the ETH, and for more than the rest.
const PAYMENTS: [u128; 2] = [30 * ONE, 1_000 * ONE];

pub fn run(crash: &Crash) -> Result<String> {
    let (net, frank) = (&crash.net, crash.person("frank")?);
    let begun = net.market()?;
    ensure!(!begun.deficit.is_zero(), "there is no deficit");
    let [part, rest] = PAYMENTS;
    let first = buy(net, frank, part)?;
    let half_way = net.market()?;
    ensure!(!half_way.deficit.is_zero(), "{} bought all", usd(part));
    let last = buy(net, frank, rest)?;

    let ended = net.market()?;
    let left = (ended.deficit.u128(), ended.earmarked.u128());
    ensure_equal("deficit and earmarked ETH", left, (0, 0))?;
    let sums: WriteOffs = net.home.ask(&net.at.market, &QueryMsg::WriteOffs {})?;
    let recovered = first.recovered + last.recovered;
    ensure_equal("what was recovered", sums.recovered.u128(), recovered)?;
    ensure_equal(
        "what they brought",
        first.cost + last.cost,
        begun.deficit.u128() + recovered,
    )?;
    // Nobody owes anything, so that no interest comes in.
    let to_insurance = first.to_insurance + last.to_insurance;
    let insurance = begun.insurance.u128() + to_insurance;
    ensure_equal("the insurance", ended.insurance.u128(), insurance)?;
    let back = recovered - to_insurance;
    ensure!(
        back <= sums.suppliers.u128(),
        "the supplier got more than he had lost"
    );
    let supplied = begun.supplied.u128() + back;
    ensure_equal("what is supplied", ended.supplied.u128(), supplied)?;
    ensure_consistent(net)?;
    Ok(format!(
        "{} for {} and {} for {} into a deficit of {}; {} more, of it {} for the supplier",
        ether(first.eth),
        usd(first.cost),
        ether(last.eth),
        usd(last.cost),
        usd(begun.deficit.u128()),
        usd(recovered),
        usd(back)
    ))
}

/// What a purchase came to.
struct Bought {
    eth: u128,
    cost: u128,
    recovered: u128,
    to_insurance: u128,
}

/// Buys with so many stablecoins, or all that is left, at the price of the block's time.
fn buy(net: &Net, who: &Person, payment: u128) -> Result<Bought> {
    let (before, had, state) = (Balances::of(net)?, Wallet::of(net, who)?, net.market()?);
    let started = earmark(net)?.started;
    let sent = net.buy_eth(who, payment)?;
    let price = price_at(net, &sent, started)?;
    let (deficit, earmarked) = (state.deficit.u128(), state.earmarked.u128());
    let eth = price.paid_floor(payment)?.min(earmarked);
    let cost = price.repaid_ceil(eth)?;
    let booked = multiplied(deficit, eth, earmarked)?;
    ensure!(
        cost > booked,
        "{cost} for {booked} booked: nothing is recovered"
    );

    let sold = Told::of(&sent, "reserve/sell_eth");
    ensure_equal("the price", sold.figure("price")?, price.price)?;
    let amounts = (sold.amount("eth")?, sold.amount("refunded")?);
    ensure_equal("the sale", amounts, (eth, payment - cost))?;
    let settled = Told::of(&sent, "market/settle_deficit");
    let found = ["proceeds", "booked", "recovered", "shortfall"].map(|key| settled.amount(key));
    let found = found.into_iter().collect::<Result<Vec<_>>>()?;
    ensure_equal(
        "the settlement",
        found,
        vec![cost, booked, cost - booked, 0],
    )?;
    let now = Wallet {
        stable: had.stable - cost,
        eth: had.eth + eth,
        ..had
    };
    ensure_equal("the buyer's wallet", Wallet::of(net, who)?, now)?;
    Balances {
        market_stable: before.market_stable + cost,
        unencumbered: before.unencumbered - eth,
        reserve_eth: before.reserve_eth - eth,
        ..before
    }
    .ensure_now(net, "sold")?;
    let to_insurance = settled.amount("to_insurance")?;
    let in_cash = cost - to_insurance;
    ensure_accounts(&state, &net.market()?, [in_cash, booked, eth])?;
    Ok(Bought {
        eth,
        cost,
        recovered: cost - booked,
        to_insurance,
    })
}

/// The proceeds are cash but for what joined the insurance, and what was booked of them is no deficit any more.
fn ensure_accounts(
    before: &StateResponse,
    after: &StateResponse,
    [in_cash, booked, eth]: [u128; 3],
) -> Result<()> {
    let figures = |state: &StateResponse| {
        [state.cash, state.deficit, state.earmarked].map(|figure| figure.u128())
    };
    let [cash, deficit, earmarked] = figures(before);
    let wanted = [cash + in_cash, deficit - booked, earmarked - eth];
    ensure_equal("cash, deficit, earmarked ETH", figures(after), wanted)
}

/// The price of the sale: on a straight line from 5 % above the ask to 10 % below the average (held between bid and
/// ask), by the seconds for which ETH's
/// price has been live since the write-off.
fn price_at(net: &Net, sent: &Sent, started: u64) -> Result<Paid> {
    let record = net.record(&net.plan.assets.eth.oracle)?;
    let rule = net.plan.reserve.storefront;
    let now = net
        .home
        .time_at(sent.height)?
        .context("the block is gone")?;
    let elapsed = record.uptime_at(now) - started;
    let end = record.average.clamp(record.bid, record.ask);
    let fall = dutch_fall_inwards(end, record.ask, rule.premium, rule.discount, rule.duration)?;
    Ok(Paid {
        price: fall.value_ceil(elapsed)?,
        decimals: net.plan.assets.eth.decimals.into(),
        bonus: 0,
    })
}

/// The market's published record.
fn earmark(net: &Net) -> Result<Earmark> {
    let found = net.home.raw(&net.at.market, EARMARK.as_slice())?;
    Ok(serde_json::from_slice(&found.context("no earmark")?)?)
}

fn multiplied(amount: u128, part: u128, whole: u128) -> Result<u128> {
    Ok(cosmwasm_std::Uint128::new(amount)
        .checked_multiply_ratio(part, whole)?
        .u128())
}
