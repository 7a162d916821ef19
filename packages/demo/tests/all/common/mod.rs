//! A made-up but plausible report, built from the embedded path, for the tests of the renderers.

mod downturn;
mod governance;
mod losses;
pub mod run;

use std::collections::BTreeMap;

use cosmwasm_std::{Decimal, SignedDecimal};
use qerun_demo::prices::{embedded, PricePath};
use qerun_demo::report::{
    DayPrices, DayRow, DemoReport, GovernanceDay, MarketDay, Meta, OrderRow, OrderStatus, PoolDay,
    RelayerStats, ReserveDay, Role, Totals, UnderWater, UserRow, HEALTH_EDGES,
};

pub fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn f(value: f64) -> Decimal {
    dec(&format!("{:.6}", value.max(0.0)))
}

pub fn sample() -> DemoReport {
    sample_of(&embedded::path(&embedded::DEMO, 1))
}

pub fn sample_of(path: &PricePath) -> DemoReport {
    let mut report = DemoReport {
        meta: Meta {
            version: "0.1.0".to_owned(),
            source: path.label.clone(),
            token: path.token.clone(),
            seed: 1,
            from: path.days[0].date.to_string(),
            to: path.days.last().unwrap().date.to_string(),
            health_edges: HEALTH_EDGES.map(str::to_owned).to_vec(),
        },
        ..DemoReport::default()
    };
    let count = path.days.len() as f64;
    for (index, day) in path.days.iter().enumerate() {
        let t = index as f64 / count;
        let eth: f64 = day.eth.to_string().parse().unwrap();
        let qer: f64 = day.qer.to_string().parse().unwrap();
        let debt = 90_000.0 * (1.0 - (1.0 - 2.0 * t).powi(2)).max(0.02) + 8_000.0;
        let (claims, own) = (debt * 0.45 / 2_400.0, 1.5 + 2.0 * t);
        let in_flight = if index % 6 == 0 { 2_500.0 } else { 0.0 };
        let fall = (t - 0.66).max(0.0) * 3.0;
        report.days.push(DayRow {
            date: day.date.to_string(),
            prices: DayPrices {
                eth: day.eth,
                qer: day.qer,
                usdc: day.usdc,
            },
            reserve: ReserveDay {
                encumbered_eth: f(claims),
                unencumbered_eth: f(own),
                in_flight_stable: f(in_flight),
                value_usd: f((claims + own) * eth + in_flight),
            },
            market: MarketDay {
                debt_usd: f(debt),
                collateral_usd: f(500_000.0 * qer * (0.3 + 0.7 * t)),
                cash_usd: f(300_000.0 - debt),
                insurance_usd: f(20_000.0 + 4_000.0 * t),
                deficit_usd: f(if index > 93 { 310.5 } else { 0.0 }),
                written_off_usd: f(if index > 91 { 29_750.25 } else { 0.0 }),
                supplied: dec("301002"),
                share_price: f(1.0 + 0.01 * t - if index > 91 { 0.0375 } else { 0.0 }),
                utilisation: f(debt / 300_000.0),
                borrow_rate: f(0.02 + 0.2 * debt / 300_000.0),
                supply_rate: f(0.15 * (debt / 300_000.0).powi(2)),
                open_positions: (12.0 * t).ceil() as u32,
            },
            health: [
                (2.0 * fall) as u32,
                (3.0 * fall) as u32,
                (4.0 * t) as u32,
                (5.0 * t) as u32,
                (3.0 * t) as u32,
                u32::from(index > 4),
            ],
            pool: PoolDay {
                depth_usd: f(2_000_000.0),
                eth_price: day.eth,
            },
            governance: GovernanceDay {
                power_by_tier: vec![dec("560000"), dec("1200000")],
                reputation: vec![f(300_000.0 * t), f(500_000.0 * t * t)],
            },
            downturn: downturn::day(index),
        });
        if index % 6 == 3 {
            let refunded = index % 18 == 9;
            let paid = eth * 1.0042;
            report.orders.push(OrderRow {
                order: report.orders.len() as u64 + 1,
                batch: report.orders.len() as u64 + 1,
                date: day.date.to_string(),
                stable_in: dec("2500.125"),
                eth_out: (!refunded).then(|| f(2_500.125 / paid)),
                price_paid: (!refunded).then(|| f(paid)),
                oracle_price: day.eth,
                slippage: (!refunded).then(|| SignedDecimal::permille(4)),
                status: if refunded {
                    OrderStatus::Refunded
                } else {
                    OrderStatus::Settled
                },
            });
        }
    }
    for (index, name) in ["Ada", "Ben", "Cleo", "Dan"].iter().enumerate() {
        report.users.push(UserRow {
            name: (*name).to_owned(),
            role: Role::Supplier,
            supplied: dec("75250.5"),
            withdrawn: dec("1200"),
            supply_value: dec("74301.25"),
            earned: SignedDecimal::percent(25_075 - 30_000 * (index as i64 % 2)),
            ..UserRow::default()
        });
    }
    let names = [
        "Gail", "Hugo", "Ines", "Jon", "Kira", "Leo", "Mona", "Nils", "Olga", "Pia", "Quinn",
        "Rosa",
    ];
    for (index, name) in names.iter().enumerate() {
        report.users.push(UserRow {
            name: (*name).to_owned(),
            role: Role::Borrower,
            deposited_qer: dec("61234.5"),
            withdrawn_qer: dec("1000"),
            collateral_qer: dec("60234.5"),
            borrowed: dec("12345.678901"),
            paid_out: dec("6172.84"),
            repaid: dec("4100.5"),
            debt: dec("8311.07"),
            claim_eth: dec("1.873412345678901234"),
            collected_eth: dec("0.734"),
            health: (index % 4 != 0).then(|| Decimal::percent(95 + 20 * index as u64)),
            ..UserRow::default()
        });
    }
    report.relayer = RelayerStats {
        packets: 31,
        outage_hours: 9,
        lost: 12,
        acks: 27,
        error_acks: 2,
        timeouts: 2,
        duplicates: 5,
        delayed: 6,
        mean_delay_seconds: 640,
        max_delay_seconds: 5_400,
    };
    report.totals = Totals {
        supplied: dec("301002"),
        borrowed: dec("148148.146812"),
        paid_out: dec("74074.07"),
        repaid: dec("49206"),
        liquidated: dec("21000.5"),
        written_off: dec("29750.25"),
        interest: dec("1911.337"),
        interest_to_insurance: dec("382.2674"),
        contributions: dec("3703.7"),
        treasury_to_insurance: dec("20000"),
        spent_on_eth: dec("37501.875"),
        eth_bought: dec("14.2931"),
        eth_released: dec("8.808"),
        eth_to_liquidators: dec("1.2345"),
        eth_sold: dec("1.75"),
        refunded: dec("5000.25"),
        average_price_paid: Some(dec("2623.77")),
        average_oracle_price: Some(dec("2612.8")),
    };
    report.limited = BTreeMap::from([
        ("borrow: cash".to_owned(), 4),
        ("borrow: debt cap".to_owned(), 2),
    ]);
    report.under_water = UnderWater {
        positions: 2,
        debt_usd: dec("16622.14"),
        repay_usd: dec("1204.5"),
        shortfall_usd: dec("310.2"),
        claims_usd: dec("7204"),
    };
    report.losses = losses::sample();
    report.downturn = downturn::sample();
    report.governance = governance::sample();
    report.invariants = BTreeMap::from([
        ("claims and owed = encumbered ETH".to_owned(), 92),
        ("encumbered + own <= ETH held".to_owned(), 92),
        ("sum of debt shares = total".to_owned(), 1_092),
    ]);
    report
}
