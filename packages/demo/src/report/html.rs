//! report.html: one file, no script, nothing loaded from anywhere.

use super::model::DemoReport;
use super::{charts, downturn, governance, losses, purchases, tables};
use crate::DemoError;
use qerun_display::page::{document, escape, figure, section, table, tile};
use qerun_display::{eth, number, percent, price, thousands};

/// The page.
///
/// # Errors
/// [`DemoError::Chart`] when a chart cannot be drawn.
pub fn render(report: &DemoReport) -> Result<String, DemoError> {
    let meta = &report.meta;
    let body = [
        header(report),
        tiles(report),
        sections(report)?,
        footer(report),
    ]
    .concat();
    let title = format!("Qerun demo: {}, {} to {}", meta.token, meta.from, meta.to);
    Ok(document(&title, &body))
}

fn header(report: &DemoReport) -> String {
    let meta = &report.meta;
    format!(
        "<header>\n<h1>Qerun demo</h1>\n<p class=\"lead\">Holders of {token} borrow stablecoins against it. Half \
         of each loan is paid out, the other half buys ETH on another chain, over IBC. The ETH is the \
         borrower's claim and comes back as the loan is repaid; a small contribution builds the protocol's own \
         reserve.</p>\n<p class=\"meta\">Prices: {source}. {from} to {to}, {days} days. Seed {seed}. \
         qerun {version}.</p>\n</header>\n",
        token = escape(&meta.token),
        source = escape(&meta.source),
        from = escape(&meta.from),
        to = escape(&meta.to),
        days = report.days.len(),
        seed = meta.seed,
        version = escape(&meta.version),
    )
}

fn tiles(report: &DemoReport) -> String {
    let totals = &report.totals;
    let mut tiles = tile(
        "Borrowed",
        &format!("{} USDC", number(totals.borrowed, 0)),
        &format!("{} paid out", number(totals.paid_out, 0)),
    );
    tiles += &tile(
        "Repaid",
        &format!("{} USDC", number(totals.repaid, 0)),
        &format!("interest {}", number(totals.interest, 2)),
    );
    let note = match (totals.average_price_paid, totals.average_oracle_price) {
        (Some(paid), Some(oracle)) => {
            format!("at {} USD, oracle {}", price(paid), price(oracle))
        }
        _ => "no order settled".to_owned(),
    };
    tiles += &tile(
        "ETH bought",
        &format!("{} ETH", eth(totals.eth_bought)),
        &note,
    );
    if let Some(day) = report.days.last() {
        tiles += &tile(
            "Reserve on the last day",
            &format!("{} USD", number(day.reserve.value_usd, 0)),
            &format!("{} ETH for claims", eth(day.reserve.encumbered_eth)),
        );
        tiles += &tile(
            "Utilisation",
            &percent(day.market.utilisation, 1),
            &format!(
                "borrowers pay {} a year",
                percent(day.market.borrow_rate, 2)
            ),
        );
    }
    let checks: u64 = report.invariants.values().sum();
    tiles += &tile(
        "Invariants",
        "all held",
        &format!("{} checks", thousands(u128::from(checks))),
    );
    format!("<div class=\"tiles\">\n{tiles}</div>\n")
}

fn sections(report: &DemoReport) -> Result<String, DemoError> {
    let token = &report.meta.token;
    let reserve = [
        figure("Reserve in ETH over time", &charts::reserve_eth(report)?),
        figure(
            "Reserve in US dollars over time",
            &charts::reserve_usd(report)?,
        ),
    ]
    .concat();
    let interest = [
        figure("Utilisation over time", &charts::utilisation(report)?),
        figure("Interest rates over time", &charts::rates(report)?),
    ]
    .concat();
    let bought = [
        figure("Price paid for ETH", &purchases::paid(report)?),
        figure(
            "Price paid over the oracle's price",
            &purchases::slippage(report)?,
        ),
        table(&tables::orders(report.orders.iter())),
    ]
    .concat();
    let people = [
        table(&tables::borrowers(report)),
        table(&tables::suppliers(report)),
    ]
    .concat();
    let checks = [
        table(&tables::relayer(report)),
        table(&tables::invariants(report)),
    ]
    .concat();
    Ok([
        section(
            "Prices",
            &format!("The prices that drive everything below: {token}, which is borrowed against, and ETH, which is bought."),
            &figure("Prices over time", &charts::prices(report)?),
        ),
        section(
            "Reserve",
            "ETH that the borrowing bought. Most of it belongs to borrowers' claims and leaves as they repay; the rest is the protocol's own. The upper picture counts ETH, the lower one values it at each day's price.",
            &reserve,
        ),
        section(
            "Debt and collateral",
            &format!("The {token} deposited as collateral at each day's price, against all debt with interest. Nobody can borrow more than half of what the collateral is worth; the insurance is the first cover should a loan go bad."),
            &figure("Collateral, debt and insurance over time", &charts::debt(report)?),
        ),
        section(
            "Health of the positions",
            &format!("Health is the {token} deposited as collateral, times the liquidation threshold, over the debt; ETH claims are not counted. Below 1 a position can be liquidated once QER's one-hour average says so, too. Each bar is a day."),
            &[
                figure("Positions by health over time", &charts::health(report)?),
                table(&tables::under_water(report)),
            ]
            .concat(),
        ),
        downturn::page::render(report)?,
        losses::page::render(report)?,
        section(
            "Interest",
            "The more of the supplied stablecoins is lent out (utilisation), the dearer borrowing gets, and the more suppliers earn. Beyond the kink of the curve rates rise steeply.",
            &interest,
        ),
        section(
            "Purchases of ETH",
            "Each order is one packet to the other chain and back. The price paid includes the pool's fee and what the order itself moved the pool. An order that would get too little, or that nobody relays in time, is refunded.",
            &bought,
        ),
        governance::page::render(report)?,
        section("Totals", "Sums over the whole run.", &table(&tables::totals(report))),
        section(
            "Limits met",
            "How often a person got less than wanted, and which limit was the tightest. They took what there was. Wallet means that a borrower's own stablecoins did not suffice.",
            &table(&tables::limits(report)),
        ),
        section(
            "People",
            "What each borrower and supplier paid and received, in USDC where no other unit is named. Borrowers without debt have no health.",
            &people,
        ),
        section(
            "Relayer and checks",
            "The relayer drops, delays and repeats packets on purpose. After every day each invariant below is checked on the real state of both chains; the run stops at the first that fails.",
            &checks,
        ),
    ]
    .concat())
}

fn footer(report: &DemoReport) -> String {
    format!(
        "<footer>All figures are in report.json next to this file. Made by qerun {}; the same seed and prices \
         give the same report.</footer>\n",
        escape(&report.meta.version)
    )
}
