//! The tables of a report, once for text and page: headings and finished cells.

use super::format::{eth, number, or_dash, percent, price, signed, signed_percent};
use super::model::{DemoReport, OrderRow, Role, UserRow};

/// A table ready to show. The first column is text and stands left; the others are figures and stand right.
pub struct Table {
    /// Headings, with units.
    pub head: Vec<String>,
    /// Rows of as many cells.
    pub rows: Vec<Vec<String>>,
}

fn head(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn of_role(report: &DemoReport, role: Role) -> impl Iterator<Item = &UserRow> {
    report.users.iter().filter(move |user| user.role == role)
}

/// Suppliers.
pub fn suppliers(report: &DemoReport) -> Table {
    Table {
        head: head(&[
            "Supplier",
            "Supplied USDC",
            "Withdrawn USDC",
            "Worth USDC",
            "Earned USDC",
        ]),
        rows: of_role(report, Role::Supplier)
            .map(|user| {
                vec![
                    user.name.clone(),
                    number(user.supplied, 2),
                    number(user.withdrawn, 2),
                    number(user.supply_value, 2),
                    signed(user.earned, 2),
                ]
            })
            .collect(),
    }
}

/// Borrowers.
pub fn borrowers(report: &DemoReport) -> Table {
    Table {
        head: head(&[
            "Borrower",
            "Borrowed USDC",
            "Cash paid",
            "Repaid",
            "Debt now",
            "QER held",
            "Health",
            "Claim ETH",
            "Received ETH",
            "QER back",
        ]),
        rows: of_role(report, Role::Borrower)
            .map(|user| {
                vec![
                    user.name.clone(),
                    number(user.borrowed, 0),
                    number(user.cash_paid, 0),
                    number(user.repaid, 0),
                    number(user.debt, 0),
                    number(user.collateral_qer, qer_places(user)),
                    or_dash(user.health, |health| number(health, 2)),
                    eth(user.claim_eth),
                    eth(user.collected_eth),
                    number(user.withdrawn_qer, qer_places(user)),
                ]
            })
            .collect(),
    }
}

/// Few whole tokens (a dear token plays QER) need places.
fn qer_places(user: &UserRow) -> u32 {
    if user.deposited_qer < cosmwasm_std::Decimal::percent(100_000) {
        3
    } else {
        0
    }
}

/// Purchases of ETH.
pub fn orders<'a>(orders: impl Iterator<Item = &'a OrderRow>) -> Table {
    Table {
        head: head(&[
            "Sent",
            "Order",
            "Batch",
            "USDC in",
            "ETH out",
            "Paid USD/ETH",
            "Oracle USD/ETH",
            "Slippage",
            "Status",
        ]),
        rows: orders
            .map(|order| {
                vec![
                    order.date.clone(),
                    order.order.to_string(),
                    order.batch.to_string(),
                    number(order.stable_in, 2),
                    or_dash(order.eth_out, eth),
                    or_dash(order.price_paid, price),
                    price(order.oracle_price),
                    or_dash(order.slippage, |slippage| signed_percent(slippage, 2)),
                    order.status.name().to_owned(),
                ]
            })
            .collect(),
    }
}

/// The run's sums: what, how much, unit.
pub fn totals(report: &DemoReport) -> Table {
    let totals = &report.totals;
    let last = report.days.last();
    let usdc = |name: &str, value| vec![name.to_owned(), number(value, 2), "USDC".to_owned()];
    let ether = |name: &str, value| vec![name.to_owned(), eth(value), "ETH".to_owned()];
    let mut rows = vec![
        usdc("Supplied", totals.supplied),
        usdc("Borrowed", totals.borrowed),
        usdc("- paid out in cash", totals.cash_paid),
        usdc("- contributed to the protocol", totals.contributions),
        usdc("Repaid", totals.repaid),
        usdc("Interest accrued", totals.interest),
        usdc("- of it to the insurance", totals.interest_to_insurance),
        usdc("Spent on ETH", totals.spent_on_eth),
        usdc("Came back from failed orders", totals.refunded),
        ether("ETH bought", totals.eth_bought),
        ether("ETH paid out to borrowers", totals.eth_released),
    ];
    if let (Some(paid), Some(oracle)) = (totals.average_price_paid, totals.average_oracle_price) {
        let unit = format!("USD per ETH (oracle {})", price(oracle));
        rows.push(vec!["Average price paid".to_owned(), price(paid), unit]);
    }
    if let Some(day) = last {
        rows.push(vec![
            "Utilisation on the last day".to_owned(),
            percent(day.market.utilisation, 1),
            String::new(),
        ]);
    }
    Table {
        head: head(&["", "Amount", "Unit"]),
        rows,
    }
}

/// The relayer's counts.
pub fn relayer(report: &DemoReport) -> Table {
    let stats = &report.relayer;
    let count =
        |name: &str, value: u64| vec![name.to_owned(), super::format::thousands(u128::from(value))];
    let time = |name: &str, value: u64| vec![name.to_owned(), super::format::duration(value)];
    Table {
        head: head(&["Relayer", "Count"]),
        rows: vec![
            count("Packets sent", stats.packets),
            count("Acknowledged", stats.acks),
            count("Error acknowledgements", stats.error_acks),
            count("Timeouts", stats.timeouts),
            count("Duplicate deliveries", stats.duplicates),
            count("Held back", stats.delayed),
            time("Mean time to an answer", stats.mean_delay_seconds),
            time("Longest", stats.max_delay_seconds),
        ],
    }
}

/// Invariants and how often each was checked.
pub fn invariants(report: &DemoReport) -> Table {
    Table {
        head: head(&["Invariant", "Checks, all held"]),
        rows: report
            .invariants
            .iter()
            .map(|(name, count)| vec![name.clone(), super::format::thousands(u128::from(*count))])
            .collect(),
    }
}
