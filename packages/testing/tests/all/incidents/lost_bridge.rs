//! Multichain 2023: the bridged asset loses its backing. axlETH itself is priced, it secures nobody's borrowing, and no
//! purchase takes it above the oracle's price.

use qerun_testing::suite::{decimal, qer, usd};

use super::{micro, refused, Attack};

#[test]
fn worthless_eth_buys_nothing_and_liquidates_nobody() {
    let mut t = Attack::new("lost_bridge");
    let eve = t.fund("eve", "60000", "200000");
    let bob = t.honest_borrower("bob", "90000", "40000");
    t.deposit(&eve, qer("100000")).unwrap();
    let open = t.max_borrow(&eve).unwrap();
    t.fair.eth = decimal("100");
    t.begin();
    let health = t.position(&bob).unwrap().health;

    // The attacker holds worthless ETH and sells it to the pool where the protocol buys; the feeders have not seen it yet.
    let price = decimal("100");
    let pool = t.pool.clone();
    pool.arbitrage_to(&mut t.net.dex, price).unwrap();
    t.borrow(&eve, usd("4000")).unwrap();
    t.net.relay_all().unwrap();
    // What was bought at the pool's price is more ETH, not less: nothing was paid above the oracle's.
    let claim = t.position(&eve).unwrap().claim.eth;
    assert!(claim > qerun_testing::suite::eth("10"), "{claim}");

    // The feeders see it, in one block.
    t.crash(|quotes| quotes.eth = decimal("100")).unwrap();
    assert!(t.position(&bob).unwrap().health.unwrap() + decimal("0.001") >= health.unwrap());
    refused(t.liquidate(&eve, &bob, usd("40000")), "health");
    // The stress bound counts what the ETH is worth now: less may be borrowed than before.
    let now = t.max_borrow(&eve).unwrap();
    let (before, after) = (open.limits.unwrap().stress, now.limits.unwrap().stress);
    assert!(after < before, "{after} after {before}");
    let debt = t.position(&eve).unwrap().debt;
    t.repay(&eve, debt).unwrap();
    let profit = t.profit("a bridge that is lost, with a loan of 4,000 USD");
    // He bought ETH at the pool's price as anyone could; the discount of his own sale, paid by himself, is not a gain.
    assert!(profit <= micro(500), "{profit}");
}
