//! What everybody paid and received, read from the contracts' events as an indexer would.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use cosmwasm_std::{Decimal, Event, Uint128};

/// One person's sums, base units.
#[derive(Debug, Clone, Default)]
pub struct Sums {
    /// Stablecoins supplied.
    pub supplied: Uint128,
    /// Supplied stablecoins taken back.
    pub withdrawn: Uint128,
    /// QER deposited.
    pub deposited: Uint128,
    /// QER taken back.
    pub taken_back: Uint128,
    /// New debt.
    pub borrowed: Uint128,
    /// The part of it paid out.
    pub cash: Uint128,
    /// Debt repaid.
    pub repaid: Uint128,
    /// ETH paid out by the reserve.
    pub eth: Uint128,
    /// Stablecoins released that had not left yet.
    pub unsent: Uint128,
}

/// When and at what price an order left.
#[derive(Debug, Clone)]
pub struct Sent {
    /// Date.
    pub date: String,
    /// The oracle's ETH price.
    pub eth: Decimal,
    /// The stablecoin's price.
    pub usdc: Decimal,
}

/// All sums.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// By address.
    pub people: BTreeMap<String, Sums>,
    /// By order id.
    pub orders: BTreeMap<u64, Sent>,
    /// Contributions of borrowers to the protocol.
    pub contributions: Uint128,
    /// The part of them that stayed in the insurance.
    pub insured: Uint128,
    /// What the treasury put into the insurance.
    pub funded: Uint128,
    /// What kept people from what they wanted.
    pub limited: BTreeMap<String, u64>,
}

impl Tally {
    /// Books the events of a transaction; `now` goes with the orders that it sent.
    pub fn read(&mut self, events: &[Event], now: &Sent) -> Result<()> {
        for event in events {
            // The chain marks contracts' own events so.
            let Some(kind) = event.ty.strip_prefix("wasm-qerun-") else {
                continue;
            };
            self.one(kind, &Fields(event), now)
                .with_context(|| format!("event {kind}"))?;
        }
        Ok(())
    }

    /// Someone got less than wanted.
    pub fn limit(&mut self, what: String) {
        *self.limited.entry(what).or_default() += 1;
    }

    fn one(&mut self, kind: &str, event: &Fields, now: &Sent) -> Result<()> {
        match kind {
            "market/supply" => self.of(event)?.supplied += event.amount("amount")?,
            "market/withdraw" => self.of(event)?.withdrawn += event.amount("amount")?,
            "market/deposit_collateral" => self.of(event)?.deposited += event.amount("amount")?,
            "market/withdraw_collateral" => self.of(event)?.taken_back += event.amount("amount")?,
            "market/borrow" => {
                let cash = event.amount("cash_paid")?;
                let contribution = event.amount("contribution")?;
                let sums = self.of(event)?;
                sums.cash += cash;
                sums.borrowed += cash + event.amount("claim")? + contribution;
                self.contributions += contribution;
                if event.text("contribution_to")? == "insurance" {
                    self.insured += contribution;
                }
            }
            "market/repay" => {
                let sums = self.of(event)?;
                sums.repaid += event.amount("amount")?;
                sums.unsent += event.amount("released_unsent")?;
            }
            "market/fund_insurance" => self.funded += event.amount("amount")?,
            "reserve/pay_out" => {
                let recipient = event.text("recipient")?.to_owned();
                self.people.entry(recipient).or_default().eth += event.amount("amount")?;
            }
            "reserve/order_sent" => {
                let order = event.text("order_id")?.parse()?;
                self.orders.insert(order, now.clone());
            }
            _ => {}
        }
        Ok(())
    }

    fn of(&mut self, event: &Fields) -> Result<&mut Sums> {
        Ok(self
            .people
            .entry(event.text("user")?.to_owned())
            .or_default())
    }
}

struct Fields<'a>(&'a Event);

impl Fields<'_> {
    fn text(&self, key: &str) -> Result<&str> {
        let found = self.0.attributes.iter().find(|one| one.key == key);
        Ok(&found.with_context(|| format!("no {key}"))?.value)
    }

    fn amount(&self, key: &str) -> Result<Uint128> {
        Ok(self.text(key)?.parse()?)
    }
}
