//! Issue 9, C1: separators, encodings, line ends, order, exports, limits of price.

use crate::price_files::{read, reads_plain, refused, PLAIN};

fn bad_third(text: &str) -> String {
    text.replace("302,", "oops,")
}

const OOPS: &str = "line 4, column 3 (MKR): the price `oops` is not a number";

#[test]
fn c1_newest_first_is_read() {
    let newest = "date,ETH,MKR,USDC
2020-05-04,1,1,
2020-05-03,199,302,1.02
2020-05-02,201,301.25,1.01
2020-05-01,200.5,300,0.99
2020-04-30,1,1,
";
    reads_plain("newest.csv", newest);
    refused(
        "jump.csv",
        newest.replace("2020-05-02", "2020-05-05"),
        "line 4, column 1 (date): 2020-05-05 comes after 2020-05-03; days must descend, since the first line is the newest",
    );
    refused(
        "twice.csv",
        newest.replace("2020-05-02", "2020-05-03"),
        "line 4, column 1 (date): 2020-05-03 was already on line 3",
    );
    refused(
        "gap.csv",
        newest.replace("2020-05-02,201,301.25,1.01\n", ""),
        "line 3, column 1 (date): 2020-05-03 follows 2020-05-01: 1 day of the range missing between them",
    );
    refused(
        "short.csv",
        newest.replace("2020-05-01,200.5,300,0.99\n2020-04-30,1,1,\n", ""),
        "--from 2020-05-01 is outside the file, which runs from 2020-05-02 (line 4) to 2020-05-04 (line 2)",
    );
}

#[test]
fn c1_other_separators_are_read() {
    for (name, separator) in [("semicolon.csv", ";"), ("tab.tsv", "\t"), ("bar.csv", "|")] {
        let text = PLAIN.replace(',', separator);
        reads_plain(name, &text);
        reads_plain(name, text.replace(separator, &format!(" {separator} ")));
    }
    // Cells that are not needed may be empty, also at the end of a file of tabs.
    let tabs = "date\tETH\tMKR\tUSDC\tAAVE\n2020-05-01\t200.5\t300\t0.99\t\n2020-05-02\t201\t301.25\t1.01\t\n2020-05-03\t199\t302\t1.02\t";
    reads_plain("tabs.tsv", tabs);
    refused(
        "mixed.csv",
        PLAIN.replacen("date,ETH", "date;ETH", 1),
        "line 1: the header has both `,` and `;`; separate the columns by one of them only",
    );
    refused(
        "spaces.csv",
        PLAIN.replace(',', " "),
        "line 1: `date ETH MKR USDC` is no header: headings are separated by `,`, `;`, `|` or tabs, as in date,ETH,MKR,USDC",
    );
    // With semicolons often comes a comma for the point; whether it is one nobody can tell.
    refused(
        "comma.csv",
        PLAIN.replace(',', ";").replace("301.25", "301,25"),
        "line 3, column 3 (MKR): the price `301,25` has a comma; write a point before decimals and nothing between thousands",
    );
}

#[test]
fn c1_other_encodings_are_read() {
    let utf16 = |unit: fn(u16) -> [u8; 2], text: &str| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(unit).collect()
    };
    let little = |text: &str| utf16(u16::to_le_bytes, text);
    reads_plain("little.csv", little(PLAIN));
    reads_plain("windows.csv", little(&PLAIN.replace('\n', "\r\n")));
    reads_plain(
        "excel.txt",
        little(&PLAIN.replace(',', "\t").replace('\n', "\r\n")),
    );
    reads_plain("big.csv", utf16(u16::to_be_bytes, PLAIN));
    reads_plain("mark.csv", format!("\u{feff}{PLAIN}"));
    refused("bad-little.csv", little(&bad_third(PLAIN)), OOPS);
    let markless: Vec<u8> = little(PLAIN).split_off(2);
    refused(
        "markless.csv",
        markless,
        "line 1: zero bytes, as in UTF-16 without a byte order mark; save the file as UTF-8",
    );
    let mut half = little(PLAIN);
    half.pop();
    refused(
        "half.csv",
        half,
        "line 4: broken UTF-16 text; save the file as UTF-8",
    );
    let mut latin = PLAIN.replace("201,", "_01,").into_bytes();
    let at = latin.iter().position(|byte| *byte == b'_').unwrap();
    latin[at] = 0xa4;
    refused(
        "latin.csv",
        latin,
        "line 3, byte 12: not UTF-8 text; save the file as UTF-8",
    );
    refused(
        "book.xlsx",
        b"PK\x03\x04\x14\0",
        "this is a spreadsheet or an archive (it begins with `PK`), not text; export it as CSV",
    );
}

#[test]
fn c1_comments_and_a_url_above_are_passed_over() {
    for (name, above) in [
        ("comment.csv", "# closes, UTC\n"),
        ("url.csv", "https://www.example.com/closes\n"),
        ("quoted-url.csv", "\"https://www.example.com/a,b\"\n"),
        ("www.csv", "www.example.com\n\n"),
        ("excel.csv", "sep=,\n"),
        ("slashes.csv", "// closes\n#\n\n"),
    ] {
        reads_plain(name, format!("{above}{PLAIN}"));
        // The lines keep their numbers.
        let lines = above.matches('\n').count();
        let expected = OOPS.replace("line 4", &format!("line {}", 4 + lines));
        refused(name, format!("{above}{}", bad_third(PLAIN)), &expected);
    }
    reads_plain("below.csv", format!("{PLAIN}# end\n\n"));
    reads_plain(
        "among.csv",
        PLAIN.replacen("2020-05-02", "# two\n2020-05-02", 1),
    );
    refused(
        "title.csv",
        format!("Closes, UTC\n{PLAIN}"),
        "line 1, column 1: the first heading is `Closes`, it must be `date` (or `snapped_at`); above the header only comments (#), a URL and blank lines may stand",
    );
}

#[test]
fn c1_snapped_at_is_a_date_and_one_coin_is_not_enough() {
    let text = PLAIN
        .replacen("date", "snapped_at", 1)
        .replace(",200.5", " 00:00:00 UTC,200.5");
    reads_plain("snapped.csv", text);
    refused(
        "gecko.csv",
        "snapped_at,price,market_cap,total_volume\n2020-05-01 00:00:00 UTC,300.1,3e8,1e7\n",
        "line 1: this is one coin's export (snapped_at, price, market_cap, total_volume); put the `price` columns of ETH and of the token side by side, as in date,ETH,MKR",
    );
}

#[test]
fn c1_cr_alone_ends_a_line() {
    reads_plain("mac.csv", PLAIN.replace('\n', "\r"));
    refused("mac-bad.csv", bad_third(PLAIN).replace('\n', "\r"), OOPS);
    refused("dos-bad.csv", bad_third(PLAIN).replace('\n', "\r\n"), OOPS);
    let mut bytes = PLAIN.replace('\n', "\r").replace("302,", "_,").into_bytes();
    let at = bytes.iter().position(|byte| *byte == b'_').unwrap();
    bytes[at] = 0xff;
    refused(
        "mac-latin.csv",
        bytes,
        "line 4, byte 16: not UTF-8 text; save the file as UTF-8",
    );
    refused(
        "mac-blank.csv",
        PLAIN
            .replacen("2020-05-03", "\n2020-05-03", 1)
            .replace('\n', "\r"),
        "line 4: 0 fields where the header has 4",
    );
}

/// Lots keep a cheap token's ratios; what no oracle of ours could tell is refused in words.
#[test]
fn c1_the_limits_of_price_are_said_in_words() {
    for (first, lot, shown) in [
        ("0.01", "", "0.01"),
        ("0.0099", " (one QER is 100 MKR)", "0.99"),
        ("0.003", " (one QER is 100 MKR)", "0.3"),
        ("1e-7", " (one QER is 1000000 MKR)", "0.1"),
        ("1e-12", " (one QER is 100000000000 MKR)", "0.1"),
    ] {
        let text = PLAIN.replace("300,", &format!("{first},"));
        let text = text.replace("301.25", first).replace("302", first);
        let path = read("cheap.csv", text).unwrap();
        assert_eq!(path.label, format!("MKR from cheap.csv{lot}"));
        assert_eq!(path.days[0].qer.to_string(), shown);
    }
    let cell = |value: &str| format!("line 4, column 3 (MKR): the price `{value}` is");
    for (value, rest) in [
        (
            "9e-13",
            "below 0.000000000001 USD, the least that the demo's oracle takes",
        ),
        (
            "1e-19",
            "below 0.000000000001 USD, the least that the demo's oracle takes",
        ),
        (
            "1000000.01",
            "above 1,000,000 USD, the most that the demo's oracle takes",
        ),
    ] {
        let text = PLAIN.replace("302,", &format!("{value},"));
        refused("far.csv", text, &format!("{} {rest}", cell(value)));
    }
    refused(
        "eth.csv",
        PLAIN.replace("199,", "9e-7,"),
        "line 4, column 2 (ETH): the price `9e-7` is below 0.000001 USD, the least that the demo's oracle takes",
    );
    // A lot of ten million is worth 1,000,000 USD at a tenth.
    let wide = |last: &str| {
        let text = PLAIN.replace("300,", "2e-8,").replace("301.25", "2e-8");
        read("wide.csv", text.replace("302,", &format!("{last},")))
    };
    assert_eq!(wide("0.1").unwrap().days[2].qer.to_string(), "1000000");
    assert_eq!(
        wide("0.10001").unwrap_err(),
        "on 2020-05-03 the token is some million times as dear as on the first day, which the demo's oracle does not take; choose a range that ends before"
    );
    // A dear one in parts.
    let path = read("dear.csv", PLAIN.replace("300,", "10000.1,")).unwrap();
    assert_eq!(path.label, "MKR from dear.csv (one QER is 0.00001 MKR)");
    assert_eq!(path.days[0].qer.to_string(), "0.100001");
    let path = read("less.csv", PLAIN.replace("300,", "10000,")).unwrap();
    assert_eq!(path.label, "MKR from less.csv");
}
