//! Joins the observations of an asset's sources under its policy. Pure.

use cosmwasm_std::Decimal;
use qerun_math::{lower_median, mid_of, upper_median};
use qerun_messages::oracle::{Observation, Policy, PriceRecord, MIN_DEPTH};

/// What the sources report together, before growth is clamped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Combined {
    /// Lowest of the sources' lows.
    pub bid: Decimal,
    /// Highest of the sources' highs.
    pub ask: Decimal,
    /// Median of the sources' prices: for an even number the mean of the two in the middle, or if the sources disagree the
    /// price between these two that is nearest to the last mid.
    pub mid: Decimal,
    /// Lowest depth reported, if at least 1 USD.
    pub depth: Option<Decimal>,
    /// Time of the oldest source that counted, Unix seconds.
    pub as_of: u64,
    /// Whether the spread is within the policy's deviation, and no source is outside the price bounds: one that is so far
    /// off disagrees more than one just inside. `publish.rs` adds the quote tokens of pools.
    pub agree: bool,
}

/// Too few sources count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooFew {
    /// Sources that count.
    pub counted: usize,
    /// Sources that do not count only because they are outside the price bounds.
    pub out_of_bounds: usize,
    /// Lowest low and highest high of those that count, if any.
    pub range: Option<(Decimal, Decimal)>,
    /// Lowest depth reported by a live source, whether it counts or is too shallow, or out of bounds.
    pub depth: Option<Decimal>,
}

impl TooFew {
    /// Whether those that count disagree with a price as sources disagree with one another: it is then no price to
    /// take new risk at, though they are too few to make another one.
    pub fn disagree_with(&self, mid: Decimal, max_deviation: Decimal) -> bool {
        let disagrees = |(low, high): (Decimal, Decimal)| {
            !agree(low.min(mid), high.max(mid), mid, max_deviation)
        };
        self.out_of_bounds > 0 || self.range.is_some_and(disagrees)
    }
}

/// Joins the observations that count: within the price bounds, not older than the record in force, and not of a pool
/// below the least liquidity. So `as_of` never goes back, and a source that fell behind counts again with its next
/// price. An observation out of bounds is a disagreement; one of a shallow pool is not, because anyone can move its price.
/// An observation without a depth is not of a pool.
pub fn combine(
    observations: impl Iterator<Item = Observation>,
    policy: &Policy,
    published: Option<&PriceRecord>,
) -> Result<Combined, TooFew> {
    let timely: Vec<Observation> = observations
        .filter(|seen| published.is_none_or(|last| seen.as_of >= last.as_of))
        .collect();
    let depth = timely.iter().filter_map(|seen| seen.depth).min();
    let (counted, outside): (Vec<Observation>, Vec<Observation>) = timely
        .into_iter()
        .filter(|seen| seen.depth.is_none_or(|depth| depth >= policy.min_liquidity))
        .partition(|seen| seen.low >= policy.min_price && seen.high <= policy.max_price);
    let enough = usize::try_from(policy.min_sources).is_ok_and(|min| counted.len() >= min);
    let mut prices: Vec<Decimal> = counted.iter().map(|seen| seen.price).collect();
    prices.sort_unstable();
    let (lowest, highest) = (
        counted.iter().map(|seen| seen.low).min(),
        counted.iter().map(|seen| seen.high).max(),
    );
    match (
        lowest,
        highest,
        counted.iter().map(|seen| seen.as_of).min(),
        mid_of(&prices),
    ) {
        (Some(bid), Some(ask), Some(as_of), Some(mean)) if enough => {
            let near = agree(bid, ask, mean, policy.max_deviation);
            let mid = match published {
                Some(last) if !near => hold(last.mid, &prices).unwrap_or(mean),
                _ => mean,
            };
            Ok(Combined {
                bid,
                ask,
                mid,
                depth: counted
                    .iter()
                    .filter_map(|seen| seen.depth)
                    .min()
                    .filter(|depth| *depth >= MIN_DEPTH),
                as_of,
                agree: outside.is_empty() && near,
            })
        }
        _ => Err(TooFew {
            counted: counted.len(),
            out_of_bounds: outside.len(),
            range: lowest.zip(highest),
            depth,
        }),
    }
}

/// The price between the two in the middle that is nearest to the last mid; the one in the middle of an odd number. So of
/// two sources that disagree the one that moves away, for whatever reason, moves mid only as far as the other goes along:
/// the mean would give half of every lie to liquidations, which go on while sources disagree.
fn hold(last: Decimal, sorted: &[Decimal]) -> Option<Decimal> {
    let (low, high) = (lower_median(sorted)?, upper_median(sorted)?);
    Some(last.max(low).min(high))
}

/// `ask - bid <= mid x max_deviation`, the product rounded down; an overflow, which bounded prices cannot reach, is
/// no agreement.
pub fn agree(bid: Decimal, ask: Decimal, mid: Decimal, max_deviation: Decimal) -> bool {
    match mid.checked_mul(max_deviation) {
        Ok(limit) => ask.saturating_sub(bid) <= limit,
        Err(_) => false,
    }
}
