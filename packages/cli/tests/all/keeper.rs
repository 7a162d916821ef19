//! `qerun keeper` with bad input: a clear error, an exit status, and no secret.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const CONFIG: &str = r#"
market = "home1ua387v9l2eywell86hnujq6pzyg24wvj6k72qd"

[chain.home]
chain_id = "home-1"
rpc = ["http://127.0.0.1:1/KEY123"]
prefix = "home"
fee_denom = "stake"
gas_price = "0.001"
key = { file = { path = "key" } }

[task.poke]
"#;

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("keeper-{name}"));
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The words of BIP-39's vector for 24 words of zero entropy.
fn words() -> String {
    format!("{}art", "abandon ".repeat(23))
}

fn run(name: &str, config: &str, mode: u32) -> Output {
    let folder = folder(name);
    fs::write(folder.join("keeper.toml"), config).unwrap();
    let key = folder.join("key");
    fs::write(&key, words()).unwrap();
    fs::set_permissions(&key, fs::Permissions::from_mode(mode)).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_qerun"))
        .args(["keeper", "--config", "keeper.toml", "--dry-run"])
        .current_dir(&folder)
        .output()
        .unwrap();
    let shown = String::from_utf8_lossy(&output.stderr).into_owned();
    for secret in ["abandon", "KEY123"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(output.stdout.is_empty());
    output
}

#[test]
fn bad_input_has_a_clear_error_and_a_status() {
    let table = [
        (
            "[task.poke]",
            "[task.poke]\nevery = 5",
            0o600,
            "unknown field `every`",
            2,
        ),
        (
            "http://127.0.0.1:1/KEY123",
            "ftp://127.0.0.1:1/KEY123",
            0o600,
            "begins with neither http:// nor https://",
            2,
        ),
        (
            "[task.poke]",
            "[task.poke]\ninterval = 0",
            0o600,
            "task.poke.interval: 0 is not within 1 ..= 86400",
            2,
        ),
        ("[task.poke]", "", 0o600, "error: no task is switched on", 2),
        (
            "[task.poke]",
            "[task.poke]\nenabled = false",
            0o600,
            "error: no task is switched on",
            2,
        ),
        (
            "",
            "",
            0o644,
            "error: key has the mode 644: others than its owner may use it; chmod 600 it",
            2,
        ),
        (
            "path = \"key\"",
            "path = \"none\"",
            0o600,
            "error: cannot look at none: No such file or directory",
            2,
        ),
        (
            "path = \"key\"",
            "path = \".\"",
            0o600,
            "error: . is no file",
            2,
        ),
        (
            "127.0.0.1:1/KEY123",
            "127.0.0.1:99999/KEY123",
            0o600,
            "has no port from 1 to 65535 after the host",
            2,
        ),
        (
            "path = \"key\"",
            "path = \"keeper.toml\"",
            0o600,
            "error: keeper.toml has the mode",
            2,
        ),
        ("", "", 0o600, "error: 127.0.0.1:1 does not answer: ", 1),
    ];
    for (index, (from, to, mode, wanted, status)) in table.into_iter().enumerate() {
        let config = CONFIG.replacen(from, to, usize::from(!from.is_empty()));
        let output = run(&index.to_string(), &config, mode);
        let shown = String::from_utf8(output.stderr).unwrap();
        assert!(shown.contains(wanted), "{to}: {shown}");
        assert_eq!(output.status.code(), Some(status), "{to}: {shown}");
    }
}

/// A device has no end.
#[test]
fn an_endless_configuration_is_refused() {
    let output = Command::new(env!("CARGO_BIN_EXE_qerun"))
        .args(["keeper", "--config", "/dev/zero"])
        .output()
        .unwrap();
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "error: cannot read the configuration /dev/zero: it has more than 1048576 bytes\n"
    );
    assert_eq!(output.status.code(), Some(2));
}
