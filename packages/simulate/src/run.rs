//! Many paths on all cores.

use std::ops::Range;

use rayon::prelude::*;

use crate::outcome::Outcome;
use crate::path::Worker;
use crate::scenario::ValidScenario;

/// Paths that one thread takes at a time.
const CHUNK: u64 = 64;

/// Which paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The seed of all of them.
    pub seed: u64,
    /// Index of the first.
    pub first: u64,
    /// How many.
    pub count: u64,
}

/// Runs paths on the threads of rayon's pool. The outcomes are in the order of their indexes and depend on nothing but
/// scenario, seed and index. `progress` is told how many paths have just been done, from any thread.
pub fn simulate(
    scenario: &ValidScenario,
    paths: &Paths,
    progress: impl Fn(u64) + Sync,
) -> Vec<Outcome> {
    let end = paths.first.saturating_add(paths.count);
    let chunks: Vec<Range<u64>> = (0..paths.count.div_ceil(CHUNK))
        .map(|chunk| {
            let first = paths.first.saturating_add(chunk * CHUNK);
            first..first.saturating_add(CHUNK).min(end)
        })
        .collect();
    let done: Vec<Vec<Outcome>> = chunks
        .into_par_iter()
        .map_init(
            || Worker::new(scenario),
            |worker, chunk| {
                let outcomes: Vec<Outcome> =
                    chunk.map(|index| worker.path(paths.seed, index)).collect();
                progress(outcomes.len() as u64);
                outcomes
            },
        )
        .collect();
    done.into_iter().flatten().collect()
}
