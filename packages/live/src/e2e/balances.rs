//! Balances on both chains at a moment: the contracts' own accounts and the bank's balances.

use anyhow::{bail, ensure, Result};

pub use crate::net::ensure_equal;
use crate::net::{until, Net};
use crate::ops::dex_pair;

/// Amounts in smallest units. `market_`, `reserve_` and `outpost_` are bank balances, `pool_` the pair's reserves,
/// `supply_` all vouchers on the home chain, `escrow_` their coins in the channel's escrow on the DEX chain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balances {
    pub encumbered: u128,
    pub unencumbered: u128,
    pub in_flight: u128,
    pub waiting: u128,
    pub open_orders: u128,
    pub open_batches: u128,
    pub batch_user_in: u128,
    pub batch_protocol_in: u128,
    pub market_stable: u128,
    pub reserve_stable: u128,
    pub reserve_eth: u128,
    pub supply_stable: u128,
    pub supply_eth: u128,
    pub escrow_stable: u128,
    pub escrow_eth: u128,
    pub outpost_stable: u128,
    pub outpost_eth: u128,
    pub pool_stable: u128,
    pub pool_eth: u128,
}

impl Balances {
    pub fn of(net: &Net) -> Result<Self> {
        let (plan, at, home, dex) = (&net.plan, &net.at, &net.home, &net.dex);
        let (stable, eth) = (plan.stable_home(), plan.eth_home());
        let (dex_stable, dex_eth) = (plan.stable_dex(), plan.eth_dex());
        let escrow = dex.escrow(&plan.route.dex_channel)?;
        let (backing, market) = (net.backing()?, net.market()?);
        let pool = dex_pair(net).pool()?;
        Ok(Balances {
            encumbered: backing.encumbered.u128(),
            unencumbered: backing.unencumbered.u128(),
            in_flight: backing.in_flight.u128(),
            waiting: backing.waiting.u128(),
            open_orders: backing.open_orders.into(),
            open_batches: backing.open_batches.into(),
            batch_user_in: market.batch.user_in.u128(),
            batch_protocol_in: market.batch.protocol_in.u128(),
            market_stable: home.has(&at.market, &stable)?,
            reserve_stable: home.has(&at.reserve, &stable)?,
            reserve_eth: home.has(&at.reserve, &eth)?,
            supply_stable: home.supply(&stable)?,
            supply_eth: home.supply(&eth)?,
            escrow_stable: dex.has(&escrow, &dex_stable)?,
            escrow_eth: dex.has(&escrow, &dex_eth)?,
            outpost_stable: dex.has(&at.outpost, &dex_stable)?,
            outpost_eth: dex.has(&at.outpost, &dex_eth)?,
            pool_stable: pool.first,
            pool_eth: pool.second,
        })
    }

    fn rows(&self) -> [(&'static str, u128); 19] {
        [
            ("encumbered", self.encumbered),
            ("unencumbered", self.unencumbered),
            ("in_flight", self.in_flight),
            ("waiting", self.waiting),
            ("open_orders", self.open_orders),
            ("open_batches", self.open_batches),
            ("batch_user_in", self.batch_user_in),
            ("batch_protocol_in", self.batch_protocol_in),
            ("market_stable", self.market_stable),
            ("reserve_stable", self.reserve_stable),
            ("reserve_eth", self.reserve_eth),
            ("supply_stable", self.supply_stable),
            ("supply_eth", self.supply_eth),
            ("escrow_stable", self.escrow_stable),
            ("escrow_eth", self.escrow_eth),
            ("outpost_stable", self.outpost_stable),
            ("outpost_eth", self.outpost_eth),
            ("pool_stable", self.pool_stable),
            ("pool_eth", self.pool_eth),
        ]
    }

    /// Where these differ from the expected balances, one line each.
    fn differences(&self, wanted: &Balances) -> String {
        let pairs = self.rows().into_iter().zip(wanted.rows());
        let lines = pairs.filter(|((_, found), (_, wanted))| found != wanted);
        let lines = lines.map(|((name, found), (_, w))| format!("{name} is {found}, not {w}"));
        lines.collect::<Vec<_>>().join("; ")
    }

    /// Ensures that every balance is this now.
    pub fn ensure_now(&self, net: &Net, when: &str) -> Result<()> {
        Balances::of(net)?.ensure_same(self, when)
    }

    /// Ensures that these are others' figures, too.
    pub fn ensure_same(&self, wanted: &Balances, when: &str) -> Result<()> {
        ensure!(self == wanted, "{when}: {}", self.differences(wanted));
        Ok(())
    }

    /// Waits until every balance is this.
    pub fn wait_for(&self, net: &Net, when: &str) -> Result<()> {
        let mut last = Balances::default();
        let result = until(120, when, || {
            last = Balances::of(net)?;
            Ok((last == *self).then_some(()))
        });
        match result {
            Err(error) if last != *self => bail!("{error:#}: {}", last.differences(self)),
            other => other,
        }
    }
}

/// Ensures, when nothing is in flight, that every contract's bank balance equals its accounts, that escrow covers every
/// voucher, and that `qerun verify` finds nothing wrong.
pub fn ensure_consistent(net: &Net) -> Result<()> {
    let (balances, market) = (Balances::of(net)?, net.market()?);
    let cash = market.cash.u128() + market.insurance.u128();
    ensure_equal(
        "the market's stablecoins",
        balances.market_stable,
        cash + balances.batch_user_in + balances.batch_protocol_in,
    )?;
    let collateral = net.qer(&net.at.market)?;
    ensure_equal("the market's QER", collateral, market.collateral)?;
    let eth = balances.encumbered + balances.unencumbered;
    ensure_equal("the reserve's ETH", balances.reserve_eth, eth)?;
    ensure_equal("what waits", balances.reserve_stable, balances.waiting)?;
    ensure_equal("what is in flight", balances.in_flight, 0)?;
    let outpost = (balances.outpost_stable, balances.outpost_eth);
    ensure_equal("what the outpost has", outpost, (0, 0))?;
    ensure_equal(
        "stablecoins",
        balances.escrow_stable,
        balances.supply_stable,
    )?;
    ensure_equal("ETH", balances.escrow_eth, balances.supply_eth)?;
    net.verify()?;
    Ok(())
}
