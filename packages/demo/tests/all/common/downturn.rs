//! Time under water in the sample report.

use super::dec;
use qerun_demo::prices::Intraday;
use qerun_demo::report::{Downturn, DownturnDay, Hours, LiquidationSums, WorstDay, WorstHealth};

pub fn sample() -> Downturn {
    Downturn {
        intraday: Intraday::Cliff,
        liquidator_delay: 6,
        min_insurance: dec("0.045"),
        worst_day: Some(WorstDay {
            date: "2024-04-02".to_owned(),
            hours: 1,
            qer_fall: dec("0.95"),
            eth_fall: dec("0.7"),
            stress_qer_fall: dec("0.8"),
            stress_eth_fall: dec("0.6"),
        }),
        liquidated: LiquidationSums {
            count: 2,
            repaid: dec("21000.5"),
            bonus_usd: "1310.8".parse().unwrap(),
        },
        hours: Hours {
            measured: 2_400,
            unhealthy: 31,
            longest_unhealthy: 19,
            insolvent: 7,
            deficit: 5,
        },
        worst_health: Some(WorstHealth {
            date: "2024-04-02".to_owned(),
            borrower: "Hugo".to_owned(),
            health: dec("0.0789"),
        }),
        supplied_before: dec("301002"),
        treasury_after_loss: dec("1234.5"),
        open_shortfall_usd: dec("17.25"),
        suppliers: "lost 3,350 USDC (1.1 %)".to_owned(),
        why: Some("QER -95 % is beyond the stress bound's -80 %".to_owned()),
    }
}

/// A day before the crash, with index 92, or from it on.
pub fn day(index: usize) -> DownturnDay {
    let fallen = index > 91;
    let loss = |amount: &str| dec(if fallen { amount } else { "0" });
    DownturnDay {
        hours: Hours {
            measured: 24,
            unhealthy: if fallen { 19 } else { 0 },
            longest_unhealthy: if fallen { 19 } else { 0 },
            insolvent: if fallen { 7 } else { 0 },
            deficit: if fallen { 5 } else { 0 },
        },
        worst_health: (index > 4).then(|| dec(if fallen { "0.0789" } else { "1.3" })),
        liquidated: loss("10500.25"),
        insurance: loss("24000"),
        earmarked: loss("2400.25"),
        suppliers: loss("3350"),
    }
}
