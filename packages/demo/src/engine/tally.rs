//! What everybody paid and received, added up from the contracts' events as an indexer would.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use cosmwasm_std::{Decimal, Event, Uint128};

use super::attributes::Attributes;
use super::losses::{Borne, LossTally};

/// One person's sums, in base units.
#[derive(Debug, Clone, Default)]
pub struct Sums {
    /// Stablecoins supplied.
    pub supplied: Uint128,
    /// Supplied stablecoins withdrawn.
    pub withdrawn: Uint128,
    /// QER deposited as collateral.
    pub deposited_qer: Uint128,
    /// QER withdrawn from collateral.
    pub withdrawn_qer: Uint128,
    /// New debt.
    pub borrowed: Uint128,
    /// The part of it that was paid out, in stablecoins.
    pub paid_out: Uint128,
    /// Debt that the borrower, or anyone for him, repaid.
    pub repaid: Uint128,
    /// Debt that liquidators repaid.
    pub liquidated: Uint128,
    /// QER that liquidators received.
    pub seized_qer: Uint128,
    /// Debt written off.
    pub written_off: Uint128,
    /// ETH paid out by the reserve.
    pub eth: Uint128,
    /// Stablecoins released before they had bought ETH.
    pub unsent: Uint128,
}

/// The date and the prices at a moment, kept for each order that is sent then.
#[derive(Debug, Clone)]
pub struct PriceSnapshot {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// The oracle's price of one ETH, USD.
    pub eth: Decimal,
    /// The price of one stablecoin, USD.
    pub usdc: Decimal,
}

/// All sums.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// By address.
    pub people: BTreeMap<String, Sums>,
    /// By order id.
    pub orders: BTreeMap<u64, PriceSnapshot>,
    /// Contributions of borrowers to the protocol.
    pub contributions: Uint128,
    /// The part of them that stayed in the insurance.
    pub insurance_contributions: Uint128,
    /// Stablecoins that the treasury put into the insurance.
    pub treasury_funding: Uint128,
    /// The part of that since the first write-off.
    pub treasury_after_loss: Uint128,
    /// Liquidations, write-offs and sales.
    pub losses: LossTally,
    /// Limits that kept somebody from the amount wanted, with how often each did.
    pub limited: BTreeMap<String, u64>,
}

impl Tally {
    /// Adds the events of a transaction; orders that it sent are kept with the prices of `now`.
    pub fn add(&mut self, events: &[Event], now: &PriceSnapshot) -> Result<()> {
        let (borne, liquidations) = (self.losses.borne, self.losses.liquidations.len());
        for event in events {
            // The chain puts `wasm-` before the types of the contracts' own events.
            let Some(kind) = event.ty.strip_prefix("wasm-qerun-") else {
                continue;
            };
            let event = Attributes(event);
            self.add_event(kind, &event, now)
                .and_then(|()| self.losses.add(kind, &event, &now.date))
                .with_context(|| format!("event {kind}"))?;
        }
        self.losses.assign(borne, liquidations);
        Ok(())
    }

    /// Counts that somebody got less than wanted because of this limit.
    pub fn limit(&mut self, what: String) {
        *self.limited.entry(what).or_default() += 1;
    }

    fn add_event(&mut self, kind: &str, event: &Attributes, now: &PriceSnapshot) -> Result<()> {
        match kind {
            "market/supply" => self.sums_of(event)?.supplied += event.amount("amount")?,
            "market/withdraw" => self.sums_of(event)?.withdrawn += event.amount("amount")?,
            "market/deposit_collateral" => {
                self.sums_of(event)?.deposited_qer += event.amount("amount")?
            }
            "market/withdraw_collateral" => {
                self.sums_of(event)?.withdrawn_qer += event.amount("amount")?
            }
            "market/borrow" => {
                let paid_out = event.amount("paid_out")?;
                let contribution = event.amount("contribution")?;
                let sums = self.sums_of(event)?;
                sums.paid_out += paid_out;
                sums.borrowed += paid_out + event.amount("claim")? + contribution;
                self.contributions += contribution;
                if event.text("contribution_to")? == "insurance" {
                    self.insurance_contributions += contribution;
                }
            }
            "market/repay" => {
                let sums = self.sums_of(event)?;
                sums.repaid += event.amount("amount")?;
                sums.unsent += event.amount("released_unsent")?;
            }
            "market/liquidate" => {
                let borrower = event.text("borrower")?.to_owned();
                let sums = self.people.entry(borrower).or_default();
                sums.liquidated += event.amount("amount")?;
                sums.seized_qer += event.amount("paid_collateral")?;
                sums.written_off += event.amount("written_off")?;
                sums.unsent += event.amount_if_any("returned_unsent")?
                    + event.amount_if_any("returned_stable")?;
            }
            "market/fund_insurance" => {
                let amount = event.amount("amount")?;
                self.treasury_funding += amount;
                if self.losses.borne != Borne::default() {
                    self.treasury_after_loss += amount;
                }
            }
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

    fn sums_of(&mut self, event: &Attributes) -> Result<&mut Sums> {
        Ok(self
            .people
            .entry(event.text("user")?.to_owned())
            .or_default())
    }
}
