//! The picture: what is out by month, part upon part.

use plotters::prelude::*;
use qerun_display::axis::figure;
use qerun_display::palette;

use super::months::Months;
use super::release::Release;

const SIZE: (u32, u32) = (900, 470);
/// plotters divides it by 1.24 when it writes SVG: 13 pixels.
const FONT_SIZE: f64 = 16.0;
/// Of a letter, about, in pixels.
const LETTER: i32 = 8;
/// Height of a line of the legend.
const LINE: i32 = 22;
/// Where the legend begins, and the plot.
const LEFT: i32 = 84;

const fn rgb((r, g, b): palette::Rgb) -> RGBColor {
    RGBColor(r, g, b)
}

/// From the lowest area up; told apart by colour-blind readers too.
const COLORS: [RGBColor; 8] = [
    rgb(palette::BLUE),
    rgb(palette::GREEN),
    rgb(palette::AMBER),
    rgb(palette::RED),
    RGBColor(0x7a, 0x4f, 0x9a),
    rgb(palette::GREY),
    RGBColor(0x8f, 0x9c, 0xa8),
    rgb(palette::AXIS),
];

/// As SVG. Heights are whole tokens on the left, parts of the supply on the right.
///
/// # Errors
/// The backend's, as text.
pub fn draw(release: &Release) -> Result<String, String> {
    let mut svg = String::new();
    draw_into(release, &mut svg)?;
    Ok(svg)
}

fn draw_into(release: &Release, svg: &mut String) -> Result<(), String> {
    let area = SVGBackend::with_string(svg, SIZE).into_drawing_area();
    area.fill(&WHITE).map_err(text)?;
    let names: Vec<&str> = release
        .parts
        .iter()
        .map(|part| part.name.as_str())
        .collect();
    let (rows, places) = legend(&names);
    let (top, rest) = area.split_vertically(LINE * rows + 8);
    let style = (palette::FONT, FONT_SIZE)
        .into_font()
        .color(&rgb(palette::TEXT));
    for ((name, at), color) in names.iter().zip(places).zip(COLORS.iter().cycle()) {
        let square = Rectangle::new([at, (at.0 + 12, at.1 + 12)], color.filled());
        top.draw(&square).map_err(text)?;
        let label = Text::new((*name).to_owned(), (at.0 + 18, at.1 - 1), style.clone());
        top.draw(&label).map_err(text)?;
    }
    let months = f64::from(release.months);
    let supply = release.supply;
    let mut chart = ChartBuilder::on(&rest)
        .margin_top(10)
        .x_label_area_size(48)
        .y_label_area_size(LEFT)
        .right_y_label_area_size(72)
        .build_cartesian_2d(Months::up_to(release.months), 0.0..supply)
        .map_err(text)?
        .set_secondary_coord(0.0..months, 0.0..100.0);
    chart
        .configure_mesh()
        .max_light_lines(0)
        .bold_line_style(rgb(palette::GRID))
        .axis_style(rgb(palette::AXIS))
        .label_style(style.clone())
        .axis_desc_style(style.clone())
        .x_desc("months after the deployment")
        .y_desc(format!("{} that are out", release.symbol))
        .x_label_formatter(&|month| format!("{month:.0}"))
        .y_label_formatter(&|amount| figure(*amount, supply))
        .draw()
        .map_err(text)?;
    chart
        .configure_secondary_axes()
        .axis_style(rgb(palette::AXIS))
        .label_style(style.clone())
        .axis_desc_style(style)
        .y_desc("of the supply")
        .y_label_formatter(&|percent| format!("{percent:.0} %"))
        .draw()
        .map_err(text)?;
    // The highest first, so that each lower one covers its part of it.
    let mut areas = release.stacked();
    areas.reverse();
    let colors: Vec<RGBColor> = COLORS.iter().copied().cycle().take(areas.len()).collect();
    for (points, color) in areas.into_iter().zip(colors.into_iter().rev()) {
        chart
            .draw_series(AreaSeries::new(points, 0.0, color.filled()))
            .map_err(text)?;
    }
    area.present().map_err(text)
}

/// How many lines the legend has, and where each entry stands.
fn legend(names: &[&str]) -> (i32, Vec<(i32, i32)>) {
    let (mut x, mut row) = (LEFT, 0);
    let mut places = Vec::new();
    for name in names {
        let width = i32::try_from(name.chars().count()).unwrap_or(i32::MAX / LETTER) * LETTER + 40;
        if x + width > SIZE.0 as i32 && x > LEFT {
            (x, row) = (LEFT, row + 1);
        }
        places.push((x, 8 + row * LINE));
        x += width;
    }
    (row + 1, places)
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}
