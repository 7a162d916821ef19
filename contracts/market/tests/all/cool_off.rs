//! Nobody borrows and is liquidated in one block.

use crate::common::*;
use qerun_market::ContractError as E;

#[test]
fn a_position_that_borrowed_in_this_block_is_not_liquidated() {
    let mut market = Market::new();
    market.borrow("alice", 5_000 * ONE).unwrap();
    market.deposit("bob", 10_000 * ONE).unwrap();
    market.env.block.height += 1;
    market.borrow("bob", 5_000 * ONE).unwrap();
    market.qer_at("0.8");
    let (height, msg) = (market.env.block.height, |user| liquidate_msg(user, 0, 0));
    let cool_off = |user| E::CoolOff {
        borrower: addr(user),
        height,
    };
    // Whoever asks, and whatever the borrower has done since.
    for sender in ["larry", "bob"] {
        let error = market.refused(sender, &usdc(ONE), msg("bob"));
        assert_eq!(error, cool_off("bob"));
    }
    market.deposit("bob", 1).unwrap();
    market.repay("bob", ONE).unwrap();
    let error = market.refused("larry", &usdc(ONE), msg("bob"));
    assert_eq!(error, cool_off("bob"));
    // Others are not protected by it.
    market.liquidate("larry", "alice", ONE).unwrap();
    market.env.block.height += 1;
    market.liquidate("larry", "bob", ONE).unwrap();
}
