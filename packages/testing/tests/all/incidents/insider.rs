//! CRV 2024, Kujira 2024: one holder, or an insider, borrows on most of the token. Insiders are barred, and an account may
//! owe at most a twentieth of what depth bears.

use qerun_testing::suite::{qer, usd};

use super::{micro, refused, Attack};

#[test]
fn an_insider_borrows_nothing_and_a_whale_what_one_account_may() {
    let mut t = Attack::new("insider");
    let (insider, whale) = (
        t.fund("insider", "0", "20000000"),
        t.fund("whale", "0", "20000000"),
    );
    t.set_barred(&[&insider], &[]).unwrap();
    t.begin();
    for user in [&insider, &whale] {
        t.deposit(user, qer("20000000")).unwrap();
    }
    refused(t.borrow(&insider, usd("1000")), "may not borrow");
    assert!(t.max_borrow(&insider).unwrap().amount.is_zero());
    t.withdraw_collateral(&insider, None).unwrap();

    // 20,000,000 dollars of collateral, and 0.5 x 0.05 x 2,000,000 of debt.
    let most = t.max_borrow(&whale).unwrap().amount;
    assert_eq!(most, usd("50000"));
    t.borrow(&whale, most).unwrap();
    refused(t.borrow(&whale, usd("51")), "account");
    t.net.relay_all().unwrap();
    t.no_profit("20,000,000 QER of an insider and of a whale");
    // If it all falls to nothing, what he keeps is half of that in cash.
    t.fair.qer = cosmwasm_std::Decimal::zero();
    t.begin();
    assert_eq!(
        t.stable_of(&whale).unwrap().u128() as i128,
        micro(25_000),
        "cash"
    );
}
