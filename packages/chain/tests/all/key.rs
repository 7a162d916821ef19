//! Where the words of a key come from, and that no error tells them.

use std::path::Path;

use qerun_chain::load_key;
use qerun_deployment::plan::KeySource;

/// BIP-39's vector for 24 words of zero entropy, at Cosmos' path.
#[test]
fn keys_come_from_files_and_the_environment() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("keys");
    std::fs::create_dir_all(&folder).unwrap();
    let words = format!("{}art", "abandon ".repeat(23));
    std::fs::write(folder.join("one"), format!("{words}\n")).unwrap();
    std::fs::write(folder.join("many"), format!("# keys\na: x\nb:  {words} \n")).unwrap();
    let file = |name: &str, line: Option<&str>| KeySource::File {
        path: folder.join(name),
        line: line.map(str::to_owned),
    };
    let one = load_key(&file("one", None), 118, "home").unwrap().address;
    assert!(one.starts_with("home1") && one.len() == 43, "{one}");
    let same = load_key(&file("many", Some("b")), 118, "home")
        .unwrap()
        .address;
    assert_eq!(one, same);
    assert_ne!(
        one,
        load_key(&file("one", None), 60, "home").unwrap().address
    );

    for (source, wanted) in [
        (file("none", None), "cannot read the key file"),
        (file("many", Some("c")), "has no line `c: <words>`"),
        (file("many", Some("a")), "(a) holds no mnemonic"),
        (
            KeySource::Env {
                name: "QERUN_NO_SUCH".into(),
            },
            "QERUN_NO_SUCH is not set",
        ),
    ] {
        let error = load_key(&source, 118, "home").err().unwrap().to_string();
        assert!(error.contains(wanted), "{error}");
        assert!(!error.contains("abandon"));
    }
}
