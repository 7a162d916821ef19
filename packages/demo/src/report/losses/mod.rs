//! Liquidations, losses and sales in the report.

mod charts;
pub mod model;
pub mod page;
pub mod tables;
pub mod text;
