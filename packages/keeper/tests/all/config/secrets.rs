//! Secrets in the wrong place are not repeated.

use qerun_keeper::config::ConfigError;

use super::{load, GOOD};

#[test]
fn a_mnemonic_in_the_configuration_is_not_repeated() {
    let words = format!("{}art", "abandon ".repeat(23));
    let text = GOOD.replace("{ file = { path = \"key\" } }", &format!("\"{words}\""));
    let error = load("words", &text).unwrap_err();
    assert!(matches!(error, ConfigError::Words { .. }));
    let shown = format!("{error} {error:?}");
    assert!(
        shown.contains("looks like a mnemonic") && !shown.contains("abandon"),
        "{shown}"
    );
}

/// The likeliest mistakes put a secret where the name of its file or a list should be. The error does not repeat it.
#[test]
fn a_secret_in_the_wrong_place_is_not_repeated() {
    let hex = "8f2a".repeat(16);
    for (from, to, wanted) in [
        (
            "rpc = [\"http://127.0.0.1:26601\", \"https://rpc.example.org/KEY123\"]",
            "rpc = \"https://rpc.example.org/KEY123\"",
            "line 6, column 7: invalid type: a text (not shown), expected a sequence",
        ),
        (
            "key = { file = { path = \"key\" } }",
            &format!("key = \"{hex}\""),
            "line 10, column 7: unknown variant (not shown), expected `file` or `env`",
        ),
        (
            "key = { file = { path = \"key\" } }",
            "key = { file = \"KEY\\\"123, expected\" }",
            "line 10, column 16: invalid type: a text (not shown), expected struct variant",
        ),
        (
            "{ env = { name = \"QERUN_TEST_HEADER\" } }",
            "\"KEY`123\"",
            "unknown variant (not shown), expected `file` or `env`",
        ),
        (
            "[{ name = \"X-Key\", value = { env = { name = \"QERUN_TEST_HEADER\" } } }]",
            "\"X-Key: KEY123\"",
            "invalid type: a text (not shown), expected a sequence",
        ),
    ] {
        let text = GOOD.replacen(from, to, 1);
        assert_ne!(text, GOOD, "{from}");
        let shown = load("misplaced", &text).unwrap_err().to_string();
        assert!(shown.contains(wanted), "{shown}");
        for secret in ["KEY", "123", "8f2a"] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}
