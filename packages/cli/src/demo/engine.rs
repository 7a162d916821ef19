//! The run itself: both chains, the crowd's steps, the relayer, and the checks after every day.

use crate::demo::crowd::CrowdPlan;
use crate::demo::progress::Progress;
use crate::error::CliError;
use crate::prices::PricePath;
use crate::report::DemoReport;

/// Lives through the prices day by day.
///
/// # Errors
/// A failed invariant, or a step that should have worked.
pub fn run(
    _prices: &PricePath,
    _plan: &CrowdPlan,
    _seed: u64,
    _progress: &Progress,
) -> Result<DemoReport, CliError> {
    Err(CliError::Run(anyhow::anyhow!(
        "the two chains are not joined to this program yet"
    )))
}
