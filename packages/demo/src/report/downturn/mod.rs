//! Falls in the report: time under water, losses by tranche, and whether suppliers lost.

mod charts;
pub mod model;
pub mod page;
pub mod row;
pub mod tables;
pub mod text;
