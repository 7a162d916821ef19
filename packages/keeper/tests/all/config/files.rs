//! Files that a configuration is or names.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use qerun_chain::load_key;
use qerun_deployment::plan::KeySource;
use qerun_keeper::config::{ensure_private, Config, ConfigError, HeaderValue};

use super::folder;

#[test]
fn a_missing_file_is_named() {
    let error = Config::load(Path::new("none.toml"))
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("cannot read the configuration none.toml: No such file"),
        "{error}"
    );
}

/// A device has no end.
#[test]
fn no_more_than_the_limit_is_read() {
    let error = Config::load(Path::new("/dev/zero"))
        .unwrap_err()
        .to_string();
    let wanted = "cannot read the configuration /dev/zero: it has more than 1048576 bytes";
    assert_eq!(error, wanted);
    let private = |name: &str, length: usize| {
        let path = folder("long").join(name);
        fs::write(&path, "7".repeat(length)).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        path
    };
    for (length, read) in [(16_384, true), (16_385, false)] {
        let path = private("header", length);
        let found = HeaderValue::File { path: path.clone() }.read();
        assert_eq!(found.is_ok(), read, "{length}");
        if let Err(error) = found {
            let file = path.display();
            let wanted = format!(
                "the value of a header cannot be read from {file}: it has more than 16384 bytes"
            );
            assert_eq!(error.to_string(), wanted);
        }
    }
    let path = private("key", (1 << 20) + 1);
    let key = KeySource::File { path, line: None };
    let error = load_key(&key, 118, "home").err().unwrap().to_string();
    // The path is shown unless it could be a mnemonic.
    let (begin, end) = (
        "cannot read the key file ",
        "it has more than 1048576 bytes",
    );
    assert!(error.starts_with(begin) && error.ends_with(end), "{error}");
}

#[test]
fn keys_that_others_can_read_are_refused() {
    let path = folder("modes").join("key");
    fs::write(&path, "words").unwrap();
    for (mode, private) in [
        (0o600, true),
        (0o400, true),
        (0o640, false),
        (0o604, false),
        (0o644, false),
        (0o602, false),
        (0o660, false),
    ] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let found = ensure_private(&path);
        assert_eq!(found.is_ok(), private, "{mode:o}");
        if let Err(error) = found {
            let shown = error.to_string();
            assert!(shown.contains(&format!("has the mode {mode:o}")), "{shown}");
            assert!(!shown.contains("words"));
        }
    }
    let missing = ensure_private(&folder("modes").join("none"));
    assert!(matches!(missing, Err(ConfigError::KeyFile { .. })));
    for no_file in [folder("modes"), PathBuf::from("/dev/null")] {
        let found = ensure_private(&no_file);
        assert!(
            matches!(found, Err(ConfigError::NoFile { .. })),
            "{found:?}"
        );
    }
}

#[test]
fn a_header_that_cannot_be_sent_is_refused_at_the_start() {
    let path = folder("headers").join("key");
    let value = HeaderValue::File { path: path.clone() };
    for (text, wanted) in [
        ("KEY77", None),
        ("  KEY77 \n", None),
        ("", Some("it is empty")),
        (" \n", Some("it is empty")),
        ("KEY77\nHost: x", Some("characters that no header may have")),
        ("KEY77\0", Some("characters that no header may have")),
    ] {
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        match (value.read(), wanted) {
            (Ok(read), None) => assert_eq!(read.reveal(), "KEY77"),
            (Err(error), Some(wanted)) => {
                let shown = format!("{error} {error:?}");
                assert!(shown.contains(wanted), "{shown}");
                assert!(!shown.contains("KEY77"), "{shown}");
            }
            (found, _) => panic!("{text:?}: {found:?}"),
        }
    }
}
