//! The order of the days in a file, ascending or descending, and that none is missing in the selected range.

use chrono::NaiveDate;

use super::error::{DaysError, Missing, Order};
use super::header::date_cell;
use super::selection::Selection;

/// A line of prices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// In the file, from 1.
    pub line: u64,
    /// The UTC day.
    pub date: NaiveDate,
    /// All its cells.
    pub cells: Vec<String>,
}

/// The rows of the selected range, oldest first. The first and the last line tell whether the file ascends or descends.
///
/// # Errors
/// A day twice or out of order, days of the range missing, or a range that is not in the file. `header` is the header's
/// line.
pub fn in_range(
    mut rows: Vec<Row>,
    header: u64,
    selection: &Selection,
) -> Result<Vec<Row>, DaysError> {
    let order = match (rows.first(), rows.last()) {
        (Some(first), Some(last)) if first.date > last.date => Order::Descending,
        _ => Order::Ascending,
    };
    for pair in rows.windows(2) {
        if let [above, row] = pair {
            ensure_order(above, row, order)?;
        }
    }
    if order == Order::Descending {
        rows.reverse();
    }
    for pair in rows.windows(2) {
        if let [before, row] = pair {
            ensure_gap(before, row, selection)?;
        }
    }
    ensure_covers(&rows, header, selection)?;
    let Selection { from, to, .. } = *selection;
    rows.retain(|row| (from..=to).contains(&row.date));
    Ok(rows)
}

fn ensure_order(above: &Row, row: &Row, order: Order) -> Result<(), DaysError> {
    let (previous, date) = (above.date, row.date);
    let at = date_cell(row.line);
    if date == previous {
        let first_line = above.line;
        return Err(DaysError::DuplicateDate {
            at,
            date,
            first_line,
        });
    }
    if (date > previous) != (order == Order::Ascending) {
        return Err(DaysError::Unsorted {
            at,
            date,
            previous,
            order,
        });
    }
    Ok(())
}

fn ensure_gap(before: &Row, row: &Row, selection: &Selection) -> Result<(), DaysError> {
    let (previous, date) = (before.date, row.date);
    // Days strictly between the two lines that the range needs.
    let begin = previous.succ_opt().unwrap_or(date).max(selection.from);
    let end = date.pred_opt().unwrap_or(previous).min(selection.to);
    let missing = (end - begin).num_days() + 1;
    if missing > 0 {
        return Err(DaysError::Gap {
            at: date_cell(row.line),
            date,
            previous,
            missing: Missing(missing),
        });
    }
    Ok(())
}

fn ensure_covers(rows: &[Row], line: u64, selection: &Selection) -> Result<(), DaysError> {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return Err(DaysError::NoRows { line });
    };
    for (flag, date) in [("from", selection.from), ("to", selection.to)] {
        if !(first.date..=last.date).contains(&date) {
            return Err(DaysError::OutsideFile {
                flag,
                date,
                first: first.date,
                first_line: first.line,
                last: last.date,
                last_line: last.line,
            });
        }
    }
    Ok(())
}
