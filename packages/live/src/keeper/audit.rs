//! What the chain's events say: which position became unhealthy when, who closed it, and what that paid.

mod checks;

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use cosmwasm_std::{Decimal, Uint128};
use qerun_chain::Event;

use super::blocks::{transactions, Transaction};
use super::borrowers::Borrower;
use super::story::{Facts, RIVALS};
use crate::net::Net;

/// A liquidation. Amounts in smallest units.
#[derive(Clone, Debug)]
pub struct Closing {
    pub height: u64,
    pub sender: String,
    /// Place in the order of health, the least healthy is 0.
    pub place: usize,
    pub repaid: u128,
    pub written_off: u128,
    /// Debt that is left.
    pub debt: u128,
    /// What the liquidator was paid, and what the sale of QER brought.
    pub qer: u128,
    pub sold: u128,
    pub returned: u128,
    pub eth: u128,
    pub stable: u128,
    pub pending: u128,
    /// USD per ETH then.
    pub ether: Decimal,
    pub gas: u64,
}

/// A write-off. Amounts in smallest units.
#[derive(Clone, Copy, Debug)]
struct WriteOff {
    loss: u128,
    insurance: u128,
    eth: u128,
    booked: u128,
    suppliers: u128,
    /// What the insurance has after it.
    left: u128,
    /// ETH's bid then.
    bid: Decimal,
}

/// Everything that the blocks of a run say.
#[derive(Default)]
pub struct Audit {
    pub closings: Vec<Closing>,
    /// For each position the block from which on its health was below 1.
    pub unhealthy: Vec<Option<u64>>,
    write_offs: Vec<WriteOff>,
    /// Gas of transactions of each rival that failed in a block.
    pub failed: BTreeMap<String, Vec<u64>>,
    /// Paid to a rival by `collect`: ETH, stablecoins.
    collected: BTreeMap<String, (u128, u128)>,
    /// Addresses of the rivals.
    pub rivals: Vec<String>,
    qer: Prices,
    eth: Prices,
}

/// A record of the oracle.
#[derive(Clone, Copy, Debug, Default)]
struct Prices {
    bid: Decimal,
    mid: Decimal,
    average: Decimal,
}

impl Prices {
    fn liquidation(&self) -> Decimal {
        self.mid.max(self.average)
    }
}

/// What events are read with.
struct Reader<'a> {
    net: &'a Net,
    pair: &'a str,
    borrowers: &'a [Borrower],
    places: BTreeMap<&'a str, usize>,
}

impl Audit {
    /// Reads the blocks of a run.
    ///
    /// # Errors
    /// The node's, or an event that is not as it should be.
    pub fn read(net: &Net, pair: &str, borrowers: &[Borrower], facts: Facts) -> Result<Self> {
        let places = borrowers.iter().enumerate();
        let reader = Reader {
            net,
            pair,
            borrowers,
            places: places.map(|(nth, b)| (b.person.at_home(), nth)).collect(),
        };
        let people = RIVALS.map(|name| net.people.get(name));
        let people = people.into_iter().collect::<Result<Vec<_>>>()?;
        let mut audit = Audit {
            unhealthy: vec![None; borrowers.len()],
            rivals: people.iter().map(|who| who.at_home().to_owned()).collect(),
            ..Audit::default()
        };
        for found in transactions(&net.plan.chain.home.rpc, facts.first, facts.last)? {
            if found.failed {
                if audit.rivals.contains(&found.payer) {
                    audit
                        .failed
                        .entry(found.payer)
                        .or_default()
                        .push(found.gas_used);
                }
                continue;
            }
            for event in &found.events {
                audit.record(&reader, &found, event)?;
            }
        }
        Ok(audit)
    }

    fn record(&mut self, reader: &Reader<'_>, found: &Transaction, event: &Event) -> Result<()> {
        let at = &reader.net.at;
        let of = |contract: &str| event.get("_contract_address") == Some(contract);
        match event.kind.as_str() {
            "wasm-qerun-oracle/update" if of(&at.oracle) => {
                let prices = Prices {
                    bid: figure(event, "bid")?,
                    mid: figure(event, "mid")?,
                    average: figure(event, "average")?,
                };
                let assets = &reader.net.plan.assets;
                match event.get("asset") {
                    Some(asset) if asset == assets.qer => {
                        self.qer = prices;
                        self.look(reader, found.height)?;
                    }
                    Some(asset) if asset == assets.eth.oracle => self.eth = prices,
                    _ => {}
                }
            }
            "wasm-qerun-market/liquidate" if of(&at.market) => {
                let closing = self.closing(reader, found, event)?;
                self.closings.push(closing);
            }
            "wasm-qerun-market/write_off" if of(&at.market) => self.write_offs.push(WriteOff {
                loss: number(event, "amount")?,
                insurance: number(event, "paid_by_insurance")?,
                eth: number(event, "eth")?,
                booked: number(event, "booked")?,
                suppliers: number(event, "borne_by_suppliers")?,
                left: number(event, "insurance")?,
                bid: self.eth.bid,
            }),
            "wasm-qerun-market/collect" if of(&at.market) => {
                let user = event.get("user").unwrap_or_default().to_owned();
                let (eth, stable) = self.collected.entry(user).or_default();
                *eth += number(event, "eth")?;
                *stable += number(event, "stable")?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Which positions are unhealthy from this block on.
    fn look(&mut self, reader: &Reader<'_>, height: u64) -> Result<()> {
        let price = self.qer.liquidation();
        let threshold = reader.net.plan.market.liquidation_threshold;
        let limit = price.checked_mul(threshold)?;
        for (since, borrower) in self.unhealthy.iter_mut().zip(reader.borrowers) {
            let covered = Uint128::new(borrower.collateral).checked_mul_floor(limit)?;
            if covered.u128() < borrower.debt {
                *since = since.or(Some(height));
            }
        }
        Ok(())
    }

    fn closing(&self, reader: &Reader<'_>, found: &Transaction, event: &Event) -> Result<Closing> {
        let part = |key: &str| event.get(key).map_or(Ok(0), |_| number(event, key));
        let borrower = event.get("borrower").unwrap_or_default();
        let place = reader.places.get(borrower).copied();
        let swap = found.events.iter().find(|event| {
            event.kind == "wasm"
                && event.get("_contract_address") == Some(reader.pair)
                && event.get("action") == Some("swap")
        });
        let of_sale = |key: &str| swap.map_or(Ok(0), |swap| number(swap, key));
        let mut pending = 0u128;
        for (_, value) in event
            .attributes
            .iter()
            .filter(|(key, _)| key == "paid_pending")
        {
            let amount = value.split(':').nth(1).context("paid_pending")?;
            pending += amount.parse::<u128>()?;
        }
        Ok(Closing {
            height: found.height,
            sender: event.get("sender").unwrap_or_default().to_owned(),
            place: place.with_context(|| format!("{borrower} is a stranger"))?,
            repaid: number(event, "amount")?,
            written_off: number(event, "written_off")?,
            debt: number(event, "debt")?,
            qer: number(event, "paid_collateral")?,
            sold: of_sale("offer_amount")?,
            returned: of_sale("return_amount")?,
            eth: part("paid_eth")?,
            stable: part("paid_unsent")? + part("paid_stable")?,
            pending,
            ether: self.eth.bid,
            gas: found.gas_used,
        })
    }
}

/// Stablecoins, with cents.
pub fn usd(amount: u128) -> String {
    format!("{}.{:02} USDC", amount / 1_000_000, amount / 10_000 % 100)
}

fn number(event: &Event, key: &str) -> Result<u128> {
    let kind = &event.kind;
    let text = event
        .get(key)
        .with_context(|| format!("{kind}: no {key}"))?;
    text.parse().with_context(|| format!("{kind} {key} {text}"))
}

fn figure(event: &Event, key: &str) -> Result<Decimal> {
    let kind = &event.kind;
    let text = event
        .get(key)
        .with_context(|| format!("{kind}: no {key}"))?;
    text.parse().with_context(|| format!("{kind} {key} {text}"))
}
