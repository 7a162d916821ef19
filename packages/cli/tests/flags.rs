//! The program's face: bad flags and files end with one clear line and status 2.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    missing_docs
)]

use std::path::PathBuf;
use std::process::{Command, Output};

fn qerun(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_qerun"))
        .args(args)
        .current_dir(folder())
        .output()
        .unwrap()
}

/// A folder of this test run, with a small price file in it.
fn folder() -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("flags");
    std::fs::create_dir_all(&path).unwrap();
    path
}

#[test]
fn bad_flags_and_files() {
    let good = "date,ETH,MKR,USDC\n2020-05-01,200,300,1\n2020-05-02,201,,1\n2020-05-03,202,302,1\n";
    std::fs::write(folder().join("p.csv"), good).unwrap();
    std::fs::write(folder().join("taken"), "a file").unwrap();
    let range = ["--from", "2020-05-01", "--to", "2020-05-03"];
    let table: &[(&[&str], &str)] = &[
        (&["--prices", "p.csv"], "--prices also needs --qer and --from and --to"),
        (&["--prices", "p.csv", "--qer", "MKR", "--from", "2020-05-01"], "--prices also needs --to"),
        (&["--qer", "MKR"], "--qer only together with --prices FILE"),
        (&range, "--from and --to only together with --prices FILE"),
        (&["--from", "2020-13-01"], "invalid value '2020-13-01' for '--from <DATE>': not a date written YYYY-MM-DD (see qerun demo --help)"),
        (&["--to", "1.5.2020"], "invalid value '1.5.2020' for '--to <DATE>': not a date written YYYY-MM-DD (see qerun demo --help)"),
        (&["--seed", "-1"], "unexpected argument '-1' found (see qerun demo --help)"),
        (&["--seed", "x"], "invalid value 'x' for '--seed <N>': invalid digit found in string (see qerun demo --help)"),
        (&["--colour"], "unexpected argument '--colour' found (see qerun demo --help)"),
        (&["--prices"], "a value is required for '--prices <FILE>' but none was supplied (see qerun demo --help)"),
        (&["--prices", "p.csv", "--qer", "FOO", "--from", "2020-05-01", "--to", "2020-05-03"],
            "p.csv: line 1: no token `FOO` in the header; the file has MKR"),
        (&["--prices", "p.csv", "--qer", "MKR", "--from", "2020-05-01", "--to", "2020-05-03"],
            "p.csv: line 3, column 3 (MKR): no price on 2020-05-02"),
        (&["--prices", "p.csv", "--qer", "MKR", "--from", "2020-04-01", "--to", "2020-05-03"],
            "p.csv: --from 2020-04-01 is outside the file, which runs from 2020-05-01 (line 2) to 2020-05-03 (line 4)"),
        (&["--prices", "p.csv", "--qer", "MKR", "--from", "2020-05-03", "--to", "2020-05-04"],
            "p.csv: --to 2020-05-04 is outside the file, which runs from 2020-05-01 (line 2) to 2020-05-03 (line 4)"),
        (&["--prices", "p.csv", "--qer", "MKR", "--from", "2020-05-03", "--to", "2020-05-01"],
            "p.csv: --from 2020-05-03 is after --to 2020-05-01"),
        (&["--prices", "none.csv", "--qer", "MKR", "--from", "2020-05-01", "--to", "2020-05-03"],
            "none.csv: cannot read the file: No such file or directory (os error 2)"),
        (&["--out", "taken"], "cannot write taken: File exists (os error 17)"),
        (&["--out", "taken/sub"], "cannot write taken/sub: Not a directory (os error 20)"),
    ];
    for (flags, message) in table {
        let output = qerun(&[&["demo"], *flags].concat());
        let shown = String::from_utf8(output.stderr).unwrap();
        assert_eq!(shown, format!("error: {message}\n"), "{flags:?}");
        assert_eq!(output.status.code(), Some(2), "{flags:?}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn usage() {
    for args in [&["--help"] as &[&str], &["demo", "--help"], &["--version"]] {
        let output = qerun(args);
        assert_eq!(output.status.code(), Some(0));
        assert!(!output.stdout.is_empty() && output.stderr.is_empty());
    }
    let output = qerun(&["dem"]);
    assert_eq!(output.status.code(), Some(2));
    let shown = String::from_utf8(output.stderr).unwrap();
    assert!(
        shown.starts_with("error: unrecognized subcommand 'dem'"),
        "{shown}"
    );
    assert_eq!(shown.lines().count(), 1);
    assert_eq!(qerun(&[]).status.code(), Some(2));
}

/// The commands for real chains: each points to its own help, and bad input is told from bad luck.
#[test]
fn commands_for_chains() {
    for command in ["deploy", "verify", "status"] {
        let output = qerun(&[command]);
        let shown = String::from_utf8(output.stderr).unwrap();
        let wanted = format!(
            "error: the following required arguments were not provided: --plan <FILE> (see qerun {command} --help)\n"
        );
        assert_eq!(shown, wanted);
        assert_eq!(output.status.code(), Some(2));

        let output = qerun(&[command, "--plan", "none.toml"]);
        let shown = String::from_utf8(output.stderr).unwrap();
        assert!(
            shown.starts_with("error: cannot read the plan none.toml"),
            "{shown}"
        );
        assert_eq!(output.status.code(), Some(2));
    }
    let both = ["verify", "--plan", "x", "--root", "y", "--state", "z"];
    let shown = String::from_utf8(qerun(&both).stderr).unwrap();
    assert!(shown.contains("cannot be used with"), "{shown}");
}

#[test]
fn statuses() {
    use qerun::error::CliError;
    let broken = CliError::Invariant {
        name: "claims = encumbered".to_owned(),
        day: 3,
        date: "2024-01-03".to_owned(),
        detail: "5 and\n4".to_owned(),
    };
    assert_eq!(broken.status(), 1);
    assert_eq!(
        broken.line(),
        "day 3 (2024-01-03): the invariant `claims = encumbered` does not hold: 5 and; 4"
    );
    assert_eq!(CliError::Run(anyhow::anyhow!("x")).status(), 1);
    assert_eq!(CliError::Usage(String::new()).status(), 2);
}
