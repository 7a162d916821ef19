//! The tables of a report, once for text and page: headings and finished cells.

use super::model::{DemoReport, OrderRow, Role, UserRow};
pub use qerun_display::page::{head, Table};
use qerun_display::{eth, number, or_dash, price, signed, signed_percent};

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

/// Borrowers, in stablecoins but for the columns that name their token.
pub fn borrowers(report: &DemoReport) -> Table {
    let token = &report.meta.token;
    Table {
        head: vec![
            "Borrower".to_owned(),
            "Borrowed".to_owned(),
            "Paid out".to_owned(),
            "Repaid".to_owned(),
            "Debt now".to_owned(),
            format!("{token} held"),
            format!("{token} back"),
            "Health".to_owned(),
            "ETH claim".to_owned(),
            "ETH back".to_owned(),
        ],
        rows: of_role(report, Role::Borrower)
            .map(|user| {
                vec![
                    user.name.clone(),
                    number(user.borrowed, 0),
                    number(user.paid_out, 0),
                    number(user.repaid, 0),
                    number(user.debt, 0),
                    number(user.collateral_qer, qer_places(user)),
                    number(user.withdrawn_qer, qer_places(user)),
                    or_dash(user.health, |health| number(health, 2)),
                    number(user.claim_eth, 4),
                    number(user.collected_eth, 4),
                ]
            })
            .collect(),
    }
}

/// Decimal places of QER: amounts of a dear token that stands in for QER are small.
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
                    or_dash(order.eth_out, |out| number(out, 4)),
                    or_dash(order.price_paid, price),
                    price(order.oracle_price),
                    or_dash(order.slippage, |slippage| signed_percent(slippage, 2)),
                    order.status.name().to_owned(),
                ]
            })
            .collect(),
    }
}

/// The run's sums: what, how much with its unit.
pub fn totals(report: &DemoReport) -> Table {
    let totals = &report.totals;
    let row =
        |name: &str, amount: String, unit: &str| vec![name.to_owned(), format!("{amount} {unit}")];
    let usdc = |name: &str, value| row(name, number(value, 2), "USDC");
    let ether = |name: &str, value| row(name, eth(value), "ETH");
    let mut rows = vec![
        usdc("Supplied", totals.supplied),
        usdc("Borrowed", totals.borrowed),
        usdc("- paid out", totals.paid_out),
        usdc("- contributed to the protocol", totals.contributions),
        usdc("Repaid by borrowers", totals.repaid),
        usdc("Repaid by liquidators", totals.liquidated),
        usdc("Written off", totals.written_off),
        usdc("Interest accrued", totals.interest),
        usdc("- of it to the insurance", totals.interest_to_insurance),
        usdc("Treasury to the insurance", totals.treasury_to_insurance),
        usdc("Spent on ETH", totals.spent_on_eth),
        usdc("Came back from failed orders", totals.refunded),
        ether("ETH bought", totals.eth_bought),
        ether("ETH paid out to borrowers", totals.eth_released),
        ether("ETH paid out to liquidators", totals.eth_to_liquidators),
        ether("Own ETH sold", totals.eth_sold),
    ];
    if let Some(paid) = totals.average_price_paid {
        rows.push(row("Average price paid", price(paid), "USD/ETH"));
    }
    if let Some(oracle) = totals.average_oracle_price {
        rows.push(row(
            "Oracle price of the same ETH",
            price(oracle),
            "USD/ETH",
        ));
    }
    Table {
        head: head(&["Sum", "Amount"]),
        rows,
    }
}

/// The relayer's counts.
pub fn relayer(report: &DemoReport) -> Table {
    let stats = &report.relayer;
    let count =
        |name: &str, value: u64| vec![name.to_owned(), qerun_display::thousands(u128::from(value))];
    let time = |name: &str, value: u64| vec![name.to_owned(), qerun_display::duration(value)];
    Table {
        head: head(&["Relayer", "Count"]),
        rows: vec![
            count("Packets sent", stats.packets),
            count("Acknowledged", stats.acks),
            count("Error acknowledgements", stats.error_acks),
            count("Timeouts", stats.timeouts),
            count("Duplicate deliveries", stats.duplicates),
            count("Held back", stats.delayed),
            count("Attempts lost", stats.lost),
            count("Hours of outage", stats.outage_hours),
            time("Mean time to an answer", stats.mean_delay_seconds),
            time("Longest", stats.max_delay_seconds),
        ],
    }
}

/// How often each limit was met.
pub fn limits(report: &DemoReport) -> Table {
    Table {
        head: head(&["Limit met", "Times"]),
        rows: report
            .limited
            .iter()
            .map(|(name, count)| vec![name.clone(), qerun_display::thousands(u128::from(*count))])
            .collect(),
    }
}

/// Positions below health 1 at the end.
pub fn under_water(report: &DemoReport) -> Table {
    let sum = &report.under_water;
    let token = &report.meta.token;
    let row = |name: String, value| vec![name, format!("{} USD", number(value, 2))];
    if sum.positions == 0 {
        return Table {
            head: head(&["Below health 1 on the last day", "none"]),
            rows: vec![],
        };
    }
    Table {
        head: head(&["Below health 1 on the last day", "Amount"]),
        rows: vec![
            vec!["Positions".to_owned(), sum.positions.to_string()],
            row("Their debt".to_owned(), sum.debt_usd),
            row(
                "Repayment that brings them to health 1".to_owned(),
                sum.repay_usd,
            ),
            row(
                format!("Debt beyond what their {token} is worth"),
                sum.shortfall_usd,
            ),
            row("Their claims".to_owned(), sum.claims_usd),
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
            .map(|(name, count)| vec![name.clone(), qerun_display::thousands(u128::from(*count))])
            .collect(),
    }
}
