//! A cell's price, within what the demo's oracle takes.

use chrono::NaiveDate;
use cosmwasm_std::Decimal;

use super::error::{clip, CellError};
use super::header::{Column, Header};
use super::number::{parse_decimal, NumberError};
use super::order::Row;
use super::Day;

/// The highest price, whole US dollars: where the oracles of the demo stop.
pub const MAX_PRICE: u128 = 1_000_000;
/// The least price of ETH and of the stablecoin, USD: where the oracles of the demo stop.
pub const MIN_PRICE: Decimal = Decimal::raw(1_000_000_000_000);
/// The least price of the token, USD: the least that any oracle of ours takes. A cheap token is counted in lots.
pub const MIN_TOKEN_PRICE: Decimal = Decimal::raw(1_000_000);

/// The prices of a line; the leftmost bad cell is named.
///
/// # Errors
/// [`CellError`].
pub fn read_day(row: &Row, header: &Header) -> Result<Day, CellError> {
    let usdc = header.usdc.as_ref();
    let read = |column: &Column| {
        let stable = usdc == Some(column);
        let token = *column == header.qer;
        let least = if token { MIN_TOKEN_PRICE } else { MIN_PRICE };
        read_price(row, column, least, stable)
    };
    let mut columns = vec![&header.eth, &header.qer];
    columns.extend(usdc);
    columns.sort_by_key(|column| column.index);
    for column in columns {
        read(column)?;
    }
    Ok(Day {
        date: row.date,
        eth: read(&header.eth)?,
        qer: read(&header.qer)?,
        // Without a column a dollar, which the label says.
        usdc: usdc.map_or(Ok(Decimal::one()), read)?,
    })
}

fn read_price(
    row: &Row,
    column: &Column,
    least: Decimal,
    stable: bool,
) -> Result<Decimal, CellError> {
    let text = row.cells.get(column.index).map_or("", String::as_str);
    let at = column.at(row.line);
    if text.is_empty() {
        return Err(empty(at, row.date, stable));
    }
    let value = clip(text);
    let too_small = |at, value| CellError::TooSmall { at, value, least };
    match parse_decimal(text) {
        Ok(price) if price.is_zero() => Err(CellError::ZeroPrice { at }),
        Ok(price) if price < least => Err(too_small(at, value)),
        Ok(price) if price.to_uint_ceil().u128() > MAX_PRICE => {
            Err(CellError::TooLarge { at, value })
        }
        Ok(price) => Ok(price),
        Err(NumberError::NotANumber) if text.contains(',') => Err(CellError::Comma { at, value }),
        Err(NumberError::NotANumber) => Err(CellError::NotANumber { at, value }),
        Err(NumberError::Negative) => Err(CellError::NegativePrice { at, value }),
        Err(NumberError::Infinite) => Err(CellError::InfinitePrice { at, value }),
        Err(NumberError::TooLarge) => Err(CellError::TooLarge { at, value }),
        Err(NumberError::RoundsToZero) => Err(too_small(at, value)),
    }
}

fn empty(at: super::Cell, date: NaiveDate, stable: bool) -> CellError {
    if stable {
        CellError::EmptyStable { at, date }
    } else {
        CellError::EmptyPrice { at, date }
    }
}
