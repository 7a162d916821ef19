//! How prices move: QER, ETH and the stablecoin in steps of ten minutes.
//!
//! A process is a base, which is one of three, and perhaps joint gaps on top of it. Prices are logarithms relative to those
//! of the start, a day at a time, so the inner loop adds, and takes a power
//! only where something may happen.

mod bootstrap;
mod diffusion;
mod gaps;
mod replay;

use rand::Rng;
use rand_distr::Exp1;
use serde::{Deserialize, Serialize};

use self::bootstrap::BootstrapOnPath;
pub use self::bootstrap::{Bootstrap, Intraday, Row};
use self::diffusion::DiffusionOnPath;
pub use self::diffusion::{Diffusion, Jumps, Moves};
pub use self::gaps::Gaps;
use self::gaps::GapsOnPath;
pub use self::replay::Replay;
use self::replay::ReplayOnPath;
use crate::book::Book;
use crate::error::SimulateError;
use crate::random::{Generator, Streams};

/// Prices of one path after the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Process {
    /// What moves prices from step to step.
    pub base: Base,
    /// Sudden falls on top of it.
    pub gaps: Option<Gaps>,
}

/// What moves prices from step to step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub enum Base {
    /// Two correlated Brownian motions with jumps.
    Diffusion(Diffusion),
    /// Days of history, in order or in blocks.
    Bootstrap(Bootstrap),
    /// A path as it is given.
    Replay(Replay),
}

impl Process {
    pub(crate) fn ensure_valid(&self, steps: usize) -> Result<(), SimulateError> {
        if let Some(gaps) = &self.gaps {
            gaps.ensure_valid()?;
        }
        match &self.base {
            Base::Diffusion(diffusion) => diffusion.ensure_valid(),
            Base::Bootstrap(bootstrap) => bootstrap.ensure_valid(steps),
            Base::Replay(replay) => replay.ensure_valid(steps),
        }
    }
}

/// The prices of one path after the other, a day at a time: logarithms of their ratio to those of the start.
#[derive(Clone, Debug)]
pub(crate) struct Prices {
    base: Moving,
    gaps: Option<GapsOnPath>,
    streams: Streams,
}

/// A base, prepared.
#[derive(Clone, Debug)]
enum Moving {
    Diffusion(DiffusionOnPath),
    Bootstrap(BootstrapOnPath),
    Replay(ReplayOnPath),
}

/// Prices at the end of each step of a day, to be filled in.
pub(crate) struct DayPrices<'a> {
    pub qer: &'a mut [f64],
    pub eth: &'a mut [f64],
    /// Zero, a dollar, unless the base says otherwise.
    pub stable: &'a mut [f64],
}

impl Prices {
    /// Allocates and computes all that paths have in common.
    pub fn new(process: &Process, book: &Book) -> Self {
        Prices {
            base: match &process.base {
                Base::Diffusion(diffusion) => Moving::Diffusion(DiffusionOnPath::new(diffusion)),
                Base::Bootstrap(bootstrap) => Moving::Bootstrap(BootstrapOnPath::new(bootstrap)),
                Base::Replay(replay) => Moving::Replay(ReplayOnPath::new(replay, book)),
            },
            gaps: process.gaps.as_ref().map(GapsOnPath::new),
            streams: Streams::new(0, 0),
        }
    }

    /// Begins a path.
    pub fn begin(&mut self, streams: Streams) {
        self.streams = streams;
        let days = &mut self.streams.days;
        match &mut self.base {
            Moving::Diffusion(path) => path.begin(days),
            Moving::Bootstrap(path) => path.begin(),
            Moving::Replay(_) => {}
        }
        if let Some(gaps) = &mut self.gaps {
            gaps.begin(&mut self.streams.gaps);
        }
    }

    /// The day that begins with step `first`; days come in order.
    pub fn day(&mut self, first: u32, mut day: DayPrices) {
        let Streams { steps, days, .. } = &mut self.streams;
        match &mut self.base {
            Moving::Diffusion(path) => path.day(first, &mut day, steps, days),
            Moving::Bootstrap(path) => path.day(&mut day, steps, days),
            Moving::Replay(path) => path.day(first, &mut day),
        }
        if let Some(gaps) = &mut self.gaps {
            gaps.day(first, &mut day, &mut self.streams.gaps);
        }
    }

    /// Whether the stablecoin's price moves.
    pub fn has_stable(&self) -> bool {
        matches!(&self.base, Moving::Replay(path) if path.has_stable())
    }
}

/// The time until the next of events that come `per_step` times a step on average; infinite if none ever comes.
fn waiting_time(per_step: f64, random: &mut Generator) -> f64 {
    if per_step <= 0.0 {
        return f64::INFINITY;
    }
    random.sample::<f64, _>(Exp1) / per_step
}
