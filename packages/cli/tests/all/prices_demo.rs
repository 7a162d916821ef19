//! Issue 9, C1: the whole demo on files of few days with tiny prices, huge ones, and crashes.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use qerun_demo::report::DemoReport;

const TOO_SHALLOW: &str = "purchase: DEX pool too shallow";

/// Runs the program on a file with these rows, from 1 May 2020 on; columns ETH, MEME, USDC. What it wrote to stderr if it
/// failed.
fn demo(name: &str, rows: &[[&str; 3]]) -> Result<DemoReport, String> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("c1-demo")
        .join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let mut text = "date,ETH,MEME,USDC\n".to_owned();
    for (row, day) in rows.iter().zip(1..) {
        text += &format!("2020-05-{day:02},{}\n", row.join(","));
    }
    std::fs::write(folder.join("p.csv"), text).unwrap();
    let last = format!("2020-05-{:02}", rows.len());
    let output = Command::new(env!("CARGO_BIN_EXE_qerun"))
        .current_dir(&folder)
        .args(["demo", "--quiet", "--prices", "p.csv", "--qer", "MEME"])
        .args(["--from", "2020-05-01", "--to", &last])
        .output()
        .unwrap();
    let shown = String::from_utf8(output.stderr).unwrap();
    if !output.status.success() {
        return Err(shown);
    }
    assert_eq!(shown, "");
    let read = std::fs::read_to_string(folder.join("out/report.json")).unwrap();
    Ok(serde_json::from_str(&read).unwrap())
}

/// A run that ended with a report in which people borrowed and ETH was bought.
fn run(name: &str, rows: &[[&str; 3]]) -> DemoReport {
    let report = demo(name, rows).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(report.days.len(), rows.len());
    assert!(!report.totals.borrowed.is_zero(), "{name}");
    assert!(!report.totals.eth_bought.is_zero(), "{name}");
    report
}

#[test]
fn c1_a_token_at_three_thousandths_of_a_dollar_runs() {
    let report = run(
        "thousandths",
        &[
            ["200", "0.003", "1"],
            ["201", "0.0031", "1"],
            ["199", "2.9e-3", "1"],
        ],
    );
    assert_eq!(report.meta.source, "MEME from p.csv (one QER is 100 MEME)");
    assert_eq!(report.days[0].prices.qer.to_string(), "0.3");
}

#[test]
fn c1_a_token_at_a_ten_millionth_of_a_dollar_runs() {
    let report = run(
        "ten-millionth",
        &[
            ["200", "0.0000001", "1"],
            ["201", "1.1e-7", "1"],
            ["199", "9.123456789012345e-08", "1"],
        ],
    );
    assert_eq!(
        report.meta.source,
        "MEME from p.csv (one QER is 1000000 MEME)"
    );
}

#[test]
fn c1_a_token_at_a_million_dollars_runs() {
    let report = run(
        "million",
        &[
            ["200", "900000", "1"],
            ["201", "1000000", "1"],
            ["199", "950000", "1"],
        ],
    );
    assert_eq!(
        report.meta.source,
        "MEME from p.csv (one QER is 0.000001 MEME)"
    );
}

/// The DEX's pool follows, and is then so shallow that an order of the usual size moves it too far: those orders come back,
/// and the report says that they wait and why.
#[test]
fn c1_eth_that_falls_400_fold_in_a_day_ends_with_the_report() {
    let mut rows = [["5", "0.5", "1"]; 7];
    rows[0] = ["2000", "0.5", "1"];
    let report = run("eth-falls", &rows);
    assert_eq!(report.days[1].prices.eth.to_string(), "5");
    let waits = &report.days[6].reserve.in_flight_stable;
    assert!(!waits.is_zero());
    assert_eq!(report.limited[TOO_SHALLOW], 1);
    let bought = report.orders.iter().filter(|order| order.eth_out.is_some());
    assert!(bought.count() > 0);

    let mut rows = [["2000", "0.5", "1"]; 6];
    rows[3..].fill(["5", "0.5", "1"]);
    let report = run("eth-falls-later", &rows);
    assert_eq!(report.days[3].prices.eth.to_string(), "5");
}

#[test]
fn c1_eth_that_rises_400_fold_in_a_day_ends_with_the_report() {
    run(
        "eth-rises",
        &[
            ["5", "0.5", "1"],
            ["5", "0.5", "1"],
            ["2000", "0.5", "1"],
            ["2000", "0.5", "1"],
        ],
    );
}

#[test]
fn c1_a_token_that_falls_or_rises_a_million_fold_ends_with_the_report() {
    for (name, last) in [("falls", "0.0000005"), ("rises", "500000")] {
        run(
            name,
            &[
                ["200", "0.5", "1"],
                ["200", "0.5", "1"],
                ["200", last, "1"],
                ["200", last, "1"],
            ],
        );
    }
}

/// The program itself on real closes, which are not part of the project.
#[test]
fn ten_real_days() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/daily-closes.csv");
    if !file.exists() {
        // Past the capture of a passing test's output.
        writeln!(std::io::stderr(), "skipped: no {}", file.display()).unwrap();
        return;
    }
    let out = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("replay");
    let _ = fs::remove_dir_all(&out);
    let output = Command::new(env!("CARGO_BIN_EXE_qerun"))
        .args([
            "demo",
            "--qer",
            "MKR",
            "--from",
            "2020-05-25",
            "--to",
            "2020-06-03",
        ])
        .arg("--prices")
        .arg(&file)
        .arg("--out")
        .arg(&out)
        .output()
        .unwrap();
    let shown = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{shown}");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.lines().count() < 60
            && text.contains("all held")
            && text.contains("executed, bond returned")
            && text.contains("10 days were too few for the raid's veto"),
        "{text}"
    );
    let read = fs::read_to_string(out.join("report.json")).unwrap();
    let report: DemoReport = serde_json::from_str(&read).unwrap();
    assert_eq!((report.meta.token.as_str(), report.days.len()), ("MKR", 10));
    assert!(fs::read_to_string(out.join("report.html"))
        .unwrap()
        .contains("</html>"));
}
