//! Daily closes: what is read, what is refused, and what they say about falls.

use qerun_simulate::history::{rate_at_most, History, TokenStatistics};

const GOOD: &str =
    "# a comment\n\ndate,ETH,MKR,USDC,SNX\r\n2020-02-28,200,,1,10\r\n2020-02-29,210,100,1,5\n\
                    2020-03-01,100,40,,5\n2020-03-02,101,41,1,\n";

#[test]
fn a_token_has_its_own_days() {
    let history = History::parse(GOOD).unwrap();
    assert_eq!(history.tokens(), ["MKR", "SNX"]);
    let series = history.series("MKR").unwrap();
    assert_eq!(series.first.to_string(), "2020-02-29");
    let rows: Vec<(f64, f64)> = series.rows.iter().map(|row| (row.qer, row.eth)).collect();
    assert_eq!(rows, [(100.0, 210.0), (40.0, 100.0), (41.0, 101.0)]);
    assert_eq!(history.series("SNX").unwrap().rows.len(), 3);
    let windows = series.windows(1).unwrap();
    assert_eq!(windows.len(), 2);
    assert_eq!(windows[1][0].qer, 40.0);
}

#[test]
fn what_cannot_be_used_names_line_or_token() {
    let cut = |text: &str, error: &str| {
        let found = History::parse(text).map(|_| ()).unwrap_err();
        assert_eq!(found.to_string(), error, "{text}");
    };
    cut("", "the file is empty; expected a header like date,ETH,MKR");
    cut("date,ETH,MKR\n", "there is no day below the header");
    cut(
        "day,ETH\n",
        "line 1: the first heading is `day`, it must be `date`, as in date,ETH,MKR",
    );
    cut("date,MKR\n", "line 1: the header has no column ETH");
    cut(
        "date,ETH,ETH\n",
        "line 1: the heading `ETH` is there twice or empty",
    );
    cut(
        "date,ETH,\n",
        "line 1: the heading `` is there twice or empty",
    );
    let head = "date,ETH,MKR\n2020-02-28,1,1\n";
    for (line, error) in [
        ("2020-02-29,1", "line 3: 2 fields where the header has 3"),
        (
            "2020-02-30,1,1",
            "line 3: `2020-02-30` is not a date written YYYY-MM-DD",
        ),
        (
            "29.2.2020,1,1",
            "line 3: `29.2.2020` is not a date written YYYY-MM-DD",
        ),
        (
            "2020-2-29,1,1",
            "line 3: `2020-2-29` is not a date written YYYY-MM-DD",
        ),
        (
            "2020-03-01,1,1",
            "line 3: 2020-03-01 follows 2020-02-28; every day must be there once, the oldest first",
        ),
        (
            "2020-02-28,1,1",
            "line 3: 2020-02-28 follows 2020-02-28; every day must be there once, the oldest first",
        ),
        ("2020-02-29,1,x", "line 3, MKR: `x` is no price above zero"),
        ("2020-02-29,1,0", "line 3, MKR: `0` is no price above zero"),
        (
            "2020-02-29,-1,1",
            "line 3, ETH: `-1` is no price above zero",
        ),
        (
            "2020-02-29,1,inf",
            "line 3, MKR: `inf` is no price above zero",
        ),
        (
            "2020-02-29,1,NaN",
            "line 3, MKR: `NaN` is no price above zero",
        ),
    ] {
        cut(&format!("{head}{line}\n"), error);
    }
    let history = History::parse(GOOD).unwrap();
    let refused = |history: &History, token| history.series(token).unwrap_err().to_string();
    for token in ["FOO", "ETH", "USDC"] {
        let wanted = format!("no token `{token}` in the header; the file has MKR, SNX");
        assert_eq!(refused(&history, token), wanted);
    }
    let hole = "date,ETH,MKR\n2020-02-28,1,1\n2020-02-29,1,\n2020-03-01,,1\n2020-03-02,1,1\n";
    let hole = History::parse(hole).unwrap();
    assert_eq!(
        refused(&hole, "MKR"),
        "line 3: no price of MKR on a day within the token's history"
    );
    let no_eth = History::parse("date,ETH,MKR\n2020-02-28,1,1\n2020-02-29,,1\n").unwrap();
    assert_eq!(
        refused(&no_eth, "MKR"),
        "line 3: no price of ETH on a day within the token's history"
    );
    let short = History::parse("date,ETH,MKR\n2020-02-28,1,1\n").unwrap();
    assert_eq!(
        refused(&short, "MKR"),
        "MKR has prices on 1 days, 2 are needed"
    );
    let windows = history.series("MKR").unwrap().windows(3).unwrap_err();
    assert_eq!(
        windows.to_string(),
        "MKR has prices on 3 days, 4 are needed"
    );
}

#[test]
fn falls_are_counted() {
    let history = History::parse(GOOD).unwrap();
    let all: Vec<TokenStatistics> = ["MKR", "SNX"]
        .iter()
        .map(|token| history.series(token).unwrap().statistics())
        .collect();
    let mkr = &all[0];
    assert_eq!(
        (mkr.days, mkr.worst, mkr.worst_on.as_str()),
        (2, 0.6, "2020-03-01")
    );
    let counts = |token: &TokenStatistics| -> Vec<(u32, u32, u32)> {
        let falls = token.falls.iter();
        falls.map(|f| (f.count, f.young, f.with_eth)).collect()
    };
    // MKR falls by 60 % with ETH, SNX by half without it.
    assert_eq!(
        counts(mkr),
        [(1, 1, 1), (1, 1, 1), (1, 1, 1), (0, 0, 0), (0, 0, 0)]
    );
    assert_eq!(
        counts(&all[1]),
        [(1, 1, 0), (1, 1, 0), (1, 1, 0), (0, 0, 0), (0, 0, 0)]
    );
    let pooled = TokenStatistics::pooled(&all).unwrap();
    assert_eq!((pooled.days, pooled.worst), (4, 0.6));
    assert_eq!(counts(&pooled)[2], (2, 2, 1));
    assert!((pooled.falls[2].per_year - 2.0 / (4.0 / 365.25)).abs() < 1e-9);
    assert!(pooled.falls[3].per_year_at_most > pooled.falls[3].per_year);
    assert!(TokenStatistics::pooled(&[]).is_none());
}

/// Tables of the Poisson distribution: 2.996 without an event, 4.744 with one, 9.154 with four.
#[test]
fn the_bound_of_a_rate() {
    for (count, wanted) in [(0, 2.9957), (1, 4.7439), (4, 9.1535)] {
        assert!((rate_at_most(count, 1.0) - wanted).abs() < 1e-3);
        assert!((rate_at_most(count, 2.0) - wanted / 2.0).abs() < 1e-3);
    }
}
