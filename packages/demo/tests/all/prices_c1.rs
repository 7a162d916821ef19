//! Issue 9, C1: price files as people bring them. What can be meant in one way only is read; everything else is an error
//! that says what it saw, where, and what to do.

use crate::price_files::{read, refused, PLAIN};

/// The days of `PLAIN`, and nothing in the file that was not used.
fn reads_plain(name: &str, bytes: impl AsRef<[u8]>) {
    let path = crate::price_files::reads_plain(name, bytes);
    assert_eq!(path.label, format!("MKR from {name}"));
}

/// `PLAIN` under another header.
fn headed(header: &str) -> String {
    PLAIN.replacen("date,ETH,MKR,USDC", header, 1)
}

#[test]
fn c1_headings_are_trimmed_and_matched_without_case() {
    for (name, header) in [
        ("space.csv", "date,ETH,MKR,USDC "),
        ("lower.csv", "date,eth,MKR,usdc"),
        ("all.csv", " Date ,  Eth, MKR  , uSdC"),
        ("quoted.csv", "\"date\",\"ETH\",\"MKR\",\" usdc \""),
    ] {
        reads_plain(name, headed(header));
    }
    let path = read("mkr.csv", headed("DATE,ETH,mkr,USDC")).unwrap();
    assert_eq!((path.days.len(), path.token.as_str()), (3, "mkr"));
    refused(
        "twice.csv",
        headed("date,ETH,MKR,mkr "),
        "line 1, column 4: the heading `mkr` was already used in column 3",
    );
}

#[test]
fn c1_an_unknown_heading_is_named() {
    let symbol = |column: u64, name: &str| {
        format!("line 1, column {column}: the heading `{name}` is neither date, ETH, USDC nor a token's symbol (1 to 16 letters, digits, `.`, `-`); rename the column or remove it")
    };
    let stable = |name: &str| {
        format!("line 1, column 4: the heading `{name}` looks like a stablecoin's, and no column is named USDC; rename it to USDC, or remove it: then USDC counts as 1 USD")
    };
    for (name, header, expected) in [
        ("dollar.csv", "date,ETH,MKR,USD Coin", symbol(4, "USD Coin")),
        (
            "volume.csv",
            "date,ETH,MKR,total_volume",
            symbol(4, "total_volume"),
        ),
        ("euro.csv", "date,ETH,MKR,\u{20ac}", symbol(4, "\u{20ac}")),
        ("bridged.csv", "date,ETH,MKR,USDC.e", stable("USDC.e")),
        ("tether.csv", "date,ETH,MKR,usdt", stable("usdt")),
        (
            "weth.csv",
            "date,WETH,MKR,USDC",
            "line 1: the header has no column ETH; it has date, WETH, MKR, USDC".to_owned(),
        ),
        (
            "maker.csv",
            "date,ETH,Maker,USDC",
            "line 1: no token `MKR` in the header; the file has Maker".to_owned(),
        ),
        (
            "unnamed.csv",
            "date,ETH,MKR,",
            "line 1, column 4: the heading is empty; name the column or remove it".to_owned(),
        ),
    ] {
        refused(name, headed(header), &expected);
    }
}

/// Nothing is filled in without a word: an empty cell is refused, a column that is not there and columns that are not
/// read stand in the report.
#[test]
fn c1_nothing_is_filled_in_silently() {
    let advice = "fill it in, or remove the column: then USDC counts as 1 USD";
    refused(
        "hole.csv",
        PLAIN.replace("301.25,1.01", "301.25,"),
        &format!("line 3, column 4 (USDC): no price on 2020-05-02; {advice}"),
    );
    refused(
        "blank.csv",
        PLAIN.replace("301.25,1.01", "301.25,  "),
        &format!("line 3, column 4 (USDC): no price on 2020-05-02; {advice}"),
    );
    let without = "date,ETH,MKR,AAVE,UNI\n2020-05-01,1,2,,\n2020-05-02,1,2,,\n2020-05-03,1,2,,\n";
    let path = read("without.csv", without).unwrap();
    assert_eq!(
        path.label,
        "MKR from without.csv (no column USDC, it counts as 1 USD; not used: AAVE, UNI)"
    );
    assert!(path.days.iter().all(|day| day.usdc.to_string() == "1"));
    // Beside a stablecoin another one may stand.
    let both = headed("date,ETH,MKR,USDC")
        .replace('\n', ",7\n")
        .replacen(",7", ",USDT", 1);
    let path = read("both.csv", both).unwrap();
    assert_eq!(path.label, "MKR from both.csv (not used: USDT)");
    assert_eq!(path.days[2].usdc.to_string(), "1.02");
}

#[test]
fn c1_floats_are_rounded() {
    let text = PLAIN
        .replace("300", "8.123456789012345e-06")
        .replace("301.25", "0.30000000000000004441")
        .replace("302,", "3.0200000000000000177e-2,");
    let path = read("floats.csv", text).unwrap();
    let prices: Vec<String> = path.days.iter().map(|day| day.qer.to_string()).collect();
    // The first is so cheap that it is counted in lots of 100,000.
    assert_eq!(prices[0], "0.8123456789012");
    assert_eq!(prices[1], "30000.0000000000044");
    assert_eq!(prices[2], "3020");
    let text = PLAIN.replace("301.25", "301.2500000000000000004999");
    reads_plain("long.csv", text);
}

#[test]
fn c1_midnight_is_a_date() {
    for (name, tail) in [
        ("utc.csv", " 00:00:00 UTC"),
        ("iso.csv", "T00:00:00Z"),
        ("millis.csv", "T00:00:00.000Z"),
        ("zone.csv", "T00:00:00+00:00"),
        ("bare.csv", " 00:00:00"),
        ("minutes.csv", " 00:00"),
    ] {
        let text = PLAIN.replace("2020-05-01", &format!("2020-05-01{tail}"));
        reads_plain(
            name,
            text.replace("2020-05-03", &format!("2020-05-03{tail}")),
        );
    }
    for (name, value) in [
        ("noon.csv", "2020-05-02 12:00:00 UTC"),
        ("close.csv", "2020-05-02T23:59:59Z"),
        ("micro.csv", "2020-05-02T00:00:00.001Z"),
        ("paris.csv", "2020-05-02T00:00:00+02:00"),
    ] {
        refused(
            name,
            PLAIN.replace("2020-05-02", value),
            &format!("line 3, column 1 (date): `{value}` is not midnight UTC; give one price a day, dated YYYY-MM-DD"),
        );
    }
    for (name, value) in [
        ("unix.csv", "1588377600"),
        ("us.csv", "05/02/2020"),
        ("german.csv", "02.05.2020"),
        ("words.csv", "2020-05-02 noon"),
        ("est.csv", "2020-05-02 00:00:00 EST"),
        ("25.csv", "2020-05-02 25:00:00"),
        ("glued.csv", "2020-05-0200:00"),
    ] {
        refused(
            name,
            PLAIN.replace("2020-05-02", value),
            &format!("line 3, column 1 (date): `{value}` is not a date written YYYY-MM-DD"),
        );
    }
}

#[test]
fn c1_the_leftmost_bad_cell_is_named_first() {
    let line =
        |cells: &str| format!("date,USDC,MKR,ETH\n2020-05-01,1,1,1\n{cells}\n2020-05-03,1,1,1\n");
    for (name, cells, expected) in [
        (
            "all.csv",
            "2020-05-02,x,y,z",
            "line 3, column 2 (USDC): the price `x` is not a number",
        ),
        (
            "two.csv",
            "2020-05-02,1,,z",
            "line 3, column 3 (MKR): no price on 2020-05-02",
        ),
        (
            "last.csv",
            "2020-05-02,1,1,-1",
            "line 3, column 4 (ETH): the price `-1` is negative",
        ),
        (
            "date.csv",
            "2nd,x,y,z",
            "line 3, column 1 (date): `2nd` is not a date written YYYY-MM-DD",
        ),
    ] {
        refused(name, line(cells), expected);
    }
}
