//! `qerun simulate`: bad flags and files end with one clear line and status 2; the report is the same on any number of
//! threads.

use std::path::PathBuf;
use std::process::{Command, Output};

const HISTORY: &str = "date,ETH,MKR,SNX,USDC\n2020-03-10,200,500,,1\n2020-03-11,195,490,1,1\n2020-03-12,110,210,0.5,1\n\
                       2020-03-13,130,230,0.6,1\n2020-03-14,125,220,0.6,1\n";

fn folder() -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("simulate");
    std::fs::create_dir_all(&path).unwrap();
    path
}

fn qerun(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_qerun"))
        .arg("simulate")
        .args(args)
        .current_dir(folder())
        .output()
        .unwrap()
}

fn refused(args: &[&str]) -> String {
    let output = qerun(args);
    let shown = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{args:?}: {shown}");
    assert!(output.stdout.is_empty());
    let line = shown.strip_prefix("error: ").unwrap();
    line.strip_suffix('\n').unwrap().to_owned()
}

#[test]
fn bad_flags_and_files() {
    let write = |name: &str, text: &str| std::fs::write(folder().join(name), text).unwrap();
    write("h.csv", HISTORY);
    let days = (1..=8).map(|day| format!("2020-03-{day:02},200,500\n"));
    write(
        "long.csv",
        &format!("date,ETH,MKR\n{}", days.collect::<String>()),
    );
    write("bad.csv", &HISTORY.replace("490", "-490"));
    write("binary.csv", "date,ETH,MKR\n");
    std::fs::write(
        folder().join("binary.csv"),
        b"date,ETH,MKR\n2020-03-10,\xff,1\n",
    )
    .unwrap();
    write("alone.csv", "date,ETH\n2020-03-10,1\n2020-03-11,1\n");
    write("empty.csv", "");
    write("header.csv", "date,ETH,MKR\n");
    write("date.csv", "date,ETH,MKR\n2021-02-29,1,1\n");
    write("taken", "a file");
    write("plan.toml", "name = 7\n");
    let help = "(see qerun simulate --help)";
    let sweep = |value: &str, error: &str| {
        format!("invalid value '{value}' for '--sweep <KEY=A:B:N>': {error} {help}")
    };
    let replay = ["--process", "replay", "--history"];
    let table: &[(&[&str], String)] = &[
        (&["--process", "replay"], "--process replay also needs --history".into()),
        (&["--process", "bootstrap"], "--process bootstrap also needs --history".into()),
        (&["--tokens", "MKR"], "--tokens only together with --history".into()),
        (&["--process", "magic"], format!(
            "invalid value 'magic' for '--process <PROCESS>' [possible values: bootstrap, jumps, gaps, replay] {help}")),
        (&[&replay[..], &["none.csv"]].concat(),
            "none.csv: cannot read the file: No such file or directory (os error 2)".into()),
        (&[&replay[..], &["bad.csv"]].concat(), "bad.csv: line 3, MKR: `-490` is no price above zero".into()),
        (&[&replay[..], &["binary.csv"]].concat(), "binary.csv: line 2: no UTF-8 text; save the file as CSV in UTF-8".into()),
        (&[&replay[..], &["alone.csv"]].concat(),
            "alone.csv: no column but ETH and USDC; a token must stand for QER, as in date,ETH,MKR".into()),
        (&[&replay[..], &["empty.csv"]].concat(),
            "empty.csv: the file is empty; expected a header like date,ETH,MKR".into()),
        (&[&replay[..], &["header.csv"]].concat(), "header.csv: there is no day below the header".into()),
        (&[&replay[..], &["date.csv"]].concat(),
            "date.csv: line 2: `2021-02-29` is not a date written YYYY-MM-DD".into()),
        (&[&replay[..], &["h.csv", "--tokens", "MKR,FOO"]].concat(),
            "h.csv: no token `FOO` in the header; the file has MKR, SNX".into()),
        (&[&replay[..], &["h.csv", "--tokens", "MKR"]].concat(),
            "h.csv: MKR has prices on 5 days, 91 are needed".into()),
        (&["--plan", "none.toml"], "cannot read the plan none.toml: No such file or directory (os error 2)".into()),
        (&["--plan", "/dev/zero"], "cannot read the plan /dev/zero: it has more than 4194304 bytes".into()),
        (&[&replay[..], &["/dev/zero"]].concat(),
            "/dev/zero: cannot read the file: it has more than 33554432 bytes".into()),
        (&["--sweep", "colour=1:2:3"], String::new()),
        (&["--sweep", "max_ltv"], sweep("max_ltv", "`max_ltv` is no sweep; write key=from:to:points or key=value,value,..")),
        (&["--sweep", "max_ltv="], sweep("max_ltv=", "max_ltv: nothing to sweep; give at least one point, and two if they differ")),
        (&["--sweep", "max_ltv=0.1:0.5:0"],
            sweep("max_ltv=0.1:0.5:0", "max_ltv: nothing to sweep; give at least one point, and two if they differ")),
        (&["--sweep", "max_ltv=0.1:x:3"], sweep("max_ltv=0.1:x:3", "max_ltv: `x` is no number")),
        (&["--sweep", "max_ltv=0.1", "--sweep", "max_ltv=0.2"], "max_ltv is swept twice".into()),
        (&["--sweep", "max_ltv=0:0.5:200", "--sweep", "debt_cap=0:0.2:200"], "40000 points are more than 10000".into()),
        (&["--sweep", "max_ltv=-1,0.1"], String::new()),
        (&["--sweep", "depth=0,1000"], "book.depth is 0, it must be from 1 to 1000000000000000".into()),
        (&["--insurance", "-1"], format!("unexpected argument '-1' found {help}")),
        (&["--gaps-per-year", "2000"], "gaps.per_year is 2000, it must be from 0 to 1000".into()),
        (&["--depth", "nan"], "book.depth is NaN, it must be from 1 to 1000000000000000".into()),
        (&["--depth", "-5"], format!("unexpected argument '-5' found {help}")),
        (&["--insurance=-0.1"], "insurance is -0.1, it must be from 0 to 1000".into()),
        (&["--own-eth", "inf"], "own_eth is inf, it must be from 0 to 1000".into()),
        (&["--attack", "nan"], "attack.holding is NaN, it must be from 0 to 1000000".into()),
        (&["--attack=-1"], "attack.holding is -1, it must be from 0 to 1000000".into()),
        (&["--min-profit", "nan"], "liquidators.min_profit is NaN, it must be from -inf to 1000000000000000".into()),
        (&["--liquidator-capital=-1"], "liquidators.capital is -1, it must be from 0 to inf".into()),
        (&["--sweep", "liquidator_delay=-3"], "liquidator_delay cannot be -3: it is below zero".into()),
        (&["--sweep", "oracle_delay=0,-0.1"], "oracle_delay cannot be -0.1: it is below zero".into()),
        (&["--sweep", "days=0,1"], "days cannot be 0: it is no whole number from 1 on".into()),
        (&["--sweep", "days=1.5"], "days cannot be 1.5: it is no whole number from 1 on".into()),
        (&["--sweep", "days=1e12"], "steps is 4294967295, it must be from 1 to 5256000".into()),
        (&["--sweep", "lowest_ltv=2"], "lowest_ltv is 2, it must be from 0.01 to 1".into()),
        (&["--sweep", "max_ltv=nan"], sweep("max_ltv=nan", "max_ltv: `nan` is no number")),
        (&["--half-life", "0"], "pool.half_life is 0, it must be from 1 to inf".into()),
        (&["--paths", "0"], format!("invalid value '0' for '--paths <N>': 0 is not in 1..=2000000 {help}")),
        (&["--days", "0"], format!("invalid value '0' for '--days <N>': 0 is not in 1..=3650 {help}")),
        (&["--accounts", "0"], format!("invalid value '0' for '--accounts <N>': 0 is not in 1..=10000 {help}")),
        (&["--paths", "1000000000000"],
            format!("invalid value '1000000000000' for '--paths <N>': 1000000000000 is not in 1..=2000000 {help}")),
        (&[&replay[..], &["h.csv", "--tokens", "MKR,MKR"]].concat(), "--tokens names MKR twice".into()),
        (&["--sweep", "debt_cap=0.1,0"],
            "nobody may borrow anything: maximum LTV, debt cap or debt ceiling is zero".into()),
        (&["--sweep", "max_ltv=0:0:1"],
            "nobody may borrow anything: maximum LTV, debt cap or debt ceiling is zero".into()),
        (&[&replay[..], &["long.csv", "--days", "2", "--paths", "2000000"]].concat(),
            "12000000 paths at once are more than 10000000; ask for fewer paths, tokens or stretches".into()),
        (&["--threads", "0"], format!("invalid value '0' for '--threads <N>': a number from 1 to 1,024 {help}")),
        (&["--liquidator-delay", "6"], format!(
            "invalid value '6' for '--liquidator-delay <TIME>': write minutes, hours or days: 20m, 6h, 1d {help}")),
        (&["--oracle-delay", "15m"], format!(
            "invalid value '15m' for '--oracle-delay <TIME>': the simulation has steps of ten minutes {help}")),
        (&["--out", "taken"], "cannot write taken: File exists (os error 17)".into()),
    ];
    for (flags, message) in table {
        let shown = refused(flags);
        if message.is_empty() {
            assert!(
                !shown.is_empty() && shown.contains(&flags[1][..7]),
                "{flags:?}: {shown}"
            );
        } else {
            assert_eq!(&shown, message, "{flags:?}");
        }
    }
    let unknown = refused(&["--sweep", "colour=1:2:3"]);
    assert!(
        unknown.contains("there is no parameter `colour` to sweep; there are max_ltv, "),
        "{unknown}"
    );
    let negative = refused(&["--sweep", "max_ltv=-1,0.1"]);
    assert!(negative.starts_with("max_ltv cannot be -1: "), "{negative}");
    let plan = refused(&["--plan", "plan.toml"]);
    assert!(plan.starts_with("plan.toml: line 1, column 8: "), "{plan}");
}

/// Each file of two runs, by its name.
fn files(name: &str, args: &[&str]) -> Vec<(String, String)> {
    let output = qerun(&[args, &["--quiet", "--out", name]].concat());
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert!(output.status.success() && output.stdout.is_empty());
    let mut files: Vec<(String, String)> = std::fs::read_dir(folder().join(name))
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                text,
            )
        })
        .collect();
    files.sort();
    files
}

#[test]
fn the_same_on_any_number_of_threads() {
    std::fs::write(folder().join("same.csv"), HISTORY).unwrap();
    let gaps: &[&str] = &[
        "--paths",
        "150",
        "--days",
        "3",
        "--gaps-per-year",
        "60",
        "--sweep",
        "insurance=0.1,0.4",
    ];
    let replay: &[&str] = &[
        "--process",
        "replay",
        "--days",
        "2",
        "--paths",
        "3",
        "--history",
        "same.csv",
    ];
    for (name, args) in [("gaps", gaps), ("replay", replay)] {
        let one = files(&format!("{name}-1"), &[args, &["--threads", "1"]].concat());
        let three = files(&format!("{name}-3"), &[args, &["--threads", "3"]].concat());
        assert!(one == three, "{name}");
        let other = files(&format!("{name}-s"), &[args, &["--seed", "2"]].concat());
        assert!(one != other, "{name}");
        let names: Vec<&str> = one.iter().map(|(name, _)| name.as_str()).collect();
        let wanted: &[&str] = match name {
            "gaps" => &[
                "frontier.svg",
                "paths.csv",
                "report.html",
                "report.json",
                "sweep.csv",
            ],
            _ => &["paths.csv", "report.html", "report.json"],
        };
        assert_eq!(names, wanted);
    }
}

/// The command that a report names gives the same report.
#[test]
fn a_report_names_its_command() {
    let args = [
        "--paths",
        "5",
        "--days",
        "2",
        "--liquidator-delay",
        "20m",
        "--min-profit=-inf",
        "--sweep",
        "max_ltv=0.3:0.5:3",
    ];
    let first = files("named", &args);
    let report = first
        .iter()
        .find(|(name, _)| name == "report.json")
        .unwrap();
    let report: serde_json::Value = serde_json::from_str(&report.1).unwrap();
    let command = report["command"].as_str().unwrap();
    let words: Vec<&str> = command.split(' ').skip(2).collect();
    assert!(command.contains("--min-profit=-inf"), "{command}");
    assert!(
        command.contains("--liquidator-delay 20m") && !command.contains("--out"),
        "{command}"
    );
    assert!(files("named-again", &words) == first, "{command}");
    let allowed = report["sweep"]["points"].as_array().unwrap();
    assert!(allowed.iter().all(|point| point["refused"].is_null()));
}

/// A plan's own parameters are what is simulated.
#[test]
fn a_plan() {
    let plan = concat!(env!("CARGO_MANIFEST_DIR"), "/../../deploy/localnet.toml");
    let args = ["--paths", "2", "--days", "1", "--plan", plan];
    let with_plan = files("plan", &args);
    let report = with_plan
        .iter()
        .find(|(name, _)| name == "report.json")
        .unwrap();
    let report: serde_json::Value = serde_json::from_str(&report.1).unwrap();
    assert_eq!(report["runs"][0]["setup"]["market"]["batch"]["max_age"], 60);
}

/// A folder in which nothing can be made is refused before anything runs. To root every folder is writable, but for those of
/// the kernel.
#[test]
fn a_folder_that_cannot_be_written() {
    let path = "/proc/self";
    let shown = refused(&["--paths", "2000000", "--days", "3650", "--out", path]);
    assert!(shown.starts_with("cannot write /proc/self: "), "{shown}");
}
