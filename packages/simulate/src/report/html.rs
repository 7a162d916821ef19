//! report.html: one file, no script, nothing loaded from anywhere.

use qerun_display::page::{document, escape, figure, section, table, tile};
use qerun_display::thousands;

use super::model::Run;
use super::tables::{self, percent, probability};
use super::{charts, frontier, Report, ReportError, SweepReport};

/// The page.
///
/// # Errors
/// `Chart`.
pub fn render(report: &Report) -> Result<String, ReportError> {
    let mut body = header(report) + &tiles(report);
    body += &overview(report)?;
    if let Some(sweep) = &report.sweep {
        body += &swept(sweep)?;
    }
    for run in &report.runs {
        body += &of_run(run)?;
    }
    if !report.history.is_empty() {
        body += &section(
            "How often tokens fell",
            "Falls from one daily close to the next. The rate in brackets is exceeded with a confidence of 5 % at most; it \
             tells something where no fall was seen. A token that died early is in no such file.",
            &table(&tables::history(&report.history)),
        );
    }
    body += &footer(report);
    Ok(document("Qerun simulation", &body))
}

fn header(report: &Report) -> String {
    format!(
        "<header>\n<h1>Qerun simulation</h1>\n<p class=\"lead\">The protocol's rules of liquidation and of losses on many \
         paths of prices, in steps of ten minutes. Each path starts with as much debt as the caps allow and with the \
         insurance that the limits ask for, unless the command says otherwise.</p>\n\
         <p class=\"meta\"><code>{command}</code></p>\n<p class=\"meta\">{days} days, seed {seed}. qerun {version}.</p>\n\
         </header>\n",
        command = escape(&report.command),
        days = report.days,
        seed = report.seed,
        version = escape(&report.version),
    )
}

fn tiles(report: &Report) -> String {
    let Some(run) = report.runs.first() else {
        return String::new();
    };
    let paths: usize = report.runs.iter().map(|run| run.paths).sum();
    let mut tiles = tile(
        "Paths",
        &thousands(paths as u128),
        &format!("{} runs", report.runs.len()),
    );
    tiles += &tile(
        "Debt that a dollar of insurance carries",
        &tables::carried(run.debt / run.insurance),
        &format!(
            "insurance of {} of the debt",
            percent(run.insurance / run.debt)
        ),
    );
    if let Some(loss) = run.figure("supplier_loss") {
        let most = percent(loss.distribution.max);
        tiles += &tile(
            &format!("Suppliers lose ({})", run.name),
            &probability(loss),
            &format!("at most {most} of the debt"),
        );
    }
    format!("<div class=\"tiles\">\n{tiles}</div>\n")
}

fn overview(report: &Report) -> Result<String, ReportError> {
    let drawn = figure(
        "Debt written off, by run",
        &charts::written_off(&report.runs)?,
    );
    Ok(section(
        "Losses",
        "How likely a loss is within the time of a path, with its standard error; and the largest that was seen. Where it was \
         never seen, the probability is below the figure in brackets with a confidence of 95 %. The picture shows how likely it is \
         that more than a share of the debt is written off.",
        &(table(&tables::runs(report)) + &drawn),
    ))
}

fn swept(sweep: &SweepReport) -> Result<String, ReportError> {
    let content = [
        figure(
            "Probability of suppliers' loss by capital efficiency",
            &frontier::frontier(sweep)?,
        ),
        figure(
            "Size of suppliers' loss by capital efficiency",
            &frontier::size(sweep)?,
        ),
        table(&tables::sweep(sweep)),
    ]
    .concat();
    Ok(section(
        "The frontier",
        "What the suppliers' safety costs: the more debt a dollar of insurance carries, the more often they lose. All points \
         have the same prices. Bars are standard errors.",
        &content,
    ))
}

fn of_run(run: &Run) -> Result<String, ReportError> {
    let drawn = figure("Who bears how much", &charts::losses(run)?);
    Ok(section(
        &run.name,
        "All figures of this run. Figures after ± are standard errors.",
        &(drawn + &table(&tables::figures(run))),
    ))
}

fn footer(report: &Report) -> String {
    format!(
        "<footer>All figures are in report.json, those of each path in paths.csv. Made by qerun {}; the same command gives \
         the same report, on any number of threads.</footer>\n",
        escape(&report.version)
    )
}
