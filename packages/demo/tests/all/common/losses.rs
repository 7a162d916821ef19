//! Made-up losses for the tests of the renderers.

use super::dec;
use qerun_demo::report::{
    CrashRow, KeeperRow, LiquidationRow, Losses, SaleKind, SaleRow, WrittenOff,
};

pub fn sample() -> Losses {
    let liquidation = |date: &str, borrower: &str, written_off: &str| LiquidationRow {
        date: date.to_owned(),
        borrower: borrower.to_owned(),
        keeper: "Kit".to_owned(),
        health: dec("0.987"),
        bonus: dec("0.063"),
        repaid: dec("10500.25"),
        qer: dec("22325.5"),
        eth: dec("0.61725"),
        stable: dec("12.5"),
        bonus_usd: "655.4".parse().unwrap(),
        written_off: dec(written_off),
        insurance: dec("24000"),
        earmarked: dec("2400.25"),
        suppliers: dec("3350"),
    };
    let sale = |kind, eth: &str, paid: &str| SaleRow {
        date: "2024-04-02".to_owned(),
        kind,
        buyer: "Lou".to_owned(),
        eth: dec(eth),
        price: dec("655.5"),
        paid: dec(paid),
    };
    Losses {
        crash: Some(CrashRow {
            date: "2024-04-02".to_owned(),
            qer_fall: dec("0.95"),
            eth_fall: dec("0.7"),
            stress_qer_fall: dec("0.8"),
            stress_eth_fall: dec("0.6"),
            debt: dec("61000"),
            insurance: dec("24000"),
            own_eth: dec("3.25"),
        }),
        liquidations: vec![
            liquidation("2024-03-12", "Gail", "0"),
            liquidation("2024-04-02", "Hugo", "29750.25"),
        ],
        written_off: WrittenOff {
            debt: dec("29750.25"),
            insurance: dec("24000"),
            earmarked: dec("2400.25"),
            suppliers: dec("3350"),
            proceeds: dec("2240.25"),
            recovered: dec("150.5"),
        },
        deficit: dec("310.5"),
        earmarked_eth: dec("0.5"),
        share_price_before: Some(dec("1.0092")),
        share_price: dec("0.9725"),
        sales: vec![
            sale(SaleKind::Buyback, "0.25", "1300"),
            sale(SaleKind::Storefront, "1.5", "2240.25"),
        ],
        keepers: vec![KeeperRow {
            name: "Kit".to_owned(),
            capital: dec("15000"),
            liquidations: 2,
            repaid: dec("21000.5"),
            bonus_usd: "1310.8".parse().unwrap(),
            profit_usd: "702.75".parse().unwrap(),
        }],
    }
}
