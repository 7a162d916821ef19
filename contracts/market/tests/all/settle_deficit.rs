//! What earmarked ETH was sold for takes the place of the deficit; more is the suppliers', less is lost once more.

use crate::common::*;
use cosmwasm_std::{coin, coins, Coin};
use cw_utils::PaymentError;
use qerun_controls::AccessError;
use qerun_market::state::SUPPLIERS;
use qerun_market::ContractError;
use qerun_math::supply_assets_floor;
use qerun_messages::market::{Earmark, ExecuteMsg, WriteOffs};
use qerun_messages::oracle::{PriceError, Status};

/// What 6 ETH are booked at: 1,800 x 0.92 / 1.05 = 1,577.142857... stablecoins each.
const BOOKED: u128 = 9_462_857_142;
const LOST: u128 = 10_000 * ONE - BOOKED;

/// 200,000 supplied by "sam"; "bob" owed 10,000, which were written off: against all 6 ETH of the reserve, the rest to
/// the suppliers. No insurance.
fn world() -> Market {
    let mut market = Market::uneven();
    market.supply("sam", 200_000 * ONE).unwrap();
    market.owes("bob", 10_000 * ONE);
    market.backing(|b| b.unencumbered = int(6 * ETHER));
    market.lose("bob");
    assert_eq!(market.state().deficit, int(BOOKED));
    assert_eq!(supplied(&market), 200_000 * ONE - LOST);
    market
}

fn supplied(market: &Market) -> u128 {
    market.state().supplied().unwrap().u128()
}

fn totals(insurance: u128, booked: u128, suppliers: u128, recovered: u128) -> WriteOffs {
    WriteOffs {
        debt: int(insurance + booked + suppliers),
        insurance: int(insurance),
        booked: int(booked),
        suppliers: int(suppliers),
        recovered: int(recovered),
    }
}

#[test]
fn proceeds_as_booked_change_nobodys_worth() {
    let mut market = world();
    let before = market.state();
    let response = market.settle_deficit(6 * ETHER, BOOKED).unwrap();
    assert!(response.messages.is_empty());
    let state = market.state();
    assert_eq!(state.cash, before.cash + int(BOOKED));
    assert_eq!(state.deficit, int(0));
    assert_eq!(state.supplied(), before.supplied());
    assert_eq!(state.supply_shares, before.supply_shares);
    assert_eq!(market.earmark().eth, int(0));
    assert_eq!(market.write_offs(), totals(0, BOOKED, LOST, 0));
    assert_event(
        &response,
        "settle_deficit",
        &[
            ("eth", "6000000000000000000"),
            ("proceeds", "9462857142"),
            ("booked", "9462857142"),
            ("recovered", "0"),
            ("to_insurance", "0"),
            ("shortfall", "0"),
            ("deficit", "0"),
            ("earmarked", "0"),
            ("cash", "199462857142"),
            ("debt_shares", "0"),
            ("debt_index", "1"),
            ("supply_shares", "200000000000000000"),
            ("insurance", "0"),
        ],
    );
    assert!(!wrote_off(&response));
}

#[test]
fn parts_take_their_part_and_the_last_one_the_rest() {
    let mut market = world();
    // A third, a third of what is left and the rest: 3,154,285,714 and 2,102,857,142.67 rounded down.
    let (third, next) = (3_154_285_714, 2_102_857_142);
    let before = supplied(&market);
    market.settle_deficit(2 * ETHER, third).unwrap();
    assert_eq!(market.state().deficit, int(BOOKED - third));
    assert_eq!(market.earmark().eth, int(4 * ETHER));
    let started = market.earmark().started;
    market.settle_deficit(4 * ETHER / 3, next).unwrap();
    assert_eq!(market.earmark().started, started, "a sale moves no clock");
    assert_eq!(market.state().deficit, int(BOOKED - third - next));
    let rest = BOOKED - third - next;
    market
        .settle_deficit(4 * ETHER - 4 * ETHER / 3, rest)
        .unwrap();
    assert_eq!(market.state().deficit, int(0));
    assert_eq!(market.earmark().eth, int(0));
    assert_eq!(supplied(&market), before);
    assert_eq!(market.write_offs(), totals(0, BOOKED, LOST, 0));
}

#[test]
fn more_than_was_booked_is_theirs_who_stayed_up_to_what_they_lost() {
    let mut market = world();
    market.supply("tom", 100_000 * ONE).unwrap();
    let worth = |market: &Market, user: &str| {
        let state = market.state();
        let shares = SUPPLIERS.load(&market.deps.storage, &addr(user)).unwrap();
        supply_assets_floor(shares, state.supplied().unwrap(), state.supply_shares).unwrap()
    };
    // Half of sam's leaves before the sale.
    market.withdraw("sam", Some(99_731_428_571)).unwrap();
    let (sam, tom) = (worth(&market, "sam"), worth(&market, "tom"));
    let response = market
        .settle_deficit(6 * ETHER, BOOKED + 1_500 * ONE)
        .unwrap();
    let settled = |key| told(&response, "settle_deficit", key);
    assert_eq!(settled("recovered"), 1_500 * ONE);
    // What nobody had lost joins the insurance.
    assert_eq!(settled("to_insurance"), 1_500 * ONE - LOST);
    assert_eq!(market.state().insurance, int(1_500 * ONE - LOST));
    let gained = worth(&market, "sam") + worth(&market, "tom") - sam - tom;
    assert!(gained <= int(LOST) && gained > int(LOST - 10));
    // By their shares: tom has paid for what was to be recovered when he joined.
    let shares = |user: &str| SUPPLIERS.load(&market.deps.storage, &addr(user)).unwrap();
    let (of_sam, of_tom) = (shares("sam").u128(), shares("tom").u128());
    let part = LOST * of_sam / (of_sam + of_tom);
    assert!(part > 268 * ONE && part < 272 * ONE, "{part}");
    let gained = worth(&market, "sam") - sam;
    assert!(gained.abs_diff(int(part)) < int(10), "{gained}");
    assert_eq!(market.write_offs(), totals(0, BOOKED, LOST, 1_500 * ONE));
}

#[test]
fn less_than_was_booked_is_lost_in_the_same_order() {
    // Of 9,462.857142 there came 9,000; the insurance has 100, the reserve 0.1 ETH more: 157.714285.
    let missing = 462_857_142;
    for (insurance, own, eth, booked) in [
        (10_000 * ONE, ETHER, 0, 0),
        (0, ETHER, 293_478_260_326_086_957, missing),
        (100 * ONE, ETHER / 10, ETHER / 10, 157_714_285),
        (0, 0, 0, 0),
    ] {
        let mut market = world();
        if insurance > 0 {
            market.insure(insurance);
        }
        market.backing(|b| b.unencumbered += int(own));
        market.wait(300);
        let before = supplied(&market);
        let response = market.settle_deficit(6 * ETHER, 9_000 * ONE).unwrap();
        let paid = insurance.min(missing);
        let suppliers = missing - paid - booked;
        assert_eq!(supplied(&market), before - suppliers);
        let state = market.state();
        assert_eq!(state.insurance, int(insurance - paid));
        assert_eq!(state.deficit, int(booked));
        let expected = Earmark {
            eth: int(eth),
            started: if eth > 0 { 1_300 } else { 1_000 },
        };
        assert_eq!(market.earmark(), expected);
        let kept = BOOKED - missing + booked;
        let sums = totals(paid, kept, LOST + suppliers, 0);
        assert_eq!(market.write_offs(), sums);
        assert_eq!(sums.debt, int(10_000 * ONE), "no debt was lost twice");
        assert_eq!(told(&response, "settle_deficit", "shortfall"), missing);
        let lost = event(&response, "write_off");
        assert_eq!(lost.attributes[0].value, missing.to_string());
        assert_eq!(lost.attributes[1].value, paid.to_string());
        assert_eq!(lost.attributes[4].value, suppliers.to_string());
    }
}

#[test]
fn interest_is_accrued_first() {
    let mut market = world();
    market.owes("eve", 50_000 * ONE);
    market.wait(31_536_000);
    let response = market.settle_deficit(ETHER, 1_577_142_857).unwrap();
    let accrued = &event(&response, "accrue").attributes[0];
    assert_eq!(accrued.key, "interest");
    assert_ne!(accrued.value, "0");
    assert_eq!(market.state().accrued_at, market.now());
}

#[test]
fn what_is_refused_changes_nothing() {
    let settle = |eth: u128| ExecuteMsg::SettleDeficit { eth: int(eth) };
    let rows: Vec<(&str, Vec<Coin>, u128, ContractError)> = vec![
        (
            "eve",
            usdc(5),
            1,
            AccessError::Unauthorized {
                sender: addr("eve"),
                role: "reserve",
            }
            .into(),
        ),
        (
            "owner",
            usdc(5),
            1,
            AccessError::Unauthorized {
                sender: addr("owner"),
                role: "reserve",
            }
            .into(),
        ),
        ("reserve", vec![], 1, PaymentError::NoFunds {}.into()),
        (
            "reserve",
            coins(5, "uatom"),
            1,
            PaymentError::MissingDenom(USDC.into()).into(),
        ),
        (
            "reserve",
            vec![coin(5, "uatom"), coin(5, USDC)],
            1,
            PaymentError::MultipleDenoms {}.into(),
        ),
        ("reserve", usdc(0), 1, PaymentError::NoFunds {}.into()),
        ("reserve", usdc(5), 0, ContractError::ZeroAmount {}),
        (
            "reserve",
            usdc(5),
            6 * ETHER + 1,
            ContractError::EarmarkTooSmall {
                earmarked: int(6 * ETHER),
                eth: int(6 * ETHER + 1),
            },
        ),
    ];
    let mut market = world();
    for (sender, funds, eth, expected) in rows {
        assert_eq!(market.refused(sender, &funds, settle(eth)), expected);
    }
    // And when nothing is earmarked.
    market.settle_deficit(6 * ETHER, BOOKED).unwrap();
    let error = ContractError::EarmarkTooSmall {
        earmarked: int(0),
        eth: int(1),
    };
    assert_eq!(market.refused("reserve", &usdc(5), settle(1)), error);
    let mut fresh = Market::uneven();
    assert_eq!(fresh.refused("reserve", &usdc(5), settle(1)), error);
}

/// Supplying just before a sale, buying the ETH at its price and withdrawing, all in one transaction, takes nothing of what
/// was booked too low: 6 ETH of 2,150 USD at the most are paid with 13,437.50 stablecoins of 0.96.
#[test]
fn who_supplies_just_before_a_sale_gains_nothing() {
    let most = 13_437_500_000;
    for proceeds in [BOOKED, BOOKED + 1_500 * ONE, most] {
        let mut market = world();
        let sam = market.max_withdraw("sam").supplied.u128();
        let paid = 2_000_000 * ONE;
        market.supply("eve", paid).unwrap();
        market.settle_deficit(6 * ETHER, proceeds).unwrap();
        let response = market.withdraw("eve", None).unwrap();
        let received = told(&response, "withdraw", "amount");
        assert!(received <= paid, "{received} of {paid}");
        let recovered = proceeds - BOOKED;
        let gained = market.max_withdraw("sam").supplied.u128() - sam;
        let back = recovered.min(LOST);
        assert!(gained >= back, "{gained} of {back}");
    }
    // What was sold dearest is worth to a newcomer what he paid.
    let mut market = world();
    market.supply("eve", 2_000_000 * ONE).unwrap();
    market.settle_deficit(6 * ETHER, most).unwrap();
    let worth = market.max_withdraw("eve").supplied.u128();
    assert!(2_000_000 * ONE - worth <= 2, "{worth}");
}

/// Without a price of the ETH nobody can tell what a newcomer would take from those who stayed.
#[test]
fn while_there_is_a_deficit_supplying_needs_the_prices_of_its_sale() {
    let msg = || ExecuteMsg::Supply {
        on_behalf_of: None,
        min_shares: None,
    };
    for asset in ["eth", "usdc"] {
        let mut market = world();
        market.forget_price(asset);
        let missing = PriceError::Missing {
            asset: asset.to_owned(),
        };
        assert_eq!(market.refused("eve", &usdc(ONE), msg()), missing.into());
        // Who leaves needs none.
        market.withdraw("sam", Some(ONE)).unwrap();
        let mut market = world();
        market.expire(asset);
        let error = market.refused("eve", &usdc(ONE), msg());
        assert!(matches!(
            error,
            ContractError::Price(PriceError::Expired { .. })
        ));
        let mut market = world();
        market.set_status(asset, Status::Halted);
        let error = market.refused("eve", &usdc(ONE), msg());
        assert!(matches!(
            error,
            ContractError::Price(PriceError::NotLive { .. })
        ));
        market.set_status(asset, Status::Degraded);
        market.supply("eve", ONE).unwrap();
        let mut settled = world();
        settled.settle_deficit(6 * ETHER, BOOKED).unwrap();
        settled.forget_price(asset);
        settled.supply("eve", ONE).unwrap();
    }
}

/// Supplying just before a write-off, whose whole loss own ETH covers, buying that ETH and withdrawing, in one transaction: what
/// it brings beyond its careful value has been nobody's loss, and is nobody's gain.
#[test]
fn who_supplies_just_before_a_write_off_gains_nothing() {
    let mut market = Market::empty();
    market.change_price("eth", |p| {
        (p.bid, p.average, p.mid, p.ask) = (dec("2000"), dec("2000"), dec("2000"), dec("2000"));
    });
    market.supply("sam", 200_000 * ONE).unwrap();
    market.owes("bob", 10_000 * ONE);
    market.backing(|b| b.unencumbered = int(60 * ETHER));
    let paid = 2_000_000 * ONE;
    market.supply("eve", paid).unwrap();
    market.lose("bob");
    let (eth, state) = (market.earmark().eth.u128(), market.state());
    // 10,000 are booked at 1,800 an ETH: 5.56 ETH, worth 11,111.
    assert_eq!(state.deficit, int(10_000 * ONE));
    let (worth, brought) = (11_111_111_111, 11_666_666_667);
    let response = market.settle_deficit(eth, brought).unwrap();
    assert_eq!(
        told(&response, "settle_deficit", "recovered"),
        1_666_666_667
    );
    assert_eq!(
        told(&response, "settle_deficit", "to_insurance"),
        1_666_666_667
    );
    let response = market.withdraw("eve", None).unwrap();
    let received = told(&response, "withdraw", "amount");
    assert!(received + worth <= paid + brought, "{received}");
    assert!(received <= paid, "{received}");
    let after = market.state();
    assert_eq!(after.insurance, state.insurance + int(1_666_666_667));
    assert!(after.supplied().unwrap() >= int(200_000 * ONE));
    assert_eq!(
        market.write_offs(),
        totals(0, 10_000 * ONE, 0, 1_666_666_667)
    );
    // Nor does supplying depend on a price while suppliers have nothing to get back.
    market.owes("bob", 10_000 * ONE);
    market.change_state(|s| s.insurance = int(0));
    market.lose("bob");
    market.forget_price("eth");
    market.supply("eve", ONE).unwrap();
}
