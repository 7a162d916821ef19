//! Random draws and the two functions they need, by IEEE basic operations alone, so that one seed gives one
//! price path on every machine (the maths library of the platform may differ in the last bit).

use rand::Rng;

/// A nearly normal draw with mean 0 and standard deviation 1: twelve uniform draws added (Irwin-Hall).
/// At most 6 from the mean. Its tails are lighter than the market's, so stress comes from the regimes' figures.
pub fn normal(rng: &mut impl Rng) -> f64 {
    (0..12).map(|_| rng.gen::<f64>()).sum::<f64>() - 6.0
}

/// e^x by halving and the Taylor series; relative error below 1e-13 for |x| <= 50.
pub fn exp(x: f64) -> f64 {
    let mut halvings = 0;
    let mut small = x;
    while small.abs() > 0.5 {
        small /= 2.0;
        halvings += 1;
    }
    let mut term = 1.0;
    let mut sum = 1.0;
    for n in 1..=20 {
        term *= small / f64::from(n);
        sum += term;
    }
    for _ in 0..halvings {
        sum *= sum;
    }
    sum
}

/// Natural logarithm for x in 0.1 ..= 10, by 2 artanh((x-1)/(x+1)); error below 1e-12.
pub fn ln(x: f64) -> f64 {
    let y = (x - 1.0) / (x + 1.0);
    let square = y * y;
    let mut power = y;
    let mut sum = 0.0;
    for n in 0..100 {
        sum += power / f64::from(2 * n + 1);
        power *= square;
    }
    2.0 * sum
}

/// The 24th root of a positive number: three square roots and a cube root by Newton's method.
pub fn root24(x: f64) -> f64 {
    let eighth = x.sqrt().sqrt().sqrt();
    let mut root = 1.0 + (eighth - 1.0) / 3.0;
    if root <= 0.0 {
        root = 1.0;
    }
    for _ in 0..64 {
        root = (2.0 * root + eighth / (root * root)) / 3.0;
    }
    root
}
