//! Liquidations, losses and sales as the report shows them.

use anyhow::{ensure, Context, Result};
use cosmwasm_std::{Addr, Decimal, SignedDecimal, Uint128};

use super::day_report::{share_price, usd, ETH, SIX};
use super::losses::{Liquidation, Sale};
use super::run::Run;
use crate::keepers::{HAIRCUTS, KEEPERS};
use crate::report::{CrashRow, KeeperRow, LiquidationRow, Losses, SaleKind, SaleRow, WrittenOff};
use qerun_display::whole;

impl Run<'_> {
    /// Everything about losses over the whole run.
    pub(super) fn losses_report(&self) -> Result<Losses> {
        let (suite, tally) = (&self.environment.suite, &self.tally.losses);
        let liquidations = tally.liquidations.iter();
        let liquidations = liquidations.map(|one| self.liquidation_row(one));
        let liquidations = liquidations.collect::<Result<Vec<_>>>()?;
        let before = self.prices.gap.and_then(|gap| self.days.get(gap));
        Ok(Losses {
            crash: self.crash()?,
            written_off: self.written_off()?,
            deficit: whole(suite.state()?.deficit, SIX),
            earmarked_eth: whole(suite.earmark()?.eth, ETH),
            share_price_before: before.map(|day| day.market.share_price),
            share_price: share_price(&suite.state()?),
            sales: tally.sales.iter().map(|one| self.sale_row(one)).collect(),
            keepers: self.keeper_rows(&liquidations)?,
            liquidations,
        })
    }

    fn name_of(&self, address: &str) -> String {
        self.environment.suite.name(&Addr::unchecked(address))
    }

    fn liquidation_row(&self, one: &Liquidation) -> Result<LiquidationRow> {
        let [qer_price, debt_price, eth_price] = one.prices;
        let stable = one.stable + one.pending;
        let paid = usd(one.qer, qer_price, SIX)?
            + usd(one.eth, eth_price, ETH)?
            + usd(stable, debt_price, SIX)?;
        let repaid = usd(one.repaid, debt_price, SIX)?;
        Ok(LiquidationRow {
            date: one.date.clone(),
            borrower: self.name_of(&one.borrower),
            keeper: self.name_of(&one.keeper),
            health: one.health,
            bonus: one.bonus,
            repaid: whole(one.repaid, SIX),
            qer: whole(one.qer, SIX),
            eth: whole(one.eth, ETH),
            stable: whole(stable, SIX),
            bonus_usd: SignedDecimal::try_from(paid)? - SignedDecimal::try_from(repaid)?,
            written_off: whole(one.written_off, SIX),
            insurance: whole(one.borne.insurance, SIX),
            earmarked: whole(one.borne.earmarked, SIX),
            suppliers: whole(one.borne.suppliers, SIX),
        })
    }

    /// The market's own sums, which must be those of the events.
    fn written_off(&self) -> Result<WrittenOff> {
        let (sums, tally) = (self.environment.suite.write_offs()?, &self.tally.losses);
        let borne = tally.borne;
        ensure!(
            (sums.insurance, sums.booked, sums.suppliers, sums.recovered)
                == (
                    borne.insurance,
                    borne.earmarked,
                    borne.suppliers,
                    tally.recovered
                ),
            "the market says {sums:?}, its events {borne:?}"
        );
        Ok(WrittenOff {
            debt: whole(sums.debt, SIX),
            insurance: whole(sums.insurance, SIX),
            earmarked: whole(sums.booked, SIX),
            suppliers: whole(sums.suppliers, SIX),
            proceeds: whole(self.proceeds(), SIX),
            recovered: whole(sums.recovered, SIX),
        })
    }

    fn sale_row(&self, one: &Sale) -> SaleRow {
        SaleRow {
            date: one.date.clone(),
            kind: match one.buyback {
                true => SaleKind::Buyback,
                false => SaleKind::Storefront,
            },
            buyer: self.name_of(&one.buyer),
            eth: whole(one.eth, ETH),
            price: one.price,
            paid: whole(one.paid, SIX),
        }
    }

    fn keeper_rows(&self, liquidations: &[LiquidationRow]) -> Result<Vec<KeeperRow>> {
        let mut rows = vec![];
        for (keeper, account) in KEEPERS.iter().zip(&self.environment.keepers) {
            let own = liquidations.iter().filter(|row| row.keeper == keeper.name);
            let capital = Decimal::from_atomics(keeper.capital, 0)?;
            let profit = SignedDecimal::try_from(self.wallet(account)?)?
                - SignedDecimal::try_from(capital * self.now.usdc)?;
            rows.push(KeeperRow {
                name: keeper.name.to_owned(),
                capital,
                liquidations: own.clone().count() as u64,
                repaid: own.clone().map(|row| row.repaid).sum(),
                bonus_usd: own.map(|row| row.bonus_usd).sum(),
                profit_usd: profit,
            });
        }
        Ok(rows)
    }

    /// What a keeper's wallet is worth, what is owed included: US dollars, ETH less the haircut.
    fn wallet(&self, account: &Addr) -> Result<Decimal> {
        let suite = &self.environment.suite;
        let owed = suite.owed(account)?;
        let eth = suite.eth_of(account)? + owed.collectable;
        let pending: Uint128 = owed.batches.iter().map(|one| one.user_in).sum();
        Ok(usd(suite.stable_of(account)?, self.now.usdc, SIX)?
            + usd(owed.collectable_stable, self.now.usdc, SIX)?
            + usd(eth, self.now.eth, ETH)? * HAIRCUTS.eth
            + usd(pending, self.now.usdc, SIX)? * HAIRCUTS.pending)
    }

    /// The fall within an hour, if the run reached it.
    fn crash(&self) -> Result<Option<CrashRow>> {
        let days = &self.prices.days;
        let Some(gap) = self.prices.gap.filter(|gap| gap + 1 < days.len()) else {
            return Ok(None);
        };
        let (before, after) = (days.get(gap), days.get(gap + 1));
        let (before, after) = before.zip(after).context("a gap outside of the days")?;
        let day = self.days.get(gap).context("no row of the day before")?;
        let stress = &self.environment.setup.plan.market.stress;
        let fall = |from: Decimal, to: Decimal| Decimal::one().saturating_sub(to / from);
        Ok(Some(CrashRow {
            date: after.date.to_string(),
            qer_fall: fall(before.qer, after.qer),
            eth_fall: fall(before.eth, after.eth),
            stress_qer_fall: stress.collateral_fall,
            stress_eth_fall: stress.eth_fall,
            debt: day.market.debt_usd,
            insurance: day.market.insurance_usd,
            own_eth: day.reserve.unencumbered_eth,
        }))
    }
}
