//! Figures as the report shows them.

use crate::common::dec;
use cosmwasm_std::SignedDecimal;
use qerun_display as format;

#[test]
fn figures_read_well() {
    assert_eq!(format::number(dec("1234567.895"), 2), "1,234,567.90");
    assert_eq!(format::number(dec("999.995"), 2), "1,000.00");
    assert_eq!(format::number(dec("999.5"), 0), "1,000");
    assert_eq!(format::number(dec("0.49"), 0), "0");
    assert_eq!(
        format::number(dec("0.000000000000000001"), 18),
        "0.000000000000000001"
    );
    assert_eq!(
        format::number(cosmwasm_std::Decimal::MAX, 0),
        "340,282,366,920,938,463,463"
    );
    assert_eq!(format::thousands(0), "0");
    assert_eq!(format::thousands(1_000), "1,000");
    assert_eq!(format::thousands(100_000_000), "100,000,000");
    assert_eq!(format::percent(dec("0.12345"), 1), "12.3 %");
    assert_eq!(
        format::signed_percent(SignedDecimal::permille(-4), 2),
        "-0.40 %"
    );
    assert_eq!(format::signed_percent(SignedDecimal::zero(), 2), "+0.00 %");
    assert_eq!(format::price(dec("0.034838")), "0.03483800");
    assert_eq!(format::price(dec("1935.41")), "1,935.41");
    assert_eq!(format::eth(dec("0.0000019")), "0.000002");
    assert_eq!(format::duration(90), "90 s");
    assert_eq!(format::duration(7_200), "2 h");
    assert_eq!(format::duration(200_000), "2 days");
}
