//! The table: what is out of each part after each year, as Markdown.

use std::fmt::Write;

use qerun_display::{number, percent, whole};

use super::release::{Release, MONTH};

/// A row for each part and their sum, a column for each year.
#[must_use]
pub fn table(release: &Release) -> String {
    let years: Vec<u32> = (0..=release.months.div_ceil(12)).collect();
    let mut text = String::from("| out after |");
    for year in &years {
        let _ = match year {
            0 => write!(text, " the deployment |"),
            1 => write!(text, " a year |"),
            years => write!(text, " {years} years |"),
        };
    }
    text.push_str("\n|---|");
    text.push_str(&"--:|".repeat(years.len()));
    text.push('\n');
    let tokens = |amount| number(whole(amount, release.decimals.into()), 0);
    let after = |year: u32| u64::from(year) * 12 * MONTH;
    // Writing to a string cannot fail.
    for part in &release.parts {
        let _ = write!(text, "| {} |", part.name);
        for year in &years {
            let _ = write!(text, " {} |", tokens(part.out(after(*year))));
        }
        text.push('\n');
    }
    let sums: Vec<_> = years.iter().map(|year| release.out(after(*year))).collect();
    let _ = write!(text, "| all |");
    for sum in &sums {
        let _ = write!(text, " {} |", tokens(*sum));
    }
    let _ = write!(text, "\n| of the supply |");
    for sum in &sums {
        let _ = write!(text, " {} |", percent(release.share(*sum), 1));
    }
    text.push('\n');
    text
}
