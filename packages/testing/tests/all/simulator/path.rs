//! Random prices of a short path.

use qerun_simulate::Replay;
use rand::Rng;

/// A walk with a fall in it: QER and ETH after each step, from these prices on. Mostly one gap, sometimes a slide.
pub fn draw(random: &mut impl Rng, qer: f64, eth: f64) -> Replay {
    let steps = random.gen_range(14..30);
    let gap_at = random.gen_range(0..5);
    let (gap, with_eth) = match random.gen_range(0..8) {
        0 => (random.gen_range(0.80..0.95), 1.0),
        1 => (random.gen_range(0.5..0.85), random.gen_range(0.6..1.1)),
        2 => (random.gen_range(0.15..0.5), random.gen_range(0.4..1.0)),
        _ => (random.gen_range(0.01..0.15), random.gen_range(0.1..0.6)),
    };
    let drift = [0.0, 0.0, -0.02, 0.01][random.gen_range(0..4)];
    let stable_moves = random.gen_bool(0.3);
    let (mut q, mut e, mut s) = (qer, eth, 1.0f64);
    let mut path = Replay::default();
    for step in 0..steps {
        q *= 1.0 + drift + random.gen_range(-0.03..0.03);
        e *= 1.0 + random.gen_range(-0.02..0.02);
        if step == gap_at {
            q *= gap;
            e *= with_eth;
        }
        if stable_moves {
            s = (s + random.gen_range(-0.01..0.01)).clamp(0.93, 1.07);
        }
        path.qer.push(q);
        path.eth.push(e);
        path.stable.push(s);
    }
    path
}
