//! QER's price falls by real swaps on the pair that the oracle reads, and ETH's with it; two positions are liquidated, one
//! of them with bad debt, and the storefront sells the ETH that covers a part of it. In a deployment of its own, which
//! begins first and ends last, because prices fall with their averages.

mod leave;
mod liquidation;
mod loans;
mod storefront;
mod write_off;

use anyhow::Result;

use super::scenario;
use crate::crash::Crash;

/// Lends, and lets the prices fall.
pub fn begin(crash: &Crash) -> Result<()> {
    scenario("prices-fall", || loans::run(crash))
}

/// Everything from the first liquidation to the last withdrawal.
pub fn finish(crash: &Crash) -> Result<()> {
    scenario("averages", || {
        let frank = crash.person("frank")?;
        crash.await_pair(frank)?;
        crash.await_averages(frank)?;
        let record = crash.ensure_from_pair(frank)?;
        Ok(format!(
            "QER at {} by the feeders and the pair's average, {} over the hour, {} USD deep",
            record.mid,
            record.average,
            record.depth.unwrap_or_default()
        ))
    })?;
    scenario("liquidated", || liquidation::run(crash))?;
    scenario("written-off", || write_off::run(crash))?;
    scenario("storefront", || storefront::run(crash))?;
    scenario("all-leave", || leave::run(crash))
}
