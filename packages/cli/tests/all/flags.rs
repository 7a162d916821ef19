//! The program's face: bad flags and files end with one clear line and status 2.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
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
            "p.csv: the range is empty: --from 2020-05-03 is after --to 2020-05-01"),
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

/// `--home-rpc` and `--dex-rpc` name other nodes than the plan's, of the plan's chains.
#[test]
fn other_nodes() {
    let plan = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/localnet.toml");
    std::fs::write(folder().join("checksums.txt"), "").unwrap();
    let (home, dex) = (node("home-1"), node("dex-1"));
    let (other, down) = (node("other-1"), "http://127.0.0.1:1".to_owned());
    let table = [
        (
            &other,
            &dex,
            format!("error: {other} is a node of other-1, the plan says home-1\n"),
            1,
        ),
        (
            &home,
            &other,
            format!("error: {other} is a node of other-1, the plan says dex-1\n"),
            1,
        ),
        (
            &home,
            &home,
            format!("error: {home} is a node of home-1, the plan says dex-1\n"),
            1,
        ),
    ];
    for command in ["deploy", "verify", "status"] {
        let run = |home: &str, dex: &str| {
            let mut args = vec![command, "--plan", plan.to_str().unwrap()];
            args.extend(["--home-rpc", home, "--dex-rpc", dex]);
            match command {
                "deploy" => args.extend(["--artifacts", ".", "--state", "nodes.state.json"]),
                "verify" => args.extend(["--artifacts", ".", "--root", "home1x"]),
                _ => args.extend(["--root", "home1x"]),
            }
            let output = qerun(&args);
            let shown = String::from_utf8(output.stderr).unwrap();
            (shown, output.status.code().unwrap())
        };
        for (home, dex, shown, status) in &table {
            assert_eq!(run(home, dex), (shown.clone(), *status), "{command}");
        }
        let (shown, status) = run("tcp://x", &dex);
        assert!(
            shown.contains("\n  --home-rpc: `tcp://x` is not reached"),
            "{shown}"
        );
        assert_eq!(status, 2);
        let (shown, status) = run(&home, "");
        assert!(shown.contains("\n  --dex-rpc: is empty"), "{shown}");
        assert_eq!(status, 2);
    }
    // One that is down; tried for some seconds.
    let plan = plan.to_str().unwrap();
    let output = qerun(&[
        "status",
        "--plan",
        plan,
        "--root",
        "home1x",
        "--home-rpc",
        &down,
    ]);
    let shown = String::from_utf8(output.stderr).unwrap();
    assert!(
        shown.starts_with(&format!("error: {down} does not answer: ")),
        "{shown}"
    );
    assert_eq!(output.status.code(), Some(1));
}

/// A node of a chain that answers `status`, whatever it is asked. Lives as long as the test.
fn node(chain_id: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let hash = "0".repeat(64);
    let time = "2026-01-01T00:00:00Z";
    // Its public key is the first of RFC 8032's test vectors.
    let answer = serde_json::json!({"jsonrpc": "2.0", "id": "", "result": {
        "node_info": {
            "protocol_version": {"p2p": "8", "block": "11", "app": "0"}, "id": "0".repeat(40),
            "listen_addr": "tcp://127.0.0.1:1", "network": chain_id, "version": "0.38.19",
            "channels": "40", "moniker": "x", "other": {"tx_index": "on", "rpc_address": "tcp://127.0.0.1:1"},
        },
        "sync_info": {
            "latest_block_hash": hash, "latest_app_hash": hash, "latest_block_height": "5",
            "latest_block_time": time, "earliest_block_hash": hash, "earliest_app_hash": hash,
            "earliest_block_height": "1", "earliest_block_time": time, "catching_up": false,
        },
        "validator_info": {
            "address": "0".repeat(40), "voting_power": "1",
            "pub_key": {"type": "tendermint/PubKeyEd25519", "value": "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="},
        },
    }})
    .to_string();
    let head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\n";
    let answer = format!("{head}Content-Length: {}\r\n\r\n{answer}", answer.len());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            read_request(&mut stream);
            stream.write_all(answer.as_bytes()).unwrap();
        }
    });
    url
}

/// Up to the end of its body, so that closing resets nothing.
fn read_request(stream: &mut TcpStream) {
    let mut stream = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).unwrap();
        let line = line.trim_end().to_ascii_lowercase();
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if line.is_empty() {
            break;
        }
    }
    stream.read_exact(&mut vec![0; length]).unwrap();
}

#[test]
fn statuses() {
    use qerun::error::CliError;
    use qerun_demo::DemoError;
    let broken = DemoError::Invariant {
        name: "claims = encumbered".to_owned(),
        day: 3,
        date: "2024-01-03".to_owned(),
        detail: "5 and\n4".to_owned(),
    };
    let broken = CliError::from(broken);
    assert_eq!(broken.status(), 1);
    assert_eq!(
        broken.line(),
        "day 3 (2024-01-03): the invariant `claims = encumbered` does not hold: 5 and; 4"
    );
    assert_eq!(
        CliError::from(DemoError::Run(anyhow::anyhow!("x"))).status(),
        1
    );
    assert_eq!(CliError::Usage(String::new()).status(), 2);
}
