//! Requests with their answers, in a file that the page's tests put to the committed wasm: so the wasm that people load is
//! known to compute what these sources compute.

use std::fmt::Write;

use qerun_math_wasm::answer;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/vectors.txt");

/// Figures that leave a remainder in every division, and the edges.
fn requests() -> Vec<String> {
    let mut requests = Vec::new();
    for amount in [
        "0",
        "1",
        "3",
        "999999",
        "123456789012345",
        "340282366920938463463374607431768211455",
    ] {
        for cash in ["0.25", "0.5", "0.733333333333333333"] {
            requests.push(format!("split {amount} {cash} 0.05"));
        }
        for (repaid, debt) in [("0", "7"), ("1", "7"), ("6", "7"), ("8", "7")] {
            requests.push(format!("release {amount} {repaid} {debt}"));
        }
        for (debt, cash) in [("0", "1"), ("1", "0"), ("789", "211"), ("811", "189")] {
            requests.push(format!(
                "rate {debt} {cash} 0.01 0.04 0.75 0.8 0.2 {amount}"
            ));
            requests.push(format!(
                "rate {debt}{amount} {cash}{amount} 0.013 0.041 0.777 0.83 0.19"
            ));
        }
    }
    for (collateral, debt) in [
        ("1000000000", "500000000"),
        ("7", "3"),
        ("123456789", "1"),
        ("1", "987654321"),
        ("5", "0"),
    ] {
        for decimals in ["6 6 1", "6 18 1.003", "18 6 0.998877665544332211"] {
            let (first, rest) = decimals.split_once(' ').unwrap();
            let position = format!("{collateral} {first} {debt} {rest}");
            requests.push(format!("liquidation_price {position} 0.6"));
            requests.push(format!(
                "health {position} 1.023456789 0.598765432109876543"
            ));
            let claim = "118400000000000001 18 2000.5 3 250000001";
            requests.push(format!(
                "payoff {position} {claim} 0.6 0 0.000000000000000001 0.83 1.02 97.5"
            ));
        }
    }
    requests.push("payoff 1 6 1 6 1".to_owned());
    requests.push("nothing".to_owned());
    requests
}

#[test]
fn the_file_has_what_is_computed() {
    let mut text = String::new();
    for request in requests() {
        writeln!(text, "{request}\n  {}", answer(&request)).unwrap();
    }
    if std::env::var_os("QERUN_WRITE_VECTORS").is_some() {
        std::fs::write(FILE, &text).unwrap();
    }
    let committed = std::fs::read_to_string(FILE).unwrap_or_default();
    assert!(
        committed == text,
        "the arithmetic of the page changed: run this test with QERUN_WRITE_VECTORS=1, then scripts/build-web-math"
    );
}
