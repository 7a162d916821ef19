//! Colours and type of the charts, as red, green and blue.

/// Red, green, blue.
pub type Rgb = (u8, u8, u8);

/// Fonts that the reader's machine has, so that none is loaded.
pub const FONT: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif";
/// Labels.
pub const TEXT: Rgb = (0x4a, 0x55, 0x60);
/// Lines of the grid.
pub const GRID: Rgb = (0xe6, 0xea, 0xee);
/// The axes.
pub const AXIS: Rgb = (0xb5, 0xbf, 0xc8);
/// The first colour: what belongs to borrowers.
pub const BLUE: Rgb = (0x2b, 0x6c, 0x9f);
/// The protocol's own, and the insurance.
pub const AMBER: Rgb = (0xe0, 0x9f, 0x2d);
/// What waits.
pub const GREY: Rgb = (0xb4, 0xc0, 0xca);
/// Debt, cost, loss.
pub const RED: Rgb = (0xb8, 0x3a, 0x3a);
/// Earnings.
pub const GREEN: Rgb = (0x2e, 0x8b, 0x6a);
