//! The report at the end of a run: people, orders, sums, and positions below health 1.

use anyhow::{Context, Result};
use cosmwasm_std::{Addr, Decimal, SignedDecimal, Uint128};
use qerun_messages::reserve;

use super::day_report::{usd, ETH, SIX};
use super::run::Run;
use super::tally::Sums;
use crate::report::{
    DemoReport, Meta, OrderRow, OrderStatus, Role, Totals, UnderWater, UserRow, HEALTH_EDGES,
};
use qerun_display::whole;

impl Run<'_> {
    /// The finished report.
    pub(super) fn report(self) -> Result<DemoReport> {
        let orders = self.orders()?;
        let losses = self.losses_report()?;
        let date = |day: Option<&crate::prices::Day>| day.map(|day| day.date.to_string());
        Ok(DemoReport {
            meta: Meta {
                version: env!("CARGO_PKG_VERSION").to_owned(),
                source: self.prices.label.clone(),
                token: self.prices.token.clone(),
                seed: self.options.seed,
                from: date(self.prices.days.first()).unwrap_or_default(),
                to: date(self.prices.days.last()).unwrap_or_default(),
                health_edges: HEALTH_EDGES.map(str::to_owned).to_vec(),
            },
            users: self.users()?,
            relayer: self.relayer.stats(),
            totals: self.totals(&orders)?,
            downturn: self.downturn_report(&losses)?,
            losses,
            under_water: self.under_water()?,
            governance: self.governance_report()?,
            invariants: self
                .invariants
                .held
                .iter()
                .map(|(name, count)| ((*name).to_owned(), *count))
                .collect(),
            limited: self.tally.limited,
            days: self.days,
            orders,
        })
    }

    fn users(&self) -> Result<Vec<UserRow>> {
        let mut rows = Vec::new();
        for (person, account) in self.plan.suppliers.iter().zip(&self.environment.suppliers) {
            rows.push(self.supplier_row(&person.name, account)?);
        }
        for (person, account) in self.plan.borrowers.iter().zip(&self.environment.borrowers) {
            rows.push(self.borrower_row(&person.name, account)?);
        }
        Ok(rows)
    }

    fn sums(&self, account: &Addr) -> Sums {
        let found = self.tally.people.get(account.as_str());
        found.cloned().unwrap_or_default()
    }

    fn supplier_row(&self, name: &str, account: &Addr) -> Result<UserRow> {
        let sums = self.sums(account);
        let worth = self.environment.suite.supplier(account)?.assets;
        let earned = SignedDecimal::try_from(whole(sums.withdrawn + worth, SIX))?
            - SignedDecimal::try_from(whole(sums.supplied, SIX))?;
        Ok(UserRow {
            name: name.to_owned(),
            role: Role::Supplier,
            supplied: whole(sums.supplied, SIX),
            withdrawn: whole(sums.withdrawn, SIX),
            supply_value: whole(worth, SIX),
            earned,
            ..UserRow::default()
        })
    }

    fn borrower_row(&self, name: &str, account: &Addr) -> Result<UserRow> {
        let sums = self.sums(account);
        let position = self.environment.suite.position(account)?;
        Ok(UserRow {
            name: name.to_owned(),
            role: Role::Borrower,
            deposited_qer: whole(sums.deposited_qer, SIX),
            withdrawn_qer: whole(sums.withdrawn_qer, SIX),
            collateral_qer: whole(position.collateral, SIX),
            borrowed: whole(sums.borrowed, SIX),
            paid_out: whole(sums.paid_out, SIX),
            repaid: whole(sums.repaid, SIX),
            liquidated: whole(sums.liquidated, SIX),
            seized_qer: whole(sums.seized_qer, SIX),
            written_off: whole(sums.written_off, SIX),
            debt: whole(position.debt, SIX),
            claim_eth: whole(position.claim.eth, ETH),
            claim_stable: whole(position.claim.unsent + position.claim.pending, SIX),
            collected_eth: whole(sums.eth, ETH),
            collected_stable: whole(sums.unsent, SIX),
            health: position.health,
            ..UserRow::default()
        })
    }

    fn orders(&self) -> Result<Vec<OrderRow>> {
        let orders = self.environment.suite.orders()?;
        orders
            .into_iter()
            .map(|(id, order)| self.order_row(id, &order))
            .collect()
    }

    fn order_row(&self, id: u64, order: &reserve::Order) -> Result<OrderRow> {
        let sent = self.tally.orders.get(&id);
        let sent = sent.with_context(|| format!("order {id} has no order_sent event"))?;
        let status = match order.status {
            reserve::OrderStatus::Pending | reserve::OrderStatus::Sent => OrderStatus::InFlight,
            reserve::OrderStatus::Returning => OrderStatus::Returning,
            reserve::OrderStatus::Settled => OrderStatus::Settled,
            reserve::OrderStatus::Refunded => OrderStatus::Refunded,
            reserve::OrderStatus::Lost => OrderStatus::Lost,
        };
        let paid = usd(order.amount, sent.usdc, SIX)?;
        let settled = status == OrderStatus::Settled && !order.eth_out.is_zero();
        let eth_out = settled.then(|| whole(order.eth_out, ETH));
        let price_paid = eth_out.map(|eth| paid / eth);
        let slippage = match price_paid {
            Some(price) => Some(SignedDecimal::try_from(price / sent.eth)? - SignedDecimal::one()),
            None => None,
        };
        Ok(OrderRow {
            order: id,
            batch: order.batch_id.u64(),
            date: sent.date.clone(),
            stable_in: whole(order.amount, SIX),
            eth_out,
            price_paid,
            oracle_price: sent.eth,
            slippage,
            status,
        })
    }

    fn totals(&self, orders: &[OrderRow]) -> Result<Totals> {
        let people = self.tally.people.values();
        let all = |part: fn(&Sums) -> Uint128| people.clone().map(part).sum::<Uint128>();
        let state = self.environment.suite.state()?;
        let (borrowed, repaid) = (all(|one| one.borrowed), all(|one| one.repaid));
        let losses = &self.tally.losses;
        let (liquidated, written_off) = (losses.repaid(), losses.written_off());
        // Debt is what was borrowed and neither repaid nor written off plus interest. Rounding alone can make the
        // difference negative.
        let interest = (state.debt + repaid + liquidated + written_off).saturating_sub(borrowed);
        let insurance = state.insurance + state.insurance_due + losses.borne.insurance;
        let deposited =
            self.tally.treasury_funding + self.tally.insurance_contributions + losses.stable_fees;
        let (eth_released, eth_to_liquidators) = self.eth_paid_out();

        let settled = orders.iter().filter(|one| one.eth_out.is_some());
        let refunded = orders
            .iter()
            .filter(|one| one.status == OrderStatus::Refunded);
        let spent: Decimal = settled.clone().map(|one| one.stable_in).sum();
        let bought: Decimal = settled.clone().filter_map(|one| one.eth_out).sum();
        let weigh = |price: fn(&OrderRow) -> Option<Decimal>| {
            let parts = settled.clone();
            let sum: Decimal = parts
                .filter_map(|one| Some(price(one)? * one.eth_out?))
                .sum();
            (!bought.is_zero()).then(|| sum / bought)
        };
        Ok(Totals {
            supplied: whole(all(|one| one.supplied), SIX),
            borrowed: whole(borrowed, SIX),
            paid_out: whole(all(|one| one.paid_out), SIX),
            repaid: whole(repaid, SIX),
            liquidated: whole(liquidated, SIX),
            written_off: whole(written_off, SIX),
            interest: whole(interest, SIX),
            interest_to_insurance: whole(insurance.saturating_sub(deposited), SIX),
            contributions: whole(self.tally.contributions, SIX),
            treasury_to_insurance: whole(self.tally.treasury_funding, SIX),
            spent_on_eth: spent,
            eth_bought: bought,
            eth_released: whole(eth_released, ETH),
            eth_to_liquidators: whole(eth_to_liquidators, ETH),
            eth_sold: whole(losses.sales.iter().map(|one| one.eth).sum(), ETH),
            refunded: refunded.map(|one| one.stable_in).sum(),
            average_price_paid: weigh(|one| one.price_paid),
            average_oracle_price: weigh(|one| Some(one.oracle_price)),
        })
    }

    /// ETH that the reserve paid out of claims: to keepers, and to everybody else.
    fn eth_paid_out(&self) -> (Uint128, Uint128) {
        let keepers = &self.environment.keepers;
        let (mut to_others, mut to_keepers) = (Uint128::zero(), Uint128::zero());
        for (address, sums) in &self.tally.people {
            match keepers.iter().any(|keeper| keeper.as_str() == address) {
                true => to_keepers += sums.eth,
                false => to_others += sums.eth,
            }
        }
        (to_others, to_keepers)
    }

    fn under_water(&self) -> Result<UnderWater> {
        let quotes = self.environment.suite.quotes;
        let threshold = self.environment.suite.threshold()?.effective;
        let mut sum = UnderWater::default();
        for position in self.debtors()? {
            if position
                .health
                .is_none_or(|health| health >= Decimal::one())
            {
                continue;
            }
            let debt = position.debt_value.unwrap_or_default();
            let borrowing_power = position.collateral_value.unwrap_or_default() * threshold;
            let worth = usd(position.collateral, quotes.qer, SIX)?;
            let claim = &position.claim;
            sum.positions += 1;
            sum.debt_usd += debt;
            sum.repay_usd += debt.saturating_sub(borrowing_power);
            sum.shortfall_usd += debt.saturating_sub(worth);
            sum.claims_usd += usd(claim.eth, quotes.eth, ETH)?
                + usd(claim.unsent + claim.pending, quotes.stable, SIX)?;
        }
        Ok(sum)
    }
}
