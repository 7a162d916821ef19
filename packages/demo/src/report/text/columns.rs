//! A table as aligned columns of text.

use std::fmt::Write;

use crate::report::tables::Table;

/// Columns as wide as their widest cell; figures right, words left; cut at `limit` rows.
pub(super) fn table(text: &mut String, table: Table, limit: usize) {
    let shown = table.rows.iter().take(limit);
    let mut widths: Vec<usize> = table.head.iter().map(|cell| cell.chars().count()).collect();
    for row in shown.clone() {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    for row in std::iter::once(&table.head).chain(shown) {
        line(text, row, &widths);
    }
    if table.rows.len() > limit {
        let _ = writeln!(text, "  and {} more", table.rows.len() - limit);
    }
}

/// Columns of these widths, so that tables of several runs fit below one another; a longer cell moves the rest of its row.
pub(in crate::report) fn table_of_widths(text: &mut String, table: &Table, widths: &[usize]) {
    for row in std::iter::once(&table.head).chain(&table.rows) {
        line(text, row, widths);
    }
}

fn line(text: &mut String, row: &[String], widths: &[usize]) {
    let mut line = String::from(" ");
    for (index, (cell, width)) in row.iter().zip(widths).enumerate() {
        let _ = match index {
            0 => write!(line, " {cell:<width$}"),
            _ => write!(line, "  {cell:>width$}"),
        };
    }
    text.push_str(line.trim_end());
    text.push('\n');
}
