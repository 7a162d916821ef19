//! The sampled average against a pair that accumulates as Astroport's does, and against those who write to it.

use crate::common::*;
use cosmwasm_std::{from_json, to_json_vec, Decimal, Uint128};
use proptest::prelude::*;
use qerun_math::*;

const WINDOW: u64 = 3_600;
const SPACING: u64 = 300;
const LONGEST: u64 = 900;

/// A constant-product pair without fees: the price of the first token in the second one.
#[derive(Clone)]
struct Pair {
    now: u64,
    x: u128,
    y: u128,
    traded_at: u64,
    accumulator: u128,
}

impl Pair {
    fn new(price: &str) -> Self {
        let mut pair = Pair {
            now: 1_700_000_000,
            x: 10u128.pow(15),
            y: 0,
            traded_at: 1_699_999_000,
            accumulator: u128::MAX - 12_345_678,
        };
        pair.y = mul_decimal_floor(Uint128::new(pair.x), dec(price))
            .unwrap()
            .u128();
        pair
    }

    fn spot(&self) -> Decimal {
        Decimal::from_ratio(self.y, self.x)
    }

    /// What every trade and every change of liquidity does first: `accumulate_prices` of astroport-pair 1.5.0.
    fn touch(&mut self) {
        let seconds = u128::from(self.now - self.traded_at);
        let added = mul_div_floor((seconds * 1_000_000).into(), self.y.into(), self.x.into());
        self.accumulator = self.accumulator.wrapping_add(added.unwrap().u128());
        self.traded_at = self.now;
    }

    fn trade_to(&mut self, y: u128) {
        self.touch();
        self.y = y;
    }

    fn reading(&self) -> PairReading {
        PairReading {
            at: self.now,
            traded_at: self.traded_at,
            accumulator: self.accumulator.into(),
            spot: self.spot(),
        }
    }
}

/// A history that is poked.
struct Poked {
    history: Option<SampledAverage>,
}

impl Poked {
    fn new() -> Self {
        Poked { history: None }
    }

    fn poke(&mut self, pair: &Pair) -> Option<Decimal> {
        let sampled = SampledAverage::sample(self.history.as_ref(), &pair.reading(), WINDOW);
        if let Some(next) = sampled.unwrap() {
            self.history = Some(next);
        }
        self.average(pair)
    }

    fn average(&self, pair: &Pair) -> Option<Decimal> {
        let history = self.history.as_ref()?;
        history.average_floor(&pair.reading(), WINDOW).unwrap()
    }

    /// Waits and pokes until the window is covered.
    fn covered(pair: &mut Pair) -> Self {
        let mut poked = Poked::new();
        while poked.poke(pair).is_none() {
            pair.now += SPACING;
        }
        poked
    }
}

fn near(a: Decimal, b: Decimal) -> bool {
    // The accumulator counts in whole units of a millionth, rounded down each time.
    a.abs_diff(b) <= b * dec("0.000001")
}

#[test]
fn live_when_the_window_is_covered_and_not_before() {
    let mut pair = Pair::new("0.5");
    let mut poked = Poked::new();
    for _ in 0..12 {
        assert_eq!(poked.poke(&pair), None);
        pair.now += SPACING;
    }
    assert_eq!(poked.poke(&pair), Some(dec("0.5")));
    pair.now -= 1;
    assert_eq!(poked.average(&pair), None);
    // A quarter of the window without a sample, but no second more.
    pair.now += 1 + LONGEST;
    assert_eq!(poked.average(&pair), Some(dec("0.5")));
    pair.now += 1;
    assert_eq!(poked.average(&pair), None);
    let anew = SampledAverage::sample(poked.history.as_ref(), &pair.reading(), WINDOW);
    let anew = anew.unwrap().unwrap();
    assert_eq!((anew.since, anew.segments), (pair.now, vec![]));
}

#[test]
fn by_hand() {
    let mut pair = Pair::new("2");
    let mut poked = Poked::covered(&mut pair);
    let two = pair.y;
    // 100 s after the last sample the price doubles for good: that segment still counts at 2.
    pair.now += 100;
    pair.trade_to(2 * two);
    pair.now += 200;
    assert_eq!(poked.poke(&pair), Some(dec("2")));
    // Half a segment on, 150 s at 4.
    pair.now += 150;
    let mean = (dec("2") * dec("3450") + dec("4") * dec("150")) / dec("3600");
    assert_eq!(poked.average(&pair), Some(mean));
    // It is no sample, being too soon.
    let before = poked.history.clone();
    poked.poke(&pair);
    assert_eq!(poked.history, before);
    // An hour on it is 4.
    for _ in 0..12 {
        pair.now += SPACING;
        poked.poke(&pair);
    }
    assert_eq!(poked.average(&pair), Some(dec("4")));
}

/// The one that was tried on a chain: a plain send to a pair that nobody has traded with for a while, then a trade, which
/// stores the false value, all in one block.
#[test]
fn a_donation_to_an_idle_pair_counts_nothing_backwards() {
    for factor in [1_000u128, 2, 0] {
        let mut pair = Pair::new("2");
        let mut poked = Poked::covered(&mut pair);
        let honest = pair.clone();
        pair.now += 600;
        match factor {
            // To the other side: the accumulator falls.
            0 => pair.x *= 1_000,
            factor => pair.y *= factor,
        }
        assert_eq!(poked.average(&pair), Some(dec("2")), "{factor}: donated");
        pair.touch();
        assert_eq!(poked.poke(&pair), Some(dec("2")), "{factor}: and traded");
        // Back to the price in the next block; samples go on, and the average has never moved but by these 6 seconds.
        pair.now += 6;
        let donated = pair.spot();
        pair.touch();
        (pair.x, pair.y) = (honest.x, honest.y);
        let (least, most) = (donated.min(dec("2")), donated.max(dec("2")));
        let span = most - least;
        for _ in 0..24 {
            pair.now += SPACING;
            let average = poked.poke(&pair).unwrap();
            let moved = average.abs_diff(dec("2"));
            assert!(
                moved <= span * dec("7") / dec("3600"),
                "{factor}: {average}"
            );
        }
        assert_eq!(poked.average(&pair), Some(dec("2")));
    }
}

#[test]
fn a_falling_accumulator_is_no_price() {
    let mut pair = Pair::new("2");
    let mut poked = Poked::covered(&mut pair);
    pair.now += 600;
    pair.touch();
    pair.accumulator = pair.accumulator.wrapping_sub(10u128.pow(30));
    pair.now += 1;
    assert_eq!(poked.poke(&pair), Some(dec("2")));
    pair.now += 600;
    assert_eq!(poked.poke(&pair), Some(dec("2")));
}

/// A history begins with a price that has stood at the end of a block.
#[test]
fn begins_settled() {
    let mut pair = Pair::new("2");
    pair.touch();
    let sampled = SampledAverage::sample(None, &pair.reading(), WINDOW);
    assert_eq!(sampled, Ok(None));
    pair.now += 1;
    let sampled = SampledAverage::sample(None, &pair.reading(), WINDOW);
    assert!(sampled.unwrap().is_some());
}

/// One whose first price was pushed counts its first segment at what the pair accumulated.
#[test]
fn a_pushed_first_price_does_not_count() {
    let mut pair = Pair::new("2");
    let honest = pair.y;
    pair.trade_to(100 * honest);
    pair.now += 6;
    let mut poked = Poked::new();
    poked.poke(&pair);
    pair.trade_to(honest);
    while poked.average(&pair).is_none() {
        pair.now += SPACING;
        poked.poke(&pair);
    }
    assert!(near(poked.average(&pair).unwrap(), dec("2")));
}

#[test]
fn refuses_what_no_pair_says() {
    let mut pair = Pair::new("2");
    let poked = Poked::covered(&mut pair);
    let history = poked.history.as_ref();
    let good = pair.reading();
    let early = PairReading {
        traded_at: good.at + 1,
        ..good
    };
    let error = MathError::OutOfRange {
        name: "traded_at",
        min: Decimal::zero(),
        max: Decimal::from_ratio(good.at, 1u64),
        value: Decimal::from_ratio(good.at + 1, 1u64),
    };
    let sampled = SampledAverage::sample(history, &early, WINDOW);
    assert_eq!(sampled, Err(error.clone()));
    let average = history.unwrap().average_floor(&early, WINDOW);
    assert_eq!(average, Err(error));
    let empty = PairReading {
        spot: Decimal::zero(),
        ..good
    };
    let error = MathError::DivisionByZero { op: "spot" };
    let sampled = SampledAverage::sample(history, &empty, WINDOW);
    assert_eq!(sampled, Err(error.clone()));
    assert_eq!(history.unwrap().average_floor(&empty, WINDOW), Err(error));
    // A clock that ran backwards is another pair: nothing of the history holds.
    let other = PairReading {
        traded_at: good.traded_at - 1,
        ..good
    };
    assert_eq!(history.unwrap().average_floor(&other, WINDOW), Ok(None));
    let anew = SampledAverage::sample(history, &other, WINDOW).unwrap();
    assert_eq!(anew.unwrap().segments, vec![]);
}

#[test]
fn stays_small() {
    let mut pair = Pair::new("0.123456789012345678");
    let mut poked = Poked::new();
    for i in 0..5_000u64 {
        pair.now += 7 + i % 300;
        let y = pair.y - pair.y / (1_000 + u128::from(i));
        pair.trade_to(y);
        pair.now += 1;
        poked.poke(&pair);
        let history = poked.history.as_ref().unwrap();
        assert!(history.segments.len() <= 13);
        let json = to_json_vec(history).unwrap();
        assert!(json.len() < 800, "{}", json.len());
        assert_eq!(from_json::<SampledAverage>(json).as_ref(), Ok(history));
    }
}

/// What happens to a pair between two pokes.
#[derive(Clone, Debug)]
enum Step {
    Wait(u64),
    Trade(u32),
    Poke,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        (1..400u64).prop_map(Step::Wait),
        (500..2_000u32).prop_map(Step::Trade),
        Just(Step::Poke),
    ];
    prop::collection::vec(step, 1..300)
}

proptest! {
    /// Without donations: never outside the prices that the pair has had, whoever pokes and trades when.
    #[test]
    fn stays_within_what_was_traded(steps in steps()) {
        let mut pair = Pair::new("2");
        let start = pair.y;
        let mut poked = Poked::covered(&mut pair);
        let (mut least, mut most) = (pair.spot(), pair.spot());
        for step in steps {
            match step {
                Step::Wait(seconds) => pair.now += seconds,
                Step::Trade(promille) => pair.trade_to(start / 1_000 * u128::from(promille)),
                Step::Poke => { poked.poke(&pair); }
            }
            (least, most) = (least.min(pair.spot()), most.max(pair.spot()));
            if let Some(average) = poked.average(&pair) {
                prop_assert!(average >= least * dec("0.999999"), "{average} < {least}");
                prop_assert!(average <= most, "{average} > {most}");
            }
        }
    }

    /// Pushed in every block that is poked, and back in the same block: it only costs fees, and moves nothing. Not even
    /// when the pusher alone pokes.
    #[test]
    fn the_push_of_a_block_counts_nothing(
        pushes in prop::collection::vec((1..450u64, 1..100_000u128), 1..90),
    ) {
        let mut pair = Pair::new("2");
        let honest = pair.y;
        let mut poked = Poked::covered(&mut pair);
        for (seconds, promille) in pushes {
            pair.now += seconds;
            pair.trade_to(honest / 1_000 * promille);
            let average = poked.poke(&pair).unwrap();
            prop_assert!(near(average, dec("2")), "{average}");
            pair.trade_to(honest);
            prop_assert!(near(poked.average(&pair).unwrap(), dec("2")));
        }
    }

    /// One donation, of any size, to either side, at any time, with or without a trade in its block, among any pokes. What
    /// it moves the average by is worth no more than the time for which anybody could trade against it, and one
    /// segment.
    #[test]
    fn a_donation_counts_no_longer_than_it_stands(
        idle in 0..900u64,
        factor in 1..1_000_000u128,
        to_quote: bool,
        trade: bool,
        poke: bool,
        stands in 1..600u64,
        pokes in prop::collection::vec(1..450u64, 12..90),
    ) {
        let mut pair = Pair::new("2");
        let honest = (pair.x, pair.y);
        let mut poked = Poked::covered(&mut pair);
        pair.now += idle;
        if to_quote { pair.y *= factor } else { pair.x *= factor }
        let donated = pair.spot();
        if trade { pair.touch() }
        prop_assert_eq!(poked.average(&pair), Some(dec("2")));
        if poke { prop_assert_eq!(poked.poke(&pair), Some(dec("2"))); }
        let start = pair.now;
        pair.now += stands;
        pair.touch();
        (pair.x, pair.y) = honest;
        for seconds in pokes {
            pair.now += seconds;
            let Some(average) = poked.poke(&pair) else { break };
            let time = (pair.now - start).min(stands + LONGEST);
            let most = donated.abs_diff(dec("2")) * Decimal::from_ratio(time, WINDOW);
            let moved = average.abs_diff(dec("2"));
            prop_assert!(moved <= most + dec("0.000003"), "{} {} {}", moved, most, donated);
        }
    }

    /// Where the accumulator starts makes no difference: it wraps.
    #[test]
    fn wraps(start: u128, steps in steps()) {
        let mut pairs = [Pair::new("2"), Pair::new("2")];
        pairs[0].accumulator = start;
        pairs[1].accumulator = 0;
        let amount = pairs[0].y;
        let averages = pairs.map(|mut pair| {
            let mut poked = Poked::covered(&mut pair);
            for step in &steps {
                match step {
                    Step::Wait(seconds) => pair.now += seconds,
                    Step::Trade(promille) => pair.trade_to(amount / 1_000 * u128::from(*promille)),
                    Step::Poke => { poked.poke(&pair); }
                }
            }
            poked.average(&pair)
        });
        prop_assert_eq!(averages[0], averages[1]);
    }

    /// Total: no reading panics, whatever the pair says and whatever the window, and the history stays small.
    #[test]
    fn any_reading(
        readings in prop::collection::vec((any_u128(), any_decimal(), 0..1_000u64, 0..1_000u64), 1..80),
        window in prop_oneof![0..10_000u64, Just(u64::MAX)],
    ) {
        let mut history: Option<SampledAverage> = None;
        let mut at = 1_000;
        for (accumulator, spot, wait, idle) in readings {
            at += wait;
            let reading = PairReading {
                at,
                traded_at: at - idle,
                accumulator: accumulator.into(),
                spot,
            };
            if let Ok(Some(next)) = SampledAverage::sample(history.as_ref(), &reading, window) {
                prop_assert!(next.segments.len() <= 13 || window < 12);
                history = Some(next);
            }
            if let Some(history) = &history {
                let _ = history.average_floor(&reading, window);
            }
        }
    }
}
