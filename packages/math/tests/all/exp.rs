use crate::common::*;
use cosmwasm_std::{from_json, to_json_string, Uint128, Uint256, Uint512};
use proptest::prelude::*;
use qerun_math::*;

/// The promised bound, 2^-124 in units of 2^-127.
const BOUND: u128 = 8;
const H: u128 = 1 << 96;

fn decay(x: u128) -> u128 {
    half_life_decay(Uint128::new(x)).unwrap().u128()
}

/// Half-lives in units of 2^-96 and `2^-x` in units of 2^-127, rounded down, from 80 decimal digits.
const REFERENCE: &[(u128, u128)] = &[
    (1, 170141183460469231731687303714395583492),
    (
        79228162514264337593,
        170141183342536350159803078830874224695,
    ),
    (
        7922816251426433759354395033,
        158747337387734386591510462120226496194,
    ),
    (
        26409387504754779197847983445,
        135041146804131639932051436479120561719,
    ),
    (
        39614081257132168796771975168,
        120307984584002255772516886238812528463,
    ),
    (
        79148934351750073255950406385,
        85129578611974676188352205947362950650,
    ),
    (
        79228162514264337593543950335,
        85070591730234615865843651858686313981,
    ),
    (
        110919427519970072630961530470,
        64471452604179538608882031408333524576,
    ),
    (
        264093875047547791978479834453,
        16880143350516454991506429559890070214,
    ),
    (
        629682375849313786966738695861,
        689145080566372043717728771354197143,
    ),
    (
        2179363588897240648173728892021,
        891756305331091017777015515588,
    ),
    (3973359628788747334779083863096, 136112979000771971676476),
    (4233449564189178187857058681048, 13985542584670788096877),
    (7922816251426433759354395033600, 134217728),
];

#[test]
fn decay_is_within_its_bound_of_a_reference() {
    for (x, expected) in REFERENCE {
        assert!(decay(*x).abs_diff(*expected) <= BOUND, "{x}");
    }
}

#[test]
fn whole_half_lives_are_exact() {
    for n in 0..200u32 {
        let expected = if n > 127 { 0 } else { (1u128 << 127) >> n };
        assert_eq!(decay(H * u128::from(n)), expected);
    }
    assert_eq!(decay(u128::MAX), 0);
}

/// `2^-x` bracketed without the long series: `2^-x = (e^-z)^(2^80)` with a tiny `z`, by squaring, from
/// `1 - z + z^2/2 - z^3/6 <= e^-z <= 1 - z + z^2/2`. Unit 2^-250.
fn bracket(x: u128) -> (Uint512, Uint512) {
    let ln2 = Uint512::from(235_865_763_225_513_294_137_944_142_764_154_484_399u128);
    let (zero, ulp) = (Uint512::zero(), Uint512::one());
    let one = ulp << 250;
    // x in 2^-96, ln 2 in 2^-128, divided by 2^80.
    let z = |ln2: Uint512| (Uint512::from(x) * ln2) >> (96 + 128 + 80 - 250);
    let square = |a: Uint512| (a * a) >> 250;
    let (low_z, high_z) = (z(ln2), z(ln2 + ulp) + ulp);
    let cube = ((square(high_z) + ulp) * high_z) >> 250;
    let mut low = one - high_z + (square(low_z) >> 1) - cube / Uint512::from(6u8) - ulp;
    let mut high = (one - low_z + (square(low_z) >> 1) + ulp + ulp).min(one);
    assert!(low > zero);
    for _ in 0..80 {
        low = square(low);
        high = square(high) + ulp;
    }
    (low, high)
}

proptest! {
    #[test]
    fn decay_is_within_its_bound_of_squaring(x in up_to(8 * H)) {
        let (low, high) = bracket(x);
        let d = Uint512::from(decay(x)) << 123;
        let bound = Uint512::from(BOUND) << 123;
        prop_assert!(d + bound >= low && d <= high + bound);
    }

    #[test]
    fn decays_multiply(a in up_to(40 * H), b in up_to(40 * H)) {
        let product = (Uint256::from(decay(a)) * Uint256::from(decay(b))) >> 127;
        let sum = Uint256::from(decay(a + b));
        prop_assert!(product.abs_diff(sum) <= Uint256::from(4 * BOUND));
    }

    #[test]
    fn decay_falls(a in up_to(130 * H), step in up_to(H)) {
        prop_assert!(decay(a) <= NO_DECAY.u128());
        prop_assert!(decay(a + step) <= decay(a) + 2 * BOUND);
    }

    #[test]
    fn half_lives_round_down(seconds in any::<u64>(), half_life in any::<u64>()) {
        match half_lives_floor(seconds, half_life) {
            Err(_) => prop_assert!(half_life == 0 || u128::from(seconds) >> 32 >= u128::from(half_life)),
            Ok(x) => {
                let exact = Uint256::from(seconds) * Uint256::from(H);
                let low = Uint256::from(x) * Uint256::from(half_life);
                prop_assert!(low <= exact && exact - low < Uint256::from(half_life));
            }
        }
    }

    /// However the time is cut, and whatever half-lives hold in between, the clock adds them up.
    #[test]
    fn the_clock_adds_up(steps in prop::collection::vec((0..10_000_000u64, 86_400..63_072_000u64), 1..20)) {
        let mut now = 1_700_000_000;
        let mut clock = HalfLifeClock::start(steps[0].1, now);
        let mut exact = 0f64;
        for (seconds, half_life) in &steps {
            exact += *seconds as f64 / clock.half_life() as f64;
            now += seconds;
            clock.set(*half_life, now).unwrap();
            prop_assert_eq!(clock.half_life(), *half_life);
        }
        let shown = clock.read(now).unwrap().u128() as f64 / H as f64;
        prop_assert!((shown - exact).abs() <= 1e-12 * (1. + exact));
    }
}

#[test]
fn clock_bounds_and_json() {
    let clock = HalfLifeClock::start(100, 1_000);
    assert_eq!(clock.read(999), Ok(Uint128::zero()));
    assert_eq!(clock.read(1_250), Ok(Uint128::new(5 * H / 2)));
    assert!(clock.read(u64::MAX).is_err());
    let text = to_json_string(&clock).unwrap();
    assert_eq!(text, r#"{"half_life":100,"since":1000,"passed":"0"}"#);
    assert_eq!(from_json::<HalfLifeClock>(text).unwrap(), clock);
}
