//! The chapter of governance in the report: figures, tables, pictures.

pub mod charts;
pub mod model;
pub(super) mod page;
pub(super) mod tables;
pub(super) mod text;
