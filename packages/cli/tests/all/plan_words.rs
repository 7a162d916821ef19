//! G9: a mnemonic that somebody wrote into a plan is in no error, wherever it stands and whatever else is wrong.

use std::path::{Path, PathBuf};
use std::process::Command;

use qerun_chain::load_key;
use qerun_deployment::plan::{KeySource, PlanFile, HIDDEN};
use qerun_deployment::{Plan, PlanError};

const WORDS: &str =
    "legal winner thank year wave sausage worth useful legal winner thank year wave sausage \
                     worth useful legal winner thank year wave sausage worth title";
const KEY: &str =
    r#"home = { file = { path = "../scripts/localnet.d/keys.txt", line = "deployer" } }"#;

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("plan-words");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn committed() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/localnet.toml");
    std::fs::read_to_string(path).unwrap()
}

/// Two of the words one after another, in whatever way they are joined.
fn leaks(error: &str) -> bool {
    let error = error.to_lowercase();
    let words: Vec<&str> = error
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty())
        .collect();
    words.windows(2).any(|pair| WORDS.contains(&pair.join(" ")))
}

/// Every shape in which words may come, in the place of a key or of anything else.
#[test]
fn g9_words_in_a_plan_are_never_printed() {
    let text = committed();
    assert!(text.contains(KEY));
    let list: Vec<&str> = WORDS.split(' ').collect();
    let quoted: Vec<String> = list.iter().map(|word| format!("{word:?}")).collect();
    let numbered: Vec<String> = list
        .iter()
        .enumerate()
        .map(|(i, w)| format!("w{i} = {w:?}"))
        .collect();
    let mistyped = WORDS.replace("winner", "winer");
    let keys = [
        format!(r#"home = {{ words = "{WORDS}" }}"#),
        format!(r#"home = "{WORDS}""#),
        format!("home = '{WORDS}'"),
        format!("home = \"\"\"\n{}\"\"\"", WORDS.replace(' ', "\n")),
        format!(r#"home = {{ env = "{WORDS}" }}"#),
        format!(r#"home = {{ env = {{ name = "{WORDS}" }} }}"#),
        format!(r#"home = {{ mnemonic = "{WORDS}" }}"#),
        format!(r#"home = {{ file = "{WORDS}" }}"#),
        format!(r#"home = {{ file = {{ path = "{WORDS}" }} }}"#),
        format!(r#"home = {{ file = {{ path = "x", line = "{WORDS}" }} }}"#),
        format!(r#"home = {{ "{WORDS}" = 1 }}"#),
        format!(r#""{WORDS}" = 1"#),
        format!("home = {WORDS}"),
        format!("home = \"{WORDS}"),
        format!("home = [{}]", quoted.join(", ")),
        format!("home = {{ {} }}", numbered.join(", ")),
        numbered.join("\n"),
        format!(r#"home = "{}""#, WORDS.to_uppercase()),
        format!(r#"home = "{}""#, WORDS.replace(' ', "-")),
        format!(r#"home = "{}""#, WORDS.replace(' ', ", ")),
        format!(r#"home = "{mistyped}""#),
        format!(r#"home = "{}""#, list[..12].join(" ")),
        format!(r#"home = "{}""#, list[..6].join(" ")),
        format!("{WORDS}\n{KEY}"),
        format!("# {WORDS}\nhome = 1"),
        format!(
            r#"home = "{}""#,
            list.iter()
                .map(|w| &w[..w.len().min(4)])
                .collect::<Vec<_>>()
                .join(" ")
        ),
    ];
    let path = folder().join("x.toml");
    for key in keys {
        std::fs::write(&path, text.replacen(KEY, &key, 1)).unwrap();
        let error = Plan::load(&path).unwrap_err();
        assert!(!leaks(&error.to_string()), "{key}: {error}");
        assert!(!leaks(&format!("{error:?}")), "{key}: {error:?}");
    }
    // In any other place, of any type.
    let places: Vec<(usize, &str)> = text
        .match_indices(" = \"")
        .map(|(at, _)| (at, ""))
        .collect();
    assert!(places.len() > 60);
    for (at, _) in places {
        let (before, after) = text.split_at(at + 4);
        let (_, after) = after.split_once('"').unwrap();
        std::fs::write(&path, format!("{before}{WORDS}\"{after}")).unwrap();
        let error = Plan::load(&path).unwrap_err();
        let line = before.matches('\n').count() + 1;
        let PlanError::Words { line: found, .. } = &error else {
            panic!("{error}");
        };
        // A key's name may be a word of the list.
        assert!((line - 3..=line).contains(found), "{found} {line}");
        assert!(!leaks(&error.to_string()));
    }
}

/// The second line, for whoever has a plan from elsewhere: no finding repeats them.
#[test]
fn g9_findings_do_not_repeat_words() {
    type Mutation = fn(&mut PlanFile);
    let table: [Mutation; 13] = [
        |p| p.name = WORDS.into(),
        |p| p.guardian = WORDS.into(),
        |p| p.supply[1].to = WORDS.into(),
        |p| p.chain.home.rpc = WORDS.into(),
        |p| p.chain.home.prefix = WORDS.into(),
        |p| p.chain.home.fee_denom = WORDS.into(),
        |p| p.market_perk = Some(WORDS.into()),
        |p| p.route.home_channel = WORDS.into(),
        |p| p.assets.stable.path = WORDS.into(),
        |p| p.oracle[0].asset = WORDS.into(),
        |p| p.key.home = KeySource::Env { name: WORDS.into() },
        |p| p.token.symbol = WORDS.into(),
        |p| p.voting.perks[0].id = WORDS.into(),
    ];
    for (i, mutate) in table.into_iter().enumerate() {
        let mut plan: PlanFile = toml::from_str(&committed()).unwrap();
        mutate(&mut plan);
        let found = Plan::check(plan).unwrap_err();
        assert!(!found.is_empty());
        for finding in found {
            assert!(!leaks(&finding.to_string()), "{i}: {finding}");
            assert!(!leaks(&format!("{finding:?}")), "{i}: {finding:?}");
        }
    }
}

/// Words in the place of a name or a path, and a file whose words are mistyped.
#[test]
fn g9_errors_about_keys_do_not_repeat_words() {
    let words = folder().join("words");
    std::fs::write(&words, WORDS.replace("title", "titel")).unwrap();
    std::fs::write(folder().join("many"), format!("a: {WORDS}\n")).unwrap();
    let file = |path: &Path, line: Option<&str>| KeySource::File {
        path: path.to_owned(),
        line: line.map(str::to_owned),
    };
    for (source, wanted) in [
        (KeySource::Env { name: WORDS.into() }, HIDDEN),
        (file(Path::new(WORDS), None), HIDDEN),
        (file(&folder().join("many"), Some(WORDS)), HIDDEN),
        (file(&words, None), "holds no mnemonic of 24 English words"),
    ] {
        let error = load_key(&source, 118, "home").err().unwrap();
        let text = error.to_string();
        assert!(text.contains(wanted), "{text}");
        assert!(!leaks(&text) && !leaks(&format!("{error:?}")), "{text}");
    }
}

/// What is wrong is still said where it is no secret, with its place.
#[test]
fn ordinary_mistakes_are_named() {
    let text = committed();
    let path = folder().join("y.toml");
    for (from, to, wanted) in [
        (
            "symbol = \"QER\"",
            "symbool = \"QER\"",
            "unknown field `symbool`, expected one of `name`, `symbol`",
        ),
        (
            "refund = \"only_passed\"",
            "refund = \"maybe\"",
            "unknown variant `maybe`",
        ),
        (
            "bond_window = 120",
            "bond_window = \"120\"",
            "invalid type: string \"120\", expected u64",
        ),
        ("[dao]", "[dao", "line "),
    ] {
        std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let error = Plan::load(&path).unwrap_err().to_string();
        assert!(error.contains(wanted), "{error}");
        let line = text.split(from).next().unwrap().matches('\n').count() + 1;
        assert!(
            error.contains(&format!("line {line}, column ")),
            "{line}: {error}"
        );
        assert_eq!(error.lines().count(), 1, "{error}");
    }
}

/// The program itself, as an operator sees it.
#[test]
fn g9_the_program_prints_no_words() {
    let path = folder().join("z.toml");
    let key = format!(r#"home = {{ env = "{WORDS}" }}"#);
    std::fs::write(&path, committed().replacen(KEY, &key, 1)).unwrap();
    for command in ["deploy", "verify", "status"] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_qerun"));
        let output = program
            .args([command, "--plan"])
            .arg(&path)
            .output()
            .unwrap();
        let shown = String::from_utf8(output.stderr).unwrap();
        assert!(
            shown.contains("begins what looks like a mnemonic"),
            "{shown}"
        );
        assert!(!leaks(&shown), "{shown}");
        assert_eq!(output.status.code(), Some(2));
    }
}
