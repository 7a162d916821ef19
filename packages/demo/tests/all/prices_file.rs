//! Bad files and ranges: the exact error, with line and column.

use std::path::Path;

use qerun_demo::prices::{file, parse_date, Selection};

const HEAD: &str = "date,ETH,MKR,SNX,USDC\n";

fn selection(token: &str, from: &str, to: &str) -> Selection {
    Selection {
        token: token.to_owned(),
        from: parse_date(from).unwrap(),
        to: parse_date(to).unwrap(),
    }
}

/// MKR from the 1st to the 3rd.
fn parse(bytes: &[u8]) -> Result<qerun_demo::prices::PricePath, String> {
    file::parse(bytes, &selection("MKR", "2020-05-01", "2020-05-03")).map_err(|e| e.to_string())
}

/// Three good days, of which line `line` (2 ..= 4) is replaced.
fn with_line(line: usize, text: &str) -> String {
    let mut lines = [
        "2020-05-01,200.5,300,,1.0001",
        "2020-05-02,201,301.25,,1",
        "2020-05-03,199,1e-05,,0.999",
    ];
    lines[line - 2] = text;
    format!("{HEAD}{}\n", lines.join("\n"))
}

#[test]
fn reads_exactly() {
    let good = with_line(2, "2020-05-01,200.5,300,,1.0001");
    for text in [
        good.clone(),
        good.replace('\n', "\r\n"),
        format!("\u{feff}{good}"),
        good.trim_end().to_owned(),
        format!("{good}\n\n"),
    ] {
        let path = parse(text.as_bytes()).unwrap();
        let days: Vec<String> = path
            .days
            .iter()
            .map(|d| format!("{} {} {} {}", d.date, d.eth, d.qer, d.usdc))
            .collect();
        assert_eq!(
            days,
            [
                "2020-05-01 200.5 300 1.0001",
                "2020-05-02 201 301.25 1",
                "2020-05-03 199 0.00001 0.999"
            ]
        );
    }
    // Without a USDC column it counts as 1; columns outside the selection may hold anything.
    let text = "date,X,ETH\n2020-05-01,0.1,1\n2020-05-02,0.2,2\n2020-05-03,junk,3\n";
    let path = file::parse(text.as_bytes(), &selection("X", "2020-05-01", "2020-05-02")).unwrap();
    assert_eq!(path.days.len(), 2);
    assert_eq!(path.days[1].usdc.to_string(), "1");
}

#[test]
fn numbers_are_exact() {
    use qerun_demo::prices::number::{parse_decimal, NumberError};
    for (text, shown) in [
        ("0.000000000000000001", "0.000000000000000001"),
        ("1e-18", "0.000000000000000001"),
        (
            "123456789.123456789123456789",
            "123456789.123456789123456789",
        ),
        ("1.50e2", "150"),
        ("1E+3", "1000"),
        ("+7", "7"),
        (".5", "0.5"),
        ("5.", "5"),
        ("0.10000000000000000000000", "0.1"),
        ("1000000000000000000000e-21", "1"),
        ("0e99999999999999999999", "0"),
        // Finer than 18 places: rounded, half up.
        ("5e-19", "0.000000000000000001"),
        ("8.123456789012345e-06", "0.000008123456789012"),
        ("8.1234567890125e-06", "0.000008123456789013"),
        ("1.9999999999999999995", "2"),
        (
            "0.1000000000000000055511151231257827021181583404541015625",
            "0.100000000000000006",
        ),
        ("-0", "0"),
    ] {
        assert_eq!(parse_decimal(text).unwrap().to_string(), shown, "{text}");
    }
    for (text, error) in [
        ("", NumberError::NotANumber),
        (".", NumberError::NotANumber),
        ("e5", NumberError::NotANumber),
        ("1e", NumberError::NotANumber),
        ("1e+", NumberError::NotANumber),
        ("1,5", NumberError::NotANumber),
        ("1 ", NumberError::NotANumber),
        ("1_000", NumberError::NotANumber),
        ("0x10", NumberError::NotANumber),
        ("NaN", NumberError::NotANumber),
        ("--1", NumberError::NotANumber),
        ("+-1", NumberError::NotANumber),
        ("\u{661}", NumberError::NotANumber),
        ("-1", NumberError::Negative),
        ("-1e-30", NumberError::Negative),
        ("-inf", NumberError::Negative),
        ("inf", NumberError::Infinite),
        ("Infinity", NumberError::Infinite),
        ("1e-19", NumberError::RoundsToZero),
        ("4.9e-19", NumberError::RoundsToZero),
        ("1e-99999999999999999999", NumberError::RoundsToZero),
        ("1e30", NumberError::TooLarge),
        ("1e99999999999999999999", NumberError::TooLarge),
        (
            "99999999999999999999999999999999999999999",
            NumberError::TooLarge,
        ),
        (
            "99999999999999999999999999999999999999999.00000000000000000001",
            NumberError::TooLarge,
        ),
    ] {
        assert_eq!(parse_decimal(text), Err(error), "{text}");
    }
}

#[test]
fn bad_files() {
    let table: Vec<(String, &str)> = vec![
        (String::new(), "line 1: the file is empty; expected a header like date,ETH,MKR,USDC"),
        ("# nothing\n\n".to_owned(), "line 1: the file is empty; expected a header like date,ETH,MKR,USDC"),
        (HEAD.to_owned(), "line 1: there is a header but no line of prices under it"),
        ("day,ETH,MKR\n".to_owned(), "line 1, column 1: the first heading is `day`, it must be `date` (or `snapped_at`); above the header only comments (#), a URL and blank lines may stand"),
        ("ETH,date,MKR\n".to_owned(), "line 1, column 1: the first heading is `ETH`, it must be `date` (or `snapped_at`); above the header only comments (#), a URL and blank lines may stand"),
        ("date,MKR\n".to_owned(), "line 1: the header has no column ETH; it has date, MKR"),
        ("date,ETH,MKR,MKR\n".to_owned(), "line 1, column 4: the heading `MKR` was already used in column 3"),
        ("date,ETH,,MKR\n".to_owned(), "line 1, column 3: the heading is empty; name the column or remove it"),
        ("date,ETH,SNX,CRV,USDC\n".to_owned(), "line 1: no token `MKR` in the header; the file has SNX, CRV"),
        ("date,ETH\n".to_owned(), "line 1: no token `MKR` in the header; the file has no token columns"),
        (with_line(3, "02.05.2020,201,300,,"), "line 3, column 1 (date): `02.05.2020` is not a date written YYYY-MM-DD"),
        (with_line(3, "2020-5-2,201,300,,"), "line 3, column 1 (date): `2020-5-2` is not a date written YYYY-MM-DD"),
        (with_line(3, "2020-05-32,201,300,,"), "line 3, column 1 (date): `2020-05-32` is not a date written YYYY-MM-DD"),
        (with_line(3, ",201,300,,"), "line 3, column 1 (date): `` is not a date written YYYY-MM-DD"),
        (with_line(3, "2020-05-01,201,300,,"), "line 3, column 1 (date): 2020-05-01 was already on line 2"),
        (with_line(3, "2020-04-30,201,300,,"), "line 3, column 1 (date): 2020-04-30 comes after 2020-05-01; days must ascend"),
        (with_line(3, "2020-05-02,201,,,"), "line 3, column 3 (MKR): no price on 2020-05-02"),
        (with_line(2, "2020-05-01,,300,,"), "line 2, column 2 (ETH): no price on 2020-05-01"),
        (with_line(3, "2020-05-02,201,0,,"), "line 3, column 3 (MKR): the price is zero"),
        (with_line(3, "2020-05-02,0.000,1,,"), "line 3, column 2 (ETH): the price is zero"),
        (with_line(4, "2020-05-03,201,-3.5,,"), "line 4, column 3 (MKR): the price `-3.5` is negative"),
        (with_line(4, "2020-05-03,201,3,,-1"), "line 4, column 5 (USDC): the price `-1` is negative"),
        (with_line(4, "2020-05-03,201,3,,0"), "line 4, column 5 (USDC): the price is zero"),
        (with_line(4, "2020-05-03,abc,3,,"), "line 4, column 2 (ETH): the price `abc` is not a number"),
        (with_line(4, "2020-05-03,NaN,3,,"), "line 4, column 2 (ETH): the price `NaN` is not a number"),
        (with_line(4, "2020-05-03,201,inf,,"), "line 4, column 3 (MKR): the price `inf` is infinite"),
        (with_line(4, "2020-05-03,201,1e10,,"), "line 4, column 3 (MKR): the price `1e10` is above 1,000,000 USD, the most that the demo's oracle takes"),
        (with_line(4, "2020-05-03,201,1000000.1,,"), "line 4, column 3 (MKR): the price `1000000.1` is above 1,000,000 USD, the most that the demo's oracle takes"),
        (with_line(4, "2020-05-03,201,1e999,,"), "line 4, column 3 (MKR): the price `1e999` is above 1,000,000 USD, the most that the demo's oracle takes"),
        (with_line(4, "2020-05-03,201,1e-19,,"), "line 4, column 3 (MKR): the price `1e-19` is below 0.000000000001 USD, the least that the demo's oracle takes"),
        (with_line(3, "2020-05-02,201,300,"), "line 3: 4 fields where the header has 5"),
        (with_line(3, "2020-05-02,201,300,,,"), "line 3: 6 fields where the header has 5"),
        (with_line(3, ""), "line 3: 0 fields where the header has 5"),
        // The header comes first even when a blank line does.
        (with_line(2, "2020-05-01,200.5,300,,1.0001").replace("2020-05-02,201,301.25,,1\n", ""),
            "line 3, column 1 (date): 2020-05-03 follows 2020-05-01: 1 day of the range missing between them"),
        (format!("{HEAD}2020-04-20,1,1,,\n2020-05-09,1,1,,\n"),
            "line 3, column 1 (date): 2020-05-09 follows 2020-04-20: 3 days of the range missing between them"),
        (format!("{HEAD}2020-05-02,1,1,,\n2020-05-03,1,1,,\n"),
            "--from 2020-05-01 is outside the file, which runs from 2020-05-02 (line 2) to 2020-05-03 (line 3)"),
        // Said before the missing prices, which come of it when a token started later than the file.
        (format!("{HEAD}2020-05-02,1,,,\n2020-05-03,1,1,,\n"),
            "--from 2020-05-01 is outside the file, which runs from 2020-05-02 (line 2) to 2020-05-03 (line 3)"),
        (format!("{HEAD}2020-05-01,1,1,,\n2020-05-02,1,1,,\n"),
            "--to 2020-05-03 is outside the file, which runs from 2020-05-01 (line 2) to 2020-05-02 (line 3)"),
        (with_line(4, "2020-05-03,\"1\n1\",1,,"), "line 4: a quote is opened and not closed on the line"),
    ];
    for (text, error) in table {
        assert_eq!(parse(text.as_bytes()).unwrap_err(), error, "{text}");
    }
}

#[test]
fn bad_bytes_and_ranges() {
    let mut bytes = with_line(3, "2020-05-02,201,300,,").into_bytes();
    let place = bytes.iter().position(|b| *b == b'3').unwrap();
    assert!(place > 0);
    let third = HEAD.len() + "2020-05-01,200.5,300,,1.0001\n".len();
    bytes[third + 11] = 0xff;
    assert_eq!(
        parse(&bytes).unwrap_err(),
        "line 3, byte 12: not UTF-8 text; save the file as UTF-8"
    );
    assert_eq!(
        parse(&[0xff, b'd', 0]).unwrap_err(),
        "line 1, byte 1: not UTF-8 text; save the file as UTF-8"
    );

    let good = with_line(2, "2020-05-01,200.5,300,,1.0001");
    let asked = |token: &str, from: &str, to: &str| {
        file::parse(good.as_bytes(), &selection(token, from, to))
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        asked("MKR", "2020-05-03", "2020-05-01"),
        "the range is empty: --from 2020-05-03 is after --to 2020-05-01"
    );
    assert_eq!(
        asked("MKR", "2020-05-02", "2020-05-02"),
        "2020-05-02 to 2020-05-02 is 1 day; at least 2 are needed"
    );
    for token in ["date", "ETH", "eth", " USDC ", "snapped_at"] {
        assert_eq!(
            asked(token, "2020-05-01", "2020-05-03"),
            format!(
                "--qer {0}: {0} is a column of its own, not a token that can stand in for QER; \
                 the file has MKR, SNX",
                token.trim()
            )
        );
    }
    for token in ["FOO", ""] {
        assert_eq!(
            asked(token, "2020-05-01", "2020-05-03"),
            format!("line 1: no token `{token}` in the header; the file has MKR, SNX")
        );
    }
    assert_eq!(
        asked("SNX", "2020-05-01", "2020-05-03"),
        "line 2, column 4 (SNX): no price on 2020-05-01"
    );
    let error = file::read(
        Path::new("no/such.csv"),
        &selection("MKR", "2020-05-01", "2020-05-03"),
    )
    .unwrap_err()
    .to_string();
    assert!(
        error.starts_with("no/such.csv: cannot read the file: No such file"),
        "{error}"
    );
}

/// What lies outside the range is no reason to refuse, as long as the days ascend.
#[test]
fn tolerates_what_it_does_not_use() {
    let text = format!(
        "{HEAD}2020-01-01,,,,\n2020-05-01,1,1,x,1\n2020-05-02,1,2,-1,1\n2020-05-03,1,3,0,1\n2021-01-01,zero,0,,\n"
    );
    assert_eq!(parse(text.as_bytes()).unwrap().days.len(), 3);
}
