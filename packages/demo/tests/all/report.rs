//! The report in its three forms, from a sample.

use std::path::Path;

use crate::common::sample;
use cosmwasm_std::Uint128;
use qerun_demo::report::{html, text, DemoReport, OrderRow, UserRow};
use qerun_display::whole;

/// Every tag closed in order, every ampersand an entity, every attribute quoted. Returns what is wrong.
fn well_formed(page: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = page.strip_prefix("<!DOCTYPE html>").ok_or("no doctype")?;
    while let Some(start) = rest.find('<') {
        ensure_escaped(&rest[..start])?;
        let end = rest[start..].find('>').ok_or("unclosed tag")? + start;
        let tag = &rest[start + 1..end];
        if tag.contains('<') {
            return Err(format!("`<` inside <{tag}>"));
        }
        if let Some(name) = tag.strip_prefix('/') {
            let last = open.pop().ok_or(format!("</{name}> without opening"))?;
            if last != name {
                return Err(format!("</{name}> closes <{last}>"));
            }
        } else {
            let body = tag.strip_suffix('/').unwrap_or(tag);
            if body.matches('"').count() % 2 != 0 {
                return Err(format!("odd quotes in <{tag}>"));
            }
            ensure_escaped(body)?;
            if !tag.ends_with('/') {
                open.push(body.split_whitespace().next().ok_or("empty tag")?);
            }
        }
        rest = &rest[end + 1..];
    }
    if open.is_empty() {
        Ok(())
    } else {
        Err(format!("still open: {open:?}"))
    }
}

fn ensure_escaped(text: &str) -> Result<(), String> {
    for part in text.split('&').skip(1) {
        let entity = part.split(';').next().unwrap_or_default();
        if !["lt", "gt", "amp", "quot", "apos", "#39"].contains(&entity) {
            return Err(format!("bare & before {entity:.20}"));
        }
    }
    Ok(())
}

#[test]
fn json_round_trips_with_string_amounts() {
    let report = sample();
    let json = serde_json::to_string_pretty(&report).unwrap();
    assert_eq!(serde_json::from_str::<DemoReport>(&json).unwrap(), report);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["totals"]["borrowed"], "148148.146812");
    assert_eq!(value["users"][4]["claim_eth"], "1.873412345678901234");
    assert_eq!(value["users"][1]["earned"], "-49.25");
    assert_eq!(value["orders"][1]["status"], "refunded");
    assert_eq!(value["orders"][1]["eth_out"], serde_json::Value::Null);
    assert_eq!(value["days"][0]["prices"]["qer"], "0.5");
    assert_eq!(value["meta"]["seed"], 1);
    assert_eq!(
        whole(Uint128::new(1), 18).to_string(),
        "0.000000000000000001"
    );
}

#[test]
fn text_is_short_and_complete() {
    let report = sample();
    let text = text::render(&report, Path::new("out"));
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines.len() < 66, "{} lines", lines.len());
    for line in &lines {
        assert!(line.chars().count() <= 110, "{line}");
    }
    for expected in [
        "Qerun demo: embedded path",
        "borrowed 148,148 USDC, 74,074 of it paid out; repaid 49,206; interest 1,911.34",
        "14.2931 ETH for 37,502 USDC, at 2,623.77 USD where the oracle said 2,612.80",
        "Gail",
        "Rosa",
        "Dan",
        "-49.25",
        "refunded",
        "and 13 earlier orders",
        "borrow: cash 4 x, borrow: debt cap 2 x",
        "2 times: repaid 21,001 USDC, bonus +1,311 USD; keepers' profit net of price impact +703",
        "2024-04-02: QER -95 % and ETH -70 % in an hour; price of a supply share 1.0092 -> 0.9725",
        "29,750 USDC: insurance 24,000, own ETH 2,400 (deficit now 311), suppliers 3,350",
        "storefront 1.5000 for 2,240 USDC, 151 beyond the booked value; buyback 0.250000 for 1,300 QER",
        "31 h with health below 1, 19 in a row, 7 h insolvent, 5 h with a deficit; worst health 0.08",
        "Suppliers   lost 3,350 USDC (1.1 %)",
        "Because     QER -95 % is beyond the stress bound's -80 %",
        "2 positions at the end: debt 16,622 USD, 310 more than the QER's worth; claims 7,204",
        "31 packets, 27 acks, 2 error acks, 2 timeouts, 5 duplicates, 6 held back; longest 90 min",
        "Wim           14 x 1, 730 x 4     360,000  1,260,000        31.3 %      89,428  2024-01-02",
        "Higher interest    sensitive    10,000  2024-01-08  2024-01-11  2024-01-11  executed, bond returned",
        "at 52.8 % utilisation borrowers paid 3.64 % a year before 2024-01-11 and 3.90 % after",
        "aimed at 0.848465 ETH, got nothing, lost 50,000 QER of bond; executing it 2024-01-24 was refused",
        "40,000 QER of Zeno's, unstaked 2024-01-06, can be claimed 2024-01-20",
        "99 days were too few for a matured claim",
        "Invariants: 3 kinds, 1,276 checks, all held",
        "out/report.html",
    ] {
        assert!(text.contains(expected), "no `{expected}` in\n{text}");
    }
}

#[test]
fn text_stays_short_with_a_large_crowd() {
    let mut report = sample();
    for _ in 0..4 {
        let users = report.users.clone();
        report.users.extend(users);
        let orders = report.orders.clone();
        report.orders.extend(orders);
        let holders = report.governance.holders.clone();
        report.governance.holders.extend(holders);
    }
    // As many as there are: neither grows with the crowd.
    report.governance.holders.truncate(6);
    let text = text::render(&report, Path::new("out"));
    assert!(text.lines().count() < 66);
    assert!(text.contains("and 180 more"), "{text}");
}

#[test]
fn page_has_every_section_and_loads_nothing() {
    let report = sample();
    let page = html::render(&report).unwrap();
    well_formed(&page).unwrap();
    for section in [
        "Prices",
        "Reserve",
        "Debt and collateral",
        "Health of the positions",
        "Time under water",
        "Liquidations and losses",
        "Interest",
        "Purchases of ETH",
        "Governance",
        "Totals",
        "Limits met",
        "People",
        "Relayer and checks",
    ] {
        assert!(page.contains(&format!("<h2>{section}</h2>")), "{section}");
    }
    assert_eq!(page.matches("<svg ").count(), 17);
    assert_eq!(page.matches("</svg>").count(), 17);
    let namespace = "xmlns=\"http://www.w3.org/2000/svg\"";
    let rest = page.replace(namespace, "");
    for loaded in [
        "http:", "https:", "//", "url(", "@import", "<script", "<link", "src=",
    ] {
        assert!(!rest.contains(loaded), "{loaded}");
    }
    for figure in [
        "148,148 USDC",
        "1 Feb",
        "below 1.00",
        "1.8734",
        "1,204.50 USD",
        "claims and owed = encumbered ETH",
        "+0.40 %",
        "730 days x 4",
        "14 x 1, 730 x 4",
        "<td>Seize the reserve</td><td>Mallory</td><td>2024-01-12</td><td>500,000</td>",
        "<td>Borrowers pay a year</td><td>3.640 %</td><td>3.904 %</td>",
        "operation 2 is &lt;vetoed&gt;",
        "<td>2024-04-02 Hugo</td><td>29,750.25</td><td>24,000.00</td><td>2,400.25</td><td>3,350.00</td>",
        "<td>2024-04-02</td><td>storefront</td><td>Lou</td><td>1.5000</td>",
        "The stress bound covers -80 % and -60 %",
        "<td>Keepers late by</td><td>6 h</td>",
        "<td>Borrowing opens at an insurance of</td><td>4.5 % of the depth</td>",
        "<td>- borne by suppliers</td><td>3,350.00 USDC</td>",
        "<td>Own ETH sold for</td><td>2,240.25 USDC</td>",
        "<td>Treasury to the insurance after a loss</td><td>1,234.50 USDC</td>",
        "<td>With a debt beyond what secures it</td><td>7 h</td>",
        "<td>Worst health</td><td>0.079, 2024-04-02 Hugo</td>",
        "The reserve is the timelock&#39;s, as before.",
    ] {
        assert!(page.contains(figure), "{figure}");
    }
    assert!(!page.contains("NaN") && !page.contains("inf\""));
    assert_eq!(page, html::render(&report).unwrap());
    // For looking at it.
    if let Ok(path) = std::env::var("QERUN_SAMPLE_REPORT") {
        std::fs::write(path, &page).unwrap();
    }
}

#[test]
fn text_from_outside_is_escaped() {
    let mut report = sample();
    let evil = "<script>alert(\"1\")</script>&'\u{7}";
    report.meta.source = evil.to_owned();
    report.meta.token = evil.to_owned();
    report.meta.from = evil.to_owned();
    report.users[0].name = evil.to_owned();
    report.governance.holders[0].name = evil.to_owned();
    report.losses.liquidations[1].borrower = evil.to_owned();
    report.losses.sales[0].buyer = evil.to_owned();
    report.losses.crash.as_mut().unwrap().date = evil.to_owned();
    report.governance.raid.as_mut().unwrap().refusal = Some(evil.to_owned());
    report.orders[0].date = evil.to_owned();
    report.invariants.insert(evil.to_owned(), 1);
    let page = html::render(&report).unwrap();
    well_formed(&page).unwrap();
    assert!(!page.contains("<script"));
    assert!(!page.contains('\u{7}'));
    assert!(page.contains("&lt;script&gt;"));
}

/// Nothing borrowed, nothing bought, one day, no day: still a report.
#[test]
fn empty_and_tiny_reports_render() {
    let empty = DemoReport::default();
    well_formed(&html::render(&empty).unwrap()).unwrap();
    assert!(text::render(&empty, Path::new("out")).contains("No ETH was bought"));

    let mut tiny = sample();
    tiny.days.truncate(1);
    tiny.orders = vec![OrderRow::default()];
    tiny.users = vec![UserRow::default()];
    well_formed(&html::render(&tiny).unwrap()).unwrap();
    tiny.days = sample().days[..2].to_vec();
    well_formed(&html::render(&tiny).unwrap()).unwrap();
}

/// Four years of days: labels stay few and name the year.
#[test]
fn long_runs_render() {
    let mut path = qerun_demo::prices::embedded::path(&qerun_demo::prices::embedded::DEMO, 1);
    let (first, day) = (path.days[0].date, path.days[0].clone());
    path.days = first
        .iter_days()
        .take(1_500)
        .map(|date| qerun_demo::prices::Day {
            date,
            ..day.clone()
        })
        .collect();
    let page = html::render(&crate::common::sample_of(&path)).unwrap();
    well_formed(&page).unwrap();
    let reserve = page.split("<svg ").nth(1).unwrap();
    let labels = reserve.matches("Jan 20").count() + reserve.matches("Jun 20").count();
    assert!((2..=10).contains(&labels), "{labels}");
}
