//! Losses: insurance, then ETH at its conservative value, then the suppliers, each as far as it reaches.

use crate::common::*;
use qerun_market::state::SUPPLIERS;
use qerun_market::ContractError;
use qerun_math::{supply_assets_floor, Tranches};
use qerun_messages::market::{Earmark, ExecuteMsg, QueryMsg, StateResponse, WriteOffs, EARMARK};
use qerun_messages::oracle::Status;

/// 200,000 supplied by "sam", `insurance` whole stablecoins insured, `own` ETH of the protocol. "bob" owes 10,000. ETH
/// is booked at 1,800 x 0.92 / 1.05 = 1,577.142857... stablecoins.
fn world(insurance: u128, own: u128) -> Market {
    let mut market = Market::uneven();
    if insurance > 0 {
        market.insure(insurance * ONE);
    }
    market.supply("sam", 200_000 * ONE).unwrap();
    market.owes("bob", 10_000 * ONE);
    market.backing(|b| {
        b.unencumbered = int(own);
        b.encumbered = int(77 * ETHER);
    });
    market
}

fn tranches(insurance: u128, eth: u128, booked: u128, suppliers: u128) -> Tranches {
    Tranches {
        insurance: int(insurance),
        eth: int(eth),
        booked: int(booked),
        suppliers: int(suppliers),
    }
}

fn supplied(market: &Market) -> u128 {
    market.state().supplied().unwrap().u128()
}

#[test]
fn the_insurance_pays_first_and_suppliers_lose_nothing() {
    let mut market = world(15_000, 100 * ETHER);
    let before = market.state();
    let (borne, event) = market.lose("bob");
    assert_eq!(borne, tranches(10_000 * ONE, 0, 0, 0));
    let state = market.state();
    assert_eq!(state.insurance, int(5_000 * ONE));
    assert_eq!(state.cash, before.cash + int(10_000 * ONE));
    assert_eq!(state.supplied(), before.supplied());
    assert_eq!(state.supply_shares, before.supply_shares);
    assert_eq!(
        (state.deficit, market.earmark()),
        (int(0), Earmark::default())
    );
    let response = cosmwasm_std::Response::new().add_event(event);
    assert_event(
        &response,
        "write_off",
        &[
            ("amount", "10000000000"),
            ("paid_by_insurance", "10000000000"),
            ("eth", "0"),
            ("booked", "0"),
            ("borne_by_suppliers", "0"),
            ("deficit", "0"),
            ("earmarked", "0"),
            ("cash", "200000000000"),
            ("debt_shares", "0"),
            ("debt_index", "1"),
            ("supply_shares", "200000000000000000"),
            ("insurance", "5000000000"),
        ],
    );
}

#[test]
fn eth_is_booked_at_its_conservative_value_and_earmarked() {
    let mut market = world(4_000, 100 * ETHER);
    market.change_price("eth", |p| p.uptime = 4_321);
    let before = supplied(&market);
    let (borne, event) = market.lose("bob");
    // 6,000 / 1,577.142857... ETH, rounded up.
    let eth = 3_804_347_826_086_956_522;
    assert_eq!(borne, tranches(4_000 * ONE, eth, 6_000 * ONE, 0));
    assert_eq!(supplied(&market), before, "nothing is lost yet");
    let expected = Earmark {
        eth: int(eth),
        started: 4_321,
    };
    assert_eq!(market.earmark(), expected);
    let told: StateResponse = market.query(QueryMsg::State {});
    assert_eq!((told.deficit, told.earmarked), (int(6_000 * ONE), int(eth)));
    assert_eq!(told.supplied, int(before));
    assert_eq!(told.insurance, int(0));
    let attribute = |key: &str| {
        let mut all = event.attributes.iter();
        all.find(|a| a.key == key).unwrap().value.clone()
    };
    assert_eq!(attribute("deficit"), "6000000000");
    assert_eq!(attribute("earmarked"), eth.to_string());
    let expected = WriteOffs {
        debt: int(10_000 * ONE),
        insurance: int(4_000 * ONE),
        booked: int(6_000 * ONE),
        suppliers: int(0),
        recovered: int(0),
    };
    assert_eq!(market.write_offs(), expected);
}

#[test]
fn what_is_left_the_suppliers_bear_by_the_price_of_their_shares() {
    let mut market = world(1_000, 2 * ETHER);
    market.supply("tom", 50_000 * ONE).unwrap();
    let worth = |market: &Market, user: &str| {
        let state = market.state();
        let shares = SUPPLIERS.load(&market.deps.storage, &addr(user));
        let supplied = state.supplied().unwrap();
        supply_assets_floor(shares.unwrap(), supplied, state.supply_shares).unwrap()
    };
    let (borne, _) = market.lose("bob");
    // 2 ETH are booked at 3,154.285714.
    let lost = 10_000 * ONE - 1_000 * ONE - 3_154_285_714;
    assert_eq!(borne, tranches(1_000 * ONE, 2 * ETHER, 3_154_285_714, lost));
    assert_eq!(supplied(&market), 250_000 * ONE - lost);
    // By their parts of the supply: 5,845.714286 x 4/5 and x 1/5.
    assert_eq!(worth(&market, "sam"), int(200_000 * ONE - 4_676_571_429));
    assert_eq!(worth(&market, "tom"), int(50_000 * ONE - 1_169_142_858));
    assert_eq!(market.write_offs().suppliers, int(lost));
}

/// Interest that waits for cash is the insurance's: it is lost with the debt that it was charged on.
#[test]
fn interest_due_to_the_insurance_is_set_off_first() {
    for (due, insurance, paid, due_left, insurance_left) in [
        (300, 900, 300, 0, 900),
        (500, 900, 300, 200, 900),
        (100, 900, 300, 0, 700),
        (100, 50, 150, 0, 0),
    ] {
        let mut market = Market::uneven();
        market.supply("sam", 1_000).unwrap();
        market.owes("bob", 300);
        market.owes("eve", 700);
        market.change_state(|s| {
            s.insurance_due = int(due);
            s.insurance = int(insurance);
            s.insurance_rest = dec("0.75");
        });
        let before = supplied(&market);
        let (borne, _) = market.lose("bob");
        assert_eq!(borne, tranches(paid, 0, 0, 300 - paid));
        let state = market.state();
        let left = (state.insurance_due, state.insurance);
        assert_eq!(left, (int(due_left), int(insurance_left)));
        assert_eq!(state.cash, int(insurance - insurance_left));
        assert_eq!(state.insurance_rest, dec("0.75"), "below a unit");
        assert_eq!(supplied(&market), before - (300 - paid));
    }
}

#[test]
fn all_debt_can_be_lost_while_interest_is_due() {
    let mut market = Market::uneven();
    market.supply("sam", 1_000).unwrap();
    market.owes("bob", 1_000);
    market.change_state(|s| s.insurance_due = int(400));
    let (borne, _) = market.lose("bob");
    assert_eq!(borne, tranches(400, 0, 0, 600));
    assert_eq!(supplied(&market), 0);
    // And the market goes on: shares are worth nothing, new suppliers get what they pay.
    market.supply("tom", 5_000).unwrap();
    assert_eq!(market.max_withdraw("sam").supplied, int(0));
    assert!(market.max_withdraw("tom").supplied >= int(4_998));
}

#[test]
fn without_records_of_prices_or_of_the_reserve_eth_covers_nothing() {
    let unreadable: [fn(&mut Market); 7] = [
        |m| m.world.borrow_mut().reserve_down = true,
        |m| m.forget_backing(b"no json at all"),
        |m| m.forget_price("eth"),
        |m| m.garble_price("eth"),
        |m| m.forget_price("usdc"),
        |m| m.garble_price("usdc"),
        |m| m.backing(|b| b.unencumbered = int(0)),
    ];
    for (at, spoil) in unreadable.into_iter().enumerate() {
        let mut market = world(4_000, 100 * ETHER);
        spoil(&mut market);
        let (borne, _) = market.lose("bob");
        assert_eq!(borne, tranches(4_000 * ONE, 0, 0, 6_000 * ONE), "{at}");
        assert_eq!(market.state().deficit, int(0), "{at}");
        assert_eq!(market.earmark(), Earmark::default(), "{at}");
    }
}

/// At prices that are no longer fresh it takes as much as they say that the loss needs, and books it at nothing: the share
/// price falls at once, and what the sale brings is theirs who stay.
#[test]
fn without_fresh_prices_eth_is_earmarked_and_booked_at_nothing() {
    let needed = 3_804_347_826_086_956_522; // 6,000 / 1,577.142857...
                                            // The lower of mid and average, 1,900; the higher of those of the stablecoin, 1.03.
    let (at_average, at_high) = (3_604_118_993_135_011_442, 3_731_884_057_971_014_493);
    for (spoil, eth) in [
        ((|m| m.expire("eth")) as fn(&mut Market), needed),
        (|m| m.set_status("eth", Status::Halted), at_average),
        (|m| m.expire("usdc"), needed),
        (|m| m.set_status("usdc", Status::Halted), at_high),
    ] {
        let mut market = world(4_000, 100 * ETHER);
        market.change_price("eth", |p| p.uptime = 4_321);
        spoil(&mut market);
        let before = supplied(&market);
        let (borne, event) = market.lose("bob");
        assert_eq!(borne, tranches(4_000 * ONE, eth, 0, 6_000 * ONE));
        assert_eq!(supplied(&market), before - 6_000 * ONE);
        let expected = Earmark {
            eth: int(eth),
            started: 4_321,
        };
        assert_eq!(market.earmark(), expected);
        let told: StateResponse = market.query(QueryMsg::State {});
        assert_eq!((told.deficit, told.earmarked), (int(0), int(eth)));
        let response = cosmwasm_std::Response::new().add_event(event);
        assert_eq!(told_of(&response, "booked"), 0);
        assert_eq!(told_of(&response, "borne_by_suppliers"), 6_000 * ONE);
        assert_eq!(told_of(&response, "earmarked"), eth);
        // It is earmarked: no second loss takes it again.
        market.backing(|b| b.unencumbered = int(eth + 7));
        market.owes("carol", 10_000 * ONE);
        let (borne, _) = market.lose("carol");
        assert_eq!(borne.eth, int(0), "7 wei are worth nothing");
        market.backing(|b| b.unencumbered = int(eth + ETHER));
        market.owes("dave", 10_000 * ONE);
        assert_eq!(market.lose("dave").0.eth, int(ETHER));
        assert_eq!(market.earmark().eth, int(eth + ETHER));
    }
}

fn told_of(response: &cosmwasm_std::Response, key: &str) -> u128 {
    told(response, "write_off", key)
}

/// Nobody who comes after the loss takes a part of what the sale brings, and who leaves before has none of it.
#[test]
fn what_was_booked_at_nothing_is_theirs_who_stayed() {
    let mut market = world(4_000, 100 * ETHER);
    market.change_price("qer", |p| p.status = Status::Halted);
    market.expire("eth");
    let (borne, _) = market.lose("bob");
    let eth = borne.eth.u128();
    let supply = || ExecuteMsg::Supply {
        on_behalf_of: None,
        min_shares: None,
    };
    market.refused("eve", &usdc(50_000 * ONE), supply());
    let before = market.max_withdraw("sam").supplied.u128();
    assert!(before.abs_diff(194_000 * ONE) <= 1, "{before}");
    market.uneven_prices();
    market.change_price("eth", |p| p.expires += 10_000);
    assert_eq!(market.max_withdraw("sam").supplied.u128(), before);
    // At the ask of 2,150, in stablecoins that count 0.96.
    let most = (eth * 2_150).div_ceil(10u128.pow(12) * 96 / 100);
    market.supply("eve", 50_000 * ONE).unwrap();
    let half = market.settle_deficit(eth / 2, most / 2).unwrap();
    assert_eq!(told(&half, "settle_deficit", "recovered"), most / 2);
    assert_eq!(told(&half, "settle_deficit", "booked"), 0);
    assert_eq!(market.write_offs().recovered, int(most / 2));
    market
        .settle_deficit(eth - eth / 2, most - most / 2)
        .unwrap();
    assert_eq!(market.earmark().eth, int(0));
    let sam = market.max_withdraw("sam").supplied.u128();
    // The 6,000 that sam has lost come back, and the insurance gets the rest.
    assert!(sam.abs_diff(200_000 * ONE) <= 2, "{sam}");
    assert_eq!(market.state().insurance, int(most - 6_000 * ONE));
    let eve = market.max_withdraw("eve").supplied.u128();
    assert!(eve <= 50_000 * ONE && 50_000 * ONE - eve <= 2, "{eve}");
    // It is over: nothing is read of ETH any more.
    market.forget_price("eth");
    market.supply("eve", ONE).unwrap();
}

/// ETH that was booked and ETH that was not are sold as one; each part of it takes its part of the deficit.
#[test]
fn what_is_booked_later_joins_what_was_booked_at_nothing() {
    let mut market = world(4_000, 100 * ETHER);
    market.set_status("eth", Status::Halted);
    let first = market.lose("bob").0;
    market.set_status("eth", Status::Live);
    market.owes("carol", 3_000 * ONE);
    let second = market.lose("carol").0;
    assert_eq!(second.booked, int(3_000 * ONE));
    let eth = (first.eth + second.eth).u128();
    assert_eq!(market.earmark().eth, int(eth));
    let third = eth / 3;
    let response = market.settle_deficit(third, 5_000 * ONE).unwrap();
    let booked = 3_000 * ONE * third / eth;
    assert_eq!(told(&response, "settle_deficit", "booked"), booked);
    assert_eq!(
        told(&response, "settle_deficit", "recovered"),
        5_000 * ONE - booked
    );
    let own = market.earmark().eth;
    market.settle_deficit(own.u128(), 5_000 * ONE).unwrap();
    assert_eq!(market.state().deficit, int(0));
}

/// Where sources disagree one of them alone, or whoever pushes a pool within a block, says what bid and ask are. Then it is
/// the lower of mid and average, 1,900 and 2,050, and of the stablecoin the higher, 1.03 and 1.01.
#[test]
fn one_source_that_disagrees_takes_no_cover_away() {
    for (eth, usdc, booked) in [
        (Status::Degraded, Status::Live, 3_329_523_809),
        (Status::Live, Status::Degraded, 3_215_533_980),
        (Status::Degraded, Status::Degraded, 3_394_174_757),
    ] {
        let mut market = world(0, 2 * ETHER);
        for (asset, status) in [("eth", eth), ("usdc", usdc)] {
            market.change_price(asset, |p| {
                p.status = status;
                if status == Status::Degraded {
                    (p.bid, p.ask) = (dec("0.000001"), dec("1000000"));
                }
            });
        }
        let (borne, _) = market.lose("bob");
        let suppliers = 10_000 * ONE - booked;
        assert_eq!(borne, tranches(0, 2 * ETHER, booked, suppliers));
    }
    // Whichever is lower or higher.
    let mut market = world(0, 2 * ETHER);
    for asset in ["eth", "usdc"] {
        market.set_status(asset, Status::Degraded);
        market.change_price(asset, |p| (p.mid, p.average) = (p.average, p.mid));
    }
    assert_eq!(market.lose("bob").0.booked, int(3_394_174_757));
}

#[test]
fn a_dear_stablecoin_lets_eth_cover_less_and_a_cheap_one_no_more() {
    for (ask, booked) in [("1.05", 3_154_285_714), ("0.9", 3_312 * ONE)] {
        let mut market = world(0, 2 * ETHER);
        market.change_price("usdc", |p| p.ask = dec(ask));
        assert_eq!(market.lose("bob").0.booked, int(booked), "{ask}");
    }
}

#[test]
fn a_reserve_that_claims_too_much_covers_what_is_lost_and_no_more() {
    let mut market = world(0, u128::MAX);
    market.owes("eve", 5_000 * ONE);
    let (borne, _) = market.lose("bob");
    assert_eq!((borne.booked, borne.suppliers), (int(10_000 * ONE), int(0)));
    market.lose("eve");
    assert_eq!(market.state().deficit, int(15_000 * ONE));
    // 10,000 and 5,000 at 1,577.142857..., each rounded up.
    assert_eq!(market.earmark().eth, int(9_510_869_565_217_391_306));
    // One that has less than is earmarked covers nothing.
    market.owes("tim", 1_000 * ONE);
    market.backing(|b| b.unencumbered = int(3));
    assert_eq!(market.lose("tim").0, tranches(0, 0, 0, 1_000 * ONE));
}

#[test]
fn eth_is_earmarked_once() {
    let mut market = world(0, 7 * ETHER);
    market.owes("eve", 5_000 * ONE);
    let first = market.lose("bob").0;
    let second = market.lose("eve").0;
    // 10,000 take 6.34 ETH; of 7 the rest is booked at 1,040.
    assert_eq!(second.eth, int(7 * ETHER) - first.eth);
    assert_eq!(second.booked, int(1_040 * ONE - 1));
    assert_eq!(second.suppliers, int(3_960 * ONE + 1));
    assert_eq!(market.earmark().eth, int(7 * ETHER));
    let told = market.write_offs();
    assert_eq!(told.debt, told.booked + told.suppliers);
    assert_eq!(told.debt, int(15_000 * ONE));
}

#[test]
fn a_later_write_off_moves_the_auction_back_by_its_part() {
    let mut market = world(0, 100 * ETHER);
    market.owes("eve", 2_500 * ONE);
    market.owes("tim", 1);
    market.lose("bob");
    assert_eq!(market.earmark().started, 1_000);
    market.wait(500);
    // Four fifths are as old as before: 399.99 seconds, rounded down.
    market.lose("eve");
    assert_eq!(market.earmark().started, 1_500 - 399);
    market.wait(500);
    market.lose("tim");
    let started = market.earmark().started;
    assert_eq!(
        started,
        2_000 - 898,
        "dust moves it by a second of rounding"
    );
    // While ETH's price stands still so does the clock. A little more than half of the ETH is new: zoe
    // pays interest.
    market.owes("zoe", 12_500 * ONE);
    let now = market.now();
    market.change_price("eth", |p| {
        p.uptime = p.uptime_at(now);
        p.updated_at = now;
        p.status = Status::Degraded;
        // What counts then is as low as the bid.
        p.average = p.bid;
    });
    market.wait(7_200);
    market.lose("zoe");
    assert_eq!(market.earmark().started, 2_000 - 448);
}

/// A fifth was left unsold for a month: what is added does not start at the lowest price. Without the reserve's word on how
/// long a price falls it starts anew.
#[test]
fn time_beyond_the_fall_does_not_count() {
    for (duration, elapsed) in [(Some(21_600), 4_320), (Some(7_200), 1_440), (None, 0)] {
        let mut market = world(0, 100 * ETHER);
        match duration {
            Some(seconds) => market.sale_duration(seconds),
            None => market.forget_sale_duration(),
        }
        market.lose("bob");
        market.wait(30 * 86_400);
        // Accrues, so that eve's debt bears no interest.
        market.withdraw("sam", Some(5)).unwrap();
        market.owes("eve", 40_000 * ONE);
        market.lose("eve");
        // A fifth of it is old; both parts were rounded up.
        let now = 1_000 + 30 * 86_400;
        assert_eq!(market.earmark().started, now - elapsed, "{duration:?}");
    }
}

/// ETH's price was removed and added anew: its uptime began at zero, and all of it has passed since the auction began, as the
/// reserve counts it. A fifth of the ETH has been for sale for 1,500 seconds.
#[test]
fn a_price_that_was_added_anew_counts_all_of_its_uptime() {
    let mut market = world(0, 100 * ETHER);
    market.change_price("eth", |p| p.uptime = 50_000);
    market.lose("bob");
    assert_eq!(market.earmark().started, 50_000);
    market.change_price("eth", |p| p.uptime = 1_500);
    market.owes("eve", 40_000 * ONE);
    market.lose("eve");
    assert_eq!(market.earmark().started, 1_500 - 300);
}

/// 5 ETH of which 2 are earmarked cover as much new debt as 3 do: for the limits, the quote and the verb.
#[test]
fn earmarked_eth_covers_no_new_debt() {
    let mut market = world(10_000, 5 * ETHER);
    market.force_params(|p| p.min_insurance = dec("0.01"));
    market.deposit("alice", 20_000 * 100 * ONE).unwrap();
    let most = |market: &Market| {
        let told = market.max_borrow("alice");
        assert_eq!(told.amount, told.limits.unwrap().stress, "another limit");
        told.amount.u128()
    };
    let with_five = most(&market);
    market.backing(|b| b.unencumbered = int(3 * ETHER));
    let with_three = most(&market);
    assert!(with_three < with_five);
    market.backing(|b| b.unencumbered = int(5 * ETHER));
    market.change_state(|s| {
        s.deficit = int(3_000 * ONE);
        s.earmarked = true;
        s.cash -= int(3_000 * ONE);
    });
    let earmark = Earmark {
        eth: int(2 * ETHER),
        started: 7,
    };
    EARMARK.save(&mut market.deps.storage, &earmark).unwrap();
    assert_eq!(most(&market), with_three);
    let refused = market.quote("alice", with_three + 1).refused.unwrap();
    assert!(refused.contains("stress bound"), "{refused}");
    let error = market.refused("alice", &[], borrow_msg(with_three + 1));
    let expected = ContractError::StressBoundExceeded {
        available: int(with_three),
        requested: int(with_three + 1),
    };
    assert_eq!(error, expected);
    assert_eq!(market.quote("alice", with_three).refused, None);
    market.borrow("alice", with_three).unwrap();
}
