//! Durations on the command line.

use qerun_simulate::STEP;

/// Reads `0`, `20m`, `6h` or `1d` as steps of ten minutes.
///
/// # Errors
/// Another form, and what is no multiple of ten minutes.
pub fn steps(text: &str) -> Result<u32, String> {
    let form = || "write minutes, hours or days: 20m, 6h, 1d".to_owned();
    if text == "0" {
        return Ok(0);
    }
    let unit = match text.chars().last() {
        Some('m') => 60,
        Some('h') => 3_600,
        Some('d') => 86_400,
        _ => return Err(form()),
    };
    let number = text.get(..text.len().saturating_sub(1));
    let number: u64 = number.and_then(|n| n.parse().ok()).ok_or_else(form)?;
    let seconds = number.saturating_mul(unit);
    if !seconds.is_multiple_of(STEP) {
        return Err("the simulation has steps of ten minutes".to_owned());
    }
    u32::try_from(seconds / STEP).map_err(|_| form())
}

/// The same in words that [`steps`] reads.
pub fn words(steps: u32) -> String {
    match u64::from(steps) * STEP {
        0 => "0".to_owned(),
        seconds if seconds.is_multiple_of(3_600) => format!("{}h", seconds / 3_600),
        seconds => format!("{}m", seconds / 60),
    }
}
