//! The list as it is written: who gets how much.

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;
use qerun_deployment::address::is_address;
use qerun_messages::airdrop::MAX_ENTRIES;

use super::error::{LineError, LineProblem};

/// The first line of a list.
pub const HEADER: &str = "address,amount";

/// What a list must keep to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules<'a> {
    /// Human-readable part of the addresses.
    pub prefix: &'a str,
    /// Most that all amounts may add up to, smallest units.
    pub most: Uint128,
}

/// Reads a list. The accounts are in order of their addresses, in whatever order the lines are.
///
/// # Errors
/// Every line that is refused, in order.
pub fn read(text: &[u8], rules: &Rules) -> Result<Vec<(String, Uint128)>, Vec<LineError>> {
    let mut lines = split(text);
    let mut problems = Problems::default();
    let header = lines.next().unwrap_or(Ok(""));
    if header != Ok(HEADER) {
        let problem = match header {
            Ok(found) => LineProblem::Header {
                found: found.to_owned(),
            },
            Err(problem) => problem,
        };
        problems.add(1, problem);
    }
    let mut entries: BTreeMap<String, (usize, Uint128)> = BTreeMap::new();
    // None once it is above the most.
    let mut sum = Some(Uint128::zero());
    let mut last = 1;
    for (line, text) in (2..).zip(lines) {
        last = line;
        if line > most_lines() {
            problems.add(line, LineProblem::TooMany { most: MAX_ENTRIES });
            break;
        }
        let (address, amount) = match text.and_then(|text| entry(text, rules)) {
            Ok(entry) => entry,
            Err(problem) => {
                problems.add(line, problem);
                continue;
            }
        };
        if let Some((before, _)) = entries.get(&address) {
            let before = *before;
            problems.add(line, LineProblem::Twice { address, before });
            continue;
        }
        let added = sum.and_then(|sum| sum.checked_add(amount).ok());
        let fits = added.filter(|sum| *sum <= rules.most);
        if sum.is_some() && fits.is_none() {
            problems.add(line, LineProblem::Sum { most: rules.most });
        }
        sum = fits;
        entries.insert(address, (line, amount));
    }
    if entries.is_empty() && problems.0.is_empty() {
        problems.add(last, LineProblem::NoEntries);
    }
    if !problems.0.is_empty() {
        return Err(problems.0);
    }
    let rows = entries.into_iter();
    Ok(rows
        .map(|(address, (_, amount))| (address, amount))
        .collect())
}

/// Collects what is wrong, so that one run reports everything.
#[derive(Default)]
struct Problems(Vec<LineError>);

impl Problems {
    fn add(&mut self, line: usize, problem: LineProblem) {
        self.0.push(LineError { line, problem });
    }
}

/// The header and an entry each.
fn most_lines() -> usize {
    usize::try_from(MAX_ENTRIES).map_or(usize::MAX, |most| most.saturating_add(1))
}

/// Lines without their ends, each as text or not. A byte order mark, which spreadsheets write, is left out.
fn split(text: &[u8]) -> impl Iterator<Item = Result<&str, LineProblem>> {
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    text.split(|byte| *byte == b'\n').map(|line| {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        std::str::from_utf8(line).map_err(|_| LineProblem::NotText)
    })
}

/// Address and amount of a line.
fn entry(text: &str, rules: &Rules) -> Result<(String, Uint128), LineProblem> {
    if text.is_empty() {
        return Err(LineProblem::Empty);
    }
    let Some((address, amount)) = text.split_once(',').filter(|(_, rest)| !rest.contains(','))
    else {
        let found = text.split(',').count();
        return Err(LineProblem::Fields { found });
    };
    if address.bytes().any(|c| c.is_ascii_uppercase()) {
        let address = address.to_owned();
        return Err(LineProblem::Capitals { address });
    }
    if !is_address(address, rules.prefix) {
        return Err(LineProblem::Address {
            address: address.to_owned(),
            prefix: rules.prefix.to_owned(),
        });
    }
    let digits = !amount.is_empty() && amount.bytes().all(|c| c.is_ascii_digit());
    let parsed = amount.parse::<u128>().ok().filter(|_| digits);
    match parsed {
        None => Err(LineProblem::Amount {
            amount: amount.to_owned(),
        }),
        Some(0) => Err(LineProblem::Zero),
        Some(amount) => Ok((address.to_owned(), Uint128::new(amount))),
    }
}
