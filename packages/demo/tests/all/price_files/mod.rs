//! Price files written for one test.

use std::path::PathBuf;

use qerun_demo::prices::{file, parse_date, PricePath, Selection};

/// Reads MKR, 1 to 3 May 2020, from a file with these bytes. An error names the file, and is what it says of it.
pub fn read(name: &str, bytes: impl AsRef<[u8]>) -> Result<PricePath, String> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(env!("CARGO_CRATE_NAME"));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    let selection = Selection {
        token: "MKR".to_owned(),
        from: parse_date("2020-05-01").unwrap(),
        to: parse_date("2020-05-03").unwrap(),
    };
    file::read(&path, &selection).map_err(|error| {
        let text = error.source.to_string();
        assert!(error.to_string().ends_with(&format!("{name}: {text}")));
        text
    })
}

/// Three days of two tokens and the stablecoin, every figure another.
pub const PLAIN: &str = "date,ETH,MKR,USDC
2020-05-01,200.5,300,0.99
2020-05-02,201,301.25,1.01
2020-05-03,199,302,1.02
";

/// These bytes are the days of [`PLAIN`], however they are written.
pub fn reads_plain(name: &str, bytes: impl AsRef<[u8]>) -> PricePath {
    let path = read(name, bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    let days: Vec<String> = path
        .days
        .iter()
        .map(|d| format!("{} {} {} {}", d.date, d.eth, d.qer, d.usdc))
        .collect();
    let expected = [
        "2020-05-01 200.5 300 0.99",
        "2020-05-02 201 301.25 1.01",
        "2020-05-03 199 302 1.02",
    ];
    assert_eq!(days, expected, "{name}");
    assert_eq!(path.token, "MKR");
    path
}

/// These bytes are refused with these words.
pub fn refused(name: &str, bytes: impl AsRef<[u8]>, expected: &str) {
    assert_eq!(read(name, bytes).unwrap_err(), expected, "{name}");
}
