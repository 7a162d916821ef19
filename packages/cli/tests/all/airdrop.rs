//! `qerun airdrop`: every bad line is named, the same list gives the same bytes, and the proofs are those that the
//! contract takes.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use cosmwasm_std::{HexBinary, Uint128};
use proptest::prelude::*;
use qerun::airdrop::{
    claim, make, read, AirdropError, LineError, LineProblem, Proof, Rules, Summary,
};
use qerun_deployment::address::encode;
use qerun_messages::airdrop::{Entry, ExecuteMsg};

const ALICE: &str = "home17xekue2h70he5qz046c3nlu0q2pfxh8c5envcv";
const BOB: &str = "home1rajm0p8j9d7jn8nwf58cvr2whhc2z02htzmd22";
const CAROL: &str = "home1fd00yhshg9gwcs5c4eqp3pe077858044jryl9q";

/// A folder of one test.
fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("airdrop")
        .join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

fn localnet() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/localnet.toml")
}

fn qerun(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qerun"));
    command
        .arg("airdrop")
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn tree(folder: &Path, csv: &str) -> Output {
    std::fs::write(folder.join("list.csv"), csv).unwrap();
    let plan = localnet();
    let args = [
        "tree",
        "--plan",
        plan.to_str().unwrap(),
        "--csv",
        "list.csv",
        "--out",
        "out",
    ];
    qerun(folder, &args)
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

fn rules() -> Rules<'static> {
    let most = Uint128::new(1_000);
    Rules {
        prefix: "home",
        most,
    }
}

fn account(i: u32) -> String {
    let mut bytes = [0; 20];
    bytes[..4].copy_from_slice(&i.to_be_bytes());
    encode("home", &bytes).unwrap()
}

fn errors(csv: &[u8]) -> Vec<String> {
    let errors = read(csv, &rules()).unwrap_err();
    errors.iter().map(ToString::to_string).collect()
}

#[test]
fn each_bad_line_is_named() {
    let long = "9".repeat(100);
    let cut = format!(
        "line 2: `{}` is no whole number of smallest units",
        &long[..80]
    );
    let no_number =
        |amount: &str| format!("line 2: `{amount}` is no whole number of smallest units");
    let header = |found: &str| format!("line 1: `{found}` is not the header `address,amount`");
    let table: Vec<(String, String)> = vec![
        (String::new(), header("")),
        (format!("{ALICE},5"), header(&format!("{ALICE},5"))),
        ("Address,Amount\n".into(), header("Address,Amount")),
        ("address;amount\n".into(), header("address;amount")),
        ("address,amount,note\n".into(), header("address,amount,note")),
        ("address, amount\n".into(), header("address, amount")),
        ("address,amount".into(), "line 1: the list has no entries".into()),
        ("address,amount\n".into(), "line 1: the list has no entries".into()),
        ("address,amount\n\n".into(), "line 2: is empty".into()),
        (format!("address,amount\n{ALICE},5\n\n{BOB},5\n"), "line 3: is empty".into()),
        (format!("address,amount\n{ALICE},5\n\n"), "line 3: is empty".into()),
        (format!("address,amount\n{ALICE}\n"), "line 2: has 1 fields, not 2".into()),
        (format!("address,amount\n{ALICE},5,\n"), "line 2: has 3 fields, not 2".into()),
        (format!("address,amount\n{ALICE},5,000\n"), "line 2: has 3 fields, not 2".into()),
        (
            format!("address,amount\n\"{ALICE}\",5\n"),
            format!("line 2: `\"{ALICE}\"` is no address with the prefix `home`"),
        ),
        (
            format!("address,amount\n {ALICE},5\n"),
            format!("line 2: ` {ALICE}` is no address with the prefix `home`"),
        ),
        ("address,amount\n,5\n".into(), "line 2: `` is no address with the prefix `home`".into()),
        (
            "address,amount\ndex15tw7lq994swyk2qmjnrrktaswnj6p96ksl5edx,5\n".into(),
            "line 2: `dex15tw7lq994swyk2qmjnrrktaswnj6p96ksl5edx` is no address with the prefix `home`".into(),
        ),
        // A letter that is another one.
        (
            format!("address,amount\n{},5\n", ALICE.replace("17xe", "17xa")),
            format!("line 2: `{}` is no address with the prefix `home`", ALICE.replace("17xe", "17xa")),
        ),
        (
            format!("address,amount\n{},5\n", ALICE.to_uppercase()),
            format!("line 2: `{}` is written in capitals: write it as the chain does", ALICE.to_uppercase()),
        ),
        (
            format!("address,amount\n{ALICE},5\n{BOB},6\n{ALICE},7\n"),
            format!("line 4: {ALICE} is in line 2 already"),
        ),
        (format!("address,amount\n{ALICE},0\n"), "line 2: the amount is zero".into()),
        (format!("address,amount\n{ALICE},\n"), no_number("")),
        (format!("address,amount\n{ALICE}, 5\n"), no_number(" 5")),
        (format!("address,amount\n{ALICE},5.5\n"), no_number("5.5")),
        (format!("address,amount\n{ALICE},-5\n"), no_number("-5")),
        (format!("address,amount\n{ALICE},+5\n"), no_number("+5")),
        (format!("address,amount\n{ALICE},5e3\n"), no_number("5e3")),
        (format!("address,amount\n{ALICE},0x5\n"), no_number("0x5")),
        (format!("address,amount\n{ALICE},5uqer\n"), no_number("5uqer")),
        (format!("address,amount\n{ALICE},340282366920938463463374607431768211456\n"), no_number("340282366920938463463374607431768211456")),
        (format!("address,amount\n{ALICE},{long}\n"), cut),
        (
            format!("address,amount\n{ALICE},600\n{BOB},401\n{CAROL},1\n"),
            "line 3: with this line the sum is above 1000, the community's part of the supply".into(),
        ),
        (
            format!("address,amount\n{ALICE},340282366920938463463374607431768211455\n{BOB},1\n"),
            "line 2: with this line the sum is above 1000, the community's part of the supply".into(),
        ),
    ];
    for (csv, wanted) in table {
        let found = errors(csv.as_bytes());
        assert!(found.contains(&wanted), "{csv:?}: {found:#?}");
        assert!(found.len() <= 2, "{csv:?}: {found:#?}");
    }
    let bytes = [b"address,amount\n".as_slice(), b"\xff\xfe,5\n"].concat();
    assert_eq!(errors(&bytes), ["line 2: is no UTF-8 text"]);
    assert_eq!(errors(b"\xff,amount\n"), ["line 1: is no UTF-8 text"]);
}

#[test]
fn all_bad_lines_are_told_at_once() {
    let csv = format!("address,amount\n{ALICE},0\nnobody,5\n{BOB},7\n{BOB},8\n{CAROL},x\n");
    let lines: Vec<usize> = read(csv.as_bytes(), &rules())
        .unwrap_err()
        .iter()
        .map(|e| e.line)
        .collect();
    assert_eq!(lines, [2, 3, 5, 6]);
    let many = format!("address,amount\n{}", "x\n".repeat(25));
    let folder = folder("many");
    let output = tree(&folder, &many);
    assert_eq!(output.status.code(), Some(2));
    let shown = text(output.stderr);
    assert!(
        shown.starts_with(
            "error: the list list.csv is refused: \n  line 2: has 1 fields, not 2\n  line 3:"
        ),
        "{shown}"
    );
    assert!(
        shown.ends_with("  line 21: has 1 fields, not 2\n  and 5 more\n"),
        "{shown}"
    );
    assert!(!folder.join("out").exists());
}

/// 2^20 entries are taken, one more is named by its line.
#[test]
fn too_many_lines() {
    let mut csv = "address,amount\n".to_owned();
    let row = format!("{ALICE},1\n");
    csv.push_str(&row.repeat(1_048_577));
    let errors = read(csv.as_bytes(), &rules()).unwrap_err();
    let wanted = LineError {
        line: 1_048_578,
        problem: LineProblem::TooMany { most: 1_048_576 },
    };
    assert_eq!(errors.last(), Some(&wanted));
    // All the others are the same account again.
    assert_eq!(errors.len(), 1_048_576);
    assert!(matches!(
        errors[0].problem,
        LineProblem::Twice { before: 2, .. }
    ));
}

#[test]
fn what_a_spreadsheet_writes_is_taken() {
    let wanted = [(CAROL, 7), (ALICE, 5)].map(|(a, n)| (a.to_owned(), Uint128::new(n)));
    let mut sorted = wanted.to_vec();
    sorted.sort();
    for csv in [
        format!("address,amount\n{ALICE},5\n{CAROL},7\n"),
        format!("address,amount\n{CAROL},7\n{ALICE},5"),
        format!("address,amount\r\n{ALICE},5\r\n{CAROL},7\r\n"),
        format!("\u{feff}address,amount\n{ALICE},05\n{CAROL},7\n"),
    ] {
        assert_eq!(read(csv.as_bytes(), &rules()).unwrap(), sorted, "{csv:?}");
    }
    // A whole community's part, and a contract's address.
    let contract = encode("home", &[7; 32]).unwrap();
    let csv = format!("address,amount\n{contract},1000\n");
    assert_eq!(
        read(csv.as_bytes(), &rules()).unwrap(),
        [(contract, Uint128::new(1_000))]
    );
}

/// The vector of the contract's README, through the program.
#[test]
fn root_and_proofs_of_a_list() {
    let folder = folder("vector");
    // Not in order.
    let output = tree(
        &folder,
        &format!("address,amount\n{BOB},1\n{ALICE},1000000\n{CAROL},2500000\n"),
    );
    assert_eq!(output.status.code(), Some(0), "{}", text(output.stderr));
    let root = "acd91e5b95f90611fa4075a5a2b2a4ceba423bc12b0e80b1b66ade21902f6619";
    let shown = text(output.stdout);
    let wanted = format!(
        "root: {root}\n3.50 QER for 3 accounts of home-1, by the name localnet\nwritten: out/airdrop.json, out/proofs.jsonl\n\n\
         for the plan, whose treasury or another row gives as much less:\n\n\
         [[supply]]\nto = \"airdrop\"\npart = \"community\"\namount = \"3500001\"\n\n\
         [airdrop]\nroot = \"{root}\"\ncount = 3\ntotal = \"3500001\"\n# seconds to claim, half a year here\nduration = 15_768_000\n"
    );
    assert_eq!(shown, wanted);
    let summary = std::fs::read_to_string(folder.join("out/airdrop.json")).unwrap();
    let wanted = format!(
        "{{\"chain_id\":\"home-1\",\"name\":\"localnet\",\"root\":\"{root}\",\"count\":3,\"total\":\"3500001\"}}\n"
    );
    assert_eq!(summary, wanted);
    let proofs = std::fs::read_to_string(folder.join("out/proofs.jsonl")).unwrap();
    let last = "{\"index\":2,\"account\":\"home1rajm0p8j9d7jn8nwf58cvr2whhc2z02htzmd22\",\"amount\":\"1\",\
                \"proof\":[\"6fc23fa38afd3187162b7c33dcdb88bb364357eec2dfa46a5de87ae4bf3e9efd\"]}";
    let lines: Vec<&str> = proofs.lines().collect();
    assert_eq!((lines.len(), lines[2]), (3, last));
    assert!(lines[0].contains(ALICE) && lines[1].contains(CAROL));

    let output = qerun(&folder, &["proof", "--dir", "out", "--address", BOB]);
    let wanted = "{\"claim\":{\"index\":2,\"amount\":\"1\",\
                  \"proof\":[\"6fc23fa38afd3187162b7c33dcdb88bb364357eec2dfa46a5de87ae4bf3e9efd\"]}}\n";
    assert_eq!(text(output.stdout), wanted);
    assert_eq!(output.status.code(), Some(0));
}

/// Of 1,000 lines, in whatever order: the same bytes, and every proof is good.
#[test]
fn a_thousand_lines() {
    let row = |i: u32| format!("{},{}\n", account(i), u64::from(i) * 1_000_003 + 1);
    let rows: Vec<String> = (0..1_000).map(row).collect();
    let mut bytes = vec![];
    for (name, rows) in [
        ("first", rows.clone()),
        ("last", rows.into_iter().rev().collect()),
    ] {
        let folder = folder(&format!("thousand-{name}"));
        let output = tree(&folder, &format!("address,amount\n{}", rows.concat()));
        assert_eq!(output.status.code(), Some(0), "{}", text(output.stderr));
        let read = |file: &str| std::fs::read(folder.join("out").join(file)).unwrap();
        bytes.push((
            text(output.stdout),
            read("airdrop.json"),
            read("proofs.jsonl"),
        ));
    }
    assert_eq!(bytes[0], bytes[1]);
    let summary: Summary = serde_json::from_slice(&bytes[0].1).unwrap();
    assert_eq!(
        (summary.count, summary.total),
        (1_000, Uint128::new(499_501_499_500))
    );
    let mut total = Uint128::zero();
    for (index, line) in (0..).zip(text(bytes[0].2.clone()).lines()) {
        let proof: Proof = serde_json::from_str(line).unwrap();
        assert_eq!(proof.index, index);
        assert!(is_good(&summary, &proof) && proof.proof.len() <= 10);
        total += proof.amount;
    }
    assert_eq!(total, summary.total);
}

fn is_good(summary: &Summary, proof: &Proof) -> bool {
    let entry = Entry {
        chain_id: &summary.chain_id,
        name: &summary.name,
        index: proof.index,
        account: &proof.account,
        amount: proof.amount,
    };
    let hash = |bytes: &HexBinary| bytes.to_array().unwrap();
    let proof: Vec<_> = proof.proof.iter().map(hash).collect();
    entry.is_in(&hash(&summary.root), summary.count, &proof)
}

#[test]
fn files_and_flags_that_are_wrong() {
    let folder = folder("files");
    let good = format!("address,amount\n{ALICE},5\n{BOB},7\n{CAROL},9\n");
    assert_eq!(tree(&folder, &good).status.code(), Some(0));
    std::fs::write(folder.join("taken"), "a file").unwrap();
    std::fs::write(folder.join("no.toml"), "name = 5").unwrap();
    let plan = localnet();
    let plan = plan.to_str().unwrap();
    let table: Vec<(Vec<&str>, &str)> = vec![
        (vec![], "(see qerun airdrop --help)"),
        (
            vec!["tree", "--plan", plan, "--csv", "none.csv", "--out", "x"],
            "cannot read none.csv: No such file",
        ),
        (
            vec![
                "tree",
                "--plan",
                "none.toml",
                "--csv",
                "list.csv",
                "--out",
                "x",
            ],
            "cannot read the plan none.toml",
        ),
        (
            vec![
                "tree", "--plan", "no.toml", "--csv", "list.csv", "--out", "x",
            ],
            "no.toml: line 1",
        ),
        (
            vec![
                "tree", "--plan", plan, "--csv", "list.csv", "--out", "taken",
            ],
            "cannot write taken: File exists",
        ),
        (
            vec!["tree", "--plan", plan, "--csv", "list.csv"],
            "--out <DIR>",
        ),
        (
            vec!["proof", "--address", ALICE],
            "cannot read airdrop/airdrop.json",
        ),
        (vec!["proof", "--dir", "out"], "--address <ADDRESS>"),
        (
            vec!["proof", "--dir", "out", "--address", "home1nobody"],
            "home1nobody is not in out/proofs.jsonl: the list gives it nothing",
        ),
    ];
    for (args, wanted) in table {
        let output = qerun(&folder, &args);
        let shown = text(output.stderr);
        assert!(
            shown.starts_with("error: ") && shown.contains(wanted),
            "{args:?}: {shown}"
        );
        assert_eq!(
            (output.status.code(), shown.lines().count()),
            (Some(2), 1),
            "{args:?}: {shown}"
        );
        assert!(output.stdout.is_empty());
    }
}

/// A file that was edited, or is of another tree, gives no message that a chain would refuse.
#[test]
fn proofs_that_do_not_fit() {
    let folder = folder("tampered");
    let out = folder.join("out");
    assert_eq!(
        tree(&folder, &format!("address,amount\n{ALICE},5\n{BOB},7\n"))
            .status
            .code(),
        Some(0)
    );
    let (proofs, summary) = (out.join("proofs.jsonl"), out.join("airdrop.json"));
    let good = [&proofs, &summary].map(|path| std::fs::read_to_string(path).unwrap());
    assert!(matches!(claim(&out, ALICE), Ok(ExecuteMsg::Claim { .. })));
    for (file, from, to) in [
        (&proofs, "\"amount\":\"5\"", "\"amount\":\"6\""),
        (&proofs, "\"proof\":[\"", "\"proof\":[\"00\",\""),
        (&proofs, "\"index\":0", "\"index\":1"),
        (&proofs, ALICE, BOB),
        (&summary, "\"count\":2", "\"count\":3"),
        (&summary, "home-1", "home-2"),
        (&summary, "localnet", "localnet-2"),
        (&summary, "\"root\":\"", "\"root\":\"00"),
    ] {
        for (path, text) in [&proofs, &summary].into_iter().zip(&good) {
            let text = if path == file {
                text.replace(from, to)
            } else {
                text.clone()
            };
            std::fs::write(path, text).unwrap();
        }
        // Whoever comes first in the file.
        let both = [ALICE, BOB].map(|who| claim(&out, who));
        assert!(
            both.iter()
                .any(|one| matches!(one, Err(AirdropError::OtherRoot { .. }))),
            "{from}: {both:?}"
        );
    }
    for (path, line) in [(&proofs, 2), (&summary, 1)] {
        for (path, text) in [&proofs, &summary].into_iter().zip(&good) {
            std::fs::write(path, text).unwrap();
        }
        let text = std::fs::read_to_string(path).unwrap();
        let last = text.trim_end().rfind('{').unwrap();
        std::fs::write(path, format!("{}{{\"x\":1}}\n", &text[..last])).unwrap();
        match claim(&out, "home1nobody") {
            Err(AirdropError::Json { line: found, .. }) => assert_eq!(found, line),
            other => panic!("{other:?}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    #[test]
    fn every_proof_of_a_random_list_is_good(amounts in prop::collection::vec(1u128..=1_000_000, 1..=300)) {
        let rows = (0..).zip(&amounts).map(|(i, amount)| (account(i), Uint128::new(*amount)));
        let rows: Vec<_> = rows.collect();
        let (summary, proofs) = make("home-1", "x", &rows);
        prop_assert_eq!(summary.count as usize, rows.len());
        for (proof, (account, amount)) in proofs.iter().zip(&rows) {
            prop_assert!(is_good(&summary, proof));
            prop_assert_eq!((&proof.account, proof.amount), (account, *amount));
        }
    }

    /// Whatever a file holds, the answer is a list or lines of it, and a list keeps the rules.
    #[test]
    fn no_text_is_too_strange(bytes in prop::collection::vec(any::<u8>(), 0..400), header in any::<bool>()) {
        let start: &[u8] = if header { b"address,amount\n" } else { b"" };
        let text = [start, &bytes].concat();
        let lines = text.split(|b| *b == b'\n').count();
        match read(&text, &rules()) {
            Ok(rows) => prop_assert!(!rows.is_empty()),
            Err(errors) => prop_assert!(errors.iter().all(|e| e.line >= 1 && e.line <= lines)),
        }
    }
}
