//! Two borrowers at a dollar a QER: carol with most of the debt, dave with a claim that is partly ETH and partly unsent.
//! Then carol sells 1.8 million QER for the pair's stablecoins, and ETH falls, too.

use anyhow::Result;

use crate::crash::Crash;
use crate::e2e::balances::{ensure_equal, Balances};
use crate::e2e::loan::borrow_unsent;
use crate::e2e::purchase::borrow;
use crate::e2e::{ether, usd, ONE};

/// Carol's QER and debt: at the limit of 40 %.
pub const LARGE_COLLATERAL: u128 = 27_600 * ONE;
const LARGE_DEBT: u128 = 11_000 * ONE;
/// Dave's QER, and the two parts of his debt: the first leaves with carol's batch, the second one stays in the next.
pub const SMALL_COLLATERAL: u128 = 4_100 * ONE;
const SMALL_DEBTS: [u128; 2] = [1_000 * ONE, 600 * ONE];

pub fn run(crash: &Crash) -> Result<String> {
    let net = &crash.net;
    let (carol, dave) = (crash.person("carol")?, crash.person("dave")?);
    net.deposit(carol, LARGE_COLLATERAL)?;
    net.deposit(dave, SMALL_COLLATERAL)?;
    // The hour of the averages begins with the first price: from here on all must be quick.
    let before = crash.open_phases()?;
    let [first, second] = SMALL_DEBTS;
    borrow_unsent(net, dave, first)?;
    let purchase = borrow(net, carol, LARGE_DEBT)?;
    purchase.ensure_settled(net)?;
    borrow_unsent(net, dave, second)?;
    let balances = Balances::of(net)?;
    let after = crash.fall(carol, dave)?;
    Balances {
        pool_stable: balances.pool_stable,
        pool_eth: balances.pool_eth,
        ..Balances::of(net)?
    }
    .ensure_same(&balances, "a fall of prices moves nothing but the pools")?;

    // Contributions bought ETH, since the insurance covers this debt under stress.
    let part = purchase.stable - purchase.users;
    let own = purchase.eth - (purchase.users * purchase.eth).div_ceil(purchase.stable);
    ensure_equal("contributions", part, (first + LARGE_DEBT) / 2 / 20)?;
    ensure_equal("the protocol's own ETH", balances.unencumbered, own)?;
    Ok(format!(
        "debts of {} and {}; QER from {} to {}, ETH from {} to {}; {} are the protocol's own",
        usd(LARGE_DEBT),
        usd(first + second),
        before.qer,
        after.qer,
        before.eth,
        after.eth,
        ether(own)
    ))
}
