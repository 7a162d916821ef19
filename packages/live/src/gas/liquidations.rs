//! Liquidations, a write-off, and both sales of the reserve, at prices that have fallen; and the messages that read a pair.

use anyhow::{ensure, Context, Result};
use qerun_messages::oracle::WINDOW_BOUNDS;

use super::lending::ONE;
use super::meter::{Meter, RUNS};
use super::purchases::settled;
use crate::crash::{Crash, Paid};
use crate::net::{within, Net, Person};

/// Debts of those whose QER is enough, of those who are paid for with ETH besides, and of those whose QER and ETH are not
/// enough; and the one that uses up the insurance.
const DEBT: u128 = 100 * ONE;
const WITH_ETH: u128 = 2 * DEBT;
const TOO_LARGE: u128 = 3 * DEBT;
const LARGEST: u128 = 10_000 * ONE;
/// Stablecoins that somebody adds to the insurance before each of the smaller write-offs, and what they lose beyond it.
const INSURED: u128 = 5 * ONE;
const BEYOND: u128 = 8 * ONE;
/// Seconds between two samples of the pair: a twelfth of the window.
const SAMPLE_PAUSE: u64 = WINDOW_BOUNDS.0 / 12;
/// Bonuses in per cent: the largest one, the least one, and the claim's.
const BONUSES: [u64; 3] = [15, 5, 3];

/// The borrowers, at a dollar a QER.
pub struct Borrowers {
    healthy: Vec<Person>,
    with_eth: Vec<Person>,
    insolvent: Vec<Person>,
}

/// Everyone borrows, the ETH is bought, some of the protocol's own is sold for QER, and the prices fall. Also returns what
/// that sale takes.
pub fn begin(crash: &Crash) -> Result<(Borrowers, Meter)> {
    let mut meter = Meter::default();
    let net = &crash.net;
    let borrowers = Borrowers {
        healthy: net.newcomers("healthy-", RUNS)?,
        with_eth: net.newcomers("with-eth-", RUNS)?,
        insolvent: net.newcomers("insolvent-", RUNS)?,
    };
    let (carol, dave) = (crash.person("carol")?, crash.person("dave")?);
    let debts = borrowers.debts();
    for (who, debt) in &debts {
        net.deposit(who, debt * 5 / 2 + ONE)?;
    }
    net.deposit(carol, LARGEST * 5 / 2 + ONE)?;
    crash.open_phases()?;
    for (who, debt) in &debts {
        net.borrow(who, *debt)?;
    }
    // With this one the batch is large enough.
    net.borrow(carol, LARGEST)?;
    settled(net)?;
    meter.measure("reserve/buy_back", |_| net.buy_back(dave, 4 * ONE))?;
    crash.fall(carol, dave)?;
    Ok((borrowers, meter))
}

pub fn run(crash: &Crash, borrowers: &Borrowers, meter: &mut Meter) -> Result<()> {
    let (net, bob, frank) = (&crash.net, crash.person("bob")?, crash.person("frank")?);
    crash.await_pair(frank)?;
    crash.await_averages(frank)?;
    oracle(crash, meter)?;
    let rates = Rates::now(net)?;

    // A health of 0.97 is brought up to the target, at a bonus of 8 %.
    for who in &borrowers.healthy {
        let debt = net.position(who.at_home())?.debt.u128();
        hold(
            net,
            who,
            rates.least.paid_floor(debt * 97 * 100 / (45 * 105))?,
        )?;
    }
    let nth = |list: &[Person], run: usize| -> Result<String> {
        let person = list.get(run).context("too few borrowers")?;
        Ok(person.at_home().to_owned())
    };
    meter.measure("market/liquidate", |run| {
        net.liquidate(bob, &nth(&borrowers.healthy, run)?, DEBT, [1, 0])
    })?;

    // QER for about six sevenths of the debt. Who repays half of it gets half of the QER, and ETH for the rest.
    for who in &borrowers.with_eth {
        hold(net, who, rates.largest.paid_floor(WITH_ETH * 6 / 7)?)?;
    }
    meter.measure("market/liquidate, with ETH", |run| {
        net.liquidate(bob, &nth(&borrowers.with_eth, run)?, WITH_ETH / 2, [1, 1])
    })?;
    meter.measure("market/liquidate, with ETH, rest to the borrower", |run| {
        net.liquidate(bob, &nth(&borrowers.with_eth, run)?, WITH_ETH, [1, 1])
    })?;
    write_offs(net, &rates, borrowers, meter)?;
    meter.measure("reserve/buy_eth", |_| net.buy_eth(frank, 5 * ONE))?;
    net.verify()?;
    Ok(())
}

/// What a feeder sends, and a poke of QER alone, once the pair counts.
fn oracle(crash: &Crash, meter: &mut Meter) -> Result<()> {
    let (net, keeper) = (&crash.net, crash.person("keeper")?);
    let prices = crash.prices()?;
    meter.measure("oracle/submit_prices (3 assets, one has a pair)", |_| {
        net.home.new_second()?;
        net.submit(keeper, prices)
    })?;
    // Each takes a sample. At most one of them ends a slot of the average, which takes more: the median is none of these.
    let mut gas = Vec::new();
    for _ in 0..RUNS {
        let next = net.home.time()? + SAMPLE_PAUSE;
        within(90, "the next sample", || Ok(net.home.time()? > next))?;
        gas.push(net.poke_assets(keeper, &[&net.plan.assets.qer])?.gas_used);
    }
    meter.add("oracle/poke (a pair)", &gas)
}

/// The largest debt takes what the insurance has, and a little of the ETH; each of the others what was added to the
/// insurance, and a little more of the ETH. Their own claims have been paid to those who repaid a part before.
fn write_offs(net: &Net, rates: &Rates, borrowers: &Borrowers, meter: &mut Meter) -> Result<()> {
    let (bob, carol) = (net.people.get("bob")?, net.people.get("carol")?);
    let insurance = net.market()?.insurance.u128();
    lose(net, rates, carol, insurance + BEYOND)?;
    let sent = net.liquidate(bob, carol.at_home(), 2 * LARGEST, [1, 1])?;
    let name = "market/liquidate, with ETH, write-off, one sample";
    meter.add(name, &[0, sent.gas_used])?;
    for who in &borrowers.insolvent {
        lose(net, rates, who, INSURED + BEYOND)?;
        take_claim(net, rates, who, INSURED + BEYOND)?;
    }
    meter.measure("market/liquidate, write-off", |run| {
        net.insure(bob, INSURED)?;
        let who = borrowers.insolvent.get(run).context("too few")?;
        net.liquidate(bob, who.at_home(), TOO_LARGE, [1, 0])
    })
}

/// Repays as much as takes all of the ETH: QER pays for no larger part of itself than is repaid of the debt, ETH for the
/// rest.
fn take_claim(net: &Net, rates: &Rates, who: &Person, loss: u128) -> Result<()> {
    let position = net.position(who.at_home())?;
    let by_eth = rates.eth.repaid_ceil(position.claim.eth.u128())?;
    let part = by_eth * position.debt.u128() / (by_eth + loss) + ONE;
    net.liquidate(net.people.get("bob")?, who.at_home(), part, [1, 1])?;
    let left = net.position(who.at_home())?.claim.eth;
    ensure!(left.is_zero(), "{} still claims {left}", who.name);
    Ok(())
}

/// Has a position hold so much QER that its liquidation leaves a loss of so much.
fn lose(net: &Net, rates: &Rates, who: &Person, loss: u128) -> Result<()> {
    let position = net.position(who.at_home())?;
    let by_eth = rates.eth.repaid_ceil(position.claim.eth.u128())?;
    let by_qer = position.debt.u128() - by_eth - loss;
    hold(net, who, rates.least.paid_floor(by_qer)?)
}

/// Adds collateral up to so much.
fn hold(net: &Net, who: &Person, wanted: u128) -> Result<()> {
    let has = net.position(who.at_home())?.collateral.u128();
    let missing = wanted.checked_sub(has);
    let missing = missing.with_context(|| format!("{} has {has}, not {wanted}", who.name))?;
    net.deposit(who, missing)?;
    Ok(())
}

/// At which QER is paid with the largest and the least bonus, and ETH.
struct Rates {
    largest: Paid,
    least: Paid,
    eth: Paid,
}

impl Rates {
    fn now(net: &Net) -> Result<Self> {
        let assets = &net.plan.assets;
        let [largest, least, claim] = BONUSES;
        let paid = |asset: &str, decimals: u8, bonus: u64| -> Result<Paid> {
            Ok(Paid {
                price: net.record(asset)?.liquidation_price(),
                decimals: decimals.into(),
                bonus,
            })
        };
        let decimals = net.plan.token.decimals;
        Ok(Rates {
            largest: paid(&assets.qer, decimals, largest)?,
            least: paid(&assets.qer, decimals, least)?,
            eth: paid(&assets.eth.oracle, assets.eth.decimals, claim)?,
        })
    }
}

impl Borrowers {
    fn debts(&self) -> Vec<(&Person, u128)> {
        let lists = [
            (&self.healthy, DEBT),
            (&self.with_eth, WITH_ETH),
            (&self.insolvent, TOO_LARGE),
        ];
        let rows = lists.into_iter();
        rows.flat_map(|(list, debt)| list.iter().map(move |who| (who, debt)))
            .collect()
    }
}
