//! Queries: what wallets, keepers and indexers ask.

use crate::common::*;
use cosmwasm_std::Addr;
use qerun_messages::market::*;

fn user(name: &str) -> String {
    addr(name).into()
}

#[test]
fn config_and_params_are_told_as_set() {
    let market = Market::new();
    let told: Config<String> = market.query(QueryMsg::Config {});
    assert_eq!(told, config());
    let told: Params = market.query(QueryMsg::Params {});
    assert_eq!(told, params());
}

#[test]
fn state_is_accrued_to_now_and_nothing_is_written() {
    let mut market = Market::new();
    market.deposit("bob", 100_000 * ONE).unwrap();
    market.borrow("bob", 25_000 * ONE).unwrap();
    market.batch_in_flight(1, 0, 0);
    let accrued_at = market.now();
    market.wait(31_536_000);
    let before = market.dump();
    let told: StateResponse = market.query(QueryMsg::State {});
    assert_eq!(market.dump(), before);
    // The figures of supply.rs: index 1 + 0.025 + 0.0003125 + 0.00000260416666...
    assert_eq!(told.debt_index, dec("1.025315104166666667"));
    assert_eq!(told.debt, int(25_632_877_605));
    assert_eq!(told.debt_shares, debt_shares(25_000_000_000_000_000));
    assert_eq!(told.insurance, int(70_126_575_521));
    assert_eq!(told.insurance_due, int(0));
    assert_eq!(told.cash, int(75_000 * ONE - 126_575_521));
    assert_eq!(told.supplied, int(100_506_302_084));
    assert_eq!(told.supply_shares, supply_shares(100_000_000_000_000_000));
    assert_eq!(told.collateral, int(110_000 * ONE));
    assert_eq!(told.accrued_at, accrued_at);
    assert_eq!(told.batch.id, 2);
    // 25,632.877605 / 100,506.302084 = 0.2550374994..., a tenth of it is the rate
    let utilisation = told.utilisation.to_string();
    assert!(utilisation.starts_with("0.25503751"), "{utilisation}");
    let tenth = (told.borrow_rate * dec("10")).to_string();
    assert!(tenth.starts_with("0.25503751"), "{tenth}");
    let share = told.borrow_rate * told.utilisation * dec("0.8");
    assert!(share.abs_diff(told.supply_rate) < dec("0.000000000000000003"));
}

#[test]
fn position_tells_both_healths() {
    let mut market = Market::new();
    market.borrow("alice", 4_000 * ONE).unwrap();
    market.batch_in_flight(1, 1_900 * ONE, 100 * ONE);
    let told = market.describe("alice");
    assert_eq!(told.collateral_value, Some(dec("20000")));
    assert_eq!(told.debt_value, Some(dec("4000")));
    assert_eq!(told.health, Some(dec("3")));
    // (20,000 + 1,900) x 0.6 / 4,000
    assert_eq!(told.health_with_claim, Some(dec("3.285")));
    assert_eq!(told.claim.pending, int(1_900 * ONE));
    // Settled at 1.2 ETH: 1.14 ETH x 2,000 = 2,280; and 475 unsent.
    market.settle_batch(1, ETHER * 12 / 10);
    market.borrow("alice", 1_000 * ONE).unwrap();
    let told = market.describe("alice");
    let claim = ClaimResponse {
        eth: int(ETHER * 114 / 100),
        unsent: int(475 * ONE),
        pending: int(0),
        stable: int(0),
    };
    assert_eq!(told.claim, claim);
    assert_eq!(told.health, Some(dec("2.4")));
    // (20,000 + 2,280 + 475) x 0.6 / 5,000
    assert_eq!(told.health_with_claim, Some(dec("2.7306")));
}

#[test]
fn position_without_prices_tells_what_it_knows() {
    let mut market = Market::new();
    market.borrow("alice", 4_000 * ONE).unwrap();
    market.expire("eth");
    let told = market.describe("alice");
    assert_eq!(told.health, Some(dec("3")));
    assert_eq!(told.health_with_claim, None);
    market.expire("qer");
    let told = market.describe("alice");
    assert_eq!((told.health, told.collateral_value), (None, None));
    assert_eq!(told.debt, int(4_000 * ONE));
    let nobody = market.describe("nobody");
    assert_eq!(nobody.debt, int(0));
    assert_eq!(nobody.user, addr("nobody"));
}

#[test]
fn positions_by_health_come_least_healthy_first_page_by_page() {
    let mut market = Market::new();
    for (name, collateral, debt) in [
        ("u1", 1_000, 300),
        ("u2", 1_000, 500),
        ("u3", 2_000, 600),
        ("u4", 4_000, 1_000),
        ("u5", 1_000, 900),
    ] {
        market.deposit(name, collateral * ONE).unwrap();
        market.borrow(name, debt * ONE).unwrap();
    }
    let page = |market: &Market, start_after, limit| -> PositionsByHealthResponse {
        market.query(QueryMsg::PositionsByHealth { start_after, limit })
    };
    let all = page(&market, None, None);
    assert_eq!(all.next, None);
    let healths: Vec<_> = all
        .positions
        .iter()
        .map(|p| p.health.unwrap().to_string())
        .collect();
    // 2 USD x 0.6 x collateral / debt
    assert_eq!(healths, ["1.333333333333333333", "2.4", "4", "4", "4.8"]);
    assert_eq!(all.positions[0].user, addr("u5"));
    let equal: Vec<&Addr> = vec![&all.positions[2].user, &all.positions[3].user];
    let mut sorted = equal.clone();
    sorted.sort();
    sorted.reverse();
    assert_eq!(equal, sorted, "equal health: by address, downwards");

    let mut seen = vec![];
    let mut cursor = None;
    let mut pages = 0;
    loop {
        let found = page(&market, cursor, Some(2));
        seen.extend(found.positions);
        pages += 1;
        cursor = found.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!((seen, pages), (all.positions.clone(), 3));
    // A page that ends with the last position says so.
    assert_eq!(page(&market, None, Some(5)).next, None);
    let four = page(&market, None, Some(4));
    let next = four.next.unwrap();
    assert_eq!(next.user, four.positions[3].user.as_str());
    assert_eq!(next.order, int(3 * 10u128.pow(23)));
    // A page of none is one of one: it never says that it is the last when it is not.
    let none = page(&market, None, Some(0));
    assert_eq!(none, page(&market, None, Some(1)));
    assert_eq!(none.next.unwrap().user, addr("u5").as_str());
    // Who repays leaves the list.
    market.repay("u5", 900 * ONE).unwrap();
    let first = page(&market, None, Some(1)).positions;
    assert_eq!(first[0].user, addr("u2"));
}

#[test]
fn lists_by_address_have_pages() {
    let mut market = Market::empty();
    for n in 0..35 {
        let name = format!("u{n}");
        market.deposit(&name, 100).unwrap();
        market.supply(&name, 100).unwrap();
    }
    let positions = |start_after, limit| -> Vec<String> {
        let found: PositionsResponse = market.query(QueryMsg::Positions { start_after, limit });
        found.positions.into_iter().map(|p| p.user.into()).collect()
    };
    let suppliers = |start_after, limit| -> Vec<String> {
        let found: SuppliersResponse = market.query(QueryMsg::Suppliers { start_after, limit });
        found.suppliers.into_iter().map(|p| p.user.into()).collect()
    };
    assert_eq!(positions(None, None).len(), 10);
    assert_eq!(suppliers(None, None).len(), 10);
    for list in [&positions as &dyn Fn(_, _) -> _, &suppliers] {
        let mut seen: Vec<String> = list(None, Some(1_000));
        assert_eq!(seen.len(), 30);
        seen.extend(list(seen.last().cloned(), Some(1_000)));
        let mut all: Vec<_> = (0..35).map(|n| user(&format!("u{n}"))).collect();
        all.sort();
        assert_eq!(seen, all);
    }
}

#[test]
fn every_page_says_whether_more_follow() {
    let mut market = Market::new();
    market.borrow("alice", 2_000 * ONE).unwrap();
    market.batch_in_flight(1, 950 * ONE, 50 * ONE);
    let names = ["u0", "u1", "u2", "u3", "alice"];
    for name in &names[..4] {
        market.deposit(name, 10_000 * ONE).unwrap();
        market.supply(name, ONE).unwrap();
        market.borrow(name, 2_000 * ONE).unwrap();
        let id = market.state().batch.id - 1;
        market.batch_in_flight(id, 950 * ONE, 50 * ONE);
    }
    for name in names {
        market.repay(name, 2_000 * ONE).unwrap();
    }
    market.set_barred(&names, &[]).unwrap();
    type Page = fn(&Market, Option<String>, Option<u32>) -> (Vec<Addr>, Option<String>);
    let lists: [(&str, Page); 4] = [
        ("positions", |market, start_after, limit| {
            let page: PositionsResponse = market.query(QueryMsg::Positions { start_after, limit });
            (
                page.positions.into_iter().map(|p| p.user).collect(),
                page.next,
            )
        }),
        ("owed", |market, start_after, limit| {
            let page: OwedListResponse = market.query(QueryMsg::OwedList { start_after, limit });
            (page.owed.into_iter().map(|p| p.user).collect(), page.next)
        }),
        ("suppliers", |market, start_after, limit| {
            let page: SuppliersResponse = market.query(QueryMsg::Suppliers { start_after, limit });
            (
                page.suppliers.into_iter().map(|p| p.user).collect(),
                page.next,
            )
        }),
        ("barred", |market, start_after, limit| {
            let page: BarredResponse = market.query(QueryMsg::Barred { start_after, limit });
            (page.barred, page.next)
        }),
    ];
    for (name, list) in lists {
        let (all, next) = list(&market, None, Some(5));
        assert_eq!((all.len(), next), (5, None), "{name}");
        for size in [0, 1, 2, 4] {
            let (mut seen, mut start, mut pages) = (vec![], None, 0);
            loop {
                let (page, next) = list(&market, start, Some(size));
                assert_eq!(next.is_none(), seen.len() + page.len() == 5, "{name}");
                assert!(next.is_none() || next.as_deref() == page.last().map(Addr::as_str));
                seen.extend(page);
                pages += 1;
                start = next;
                if start.is_none() {
                    break;
                }
            }
            assert_eq!(seen, all, "{name}");
            assert_eq!(pages, 5usize.div_ceil(size.max(1) as usize), "{name}");
        }
    }
}

#[test]
fn owed_is_listed_until_it_is_collected() {
    let mut market = Market::new();
    market.borrow("alice", 2_000 * ONE).unwrap();
    market.batch_in_flight(1, 950 * ONE, 50 * ONE);
    market.repay("alice", 500 * ONE).unwrap();
    let list = |market: &Market| -> OwedListResponse {
        market.query(QueryMsg::OwedList {
            start_after: None,
            limit: None,
        })
    };
    let row = OwedResponse {
        user: addr("alice"),
        eth: int(0),
        batches: vec![OwedBatch {
            batch_id: 1u64.into(),
            user_in: int(237_500_000),
            eth: None,
            stable: None,
        }],
        stable: int(0),
        collectable: int(0),
        collectable_stable: int(0),
    };
    assert_eq!(market.owed("alice"), row);
    assert_eq!(list(&market).owed, [row]);
    market.settle_batch(1, ETHER);
    assert_eq!(
        list(&market).owed[0].collectable,
        int(ETHER * 2_375 / 10_000)
    );
    market.collect("alice").unwrap();
    assert!(list(&market).owed.is_empty());
    let empty = market.owed("nobody");
    assert_eq!((empty.eth, empty.collectable), (int(0), int(0)));
}

#[test]
fn a_supplier_is_told_shares_and_their_worth() {
    let mut market = Market::empty();
    market.supply("sam", 100).unwrap();
    let told: SupplierResponse = market.query(QueryMsg::Supplier { user: user("sam") });
    assert_eq!(
        (told.shares, told.assets),
        (supply_shares(100_000_000), int(100))
    );
    let told: SupplierResponse = market.query(QueryMsg::Supplier { user: user("eve") });
    assert_eq!((told.shares, told.assets), (supply_shares(0), int(0)));
}

#[test]
fn bad_addresses_are_errors() {
    let market = Market::new();
    let user = || "nobody's".to_string();
    for msg in [
        QueryMsg::Position { user: user() },
        QueryMsg::Owed { user: user() },
        QueryMsg::Barred {
            start_after: Some(user()),
            limit: None,
        },
        QueryMsg::Supplier { user: user() },
        QueryMsg::MaxBorrow { user: user() },
        QueryMsg::MaxWithdraw { user: user() },
    ] {
        market.try_query(msg).unwrap_err();
    }
}
