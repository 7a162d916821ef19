//! Random numbers by counter: a path's streams follow from seed and index alone, whichever thread draws them.

use rand::distributions::Distribution;
use rand::SeedableRng;
use rand_distr::StandardNormal;
use rand_xoshiro::Xoshiro256PlusPlus;

/// The generator: small, fast, and good enough for the low bits that a ziggurat takes.
pub(crate) type Generator = Xoshiro256PlusPlus;

/// A path's sources of randomness, one for each purpose: another number of accounts or of gaps leaves the prices as they
/// are.
#[derive(Clone, Debug)]
pub(crate) struct Streams {
    /// Steps of prices.
    pub steps: Generator,
    /// Which days of history, and jumps.
    pub days: Generator,
    /// Gaps.
    pub gaps: Generator,
    /// Borrowers.
    pub accounts: Generator,
}

impl Streams {
    /// Those of a path.
    pub fn new(seed: u64, index: u64) -> Self {
        let stream = |purpose: u64| {
            let mixed = mix(mix(mix(seed) ^ index) ^ purpose);
            Generator::seed_from_u64(mixed)
        };
        Streams {
            steps: stream(1),
            days: stream(2),
            gaps: stream(3),
            accounts: stream(4),
        }
    }
}

/// Fills a day's steps with normal deviates. In a loop of its own, so that generator and ziggurat are compiled into it and
/// the generator's state stays in registers.
pub(crate) fn fill_normal(random: &mut Generator, deviates: &mut [f64]) {
    let mut local = random.clone();
    for deviate in deviates {
        *deviate = StandardNormal.sample(&mut local);
    }
    *random = local;
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014): a bijection in which each bit of the input changes half of
/// those of the output.
fn mix(value: u64) -> u64 {
    let z = value.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
