//! Liquidations, write-offs and sales, added up from the contracts' events as an indexer would.

use anyhow::Result;
use cosmwasm_std::{Decimal, Uint128};

use super::attributes::Attributes;

/// What each tranche bore of a loss, stablecoins in base units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Borne {
    /// The insurance.
    pub insurance: Uint128,
    /// The reserve's own ETH, at the value at which it was booked.
    pub earmarked: Uint128,
    /// The suppliers.
    pub suppliers: Uint128,
}

impl Borne {
    fn add(&mut self, other: Self) {
        self.insurance += other.insurance;
        self.earmarked += other.earmarked;
        self.suppliers += other.suppliers;
    }
}

/// One liquidation, in base units.
#[derive(Debug, Clone, Default)]
pub struct Liquidation {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Address of the liquidator.
    pub keeper: String,
    /// Address of the borrower.
    pub borrower: String,
    /// Before, at the liquidation price.
    pub health: Decimal,
    /// The bonus on QER.
    pub bonus: Decimal,
    /// Stablecoins repaid.
    pub repaid: Uint128,
    /// QER received.
    pub qer: Uint128,
    /// ETH received at once.
    pub eth: Uint128,
    /// Stablecoins of the claim, received at once.
    pub stable: Uint128,
    /// Stablecoins of the claim that are pending and owed to the liquidator.
    pub pending: Uint128,
    /// Liquidation prices of QER, the stablecoin and ETH; zero for ETH if it had none.
    pub prices: [Decimal; 3],
    /// Debt written off with it.
    pub written_off: Uint128,
    /// Who bore that.
    pub borne: Borne,
}

/// A sale of the reserve's own ETH, in base units.
#[derive(Debug, Clone)]
pub struct Sale {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Whether surplus was sold for QER that was burned; else earmarked ETH for stablecoins.
    pub buyback: bool,
    /// Address of the buyer.
    pub buyer: String,
    /// ETH sold.
    pub eth: Uint128,
    /// QER burned, or stablecoins into the deficit.
    pub paid: Uint128,
    /// US dollars per ETH.
    pub price: Decimal,
}

/// Everything about losses so far.
#[derive(Debug, Clone, Default)]
pub struct LossTally {
    /// In order.
    pub liquidations: Vec<Liquidation>,
    /// In order.
    pub sales: Vec<Sale>,
    /// Who bore what was written off, sales below the booked value included.
    pub borne: Borne,
    /// What sales brought beyond the booked value, stablecoins.
    pub recovered: Uint128,
    /// Fees on claims that went back to borrowers, to the insurance.
    pub stable_fees: Uint128,
}

impl LossTally {
    /// Debt that liquidators repaid.
    pub fn repaid(&self) -> Uint128 {
        self.liquidations.iter().map(|one| one.repaid).sum()
    }

    /// Debt that was written off when it was liquidated.
    pub fn written_off(&self) -> Uint128 {
        self.liquidations.iter().map(|one| one.written_off).sum()
    }

    pub(super) fn add(&mut self, kind: &str, event: &Attributes, date: &str) -> Result<()> {
        match kind {
            "market/liquidate" => {
                self.stable_fees += event.amount_if_any("stable_fee")?;
                self.liquidations.push(liquidation(event, date)?);
            }
            "market/write_off" => self.borne.add(borne(event)?),
            "market/settle_deficit" => {
                self.recovered += event.amount("recovered")?;
                // What it was booked at and did not bring moves to the tranches of the write-off that follows.
                self.borne.earmarked -= event.amount("shortfall")?;
            }
            "reserve/sell_eth" => self.sales.push(sale(event, date, false)?),
            "reserve/buy_back" => self.sales.push(sale(event, date, true)?),
            _ => {}
        }
        Ok(())
    }

    /// Gives what a transaction wrote off to its liquidation, in whatever order its events came.
    pub(super) fn assign(&mut self, before: Borne, liquidations: usize) {
        let now = self.borne;
        if let Some(one) = self.liquidations.get_mut(liquidations) {
            one.borne = Borne {
                insurance: now.insurance.saturating_sub(before.insurance),
                earmarked: now.earmarked.saturating_sub(before.earmarked),
                suppliers: now.suppliers.saturating_sub(before.suppliers),
            };
        }
    }
}

fn liquidation(event: &Attributes, date: &str) -> Result<Liquidation> {
    Ok(Liquidation {
        date: date.to_owned(),
        keeper: event.text("sender")?.to_owned(),
        borrower: event.text("borrower")?.to_owned(),
        health: event.decimal("health")?,
        bonus: event.decimal("bonus")?,
        repaid: event.amount("amount")?,
        qer: event.amount("paid_collateral")?,
        eth: event.amount_if_any("paid_eth")?,
        stable: event.amount_if_any("paid_unsent")? + event.amount_if_any("paid_stable")?,
        pending: event.parts("paid_pending")?,
        prices: [
            event.decimal("collateral_price")?,
            event.decimal("debt_price")?,
            event.decimal("eth_price").unwrap_or_default(),
        ],
        written_off: event.amount("written_off")?,
        borne: Borne::default(),
    })
}

fn borne(event: &Attributes) -> Result<Borne> {
    Ok(Borne {
        insurance: event.amount("paid_by_insurance")?,
        earmarked: event.amount("booked")?,
        suppliers: event.amount("borne_by_suppliers")?,
    })
}

fn sale(event: &Attributes, date: &str, buyback: bool) -> Result<Sale> {
    Ok(Sale {
        date: date.to_owned(),
        buyback,
        buyer: event.text("sender")?.to_owned(),
        eth: event.amount("eth")?,
        paid: event.amount(if buyback { "burned" } else { "stable" })?,
        price: event.decimal("price")?,
    })
}
