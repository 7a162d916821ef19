//! Tables of liquidations, tranches, sales and keepers.

use super::model::{LiquidationRow, Losses, SaleKind};
use crate::report::tables::{head, Table};
use qerun_display::{number, percent, price, signed};

/// Liquidations, in stablecoins but for the columns that name their token.
pub fn liquidations(losses: &Losses, token: &str) -> Table {
    Table {
        head: vec![
            "Liquidated".to_owned(),
            "Borrower".to_owned(),
            "Keeper".to_owned(),
            "Health".to_owned(),
            "Repaid".to_owned(),
            format!("{token} paid"),
            "ETH paid".to_owned(),
            "Claim paid".to_owned(),
            "Bonus".to_owned(),
            "Bonus USD".to_owned(),
            "Written off".to_owned(),
        ],
        rows: losses.liquidations.iter().map(liquidation).collect(),
    }
}

fn liquidation(row: &LiquidationRow) -> Vec<String> {
    vec![
        row.date.clone(),
        row.borrower.clone(),
        row.keeper.clone(),
        number(row.health, 3),
        number(row.repaid, 2),
        number(row.qer, 2),
        number(row.eth, 4),
        number(row.stable, 2),
        percent(row.bonus, 2),
        signed(row.bonus_usd, 2),
        number(row.written_off, 2),
    ]
}

/// Every loss with what each tranche bore of it, and the sums.
pub fn tranches(losses: &Losses) -> Table {
    let sums = &losses.written_off;
    let mut rows: Vec<Vec<String>> = losses
        .liquidations
        .iter()
        .filter(|row| !row.written_off.is_zero())
        .map(|row| {
            let parts = [row.written_off, row.insurance, row.earmarked, row.suppliers];
            tranche(format!("{} {}", row.date, row.borrower), parts)
        })
        .collect();
    let parts = [sums.debt, sums.insurance, sums.earmarked, sums.suppliers];
    rows.push(tranche("All".to_owned(), parts));
    Table {
        head: head(&[
            "Written off",
            "Debt USDC",
            "Insurance",
            "Own ETH",
            "Suppliers",
        ]),
        rows,
    }
}

fn tranche(what: String, parts: [cosmwasm_std::Decimal; 4]) -> Vec<String> {
    let parts = parts.iter().map(|part| number(*part, 2));
    [what].into_iter().chain(parts).collect()
}

/// Sales of the reserve's own ETH.
pub fn sales(losses: &Losses, token: &str) -> Table {
    Table {
        head: head(&["Sold", "Sale", "Buyer", "ETH", "USD/ETH", "Paid"]),
        rows: losses
            .sales
            .iter()
            .map(|row| {
                let unit = match row.kind {
                    SaleKind::Storefront => "USDC",
                    SaleKind::Buyback => token,
                };
                vec![
                    row.date.clone(),
                    row.kind.name().to_owned(),
                    row.buyer.clone(),
                    number(row.eth, 4),
                    price(row.price),
                    format!("{} {unit}", number(row.paid, 2)),
                ]
            })
            .collect(),
    }
}

/// Keepers.
pub fn keepers(losses: &Losses) -> Table {
    Table {
        head: head(&[
            "Keeper",
            "Capital USDC",
            "Liquidations",
            "Repaid USDC",
            "Bonus USD",
            "Profit USD",
        ]),
        rows: losses
            .keepers
            .iter()
            .map(|row| {
                vec![
                    row.name.clone(),
                    number(row.capital, 0),
                    row.liquidations.to_string(),
                    number(row.repaid, 2),
                    signed(row.bonus_usd, 2),
                    signed(row.profit_usd, 2),
                ]
            })
            .collect(),
    }
}
