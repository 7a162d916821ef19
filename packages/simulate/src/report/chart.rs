//! A chart of lines over a number: a frame with its legend inside, so that the picture stands by itself.

use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};
use plotters::coord::types::RangedCoordf64;
use plotters::coord::Shift;
use plotters::prelude::*;
use qerun_display::{axis, palette};

use super::ReportError;

const SIZE: (u32, u32) = (900, 360);
/// plotters divides it by 1.24 when it writes SVG: 13 pixels.
const FONT_SIZE: f64 = 16.0;
/// Of a letter, about, in pixels.
const LETTER: i32 = 8;
/// Height of a line of the legend.
const LINE: u32 = 22;

const fn rgb((r, g, b): palette::Rgb) -> RGBColor {
    RGBColor(r, g, b)
}

/// Colours of lines, told apart by colour-blind readers too.
pub const COLORS: [RGBColor; 6] = [
    rgb(palette::RED),
    rgb(palette::BLUE),
    rgb(palette::AMBER),
    rgb(palette::GREEN),
    RGBColor(0x7a, 0x4f, 0x9a),
    rgb(palette::GREY),
];

/// A vertical line that marks a value.
const MARK: RGBColor = rgb(palette::AXIS);

/// A horizontal or vertical axis.
pub struct Scale {
    /// What it measures, with its unit.
    pub title: String,
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// Whether powers of ten are equally far apart.
    pub log: bool,
    /// Appended to each figure.
    pub suffix: &'static str,
}

/// A line.
pub struct Curve {
    /// In the legend.
    pub name: String,
    /// In the units of the axes.
    pub points: Vec<(f64, f64)>,
    /// Standard errors of the heights, to be drawn as bars; none if empty.
    pub errors: Vec<f64>,
    /// Of the line.
    pub color: RGBColor,
    /// Of the line, pixels: a broad one shows below a narrow one that covers it.
    pub width: u32,
}

/// An entry of the legend: where it stands, what it says, its colour.
type Entry = ((i32, i32), String, RGBColor);

/// A chart.
pub struct Chart {
    /// For error messages, and above the legend.
    pub name: String,
    /// Horizontal.
    pub x: Scale,
    /// Vertical.
    pub y: Scale,
    /// The lines.
    pub curves: Vec<Curve>,
    /// Whether the points are marked.
    pub dots: bool,
    /// A vertical line at a value, and what it means.
    pub mark: Option<(f64, String)>,
}

impl Scale {
    fn place(&self, value: f64) -> f64 {
        if self.log {
            value.clamp(self.from, self.to).log10()
        } else {
            value.clamp(self.from.min(self.to), self.to)
        }
    }

    fn ticks(&self) -> Vec<f64> {
        if self.log {
            let (from, to) = (self.from.log10().ceil(), self.to.log10().floor());
            let count = (to - from).max(0.0) as usize;
            return (0..=count).map(|at| from + at as f64).collect();
        }
        let step = step(self.to - self.from);
        let first = (self.from / step).ceil();
        let count = ((self.to / step).floor() - first).max(0.0) as usize;
        (0..=count).map(|at| (first + at as f64) * step).collect()
    }

    fn label(&self, place: f64) -> String {
        let figure = if self.log {
            let value = 10f64.powf(place);
            let places = (-place.round()).max(0.0) as usize;
            format!("{value:.places$}")
        } else {
            axis::figure(place, self.to)
        };
        format!("{figure}{}", self.suffix)
    }

    fn range(&self) -> Places {
        Places {
            inner: (self.place(self.from)..self.place(self.to)).into(),
            ticks: self.ticks(),
        }
    }
}

/// A round step for about eight ticks.
fn step(width: f64) -> f64 {
    let raw = (width / 8.0).max(f64::MIN_POSITIVE);
    let magnitude = 10f64.powf(raw.log10().floor());
    let times = [1.0, 2.0, 5.0, 10.0];
    let fits = times.iter().map(|times| times * magnitude);
    fits.into_iter().find(|step| *step >= raw).unwrap_or(raw)
}

/// A coordinate with ticks where we want them.
struct Places {
    inner: RangedCoordf64,
    ticks: Vec<f64>,
}

impl Ranged for Places {
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

impl Chart {
    /// As SVG.
    ///
    /// # Errors
    /// `Chart`, when the backend fails.
    pub fn render(&self) -> Result<String, ReportError> {
        let mut svg = String::new();
        let drawn = self.draw(&mut svg);
        drawn.map_err(|reason| ReportError::Chart {
            chart: self.name.clone(),
            reason,
        })?;
        Ok(svg)
    }

    fn draw(&self, svg: &mut String) -> Result<(), String> {
        let (rows, legend) = self.legend();
        let size = (SIZE.0, SIZE.1 + LINE * rows);
        let area = SVGBackend::with_string(svg, size).into_drawing_area();
        area.fill(&WHITE).map_err(text)?;
        let (top, rest) = area.split_vertically(LINE * rows + 8);
        for (at, name, color) in legend {
            entry(&top, at, &name, color)?;
        }
        let mut chart = ChartBuilder::on(&rest)
            .margin_top(10)
            .margin_right(32)
            .x_label_area_size(48)
            .y_label_area_size(84)
            .build_cartesian_2d(self.x.range(), self.y.range())
            .map_err(text)?;
        let style = (palette::FONT, FONT_SIZE)
            .into_font()
            .color(&rgb(palette::TEXT));
        chart
            .configure_mesh()
            .max_light_lines(0)
            .bold_line_style(rgb(palette::GRID))
            .axis_style(rgb(palette::AXIS))
            .label_style(style.clone())
            .axis_desc_style(style)
            .x_desc(&self.x.title)
            .y_desc(&self.y.title)
            .x_label_formatter(&|place| self.x.label(*place))
            .y_label_formatter(&|place| self.y.label(*place))
            .draw()
            .map_err(text)?;
        if let Some((at, _)) = &self.mark {
            let x = self.x.place(*at);
            let ends = [(x, self.y.place(self.y.from)), (x, self.y.place(self.y.to))];
            let line = LineSeries::new(ends, MARK.stroke_width(2));
            chart.draw_series(line).map_err(text)?;
        }
        for curve in &self.curves {
            let place = |x: f64, y: f64| (self.x.place(x), self.y.place(y));
            let points: Vec<_> = curve.points.iter().map(|(x, y)| place(*x, *y)).collect();
            let line = LineSeries::new(
                points.iter().copied(),
                curve.color.stroke_width(curve.width),
            );
            chart.draw_series(line).map_err(text)?;
            if self.dots {
                let dots = points
                    .iter()
                    .map(|at| Circle::new(*at, 3, curve.color.filled()));
                chart.draw_series(dots).map_err(text)?;
            }
            let bars = curve
                .points
                .iter()
                .zip(&curve.errors)
                .map(|((x, y), error)| {
                    let ends = vec![place(*x, y - error), place(*x, y + error)];
                    PathElement::new(ends, curve.color.stroke_width(1))
                });
            chart.draw_series(bars).map_err(text)?;
        }
        area.present().map_err(text)
    }

    /// How many lines the legend has, and where each entry stands.
    fn legend(&self) -> (u32, Vec<Entry>) {
        let (mut x, mut row) = (84, 0);
        let mut entries = Vec::new();
        let curves = self.curves.iter().map(|curve| (&curve.name, curve.color));
        let mark = self.mark.iter().map(|(_, name)| (name, MARK));
        for (name, color) in curves.chain(mark) {
            let width = name.chars().count() as i32 * LETTER + 40;
            if x + width > SIZE.0 as i32 && x > 84 {
                (x, row) = (84, row + 1);
            }
            let at = (x, 8 + row * LINE as i32);
            entries.push((at, name.clone(), color));
            x += width;
        }
        (row as u32 + 1, entries)
    }
}

fn entry(
    area: &DrawingArea<SVGBackend<'_>, Shift>,
    (x, y): (i32, i32),
    name: &str,
    color: RGBColor,
) -> Result<(), String> {
    let square = Rectangle::new([(x, y), (x + 12, y + 12)], color.filled());
    area.draw(&square).map_err(text)?;
    let style = (palette::FONT, FONT_SIZE)
        .into_font()
        .color(&rgb(palette::TEXT));
    let label = Text::new(name.to_owned(), (x + 18, y - 1), style);
    area.draw(&label).map_err(text)
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}
