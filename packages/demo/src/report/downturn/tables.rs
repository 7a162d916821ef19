//! The table of a fall.

use crate::report::tables::{head, Table};
use crate::report::DemoReport;
use qerun_display::{number, percent, signed};

/// All figures of the fall, one a row.
pub fn figures(report: &DemoReport) -> Table {
    let (downturn, sums) = (&report.downturn, &report.losses.written_off);
    let row = |name: &str, value: String| vec![name.to_owned(), value];
    let usdc = |name: &str, value| row(name, format!("{} USDC", number(value, 2)));
    let time = |name: &str, hours: u32| row(name, format!("{hours} h"));
    let (liquidated, hours) = (&downturn.liquidated, &downturn.hours);
    let mut rows = vec![
        row("Path within a day", downturn.intraday.name().to_owned()),
        time("Keepers late by", downturn.liquidator_delay),
        row(
            "Borrowing opens at an insurance of",
            format!("{} of the depth", percent(downturn.min_insurance, 1)),
        ),
        row("Liquidations", liquidated.count.to_string()),
        usdc("- repaid", liquidated.repaid),
        row(
            "- bonus",
            format!("{} USD", signed(liquidated.bonus_usd, 2)),
        ),
        usdc("Written off", sums.debt),
        usdc("- paid by the insurance", sums.insurance),
        usdc("- booked against own ETH", sums.earmarked),
        usdc("- borne by suppliers", sums.suppliers),
        usdc("Own ETH sold for", sums.proceeds),
        usdc("- of it beyond the booked value", sums.recovered),
        usdc(
            "Treasury to the insurance after a loss",
            downturn.treasury_after_loss,
        ),
        time("With a health below 1", hours.unhealthy),
        time("- longest without a break", hours.longest_unhealthy),
        time("With a debt beyond what secures it", hours.insolvent),
        time("With a deficit", hours.deficit),
    ];
    if let Some(worst) = &downturn.worst_health {
        let value = format!(
            "{}, {} {}",
            number(worst.health, 3),
            worst.date,
            worst.borrower
        );
        rows.push(row("Worst health", value));
    }
    Table {
        head: head(&["Fall", "Amount"]),
        rows,
    }
}
