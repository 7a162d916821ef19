//! What an operation reads and writes does not grow with the number of open positions, and is what
//! the table says.

mod written_crowd;

use crate::measure::row::{head, Counts, Row};
use crate::measure::{crowd, open, operations::measure};
use cosmwasm_std::{Order, Record};
use qerun_testing::suite::{InvariantChecker, Suite};

/// Holds the same table.
const DOC: &str = include_str!("../../../../docs/costs.md");

/// Codes, then: calls, raw reads, reads, iterated, writes, removes, bytes written.
#[rustfmt::skip]
const EXPECTED: [(&str, &str, [u64; 7]); 17] = [
    ("supply",                               "market",         [1, 0, 4, 0, 2, 0, 224]),
    ("deposit collateral, first",            "market token",   [2, 0, 6, 0, 4, 0, 277]),
    ("borrow, first",                        "market",         [1, 4, 4, 0, 3, 0, 380]),
    ("borrow, again",                        "market",         [1, 4, 4, 0, 3, 1, 383]),
    ("deposit collateral, under debt",       "market token",   [2, 0, 6, 0, 5, 1, 409]),
    ("withdraw collateral, under debt",      "market token",   [2, 2, 9, 0, 5, 1, 409]),
    ("repay, nothing bought yet",            "market",         [1, 0, 3, 0, 3, 1, 383]),
    ("borrow, batch due",                    "market reserve", [3, 6, 11, 0, 9, 1, 1149]),
    ("repay, purchase under way",            "market",         [1, 1, 4, 0, 4, 1, 446]),
    ("repay, ETH released",                  "market reserve", [2, 1, 5, 0, 4, 1, 612]),
    ("collect",                              "market reserve", [2, 1, 5, 0, 1, 1, 253]),
    ("query positions_by_health, first 10",  "market",         [1, 14, 12, 11, 0, 0, 0]),
    ("repay all, excess refunded",           "market reserve", [2, 0, 5, 0, 3, 1, 486]),
    ("withdraw collateral, all, no debt",    "market token",   [2, 0, 6, 0, 3, 1, 189]),
    ("withdraw",                             "market",         [1, 1, 3, 1, 2, 0, 224]),
    ("oracle: one feeder, three prices",     "oracle",         [1, 0, 12, 0, 6, 0, 975]),
    ("oracle: poke three prices",            "oracle",         [1, 0, 12, 0, 3, 0, 568]),
];

/// From the numbers of a row above, in the order of the columns.
fn counts(codes: &str, numbers: [u64; 7]) -> Counts {
    let [calls, raw, reads, iterated, writes, removes, bytes] = numbers;
    Counts {
        codes: codes.to_owned(),
        calls,
        raw,
        reads,
        iterated,
        writes,
        removes,
        bytes,
    }
}

fn with_crowd(size: u128) -> Vec<Row> {
    let mut suite = open();
    written_crowd::write(&mut suite, size);
    let (rows, suite) = measure(suite);
    // The crowd that was written keeps every invariant to the end.
    InvariantChecker::default().check(&suite).unwrap();
    rows
}

fn show(size: u128, rows: &[Row]) {
    println!("{size} open positions\n{}", head());
    rows.iter().for_each(|row| println!("{row}"));
}

fn compare(size: u128) {
    let rows = with_crowd(size);
    show(size, &rows);
    let lines: Vec<String> = rows.iter().map(Row::line).collect();
    let found: Vec<(&str, Counts)> = rows.into_iter().map(|r| (r.name, r.counts)).collect();
    let expected: Vec<(&str, Counts)> = EXPECTED
        .into_iter()
        .map(|(name, codes, numbers)| (name, counts(codes, numbers)))
        .collect();
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected, "with {size} open positions");
    }
    assert_eq!(found.len(), expected.len());
    for line in lines {
        assert!(DOC.contains(&line), "docs/costs.md misses {line}");
    }
}

#[test]
fn costs_are_those_of_the_table_with_10_positions() {
    compare(10);
}

#[test]
fn costs_are_those_of_the_table_with_1_000_positions() {
    compare(1_000);
}

#[test]
fn costs_are_those_of_the_table_with_20_000_positions() {
    compare(20_000);
}

fn market(suite: &Suite) -> Vec<Record> {
    let storage = suite.net.home.app.contract_storage(&suite.at.market);
    storage.range(None, None, Order::Ascending).collect()
}

#[test]
fn a_written_crowd_is_one_that_borrowed() {
    let (mut written, mut real) = (open(), open());
    written_crowd::write(&mut written, 1_000);
    crowd::borrow(&mut real, 1_000);
    assert_eq!(market(&written), market(&real));
    for suite in [&written, &real] {
        InvariantChecker::default().check(suite).unwrap();
    }
    let at = &real.at.market;
    assert_eq!(written.qer_of(at).unwrap(), real.qer_of(at).unwrap());
    assert_eq!(written.stable_of(at).unwrap(), real.stable_of(at).unwrap());
}
