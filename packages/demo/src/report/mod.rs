//! The report of a run: one set of figures, as JSON, as text and as a page with charts.

mod axis;
pub mod charts;
pub mod downturn;
mod frame;
pub mod governance;
pub mod html;
pub mod losses;
pub mod model;
pub mod purchases;
mod series;
mod tables;
pub mod text;

pub use downturn::model::*;
pub use governance::model::*;
pub use losses::model::*;
pub use model::*;
