use crate::common::*;
use cosmwasm_std::Uint128;
use proptest::prelude::*;
use qerun_math::*;

#[test]
fn a_borrow_by_hand() {
    // 50 USDC: 25 are paid out; of the other 25, 5 % are 1.25.
    let split = split_borrow(uint(50_000_000), dec("0.5"), dec("0.05")).unwrap();
    let expected = BorrowSplit {
        paid_out: uint(25_000_000),
        claim: uint(23_750_000),
        contribution: uint(1_250_000),
    };
    assert_eq!(split, expected);
    // 3 units: 1 is paid out, of 2 the contribution is 0.1, rounded up.
    let split = split_borrow(uint(3), dec("0.5"), dec("0.05")).unwrap();
    assert_eq!(
        split,
        BorrowSplit {
            paid_out: uint(1),
            claim: uint(1),
            contribution: uint(1)
        }
    );
}

#[test]
fn release_by_hand() {
    assert_eq!(release_floor(uint(100), uint(1), uint(3)), Ok(uint(33)));
    assert_eq!(release_floor(uint(100), uint(3), uint(3)), Ok(uint(100)));
    assert_eq!(release_floor(uint(100), uint(4), uint(3)), Ok(uint(100)));
    assert_eq!(release_floor(uint(100), uint(0), uint(3)), Ok(uint(0)));
    assert_eq!(
        release_floor(Uint128::MAX, uint(0), uint(0)),
        Ok(Uint128::MAX)
    );
}

#[test]
fn claims_by_hand() {
    // A batch of 1,000 USDC bought 0.4 ETH; 30 of them are a borrower's: 0.012 ETH.
    let (batch, eth) = (uint(1_000_000_000), uint(400_000_000_000_000_000));
    assert_eq!(
        claim_eth_floor(uint(30_000_000), batch, eth),
        Ok(uint(12_000_000_000_000_000))
    );
    assert_eq!(claim_eth_floor(uint(1), uint(3), uint(10)), Ok(uint(3)));
    // Stablecoins that came back for the batch divide alike, rounded down.
    assert_eq!(claim_stable_floor(uint(2), uint(3), uint(10)), Ok(uint(6)));
    assert_eq!(encumbered_ceil(uint(1), uint(3), uint(10)), Ok(uint(4)));
    assert_eq!(encumbered_ceil(uint(3), uint(3), uint(10)), Ok(uint(10)));
    assert_eq!(claim_eth_floor(uint(0), uint(0), uint(0)), Ok(uint(0)));
}

#[test]
fn errors() {
    for (cash, share) in [("1.000000000000000001", "0"), ("0", "1.000000000000000001")] {
        assert!(matches!(
            split_borrow(uint(1), dec(cash), dec(share)),
            Err(MathError::OutOfRange { .. })
        ));
    }
    assert_eq!(
        claim_eth_floor(uint(2), uint(1), uint(5)),
        Err(MathError::PartExceedsWhole {
            name: "part",
            part: uint(2),
            whole: uint(1)
        })
    );
    assert_eq!(
        encumbered_ceil(uint(1), uint(0), uint(5)),
        Err(MathError::PartExceedsWhole {
            name: "user_in",
            part: uint(1),
            whole: uint(0)
        })
    );
}

proptest! {
    #[test]
    fn a_split_adds_up(amount in any_u128(), cash in share(), share in share()) {
        let split = split_borrow(uint(amount), cash, share).unwrap();
        prop_assert_eq!(split.paid_out + split.claim + split.contribution, uint(amount));
        assert_ratio(Ok(split.paid_out.u128()), &[amount, cash.atomics().u128()], &[ONE], false);
        let half = amount - split.paid_out.u128();
        assert_ratio(Ok(split.contribution.u128()), &[half, share.atomics().u128()], &[ONE], true);
    }

    #[test]
    fn a_release_is_never_above_pro_rata(part in any_u128(), repaid in any_u128(), debt in any_u128()) {
        let released = release_floor(uint(part), uint(repaid), uint(debt)).unwrap();
        prop_assert!(released <= uint(part));
        if repaid < debt {
            assert_ratio(Ok(released.u128()), &[part, repaid], &[debt], false);
        } else {
            prop_assert_eq!(released, uint(part));
        }
    }

    /// Many small repayments release no more than one large one.
    #[test]
    fn repaying_in_steps_gains_nothing(
        part in any_u128(), debt in 1..10u128.pow(18), steps in prop::collection::vec(any::<u64>(), 1..30),
    ) {
        let (mut left, mut owed) = (part, debt);
        for step in steps {
            let repaid = u128::from(step) % (owed + 1);
            left -= release_floor(uint(left), uint(repaid), uint(owed)).unwrap().u128();
            owed -= repaid;
            let released = part - left;
            prop_assert!(wide(&[released, debt]) <= wide(&[part, debt - owed]));
            if owed == 0 {
                prop_assert!(left == 0 || repaid == 0);
                break;
            }
        }
    }

    #[test]
    fn what_is_encumbered_covers_every_claim(
        parts in prop::collection::vec(up_to(10u128.pow(24)), 1..16), own in up_to(10u128.pow(24)),
        eth in any_u128(),
    ) {
        let user_in: u128 = parts.iter().sum();
        let batch = user_in + own;
        let encumbered = encumbered_ceil(uint(user_in), uint(batch), uint(eth)).unwrap();
        prop_assert!(encumbered <= uint(eth));
        let claims: Uint128 =
            parts.iter().map(|p| claim_eth_floor(uint(*p), uint(batch), uint(eth)).unwrap()).sum();
        prop_assert!(claims <= encumbered);
        // Nobody is short by more than a wei each.
        prop_assert!(encumbered - claims <= uint(parts.len() as u128));
    }

    #[test]
    fn claims_round_as_defined(whole in 1..u128::MAX, part in any_u128(), eth in any_u128()) {
        let part = part.min(whole);
        let claim = claim_eth_floor(uint(part), uint(whole), uint(eth));
        assert_ratio(claim.map(u128::from), &[part, eth], &[whole], false);
        let encumbered = encumbered_ceil(uint(part), uint(whole), uint(eth));
        assert_ratio(encumbered.map(u128::from), &[part, eth], &[whole], true);
    }

    #[test]
    fn monotone(amount in up_to(10u128.pow(30)), more in up_to(10u128.pow(30)), cash in share(), share in share()) {
        let (small, large) = (
            split_borrow(uint(amount), cash, share).unwrap(),
            split_borrow(uint(amount + more), cash, share).unwrap(),
        );
        prop_assert!(small.paid_out <= large.paid_out && small.contribution <= large.contribution);
        let half = |split: BorrowSplit| split.claim + split.contribution;
        prop_assert!(half(small) <= half(large));
    }
}
