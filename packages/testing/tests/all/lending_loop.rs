//! The lending loop end to end: QER in, half paid out, half ETH over IBC, repaid, released.

use qerun_testing::suite::{eth, qer, usd, InvariantChecker, Setup};

#[test]
fn a_borrow_buys_eth_and_repaying_releases_it() {
    let mut suite = Setup::default().build().unwrap();
    let mut checker = InvariantChecker::default();
    let (sue, bob) = (suite.user("sue"), suite.user("bob"));
    suite.fund_stable(&sue, usd("200000")).unwrap();
    suite.fund_qer(&bob, qer("100000")).unwrap();
    suite.supply(&sue, usd("200000")).unwrap();
    suite.deposit(&bob, qer("100000")).unwrap();
    checker.check(&suite).unwrap();

    // 0.5 x 0.05 x 2,000,000: the account's cap is the tightest limit.
    let most = suite.max_borrow(&bob).unwrap();
    assert_eq!(most.amount, usd("50000"));
    suite.borrow(&bob, usd("20000")).unwrap();
    checker.check(&suite).unwrap();

    // Half is paid out; of the other half 5 % stays in the insurance or goes to the protocol.
    assert_eq!(suite.stable_of(&bob).unwrap(), usd("10000"));
    let order = suite.order(1).unwrap();
    assert_eq!(order.amount, usd("10000"));
    suite.net.relay_all().unwrap();
    checker.check(&suite).unwrap();

    let position = suite.position(&bob).unwrap();
    let bought = position.claim.eth;
    assert!(bought > eth("4.7") && bought < eth("4.75"), "{bought}");
    assert_eq!(suite.backing().unwrap().open_batches, 0);

    // Repaying half releases half; repaying all releases all.
    let debt = suite.position(&bob).unwrap().debt;
    suite
        .repay(&bob, debt.checked_div(2u128.into()).unwrap())
        .unwrap();
    checker.check(&suite).unwrap();
    let half = suite.eth_of(&bob).unwrap();
    assert_eq!(half, bought.checked_div(2u128.into()).unwrap());
    suite.fund_stable(&bob, usd("20000")).unwrap();
    suite.repay(&bob, usd("20000")).unwrap();
    assert_eq!(suite.eth_of(&bob).unwrap(), bought);
    suite.withdraw_collateral(&bob, None).unwrap();
    assert_eq!(suite.qer_of(&bob).unwrap(), qer("100000"));
    suite.withdraw(&sue, None).unwrap();
    checker.check(&suite).unwrap();
    assert!(checker.held.len() > 20, "{:?}", checker.held);
}
