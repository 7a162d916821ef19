//! After a random run everything is let go on and everyone leaves: nothing is left but donations,
//! the insurance, and dust that is bounded and explained here.

use cosmwasm_std::Uint128;
use qerun_math::{SupplyShares, VIRTUAL_ASSETS, VIRTUAL_SHARES};
use qerun_messages::market::StateResponse;
use qerun_messages::reserve::OrderStatus;
use qerun_testing::suite::random::{Random, Recipient};
use qerun_testing::suite::{InvariantChecker, Suite};

/// Operations before everyone leaves.
const OPERATIONS: u64 = 1_500;

fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("{name}={text} is no number")),
    )
}

fn drain(seed: u64) {
    let seed = number("QERUN_SEED").unwrap_or(seed);
    let operations = number("QERUN_OPERATIONS").unwrap_or(OPERATIONS);
    let (mut suite, mut checker, mut random) =
        Random::run(seed, operations).unwrap_or_else(|error| panic!("{error:#}"));
    let setup = Random::setup();
    let left = random
        .drain(&mut suite, &mut checker, &setup)
        .and_then(|()| random.leave(&mut suite, &mut checker, &setup));
    let before = left.unwrap_or_else(|error| panic!("{:#}", random.explain(&error)));
    nobody_has_anything_left(&suite, &random);
    the_market_keeps_insurance_dust_and_gifts(&suite, &checker, &random, &before);
    the_reserve_keeps_dust_and_gifts(&suite, &checker, &random);
    the_dex_chain_keeps_donations(&suite, &random);
}

/// Debt, collateral, claims, what is owed and supply are gone; QER is where it was given.
fn nobody_has_anything_left(suite: &Suite, random: &Random) {
    assert_eq!(suite.positions().unwrap(), vec![]);
    assert_eq!(suite.all_owed().unwrap(), vec![]);
    let state = suite.state().unwrap();
    assert!(
        state.debt.is_zero() && state.debt_shares.is_zero(),
        "{state:?}"
    );
    for user in &random.users {
        assert!(suite.supplier(user).unwrap().assets.is_zero());
    }
    for (place, addr) in [
        (Recipient::Market, &suite.at.market),
        (Recipient::Reserve, &suite.at.reserve),
    ] {
        let given = random.given(suite, place, "qer").unwrap();
        assert_eq!(suite.qer_of(addr).unwrap(), given, "{place:?}");
    }
}

/// Which dust: a withdrawal of `s` shares at price `p` pays `s p`, rounded down, and `p` never
/// falls, so that with the price `p0` before `w` withdrawals and `l` shares left
/// `cash + 1 <= p0 (l + 1e6) + w`, the one unit and the million shares being the virtual ones.
/// The shares left are those whose value is below one unit.
fn the_market_keeps_insurance_dust_and_gifts(
    suite: &Suite,
    checker: &InvariantChecker,
    random: &Random,
    before: &StateResponse,
) {
    let state = suite.state().unwrap();
    assert!(state.insurance_due.is_zero(), "{state:?}");
    // The protocol's part of a batch that is no order by itself waits for the next borrow.
    let batch = state.batch.protocol_in;
    assert!(
        state.batch.user_in.is_zero() && batch < suite.backing().unwrap().min_order,
        "{state:?}"
    );
    // Of batches that were wound down: each claim's part is rounded down by less than a unit.
    assert!(state.kept <= checker.eth_dust(), "{state:?}");
    // Everything in the suppliers' pool that no share can take out: what rounding left there.
    assert_eq!(state.cash, state.supplied);
    let withdrawals = Uint128::new(random.users.len() as u128);
    let whole = |shares: SupplyShares| Uint128::new(shares.u128() + VIRTUAL_SHARES);
    let assets = before.supplied + Uint128::new(VIRTUAL_ASSETS);
    let most = whole(state.supply_shares).multiply_ratio(assets, whole(before.supply_shares));
    assert!(
        state.cash <= most + withdrawals,
        "{} over {most}",
        state.cash
    );
    assert!(
        most <= Uint128::new(100),
        "{most}: shares of no value are worth something"
    );
    // The insurance is what the market holds beyond that and beyond its donations, to the last unit.
    let held = suite.stable_of(&suite.at.market).unwrap();
    let donations = random.given(suite, Recipient::Market, "stable").unwrap();
    assert_eq!(
        held,
        state.insurance + state.cash + state.kept + batch + donations
    );
    let donations = random.given(suite, Recipient::Market, "eth").unwrap();
    assert_eq!(suite.eth_of(&suite.at.market).unwrap(), donations);
}

fn the_reserve_keeps_dust_and_gifts(suite: &Suite, checker: &InvariantChecker, random: &Random) {
    let backing = suite.backing().unwrap();
    assert!(
        backing.waiting.is_zero() && backing.in_flight.is_zero(),
        "{backing:?}"
    );
    assert_eq!((backing.open_orders, backing.open_batches), (0, 0));
    assert!(backing.unencumbered.is_zero());
    // Each batch's users' part is rounded up by less than a unit, each claim's part of a
    // batch, turned into ETH, is rounded down by less than one.
    let dust = checker.eth_dust();
    assert!(backing.encumbered <= dust, "{backing:?}, {dust} allowed");

    // What is unaccounted for: donations, and ETH or refunds of orders that had been closed from donations before
    // (sync, resolve, retry); less what those took, and what was recorded of lost orders.
    let (late_eth, late_stable) = random.late();
    let (orders, purchases) = (suite.orders().unwrap(), suite.purchases().unwrap());
    let credited: Uint128 = orders.iter().map(|(_, o)| o.eth_out).sum();
    let credited = credited + late_eth - random.made_good();
    let donations = random.given(suite, Recipient::Reserve, "eth").unwrap();
    let held = suite.eth_of(&suite.at.reserve).unwrap();
    assert_eq!(
        held + credited,
        backing.encumbered + donations + random.returned()
    );

    let sold = |id: &u64| purchases.iter().any(|p| p.order_id.u64() == *id);
    let came_back = orders.iter().filter(|(id, _)| !sold(id));
    let came_back: Uint128 = came_back.map(|(_, o)| o.amount).sum();
    let refunded = orders
        .iter()
        .filter(|(_, o)| o.status == OrderStatus::Refunded);
    let refunded: Uint128 = refunded.map(|(_, o)| o.amount).sum();
    let donations = random.given(suite, Recipient::Reserve, "stable").unwrap();
    let held = suite.stable_of(&suite.at.reserve).unwrap();
    assert_eq!(held + refunded + late_stable, donations + came_back);
}

/// The outpost has nothing but donations: a return that was repeated from them gave them away, or put
/// itself in their place. Escrows equal vouchers.
fn the_dex_chain_keeps_donations(suite: &Suite, random: &Random) {
    let (dex, outpost) = (&suite.net.dex, &suite.at.outpost);
    let donations = random.given(suite, Recipient::Outpost, "stable").unwrap();
    assert_eq!(
        dex.balance(outpost, &suite.dex_stable()).unwrap(),
        donations
    );
    let donations = random.given(suite, Recipient::Outpost, "eth").unwrap();
    let purchases = suite.purchases().unwrap();
    let bought: Uint128 = purchases.iter().map(|p| p.purchase.eth_out).sum();
    let held = dex.balance(outpost, &suite.dex_eth()).unwrap();
    assert_eq!(held + random.returned(), donations + bought);
    assert!(suite.net.pending().unwrap().is_empty());
    suite.net.ensure_conservation().unwrap();
}

#[test]
fn nothing_is_left_but_dust() {
    drain(11);
}

#[test]
fn nothing_is_left_but_dust_after_another_run() {
    drain(12);
}
