//! Sentences about a fall, for the terminal and the page.

use super::model::{Downturn, WorstDay};
use crate::report::losses::model::WrittenOff;
use crate::report::DemoReport;
use cosmwasm_std::Decimal;
use qerun_display::{number, percent};

/// The lines of the summary, each with its label. The worst day is left out where a line about the crash has told of it.
pub fn lines(report: &DemoReport) -> Vec<(&'static str, String)> {
    let (downturn, token) = (&report.downturn, &report.meta.token);
    let mut lines = vec![];
    let told = report.losses.crash.is_some();
    if let Some(day) = downturn.worst_day.as_ref().filter(|_| !told) {
        lines.push((
            "Worst day",
            worst_day(day, downturn.liquidator_delay, token),
        ));
    }
    lines.push(("Under water", under_water(downturn)));
    lines.push(("Suppliers", downturn.suppliers.clone()));
    if let Some(why) = &downturn.why {
        lines.push(("Because", why.clone()));
    }
    lines
}

fn worst_day(day: &WorstDay, delay: u32, token: &str) -> String {
    let keepers = match delay {
        0 => "within the hour".to_owned(),
        _ => format!("{delay} hours late"),
    };
    format!("{}: {}; keepers {keepers}", day.date, falls(day, token))
}

/// By how much the prices fell, and in which time.
pub fn falls(day: &WorstDay, token: &str) -> String {
    let time = match day.hours {
        1 => "an hour".to_owned(),
        hours => format!("{hours} hours"),
    };
    format!(
        "{token} -{} and ETH -{} in {time}",
        percent(day.qer_fall, 0),
        percent(day.eth_fall, 0)
    )
}

/// For how long, and how deep.
pub fn under_water(downturn: &Downturn) -> String {
    let hours = &downturn.hours;
    let worst = downturn.worst_health.as_ref().map_or(String::new(), |one| {
        format!("; worst health {}", number(one.health, 2))
    });
    if hours.unhealthy == 0 {
        return format!("never{worst}");
    }
    format!(
        "{} h with health below 1, {} in a row, {} h insolvent, {} h with a deficit{worst}",
        hours.unhealthy, hours.longest_unhealthy, hours.insolvent, hours.deficit
    )
}

/// What suppliers lost.
pub fn suppliers(downturn: &Downturn, sums: &WrittenOff) -> String {
    let open = match downturn.open_shortfall_usd {
        open if open.is_zero() => String::new(),
        open => format!("; {} more is open", number(open, 0)),
    };
    let liquidations = downturn.liquidated.count;
    if sums.debt.is_zero() {
        return match liquidations {
            0 => format!("lost nothing: nobody was liquidated{open}"),
            count => format!("lost nothing: {count} liquidations, and nothing written off{open}"),
        };
    }
    let paid = format!(
        "of {} USDC written off insurance paid {}, own ETH {}",
        number(sums.debt, 0),
        number(sums.insurance, 0),
        number(sums.earmarked, 0)
    );
    if sums.suppliers.is_zero() {
        return format!("lost nothing: {paid}{open}");
    }
    let part = sums.suppliers.checked_div(downturn.supplied_before);
    let part = part.map_or(String::new(), |part| format!(" ({})", percent(part, 1)));
    format!(
        "lost {} USDC{part}: {paid}{open}",
        number(sums.suppliers, 0)
    )
}

/// Why they lost it; none if they lost nothing. Suppliers bear only what insurance and own ETH do not cover, so what is to
/// explain is why that was not enough.
pub fn why(downturn: &Downturn, sums: &WrittenOff, token: &str) -> Option<String> {
    if sums.suppliers.is_zero() {
        return None;
    }
    let Some(day) = &downturn.worst_day else {
        return Some("insurance and own ETH were used up".to_owned());
    };
    let bound = format!(
        "{} and {}",
        percent(day.stress_qer_fall, 0),
        percent(day.stress_eth_fall, 0)
    );
    let falls = falls(day, token);
    let beyond = day.qer_fall > day.stress_qer_fall || day.eth_fall > day.stress_eth_fall;
    Some(match (beyond, downturn.liquidator_delay) {
        (true, _) => format!("{falls} is beyond the stress bound's {bound}"),
        (false, 0) => {
            format!("{falls} is within the stress bound's {bound}, but more falls came after it")
        }
        (false, delay) => {
            format!("{falls} is within the stress bound's {bound}, but keepers came {delay} h late")
        }
    })
}

/// A part as a percentage with its sign, for a fall.
pub fn fall(part: Decimal) -> String {
    match part.is_zero() {
        true => "0 %".to_owned(),
        false => format!("-{}", percent(part, 0)),
    }
}
