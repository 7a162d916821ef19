//! What the cost test and the benchmark share: a market with many open positions, and what each
//! operation reads and writes in it.

pub mod crowd;
pub mod operations;
pub mod row;

use qerun_testing::suite::{decimal, usd, Setup, Suite};

/// Everything borrowed by the crowd, whatever its size: totals keep their digits, so that bytes can
/// be compared too, and each of 20,000 positions still has the minimum debt of 50 dollars.
pub const CROWD_DEBT: &str = "1000000";

/// A market large enough for the crowd's debt within its caps. The batch is not due before the whole
/// crowd has borrowed.
pub fn setup() -> Setup {
    let mut setup = Setup::default();
    setup.quotes.depth = decimal("20000000");
    setup.insurance = usd("3000000");
    setup.set_pool(usd("400000000"));
    setup.plan.market.batch.min_size = usd("600000");
    setup.plan.reserve.max_order = usd("1000000");
    setup.plan.reserve.max_in_flight = usd("2000000");
    setup
}

/// The market with a supplier, before the crowd comes.
pub fn open() -> Suite {
    let mut suite = setup().build().unwrap();
    let sue = suite.user("sue");
    suite.fund_stable(&sue, usd("3000000")).unwrap();
    suite.supply(&sue, usd("2500000")).unwrap();
    suite
}

/// Hands the crowd's batch over and buys its ETH; positions keep their part of the batch until touched.
pub fn settle(suite: &mut Suite) {
    suite.pass(21_601).unwrap();
    suite.flush_market().unwrap();
    suite.net.relay_all().unwrap();
    let batches = suite.batches().unwrap();
    assert!(batches.len() == 1 && batches[0].1.settled, "{batches:?}");
    suite.refresh().unwrap();
}
