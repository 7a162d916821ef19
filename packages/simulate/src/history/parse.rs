//! The text of a history.

use time::{Date, Month};

use super::{Column, History, HistoryError, ETH};

/// Longest cell that a message repeats.
const SHOWN: usize = 40;

impl History {
    /// Reads the text of a file. Blank lines and lines that begin with `#` are skipped; both line ends are read.
    ///
    /// # Errors
    /// The first that is wrong, with its line.
    pub fn parse(text: &str) -> Result<Self, HistoryError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut lines = text
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line.trim()))
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let (line, header) = lines.next().ok_or(HistoryError::Empty)?;
        let mut columns = headings(line, header)?;
        let mut first: Option<(Date, usize)> = None;
        let mut before: Option<Date> = None;
        for (line, text) in lines {
            let cells: Vec<&str> = text.split(',').map(str::trim).collect();
            let (found, expected) = (cells.len(), columns.len() + 1);
            if found != expected {
                return Err(HistoryError::Fields {
                    line,
                    expected,
                    found,
                });
            }
            let (date, closes) = cells.split_first().unwrap_or((&"", &[]));
            let day = day(date).ok_or_else(|| HistoryError::BadDate {
                line,
                value: clip(date),
            })?;
            if let Some(before) = before.filter(|before| before.next_day() != Some(day)) {
                return Err(HistoryError::Order {
                    line,
                    found: day.to_string(),
                    before: before.to_string(),
                });
            }
            before = Some(day);
            first.get_or_insert((day, line));
            for (column, cell) in columns.iter_mut().zip(closes) {
                let close = price(cell).map_err(|()| HistoryError::NotAPrice {
                    line,
                    name: column.name.clone(),
                    value: clip(cell),
                })?;
                column.closes.push(close);
            }
        }
        let (first, line) = first.ok_or(HistoryError::NoDay)?;
        Ok(History {
            first,
            line,
            columns,
        })
    }
}

fn headings(line: usize, header: &str) -> Result<Vec<Column>, HistoryError> {
    let mut names = header.split(',').map(str::trim);
    let found = names.next().unwrap_or_default();
    if !found.eq_ignore_ascii_case("date") {
        let found = clip(found);
        return Err(HistoryError::NoDate { line, found });
    }
    let mut columns: Vec<Column> = Vec::new();
    for name in names {
        if name.is_empty() || columns.iter().any(|column| column.name == name) {
            let name = clip(name);
            return Err(HistoryError::Heading { line, name });
        }
        columns.push(Column {
            name: name.to_owned(),
            closes: Vec::new(),
        });
    }
    if !columns.iter().any(|column| column.name == ETH) {
        return Err(HistoryError::NoColumn { line, name: ETH });
    }
    Ok(columns)
}

/// An empty cell is no price.
fn price(cell: &str) -> Result<Option<f64>, ()> {
    if cell.is_empty() {
        return Ok(None);
    }
    let value: f64 = cell.parse().map_err(|_| ())?;
    let valid = value > 0.0 && value.is_finite();
    valid.then_some(Some(value)).ok_or(())
}

fn day(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()
}

/// A cell's text for a message: not too long, nothing unprintable.
fn clip(text: &str) -> String {
    let shown = text.chars().take(SHOWN);
    shown
        .map(|c| if c.is_control() { '?' } else { c })
        .collect()
}
