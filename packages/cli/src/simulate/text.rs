//! What the command shows on the terminal.

use std::io::Write;
use std::path::Path;

use qerun_simulate::report::{probability, Report};

/// A line for each run, and where the report is.
pub fn show(report: &Report, folder: &Path) {
    let mut text = String::new();
    for run in &report.runs {
        let (lost, written) = (run.figure("supplier_loss"), run.figure("written_off"));
        let (Some(lost), Some(written)) = (lost, written) else {
            continue;
        };
        text += &format!(
            "{}: {} paths; suppliers lose {}, at most {:.1} % of the debt; written off {}, at most {:.1} %\n",
            run.name,
            run.paths,
            probability(lost),
            lost.distribution.max * 100.0,
            probability(written),
            written.distribution.max * 100.0,
        );
    }
    text += &format!("report: {}\n", folder.join("report.html").display());
    // A closed pipe (`| head`) is no failure of the run.
    let _ = std::io::stdout().write_all(text.as_bytes());
}
