//! The same figures as tables for a spreadsheet. Plain numbers with a point, no text that needs quotes.

use std::fmt::Write;

use super::figures::FIGURES;
use super::SweepReport;
use crate::outcome::Outcome;

/// One line for each path: the run's name, the path's number in it, and all figures in their own units.
#[must_use]
pub fn paths_csv(runs: &[(String, Vec<Outcome>)]) -> String {
    let keys: Vec<&str> = FIGURES.iter().map(|figure| figure.key).collect();
    let mut text = format!("run,path,{}\n", keys.join(","));
    for (name, outcomes) in runs {
        let name = plain(name);
        for (index, outcome) in outcomes.iter().enumerate() {
            // Writing into a string does not fail.
            let _ = write!(text, "{name},{index}");
            for figure in &FIGURES {
                let _ = write!(text, ",{}", (figure.of)(outcome));
            }
            text.push('\n');
        }
    }
    text
}

/// One line for each point: its parameters and what they led to; losses as shares of the debt at the start.
#[must_use]
pub fn sweep_csv(sweep: &SweepReport) -> String {
    let losses = ["supplier_loss", "written_off", "insurance_used"].map(|name| {
        format!("{name}_probability,{name}_probability_error,{name}_mean,{name}_mean_error,{name}_if_any,{name}_max")
    });
    let mut text = format!(
        "{},allowed,debt_usd,insurance_usd,debt_per_insurance,{}\n",
        sweep.keys.join(","),
        losses.join(",")
    );
    for point in &sweep.points {
        for value in &point.values {
            let _ = write!(text, "{value},");
        }
        let (debt, insurance) = (point.debt, point.insurance);
        let _ = write!(
            text,
            "{},{debt},{insurance},{}",
            point.refused.is_none(),
            point.debt_per_insurance
        );
        for estimate in [
            &point.supplier_loss,
            &point.written_off,
            &point.insurance_used,
        ] {
            let d = &estimate.distribution;
            let _ = write!(
                text,
                ",{},{},{},{},{},{}",
                d.above_zero, estimate.above_zero_error, d.mean, d.error, d.mean_above_zero, d.max
            );
        }
        text.push('\n');
    }
    text
}

/// A name that needs no quotes.
fn plain(name: &str) -> String {
    let letter = |c: char| match c {
        ',' | '"' | '\n' | '\r' => ' ',
        c => c,
    };
    name.chars().map(letter).collect()
}
