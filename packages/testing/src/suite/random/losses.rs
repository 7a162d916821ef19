//! Falls that no position survives, what is written off then, the sale of what was earmarked, the buyback, and the
//! recovery.

use anyhow::{ensure, Result};
use cosmwasm_std::{coins, Addr, Decimal, Uint128};
use qerun_market::position::order;
use qerun_messages::market::{ExecuteMsg, StateResponse, WriteOffs};
use rand::Rng;

use super::conditions::{float, price};
use super::expectation::Must;
use super::keepers::market_params;
use super::Random;
use crate::suite::{qer, usd, InvariantChecker, Suite};

/// Most rounds in which everything that can be liquidated is: the hourly cap may need many.
const ROUNDS: usize = 400;

impl Random {
    /// Whether anybody can be liquidated now.
    pub(super) fn somebody_is_ripe(&self, suite: &Suite) -> bool {
        !suite.liquidatable().unwrap_or_default().is_empty()
    }

    /// Whether QER alone does not cover somebody's debt and the least bonus: then a supplier who leaves may have to pay a
    /// part of a loss.
    pub(super) fn losses_loom(&self, suite: &Suite) -> Result<bool> {
        let price = suite.qer_price()?.liquidation_price();
        let bonus = Decimal::one() + market_params(suite)?.liquidation.min_bonus;
        for (user, stored) in suite.positions()? {
            if stored.debt_shares.is_zero() {
                continue;
            }
            // Both tokens have six decimals; the stablecoin counts for a dollar at least, and seldom for more than 1.1.
            let debt = suite.position(&user)?.debt.mul_ceil(Decimal::percent(115));
            if stored.collateral.mul_floor(price / bonus) <= debt {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// QER falls in one block to where somebody is below health 1, a little or far, and ETH falls with it; they stay there
    /// until the averages have followed.
    pub(super) fn crash(&mut self, suite: &mut Suite) -> Result<()> {
        // Now and then everybody has borrowed what he may, nobody is spared, and keepers close every position at once.
        let ruin = self.once_in(3) && !self.somebody_is_ripe(suite);
        if ruin {
            self.everybody_borrows(suite)?;
        }
        let debtor = match self.healthiest(suite)? {
            Some(user) if ruin => user,
            _ => self.debtor(suite)?,
        };
        if suite.position(&debtor)?.debt.is_zero() || self.somebody_is_ripe(suite) {
            return Ok(());
        }
        let rng = &mut self.rng;
        let (health, eth) = match rng.gen_range(0..4) {
            _ if ruin => (rng.gen_range(0.02..0.1), rng.gen_range(0.05..0.2)),
            0 => (rng.gen_range(0.9..0.999), rng.gen_range(0.9..1.1)),
            1 => (rng.gen_range(0.5..0.95), rng.gen_range(0.3..1.0)),
            _ => (rng.gen_range(0.02..0.4), rng.gen_range(0.05..0.5)),
        };
        let mut quotes = suite.quotes;
        quotes.qer = suite.price_at_health(&debtor, price(health))?;
        quotes.eth = price(float(quotes.eth) * eth);
        let floor = Decimal::permille(1);
        if quotes.qer >= suite.quotes.qer || quotes.qer < floor {
            return Ok(());
        }
        let what = ("crash", Must::Succeed, format!("{quotes:?}"));
        self.attempt(suite, what, |s| {
            s.publish(quotes)?;
            s.settle_prices()
        })?;
        if ruin {
            for ripe in suite.liquidatable().unwrap_or_default() {
                let (keeper, debt) = (self.user(), suite.position(&ripe.borrower)?.debt);
                let pair = (&keeper, &ripe.borrower);
                self.liquidate_with(suite, pair, debt, (None, None))?;
            }
        }
        self.follow(suite)
    }

    /// Every user borrows as much as he may.
    fn everybody_borrows(&mut self, suite: &mut Suite) -> Result<()> {
        for user in self.users.clone() {
            let most = suite.max_borrow(&user)?.amount;
            if !most.is_zero() {
                let what = ("borrow", Must::Either, format!("{user} {most}"));
                self.attempt(suite, what, |s| s.borrow(&user, most))?;
            }
        }
        Ok(())
    }

    /// Who owes the least for his collateral.
    fn healthiest(&self, suite: &Suite) -> Result<Option<Addr>> {
        let mut debtors = suite.positions()?;
        debtors.retain(|(_, p)| !p.debt_shares.is_zero());
        let healthiest = debtors.into_iter().min_by_key(|(_, p)| order(p));
        Ok(healthiest.map(|(user, _)| user))
    }

    /// When nobody is left to liquidate, seldom before, prices are fair again, the treasury fills the insurance up, and so
    /// much time passes that the clamped bid has followed.
    pub(super) fn recover(&mut self, suite: &mut Suite) -> Result<()> {
        let low = float(suite.quotes.qer) < 0.4;
        if !low || (self.somebody_is_ripe(suite) && !self.once_in(30)) {
            return Ok(());
        }
        let mut quotes = suite.quotes;
        quotes.qer = price(self.rng.gen_range(0.6..1.3));
        quotes.eth = price(self.rng.gen_range(1_700.0..2_400.0));
        let what = ("recover", Must::Succeed, format!("{quotes:?}"));
        self.attempt(suite, what, |s| {
            s.publish(quotes)?;
            for _ in 0..500 {
                let record = s.qer_price()?;
                if record.bid * Decimal::percent(102) >= record.mid {
                    break;
                }
                s.pass(20_000)?;
            }
            // A tenth more than opens borrowing; six decimals.
            let share = market_params(s)?.min_insurance * Decimal::percent(110);
            let least = Uint128::new(1_000_000).mul_ceil(s.quotes.depth * share);
            let missing = least.saturating_sub(s.state()?.insurance);
            if !missing.is_zero() {
                let (treasury, funds) = (s.at.treasury.clone(), coins(missing.u128(), &s.stable));
                s.market(&treasury, &ExecuteMsg::FundInsurance {}, &funds)?;
            }
            Ok(())
        })?;
        self.follow(suite)
    }

    /// What each tranche has paid since.
    pub(super) fn note_write_off(&mut self, old: &WriteOffs, new: &WriteOffs) {
        for (kind, amount) in [
            ("written_off", new.debt - old.debt),
            ("written_off_insurance", new.insurance - old.insurance),
            ("written_off_booked", new.booked - old.booked),
            ("written_off_suppliers", new.suppliers - old.suppliers),
        ] {
            self.tally.entry(kind).or_default().succeeded += u64::from(!amount.is_zero());
        }
    }

    /// Somebody buys earmarked ETH: a part of it, all, or more than there is. What the offer says must happen.
    pub(super) fn buy_eth(&mut self, suite: &mut Suite) -> Result<()> {
        let offer = suite.storefront()?.deficit;
        if offer.is_none() && !self.once_in(20) {
            return Ok(());
        }
        let (buyer, cost) = (self.user(), offer.map_or(usd("10"), |offer| offer.cost));
        let sent = match self.rng.gen_range(0..4) {
            0 => cost + self.amount(usd("20")),
            1 => cost,
            _ => self.amount(cost).max(Uint128::new(100)),
        };
        suite.fund_stable(&buyer, sent)?;
        let home = &suite.net.home;
        let able = offer.is_some() && !home.refuses(&suite.at.reserve, &buyer);
        let must = Must::succeed_if(able);
        let (before, earmark) = (suite.state()?, suite.earmark()?);
        let (eth, stable) = (suite.eth_of(&buyer)?, suite.stable_of(&buyer)?);
        let w = suite.write_offs()?;
        let what = ("buy_eth", must, format!("{sent} for {offer:?}"));
        let done = self.attempt(suite, what, |s| s.buy_eth(&buyer, sent, None))?;
        let (Some(offer), true) = (offer, done.is_some()) else {
            return Ok(());
        };
        let (bought, paid) = (
            suite.eth_of(&buyer)? - eth,
            stable - suite.stable_of(&buyer)?,
        );
        let (after, now) = (suite.state()?, suite.earmark()?);
        ensure!(now.eth + bought == earmark.eth, "{now:?}, {bought} bought");
        let all = sent >= offer.cost;
        ensure!(all == (bought == offer.eth), "{bought} of {offer:?}");
        ensure!(!all || paid == offer.cost, "{paid} for {offer:?}");
        // Never below the price of the offer: paid / bought >= cost / eth, up to the unit by which the cost is rounded.
        let least = (offer.cost - Uint128::one()).multiply_ratio(bought, offer.eth);
        ensure!(paid >= least, "{paid} for {bought} of {offer:?}");
        let settled = before.deficit - after.deficit;
        let new = suite.write_offs()?;
        // What falls short of the booked value is a loss of its own, which the insurance pays into cash first.
        let topped_up = new.insurance - w.insurance;
        let held = |state: &StateResponse| state.cash + state.insurance;
        ensure!(
            held(&after) == held(&before) + paid && after.cash <= before.cash + paid + topped_up,
            "proceeds of {paid}: {before:?} to {after:?}"
        );
        self.tally
            .entry("sold_below_the_book")
            .or_default()
            .succeeded += u64::from(new.suppliers != w.suppliers || new.insurance != w.insurance);
        let recovered = new.recovered - w.recovered;
        ensure!(
            recovered == paid.saturating_sub(settled) || new.debt != w.debt,
            "{paid} for a booked {settled}, {recovered} recovered"
        );
        self.tally
            .entry("sold_above_the_book")
            .or_default()
            .succeeded += u64::from(!recovered.is_zero());
        self.tally.entry("deficit_settled").or_default().succeeded +=
            u64::from(after.deficit.is_zero());
        Ok(())
    }

    /// Somebody sells QER for surplus ETH; it is burned.
    pub(super) fn buy_back(&mut self, suite: &mut Suite) -> Result<()> {
        let offer = suite.storefront()?.buyback;
        if offer.is_none() && !self.once_in(20) {
            return Ok(());
        }
        let (seller, cost) = (self.user(), offer.map_or(qer("1"), |offer| offer.cost));
        let sent = match self.rng.gen_range(0..4) {
            0 => cost + self.amount(qer("20")),
            1 => cost,
            _ => self.amount(cost).max(Uint128::new(100)),
        };
        suite.fund_qer(&seller, sent)?;
        let refuses = suite.net.home.refuses(&suite.at.reserve, &seller);
        let must = Must::succeed_if(offer.is_some() && !refuses);
        let (supply, own) = (suite.qer_supply()?, suite.backing()?.unencumbered);
        let (eth, held) = (suite.eth_of(&seller)?, suite.qer_of(&seller)?);
        let what = ("buy_back", must, format!("{sent} for {offer:?}"));
        let done = self.attempt(suite, what, |s| s.buy_back(&seller, sent, None))?;
        if done.is_none() {
            return Ok(());
        }
        let (bought, paid) = (suite.eth_of(&seller)? - eth, held - suite.qer_of(&seller)?);
        let now = suite.qer_supply()?;
        ensure!(now.burned == supply.burned + paid, "{paid} paid: {now:?}");
        ensure!(now.total + paid == supply.total, "{paid} paid: {now:?}");
        ensure!(
            suite.backing()?.unencumbered + bought == own,
            "{bought} bought"
        );
        Ok(())
    }

    /// At the end of a run: everything that can be liquidated is, hour by hour, and the storefront sells what was
    /// earmarked, so that the deficit is settled.
    ///
    /// # Errors
    /// A rule or invariant that is broken, or no end in sight.
    pub(super) fn close_losses(
        &mut self,
        suite: &mut Suite,
        checker: &mut InvariantChecker,
    ) -> Result<()> {
        let keeper = self.users[0].clone();
        for _ in 0..ROUNDS {
            let ripe = suite.liquidatable()?;
            let Some(first) = ripe.iter().find(|position| position.quote.is_some()) else {
                if ripe.is_empty() {
                    break;
                }
                suite.hold(3_600)?;
                continue;
            };
            let debt = suite.position(&first.borrower)?.debt;
            self.liquidate_with(suite, (&keeper, &first.borrower), debt, (None, None))?;
            checker.check(suite)?;
        }
        ensure!(suite.liquidatable()?.is_empty(), "positions stay unhealthy");
        if let Some(offer) = suite.storefront()?.deficit {
            suite.fund_stable(&keeper, offer.cost)?;
            suite.buy_eth(&keeper, offer.cost, Some(offer.eth))?;
            checker.check(suite)?;
        }
        let (state, w) = (suite.state()?, suite.write_offs()?);
        ensure!(state.deficit.is_zero(), "a deficit is left: {state:?}");
        ensure!(suite.earmark()?.eth.is_zero(), "ETH is left earmarked");
        ensure!(
            w.debt == w.insurance + w.booked + w.suppliers,
            "not counted: {w:?}"
        );
        Ok(())
    }
}
