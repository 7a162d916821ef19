//! The common frame of all charts: size, palette, type, axes; and the shapes drawn in it.

use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};
use plotters::coord::types::RangedCoordf64;
use plotters::coord::Shift;
use plotters::prelude::*;

use qerun_display::axis::{figure, round_up};
use qerun_display::page::escape;
use qerun_display::palette;

use super::axis::DayAxis;
use crate::DemoError;

/// Width and height of the drawing; the page scales it.
const SIZE: (u32, u32) = (900, 300);
/// plotters divides it by 1.24 when it writes SVG: 13 pixels.
const FONT_SIZE: f64 = 16.0;
const TEXT: RGBColor = rgb(palette::TEXT);
const GRID: RGBColor = rgb(palette::GRID);
const AXIS: RGBColor = rgb(palette::AXIS);

/// Palette: each colour means one thing through the whole page.
pub const BLUE: RGBColor = rgb(palette::BLUE);
/// The protocol's own ETH, and insurance.
pub const AMBER: RGBColor = rgb(palette::AMBER);
/// In flight.
pub const GREY: RGBColor = rgb(palette::GREY);
/// Debt, cost.
pub const RED: RGBColor = rgb(palette::RED);
/// Earnings.
pub const GREEN: RGBColor = rgb(palette::GREEN);
/// Health from worst to best: ColorBrewer's RdBu, told apart by colour-blind readers too.
pub const HEALTH: [RGBColor; 6] = [
    RGBColor(0xb2, 0x18, 0x2b),
    RGBColor(0xef, 0x8a, 0x62),
    RGBColor(0xfd, 0xdb, 0xc7),
    RGBColor(0xd1, 0xe5, 0xf0),
    RGBColor(0x67, 0xa9, 0xcf),
    RGBColor(0x21, 0x66, 0xac),
];

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Inner<'a, 'b> = ChartContext<'a, SVGBackend<'b>, Cartesian2d<DayRange, RangedCoordf64>>;

/// The horizontal coordinate: days, with labels where we want them rather than where they divide evenly.
struct DayRange {
    inner: RangedCoordf64,
    ticks: Vec<f64>,
}

impl Ranged for DayRange {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        self.inner.map(value, limit)
    }

    fn key_points<Hint: KeyPointHint>(&self, _hint: Hint) -> Vec<f64> {
        self.ticks.clone()
    }

    fn range(&self) -> std::ops::Range<f64> {
        self.inner.range()
    }
}

/// A colour of the legend with its meaning.
pub struct Key {
    /// What the colour means.
    pub name: String,
    /// As in the drawing.
    pub color: RGBColor,
}

const fn rgb((r, g, b): palette::Rgb) -> RGBColor {
    RGBColor(r, g, b)
}

/// Short for the struct, because charts have many of them.
pub fn key(name: &str, color: RGBColor) -> Key {
    Key {
        name: name.to_owned(),
        color,
    }
}

/// The axes, labels and legend of a chart.
pub struct Frame<'a> {
    /// For error messages.
    pub name: &'static str,
    /// The days.
    pub days: &'a DayAxis,
    /// The lowest value; the axis begins there.
    pub bottom: f64,
    /// The highest value; the axis goes a little beyond.
    pub top: f64,
    /// Appended to each figure of the vertical axis, such as " %".
    pub suffix: &'static str,
    /// Whether to leave half a day of margin on both sides, for bars.
    pub bars: bool,
    /// What the vertical axis measures.
    pub unit: &'a str,
    /// The legend.
    pub keys: Vec<Key>,
}

/// An open chart that shapes are drawn in.
pub struct Canvas<'a, 'b> {
    inner: Inner<'a, 'b>,
    name: &'static str,
}

impl Frame<'_> {
    /// Draws the frame, lets `draw` fill it, and returns legend and SVG.
    pub fn render(
        &self,
        draw: impl FnOnce(&mut Canvas<'_, '_>) -> Result<(), DemoError>,
    ) -> Result<String, DemoError> {
        let mut svg = String::new();
        {
            let area = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
            let mut canvas = self.open(&area)?;
            draw(&mut canvas)?;
            area.present().map_err(|error| failed(self.name, &error))?;
        }
        Ok(format!("{}{svg}", self.legend()))
    }

    fn open<'a, 'b>(&self, area: &'a Area<'b>) -> Result<Canvas<'a, 'b>, DemoError> {
        let top = if self.bottom > 0.0 {
            self.top
        } else {
            round_up(self.top)
        };
        let margin = if self.bars { 0.6 } else { 0.0 };
        let days = DayRange {
            inner: (-margin..self.days.end() + margin).into(),
            ticks: self.days.ticks(),
        };
        let mut inner = ChartBuilder::on(area)
            .margin_top(10)
            .margin_right(24)
            .x_label_area_size(28)
            .y_label_area_size(64)
            .build_cartesian_2d(days, self.bottom..top)
            .map_err(|error| failed(self.name, &error))?;
        inner
            .configure_mesh()
            .disable_x_mesh()
            .max_light_lines(0)
            .bold_line_style(GRID)
            .axis_style(AXIS)
            .label_style((palette::FONT, FONT_SIZE).into_font().color(&TEXT))
            .y_labels(6)
            .x_label_formatter(&|position| self.days.label(*position))
            .y_label_formatter(&|value| format!("{}{}", figure(*value, top), self.suffix))
            .draw()
            .map_err(|error| failed(self.name, &error))?;
        Ok(Canvas {
            inner,
            name: self.name,
        })
    }

    fn legend(&self) -> String {
        let keys: String = self
            .keys
            .iter()
            .map(|key| {
                let RGBColor(r, g, b) = key.color;
                format!(
                    "<li><i style=\"background:#{r:02x}{g:02x}{b:02x}\"></i>{}</li>",
                    escape(&key.name)
                )
            })
            .collect();
        format!(
            "<div class=\"legend\"><span class=\"unit\">{}</span><ul>{keys}</ul></div>\n",
            escape(self.unit)
        )
    }
}

impl Canvas<'_, '_> {
    /// A line through the points.
    pub fn line(&mut self, points: &[(f64, f64)], color: RGBColor) -> Result<(), DemoError> {
        let style = color.stroke_width(2);
        self.inner
            .draw_series(LineSeries::new(points.iter().copied(), style))
            .map(|_| ())
            .map_err(|error| failed(self.name, &error))
    }

    /// A filled band between two lines with the same positions.
    pub fn band(
        &mut self,
        lower: &[(f64, f64)],
        upper: &[(f64, f64)],
        color: RGBAColor,
    ) -> Result<(), DemoError> {
        let outline: Vec<(f64, f64)> = upper.iter().chain(lower.iter().rev()).copied().collect();
        self.inner
            .draw_series([Polygon::new(outline, color.filled())])
            .map(|_| ())
            .map_err(|error| failed(self.name, &error))
    }

    /// A bar one day wide, from one height to another.
    pub fn bar(&mut self, day: f64, from: f64, to: f64, color: RGBColor) -> Result<(), DemoError> {
        let corners = [(day - 0.45, from), (day + 0.45, to)];
        self.inner
            .draw_series([Rectangle::new(corners, color.filled())])
            .map(|_| ())
            .map_err(|error| failed(self.name, &error))
    }

    /// A dot, full or hollow.
    pub fn dot(&mut self, at: (f64, f64), color: RGBColor, full: bool) -> Result<(), DemoError> {
        let style = if full {
            color.mix(0.85).filled()
        } else {
            color.stroke_width(2)
        };
        self.inner
            .draw_series([Circle::new(at, 4, style)])
            .map(|_| ())
            .map_err(|error| failed(self.name, &error))
    }
}

fn failed(chart: &'static str, reason: &dyn std::fmt::Display) -> DemoError {
    DemoError::Chart {
        chart,
        reason: reason.to_string(),
    }
}
