use crate::common::*;
use proptest::prelude::*;
use qerun_math::*;

/// 1,800 USD less 8 % in stablecoins of 1.05 USD: 1,577.142857... a whole ETH.
fn booking() -> EthBooking {
    EthBooking {
        bid: dec("1800"),
        discount: dec("0.08"),
        stable: dec("1.05"),
        eth_decimals: 18,
        stable_decimals: 6,
    }
}

fn cover(insurance: u128, eth: u128) -> LossCover {
    LossCover {
        insurance: uint(insurance),
        eth: uint(eth),
        booking: Some(booking()),
        certain: true,
    }
}

fn tranches(insurance: u128, eth: u128, booked: u128, suppliers: u128) -> Tranches {
    Tranches {
        insurance: uint(insurance),
        eth: uint(eth),
        booked: uint(booked),
        suppliers: uint(suppliers),
    }
}

#[test]
fn each_tranche_pays_as_far_as_it_reaches() {
    let half = ONE / 2; // booked at 788.571428
    for (insurance, eth, loss, expected) in [
        (1_000_000_000, half, 0, tranches(0, 0, 0, 0)),
        (
            1_000_000_000,
            half,
            999_999_999,
            tranches(999_999_999, 0, 0, 0),
        ),
        (
            1_000_000_000,
            half,
            1_000_000_000,
            tranches(1_000_000_000, 0, 0, 0),
        ),
        // A unit more: 1e-6 / 1,577.142857... ETH, rounded up, is booked at that unit and no more.
        (
            1_000_000_000,
            half,
            1_000_000_001,
            tranches(1_000_000_000, 634_057_972, 1, 0),
        ),
        (
            1_000_000_000,
            half,
            1_788_571_428,
            tranches(1_000_000_000, 499_999_999_637_681_160, 788_571_428, 0),
        ),
        (
            1_000_000_000,
            half,
            1_788_571_429,
            tranches(1_000_000_000, half, 788_571_428, 1),
        ),
        (
            0,
            half,
            2_000_000_000,
            tranches(0, half, 788_571_428, 1_211_428_572),
        ),
        (7, 0, 100, tranches(7, 0, 0, 93)),
        // ETH that is worth less than a unit stays with the protocol.
        (7, 634_057_971, 100, tranches(7, 0, 0, 93)),
        (7, 634_057_972, 100, tranches(7, 634_057_972, 1, 92)),
    ] {
        assert_eq!(cover(insurance, eth).split(uint(loss)), Ok(expected));
    }
}

#[test]
fn without_a_price_eth_covers_nothing() {
    let cover = LossCover {
        booking: None,
        ..cover(10, ONE)
    };
    assert_eq!(cover.split(uint(30)), Ok(tranches(10, 0, 0, 20)));
    let worthless = LossCover {
        booking: Some(EthBooking {
            bid: dec("0"),
            ..booking()
        }),
        ..cover
    };
    assert_eq!(worthless.split(uint(30)), Ok(tranches(10, 0, 0, 20)));
}

/// As much as covers the loss at a price that is only known from before; the suppliers bear what it would be booked at.
#[test]
fn at_an_uncertain_price_eth_is_taken_and_booked_at_nothing() {
    let half = ONE / 2; // worth 788.571428
    for (insurance, loss, expected) in [
        (1_000, 1_000, tranches(1_000, 0, 0, 0)),
        (1_000, 1_001, tranches(1_000, 634_057_972, 0, 1)),
        (
            1_000,
            788_572_428,
            tranches(1_000, 499_999_999_637_681_160, 0, 788_571_428),
        ),
        (0, 2_000_000_000, tranches(0, half, 0, 2_000_000_000)),
    ] {
        let cover = LossCover {
            certain: false,
            ..cover(insurance, half)
        };
        assert_eq!(cover.split(uint(loss)), Ok(expected));
    }
}

#[test]
fn eth_beyond_every_number_covers_any_loss() {
    let cover = cover(0, u128::MAX);
    let priceless = LossCover {
        booking: Some(EthBooking {
            bid: dec("1000000000000"),
            eth_decimals: 0,
            ..booking()
        }),
        ..cover
    };
    let split = priceless.split(uint(u128::MAX)).unwrap();
    assert_eq!((split.booked, split.suppliers), (uint(u128::MAX), uint(0)));
    assert!(split.eth > uint(0));
}

#[test]
fn errors_of_a_booking() {
    let refused = |change: fn(&mut EthBooking)| {
        let mut bad = booking();
        change(&mut bad);
        bad.stable_floor(uint(1)).unwrap_err()
    };
    for error in [
        refused(|b| b.discount = dec("1.000000000000000001")),
        refused(|b| b.eth_decimals = 39),
        refused(|b| b.stable_decimals = 39),
    ] {
        assert!(matches!(error, MathError::OutOfRange { .. }), "{error}");
    }
    let error = refused(|b| b.stable = dec("0"));
    assert!(matches!(error, MathError::DivisionByZero { .. }), "{error}");
    let worthless = EthBooking {
        discount: dec("1"),
        ..booking()
    };
    assert_eq!(worthless.stable_floor(uint(ONE)), Ok(uint(0)));
    let error = worthless.eth_ceil(uint(1)).unwrap_err();
    assert!(matches!(error, MathError::DivisionByZero { .. }), "{error}");
}

fn any_booking() -> impl Strategy<Value = EthBooking> {
    (
        up_to(10u128.pow(30)),
        share(),
        up_to(10u128.pow(30)),
        0..=18u8,
        0..=18u8,
    )
        .prop_map(
            |(bid, discount, stable, eth_decimals, stable_decimals)| EthBooking {
                bid: cosmwasm_std::Decimal::raw(bid),
                discount,
                stable: cosmwasm_std::Decimal::raw(stable.max(1)),
                eth_decimals,
                stable_decimals,
            },
        )
}

proptest! {
    #[test]
    fn a_booking_is_rounded_by_the_definition(b in any_booking(), amount in any_amount()) {
        let kept = ONE - b.discount.atomics().u128();
        let above = [b.bid.atomics().u128(), kept, ten(b.stable_decimals)];
        let below = [b.stable.atomics().u128(), ONE, ten(b.eth_decimals)];
        let with = |x: [u128; 3]| [amount.u128(), x[0], x[1], x[2]];
        assert_ratio(b.stable_floor(amount).map(|x| x.u128()), &with(above), &below, false);
        assert_ratio(b.eth_ceil(amount).map(|x| x.u128()), &with(below), &above, true);
    }

    /// The tranches add up to the loss; none exceeds its depth; a later one pays only when the earlier ones are used up; and
    /// the ETH that is earmarked is worth what it is booked at, with not a unit more than that takes.
    #[test]
    fn tranches_add_up(
        loss in any_amount(),
        insurance in any_amount(),
        eth in any_amount(),
        booking in proptest::option::of(any_booking()),
    ) {
        let cover = LossCover { insurance, eth, booking, certain: true };
        let t = cover.split(loss).unwrap();
        let uncertain = LossCover { certain: false, ..cover }.split(loss).unwrap();
        let suppliers = t.booked.checked_add(t.suppliers).unwrap();
        prop_assert_eq!(uncertain, Tranches { booked: uint(0), suppliers, ..t });
        let sum = t.insurance.checked_add(t.booked).unwrap().checked_add(t.suppliers).unwrap();
        prop_assert_eq!(sum, loss);
        prop_assert!(t.insurance <= insurance && t.eth <= eth);
        prop_assert_eq!(t.booked.is_zero(), t.eth.is_zero());
        if t.insurance < insurance {
            prop_assert_eq!(t.insurance, loss);
        }
        let Some(booking) = booking else {
            prop_assert!(t.eth.is_zero());
            return Ok(());
        };
        let worth = |eth| booking.stable_floor(eth).unwrap_or(uint(u128::MAX));
        prop_assert!(worth(t.eth) >= t.booked);
        if !t.eth.is_zero() && t.suppliers.is_zero() {
            prop_assert!(worth(t.eth - uint(1)) < t.booked, "more than needed");
        }
        if !t.suppliers.is_zero() {
            prop_assert_eq!(t.booked, worth(eth));
        }
    }
}
