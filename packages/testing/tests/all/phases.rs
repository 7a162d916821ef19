//! The phases of a deployment, decided by the DAO through the timelock: governance and staking, then borrowing, then buyback.

use cosmwasm_std::{coin, Addr, CosmosMsg, Uint128};
use qerun_messages::market::{ExecuteMsg as Market, MissingForBorrowing as Missing};
use qerun_messages::reserve::{ExecuteMsg as Reserve, MissingForBuyback, Params, QueryMsg};
use qerun_messages::timelock::Class;
use qerun_messages::token;
use qerun_testing::suite::{call, decimal, eth, qer, usd, InvariantChecker, Setup, Suite};

const DAY: u64 = 86_400;

/// A deployment without insurance, in which alice decides.
fn deployed(change: impl FnOnce(&mut Setup)) -> (Suite, Addr) {
    let mut setup = Setup {
        borrowing: false,
        insurance: Uint128::zero(),
        ..Setup::default()
    };
    change(&mut setup);
    let mut suite = setup.build().unwrap();
    let alice = suite.user("alice");
    suite.fund_qer(&alice, qer("500000")).unwrap();
    suite.stake(&alice, qer("200000"), None).unwrap();
    suite.net.advance(6);
    (suite, alice)
}

/// A decision up to the end of its delay; its id and class.
fn ripe(suite: &mut Suite, alice: &Addr, text: &str, messages: Vec<CosmosMsg>) -> (u64, Class) {
    let id = suite.decide(alice, &[], text, messages).unwrap();
    let class = suite.operation(id).unwrap().operation.class;
    suite.post_bond(alice, id).unwrap();
    let days = if class == Class::Critical { 7 } else { 3 };
    suite.pass(days * DAY).unwrap();
    (id, class)
}

fn insure(suite: &mut Suite, amount: &str) {
    let treasury = suite.at.treasury.clone();
    let funds = [coin(usd(amount).u128(), &suite.stable)];
    suite
        .market(&treasury, &Market::FundInsurance {}, &funds)
        .unwrap();
}

fn borrower(suite: &mut Suite, name: &str) -> Addr {
    let user = suite.user(name);
    suite.fund_qer(&user, qer("100000")).unwrap();
    suite.deposit(&user, qer("100000")).unwrap();
    user
}

#[test]
fn the_dao_opens_borrowing_once_insurance_and_suppliers_are_there() {
    let (mut suite, alice) = deployed(|_| ());
    let (bob, sue) = (borrower(&mut suite, "bob"), suite.user("sue"));
    // Staking, voting and pledging work; borrowing does not.
    let refused = suite.borrow(&bob, usd("60")).unwrap_err();
    let told = format!("{refused:#}");
    assert!(told.contains("has not been opened"), "{told}");

    let opening = call(&suite.at.market, &Market::OpenBorrowing {}).unwrap();
    let (id, class) = ripe(&mut suite, &alice, "Open borrowing", vec![opening]);
    assert_eq!(class, Class::Sensitive);
    let told = format!("{:#}", suite.execute_operation(id).unwrap_err());
    let needed = usd("50");
    let missing = [
        Missing::Insurance {
            insurance: decimal("0"),
            needed: decimal("140000"),
        },
        Missing::StressCover {
            covered: Uint128::zero(),
            needed,
        },
        Missing::Cash {
            cash: Uint128::zero(),
            needed,
        },
    ];
    assert_eq!(suite.milestones().unwrap().missing, missing);
    for item in missing {
        assert!(told.contains(&item.to_string()), "{told}");
    }
    // The operation waits in its window; one thing is there, then the other.
    insure(&mut suite, "140000");
    let told = format!("{:#}", suite.execute_operation(id).unwrap_err());
    assert!(
        told.contains("suppliers' cash is 0") && !told.contains("insurance is"),
        "{told}"
    );
    suite.fund_stable(&sue, usd("50")).unwrap();
    suite.supply(&sue, usd("50")).unwrap();
    suite.execute_operation(id).unwrap();
    let opened = suite.milestones().unwrap();
    assert_eq!(opened.opened_at, Some(suite.net.home.now()));
    suite.borrow(&bob, usd("50")).unwrap();
    InvariantChecker::default().check(&suite).unwrap();

    // Neither the DAO nor the guardian closes it, but by a pause that ends.
    let guardian = suite.at.guardian.clone();
    let again = suite.market(&guardian, &Market::OpenBorrowing {}, &[]);
    again.unwrap_err();
    suite.guardian_pause("market").unwrap();
    suite.fund_stable(&sue, usd("100")).unwrap();
    let paused = format!("{:#}", suite.borrow(&bob, usd("1")).unwrap_err());
    assert!(paused.contains("Borrow is paused until"), "{paused}");
    suite.guardian_pause("market").unwrap_err();
    suite.pass(14 * DAY).unwrap();
    suite.supply(&sue, usd("100")).unwrap();
    suite.borrow(&bob, usd("1")).unwrap();
    assert_eq!(suite.milestones().unwrap().opened_at, opened.opened_at);
}

/// As a plan with a level leaves it: one critical operation names the burner and opens both.
#[test]
fn surplus_eth_buys_qer_that_is_burned_and_claims_keep_theirs() {
    let level = eth("0.5");
    let (mut suite, alice) = deployed(|setup| {
        setup.plan.reserve.buyback_above = Some(level);
        setup.set_pool(usd("40000000"));
    });
    let (bob, sue) = (borrower(&mut suite, "bob"), suite.user("sue"));
    suite.fund_stable(&sue, usd("200000")).unwrap();
    suite.supply(&sue, usd("200000")).unwrap();
    insure(&mut suite, "150000");
    let told = suite.buyback_milestones().unwrap();
    let (market, token) = (suite.at.market.clone(), suite.at.token.clone());
    let nothing_open = [
        MissingForBuyback::BorrowingNotOpen { market },
        MissingForBuyback::NotBurner {
            token: token.clone(),
        },
    ];
    assert_eq!(
        (told.opened_at, &told.missing[..]),
        (None, &nothing_open[..])
    );
    let address = suite.at.reserve.to_string();
    let messages = vec![
        call(&token, &token::ExecuteMsg::AddBurner { address }).unwrap(),
        call(&suite.at.market, &Market::OpenBorrowing {}).unwrap(),
        call(&suite.at.reserve, &Reserve::OpenBuyback {}).unwrap(),
    ];
    let (id, class) = ripe(&mut suite, &alice, "Open both", messages);
    assert_eq!(class, Class::Critical);
    suite.execute_operation(id).unwrap();
    let mut checker = InvariantChecker::default();
    checker.check(&suite).unwrap();

    // A twentieth of the reserve part of 20,000 buys ETH of the protocol's own.
    suite.borrow(&bob, usd("40000")).unwrap();
    suite.net.relay_all().unwrap();
    suite.refresh().unwrap();
    checker.check(&suite).unwrap();
    let before = suite.backing().unwrap();
    // Nothing is surplus yet: the level is above what the protocol owns.
    assert!(before.unencumbered < level && before.encumbered > level);
    assert_eq!(suite.storefront().unwrap().buyback, None);
    let seller = suite.user("seller");
    suite.fund_qer(&seller, qer("2000")).unwrap();
    let told = format!("{:#}", suite.buy_back(&seller, qer("1"), None).unwrap_err());
    assert!(told.contains("no ETH is for sale"), "{told}");

    // Governance keeps less.
    let kept = eth("0.1");
    set_level(&mut suite, Some(kept));
    let supply = suite.qer_supply().unwrap();
    let offer = suite.storefront().unwrap().buyback.unwrap();
    assert_eq!(offer.eth, before.unencumbered - kept);
    // More than everything costs: what is too much comes back.
    let had = suite.qer_of(&seller).unwrap();
    suite.buy_back(&seller, qer("2000"), None).unwrap();
    assert_eq!(suite.eth_of(&seller).unwrap(), offer.eth);
    assert_eq!(suite.qer_of(&seller).unwrap(), had - offer.cost);
    let after = suite.qer_supply().unwrap();
    assert_eq!(after.total, supply.total - offer.cost);
    assert_eq!(after.burned, supply.burned + offer.cost);
    assert!(offer.cost > qer("800"), "{}", offer.cost);
    let left = suite.backing().unwrap();
    assert_eq!(left.unencumbered, kept);
    assert_eq!(left.encumbered, before.encumbered);
    checker.check(&suite).unwrap();

    // Not a wei of the claims is for sale at any level; bob's debt releases all of it.
    suite.pass(DAY).unwrap();
    set_level(&mut suite, Some(Uint128::zero()));
    let offer = suite.storefront().unwrap().buyback.unwrap();
    assert_eq!(offer.eth, kept);
    suite.buy_back(&seller, qer("900"), None).unwrap();
    let left = suite.backing().unwrap();
    assert!(left.encumbered == before.encumbered && left.unencumbered < kept);
    suite.fund_stable(&bob, usd("21000")).unwrap();
    suite.repay(&bob, usd("41000")).unwrap();
    // A claim is folded rounded down.
    let released = suite.eth_of(&bob).unwrap();
    let dust = before.encumbered - released;
    assert!(dust.u128() <= 1, "{dust}");
    checker.check(&suite).unwrap();

    // Off, it refuses and says so.
    suite.pass(DAY).unwrap();
    set_level(&mut suite, None);
    let total = suite.qer_supply().unwrap().total;
    let told = format!("{:#}", suite.buy_back(&seller, qer("1"), None).unwrap_err());
    assert!(told.contains("buyback is off"), "{told}");
    assert_eq!(suite.qer_supply().unwrap().total, total);
    checker.check(&suite).unwrap();
}

fn set_level(suite: &mut Suite, level: Option<Uint128>) {
    let (owner, reserve) = (suite.at.timelock.clone(), suite.at.reserve.clone());
    let config: qerun_messages::reserve::ConfigResponse = suite
        .net
        .home
        .query(&reserve, &QueryMsg::Config {})
        .unwrap();
    let params = Params {
        buyback_above: level,
        ..config.params
    };
    suite
        .reserve(&owner, &Reserve::UpdateParams { params })
        .unwrap();
}

/// Whoever sends QER before that gets it back: the transaction fails whole.
#[test]
fn before_it_is_open_a_sale_fails_whole() {
    let mut setup = Setup::default();
    setup.plan.reserve.buyback_above = Some(Uint128::zero());
    let mut suite = setup.build().unwrap();
    suite.let_reserve_burn().unwrap();
    let seller = suite.user("seller");
    suite.fund_qer(&seller, qer("10")).unwrap();
    let before = (suite.qer_supply().unwrap(), suite.qer_of(&seller).unwrap());
    let refused = suite.buy_back(&seller, qer("10"), None).unwrap_err();
    let told = format!("{refused:#}");
    assert!(
        told.contains("buyback has not been opened by governance"),
        "{told}"
    );
    let after = (suite.qer_supply().unwrap(), suite.qer_of(&seller).unwrap());
    assert_eq!(after, before);
}
