//! The program `qerun propose`.

use std::path::Path;
use std::process::{Command, Output};

use super::whole;

fn qerun(args: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_qerun"));
    program.arg("propose").args(args).output().unwrap()
}

/// The program: flags, a state that is missing, and the list without a node.
#[test]
fn d4_the_command() {
    // The program reads the committed plan, and so is that what is deployed.
    let (_, state, _) = whole("d4-command");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("d4-command-state");
    let file = folder.join("x.state.json");
    state.save(&file).unwrap();
    let file = file.to_str().unwrap();
    let plan = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/localnet.toml");
    let plan = plan.to_str().unwrap();
    let missing = folder.join("none.json");
    let flush = r#"market={"flush":{}}"#;
    for (args, wanted) in [
        (
            vec!["--plan", plan],
            "required arguments were not provided: --title <TEXT> <--list|--message",
        ),
        (
            vec!["--plan", plan, "--message", flush],
            "required arguments were not provided: --title <TEXT>",
        ),
        (
            vec!["--plan", plan, "--list", "--message", flush],
            "cannot be used with",
        ),
        (
            vec!["--plan", plan, "--list", "--title", "x"],
            "cannot be used with",
        ),
        (
            vec!["--plan", "none.toml", "--list"],
            "cannot read the plan none.toml",
        ),
        (
            vec![
                "--plan",
                plan,
                "--state",
                missing.to_str().unwrap(),
                "--list",
            ],
            "does not know where token is; deploy first, or name another state with --state",
        ),
        (
            vec![
                "--plan",
                plan,
                "--state",
                file,
                "--offline",
                "--title",
                "x",
                "--message",
                "x",
            ],
            "--message x: write CONTRACT=JSON or CONTRACT=@FILE",
        ),
    ] {
        let output = qerun(&args);
        let shown = String::from_utf8(output.stderr).unwrap();
        assert!(
            shown.starts_with("error: ") && shown.contains(wanted),
            "{args:?}: {shown}"
        );
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(output.stdout.is_empty());
    }
    let output = qerun(&["--plan", plan, "--state", file, "--offline", "--list"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stdout)
        .unwrap()
        .contains("market.update_params"));
    // No node: said, and the plan's word is given.
    let down = "http://127.0.0.1:1";
    let output = qerun(&[
        "--plan",
        plan,
        "--state",
        file,
        "--home-rpc",
        down,
        "--title",
        "x",
        "--message",
        flush,
    ]);
    let shown = String::from_utf8(output.stderr).unwrap();
    assert!(
        shown.starts_with(down) && shown.contains("class, delay and bond below are the plan's"),
        "{shown}"
    );
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("critical: a bond of 50,000 QER"), "{text}");
}
