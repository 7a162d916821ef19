//! Governance in the report: figures, tables, charts.

pub mod charts;
pub mod model;
pub(super) mod page;
pub(super) mod tables;
pub(super) mod text;
