//! A supplier who leaves before a loss is written off pays his part of it, as far as it is certain.

use crate::common::*;
use qerun_market::state::Claim;
use qerun_market::ContractError;
use qerun_messages::market::{QueryMsg, SupplierResponse};
use qerun_messages::oracle::Status;

/// A whole QER.
const QER: u128 = 100 * ONE;

/// "sam" and "tom" have supplied 100,000 each. "eve" owes 20,000 for 5,000 QER of 2 USD: with the least bonus of 4 % they
/// pay for 10,000 / 1.04 / 1.01 = 9,520.182788 stablecoins, and 10,479.817212 are lost.
fn world(insurance: u128, own: u128) -> Market {
    let mut market = Market::uneven();
    if insurance > 0 {
        market.insure(insurance);
    }
    market.supply("sam", 100_000 * ONE).unwrap();
    market.supply("tom", 100_000 * ONE).unwrap();
    market.backing(|b| b.unencumbered = int(own));
    market.put_position("eve", 5_000 * QER, 20_000 * ONE, Claim::default());
    market.qer_at("2");
    market
}

const LOST: u128 = 10_479_817_212;

/// Everything of "sam", who leaves while the loss is not written off yet, or when it is.
fn leaves(mut market: Market, first: bool) -> (u128, Market) {
    if !first {
        market.liquidate("lin", "eve", 50_000 * ONE).unwrap();
        assert_eq!(market.describe("eve").debt, int(0));
    }
    let told = market.max_withdraw("sam").supplied.u128();
    let response = market.withdraw("sam", None).unwrap();
    let paid = self::told(&response, "withdraw", "amount");
    assert_eq!(paid, told, "max_withdraw tells what the verb does");
    if first {
        market.liquidate("lin", "eve", 50_000 * ONE).unwrap();
    }
    (paid, market)
}

#[test]
fn leaving_a_block_before_the_write_off_gains_nothing() {
    // 1,577.142857 stablecoins are booked for an ETH.
    for (insurance, own, suppliers) in [
        (0, 0, LOST),
        (4_000 * ONE, 0, LOST - 4_000 * ONE),
        (4_000 * ONE, 2 * ETHER, LOST - 4_000 * ONE - 3_154_285_714),
        (0, 5 * ETHER, LOST - 7_885_714_285),
        (4_000 * ONE, 5 * ETHER, 0),
        (50_000 * ONE, 0, 0),
    ] {
        let (first, after_first) = leaves(world(insurance, own), true);
        let (last, after_last) = leaves(world(insurance, own), false);
        let half = 100_000 * ONE - suppliers / 2;
        assert!(first.abs_diff(half) <= 2, "{first}, not {half}");
        assert!(first <= last && last - first <= 2, "{first} {last}");
        // And who stays has the same either way.
        let tom = |market: &Market| market.max_withdraw("tom").supplied.u128();
        let (tom_first, tom_last) = (tom(&after_first), tom(&after_last));
        assert!(tom_first.abs_diff(tom_last) <= 2, "{tom_first} {tom_last}");
        assert!(after_last.write_offs().suppliers.abs_diff(int(suppliers)) <= int(1));
    }
}

#[test]
fn leaving_in_parts_is_no_better() {
    let (whole, _) = leaves(world(4_000 * ONE, 0), true);
    let mut market = world(4_000 * ONE, 0);
    let mut paid = 0;
    for part in [1, 10_000 * ONE, 33_333 * ONE, 7] {
        market.withdraw("sam", Some(part)).unwrap();
        paid += part;
    }
    let rest = market.withdraw("sam", None).unwrap();
    paid += told(&rest, "withdraw", "amount");
    assert!(paid <= whole, "{paid} {whole}");
}

#[test]
fn more_than_is_left_after_the_loss_is_refused() {
    let mut market = world(0, 0);
    let available = int(100_000 * ONE - LOST / 2);
    assert_eq!(market.max_withdraw("sam").supplied, available);
    let error = market.refused("sam", &[], withdraw_msg(Some(available.u128() + 1)));
    let expected = ContractError::InsufficientSupply {
        available,
        requested: available + int(1),
    };
    assert_eq!(error, expected);
    let response = market.withdraw("sam", Some(available.u128())).unwrap();
    assert_eq!(told(&response, "withdraw", "expected_loss"), LOST);
    // Without an expected loss the event does not speak of one.
    let response = world(50_000 * ONE, 0).withdraw("sam", Some(5)).unwrap();
    let attributes = &event(&response, "withdraw").attributes;
    assert!(attributes.iter().all(|a| a.key != "expected_loss"));
}

#[test]
fn without_a_price_it_pays_as_ever() {
    let unpriced: [fn(&mut Market); 4] = [
        |m| m.forget_price("qer"),
        |m| m.expire("qer"),
        |m| m.set_status("qer", Status::Halted),
        |m| m.garble_price("qer"),
    ];
    for (at, spoil) in unpriced.into_iter().enumerate() {
        let mut market = world(0, 0);
        spoil(&mut market);
        assert_eq!(
            market.max_withdraw("sam").supplied,
            int(100_000 * ONE),
            "{at}"
        );
        let response = market.withdraw("sam", None).unwrap();
        assert_eq!(messages(&response), [bank("sam", 100_000 * ONE)], "{at}");
    }
}

#[test]
fn other_prices_and_the_reserve_stop_nobody() {
    let spoilt: [fn(&mut Market); 5] = [
        |m| m.forget_price("usdc"),
        |m| m.expire("usdc"),
        |m| m.forget_price("eth"),
        |m| m.world.borrow_mut().reserve_down = true,
        |m| m.forget_backing(b"no json at all"),
    ];
    for (at, spoil) in spoilt.into_iter().enumerate() {
        let mut market = world(0, 0);
        spoil(&mut market);
        let (paid, _) = leaves(market, true);
        // A stablecoin without a price counts a dollar: then 9,615.384615 are paid for.
        let lost = if at < 2 { 10_384_615_385 } else { LOST };
        assert!(paid.abs_diff(100_000 * ONE - lost / 2) <= 2, "{at}: {paid}");
    }
}

/// In the grace nobody can be liquidated, but the loss is as certain.
#[test]
fn a_grace_lets_nobody_out() {
    let mut market = world(0, 0);
    let later = market.now() + 100;
    market.change_price("qer", |p| p.grace_ends = later);
    let error = market.refused("lin", &usdc(50_000 * ONE), liquidate_msg("eve", 0, 0));
    assert!(matches!(error, ContractError::Price(_)), "{error}");
    let response = market.withdraw("sam", None).unwrap();
    assert_eq!(told(&response, "withdraw", "expected_loss"), LOST);
}

#[test]
fn a_price_pushed_down_for_minutes_takes_nothing_from_leavers() {
    let mut market = world(0, 0);
    market.change_price("qer", |p| (p.bid, p.mid) = (dec("0.1"), dec("0.1")));
    market.change_price("qer", |p| p.average = dec("8"));
    assert_eq!(market.max_withdraw("sam").supplied, int(100_000 * ONE));
}

#[test]
fn a_position_that_its_claim_pays_for_hides_no_loss_behind_it() {
    let mut market = world(0, 0);
    let claim = Claim {
        eth: int(30 * ETHER),
        ..Claim::default()
    };
    // Less healthy than eve's, but with 61,500 USD in ETH.
    market.put_position("ida", 1_000 * QER, 30_000 * ONE, claim);
    assert_eq!(market.describe("ida").debt, int(30_000 * ONE));
    let response = market.withdraw("sam", Some(5)).unwrap();
    assert_eq!(told(&response, "withdraw", "expected_loss"), LOST);
    // Without a price of ETH what it pays is not known, so nothing of it is certain.
    market.forget_price("eth");
    let response = market.withdraw("sam", Some(5)).unwrap();
    assert_eq!(told(&response, "withdraw", "expected_loss"), LOST);
}

/// Ten positions are looked at, and what is behind them counts as the next one without its claim, as long as QER alone does
/// not cover it: whoever hides a loss behind small positions of his own pays for it all the same.
#[test]
fn positions_before_a_loss_do_not_hide_it() {
    // Eve's is of 20,000 in either case.
    for (small, hidden) in [(9, false), (10, false), (25, true)] {
        let mut market = world(0, 0);
        for n in 0..small {
            // As eve's, but a little worse: 7.6 stablecoins are paid for and 8.4 are lost.
            let user = format!("u{n}");
            market.put_position(&user, 4 * QER, 16 * ONE + 10_000, Claim::default());
        }
        let behind = told(
            &market.withdraw("sam", Some(5)).unwrap(),
            "withdraw",
            "expected_loss",
        );
        let mut exact = LOST;
        for n in 0..small {
            let quote = market.quote_liquidation(&format!("u{n}"), None).quote;
            exact += quote.unwrap().written_off.u128();
        }
        assert_eq!(behind == exact, !hidden, "{small}");
        assert!(
            behind >= exact && behind - exact < exact / 500,
            "{behind} {exact}"
        );
    }
    // A loss of all that they owe counts for the rest, too, until somebody liquidates them: eve's 10,479 as 20,000.
    let mut market = world(0, 0);
    market.change_state(|s| s.cash += int(1_000_000 * ONE));
    for n in 0..11u128 {
        market.put_position(&format!("u{n}"), 0, 1_000 * ONE, Claim::default());
    }
    let response = market.withdraw("sam", Some(5)).unwrap();
    let counted = told(&response, "withdraw", "expected_loss");
    assert_eq!(counted, 31_000 * ONE);
    for n in 0..2u128 {
        market.liquidate("lin", &format!("u{n}"), 1).unwrap();
    }
    let response = market.withdraw("sam", Some(5)).unwrap();
    let counted = told(&response, "withdraw", "expected_loss");
    assert_eq!(counted, 9_000 * ONE + LOST);
}

/// What is behind ten insolvent positions is not counted if QER alone covers it.
#[test]
fn what_is_covered_behind_ten_losses_is_not_lost() {
    let mut market = world(0, 0);
    market.put_position("ida", 50_000 * QER, 20_000 * ONE, Claim::default());
    for n in 0..9u128 {
        market.put_position(&format!("u{n}"), 0, 1_000 * ONE, Claim::default());
    }
    let response = market.withdraw("sam", Some(5)).unwrap();
    let counted = told(&response, "withdraw", "expected_loss");
    assert_eq!(counted, 9_000 * ONE + LOST);
}

#[test]
fn what_is_worth_nothing_cannot_be_withdrawn() {
    let mut market = Market::uneven();
    market.supply("sam", 20_000 * ONE).unwrap();
    market.put_position("eve", 0, 20_000 * ONE, Claim::default());
    assert_eq!(market.max_withdraw("sam").supplied, int(0));
    let error = market.refused("sam", &[], withdraw_msg(None));
    assert_eq!(error, ContractError::ZeroAmount {});
    let error = market.refused("sam", &[], withdraw_msg(Some(5)));
    let expected = ContractError::InsufficientSupply {
        available: int(0),
        requested: int(5),
    };
    assert_eq!(error, expected);
}

/// The head of the order of health and one price tell that nothing is to be expected: no position, no configuration, no
/// reserve.
#[test]
fn a_withdrawal_reads_one_key_and_one_price_more_while_all_is_well() {
    let reads = |gets, entries, raw| Reads { gets, entries, raw };
    let mut market = world(0, 0);
    market.qer_at("9");
    // Supplier, compact configuration and totals.
    let well = market.reads_of("sam", &[], withdraw_msg(Some(5)));
    assert_eq!(well, reads(3, 1, 1));
    // Nobody owes anything: not even the price.
    let mut idle = Market::uneven();
    idle.supply("sam", 1_000).unwrap();
    let nobody = idle.reads_of("sam", &[], withdraw_msg(Some(5)));
    assert_eq!(nobody, reads(3, 0, 0));
    // A third more than the debt is enough; less is looked at.
    for (price, looks) in [("5.3361", false), ("5.335", true)] {
        market.qer_at(price);
        let seen = market.reads_of("sam", &[], withdraw_msg(Some(5)));
        assert_eq!(seen != well, looks, "{price}");
    }
}

/// The quick look must never miss a loss, whatever the threshold and the bonus.
#[test]
fn the_quick_look_misses_no_loss() {
    for (min_bonus, max_bonus) in [("0.01", "0.15"), ("0.1", "0.11")] {
        let mut market = world(0, 0);
        market.force_params(|p| {
            p.liquidation.min_bonus = dec(min_bonus);
            p.max_liquidation_bonus = dec(max_bonus);
        });
        let mut missed_none = 0;
        for cents in 350..560u32 {
            let price = format!("{}.{:02}", cents / 100, cents % 100);
            market.qer_at(&price);
            let quote = market.quote_liquidation("eve", None).quote;
            let lost = quote.map_or(0, |quote| quote.written_off.u128());
            let before = market.dump();
            let response = market.withdraw("sam", Some(5)).unwrap();
            market.restore(before);
            assert_eq!(
                told(&response, "withdraw", "expected_loss"),
                lost,
                "{price}"
            );
            missed_none += u32::from(lost > 0);
        }
        // 20,200 USD of debt with the least bonus, for 5,000 QER: from 4.08 and 4.44 on.
        assert_eq!(missed_none, if min_bonus == "0.01" { 59 } else { 95 });
    }
}

/// ETH falls after it was earmarked: who leaves before it is sold for less bears his part of that.
#[test]
fn leaving_before_earmarked_eth_is_sold_for_less_gains_nothing() {
    let world = |bid: &str, insurance: u128, own: u128| {
        let mut market = Market::uneven();
        market.supply("sam", 100_000 * ONE).unwrap();
        market.supply("tom", 100_000 * ONE).unwrap();
        market.owes("bob", 10_000 * ONE);
        market.backing(|b| b.unencumbered = int(7 * ETHER));
        market.lose("bob");
        assert_eq!(market.state().deficit, int(10_000 * ONE));
        if insurance > 0 {
            market.insure(insurance);
        }
        let left = market.earmark().eth;
        market.backing(|b| b.unencumbered = left + int(own));
        market.change_price("eth", |p| p.bid = dec(bid));
        market
    };
    // Half the bid halves what 6.34 ETH bring at least.
    for (bid, insurance, own, lost) in [
        ("1800", 0, 0, 0),
        ("2700", 0, 0, 0),
        ("900", 0, 0, 5_000 * ONE),
        ("900", 2_000 * ONE, 0, 3_000 * ONE),
        ("900", 2_000 * ONE, ETHER, 3_000 * ONE - 788_571_428),
        ("900", 6_000 * ONE, 0, 0),
    ] {
        let mut market = world(bid, insurance, own);
        let stayed = market.max_withdraw("tom").supplied.u128();
        let response = market.withdraw("sam", None).unwrap();
        assert_eq!(told(&response, "withdraw", "expected_loss"), lost, "{bid}");
        let left = told(&response, "withdraw", "amount");
        assert!(left.abs_diff(100_000 * ONE - lost / 2) <= 2, "{left}");
        assert_eq!(left, stayed);
        // It is sold for what it is worth at least: he who stayed has no less.
        let eth = market.earmark().eth.u128();
        let proceeds = if bid == "900" {
            5_000 * ONE
        } else {
            10_000 * ONE
        };
        market.settle_deficit(eth, proceeds).unwrap();
        let user = addr("tom").into();
        let tom: SupplierResponse = market.query(QueryMsg::Supplier { user });
        let after = tom.assets.u128();
        assert!(after + 2 >= left, "{after} {left}");
    }
    // Without QER's price it counts too, without ETH's or the stablecoin's it cannot.
    for (asset, counted) in [("qer", 5_000 * ONE), ("eth", 0), ("usdc", 0)] {
        let mut market = world("900", 0, 0);
        market.forget_price(asset);
        let response = market.withdraw("sam", None).unwrap();
        assert_eq!(told(&response, "withdraw", "expected_loss"), counted);
    }
    // And it adds to the loss of a position.
    let mut market = world("900", 0, 0);
    market.put_position("eve", 0, 3_000 * ONE, Claim::default());
    let response = market.withdraw("sam", Some(5)).unwrap();
    assert_eq!(told(&response, "withdraw", "expected_loss"), 8_000 * ONE);
}

/// Nor does a grace of ETH's price, in which claims are not paid out.
#[test]
fn a_grace_of_eth_lets_nobody_out() {
    let claim = || Claim {
        eth: int(ETHER),
        ..Claim::default()
    };
    let mut market = Market::uneven();
    market.supply("sam", 100_000 * ONE).unwrap();
    market.put_position("eve", 5_000 * QER, 20_000 * ONE, claim());
    market.qer_at("2");
    let lost = told(
        &market.withdraw("sam", Some(5)).unwrap(),
        "withdraw",
        "expected_loss",
    );
    // An ETH of 2,050 USD pays for 1,989.904873 of the loss.
    assert!(lost.abs_diff(LOST - 1_989_904_873) <= 2, "{lost}");
    let later = market.now() + 100;
    market.change_price("eth", |p| p.grace_ends = later);
    let response = market.withdraw("sam", Some(5)).unwrap();
    assert_eq!(told(&response, "withdraw", "expected_loss"), lost);
}

/// Nor a price of ETH that is no longer fresh: the claim counts at the higher of the last mid and average. Without any record
/// nobody can say what a claim is worth, and it pays as ever.
#[test]
fn an_old_price_of_eth_lets_nobody_out() {
    type Spoil = fn(&mut Market);
    let spoilt: [(Spoil, bool); 5] = [
        (|m| m.expire("eth"), true),
        (|m| m.set_status("eth", Status::Halted), true),
        (|m| m.set_status("eth", Status::Degraded), true),
        (|m| m.forget_price("eth"), false),
        (|m| m.garble_price("eth"), false),
    ];
    for (at, (spoil, counts)) in spoilt.into_iter().enumerate() {
        let mut market = Market::uneven();
        market.supply("sam", 100_000 * ONE).unwrap();
        let claim = Claim {
            eth: int(ETHER),
            ..Claim::default()
        };
        market.put_position("eve", 5_000 * QER, 20_000 * ONE, claim);
        market.qer_at("2");
        spoil(&mut market);
        let response = market.withdraw("sam", Some(5)).unwrap();
        let lost = told(&response, "withdraw", "expected_loss");
        let expected = if counts { LOST - 1_989_904_873 } else { 0 };
        assert!(lost.abs_diff(expected) <= 2, "{at}: {lost}");
    }
}

/// Nor before earmarked ETH is sold for less than it is booked at: it has fallen to half of that, and then its price stops, is
/// halted, or that of the stablecoin is.
#[test]
fn an_old_price_lets_nobody_out_before_a_sale() {
    type Spoil = fn(&mut Market);
    let spoilt: [(Spoil, u128); 7] = [
        (|_| (), 5_000 * ONE),
        (|m| m.expire("eth"), 5_000 * ONE),
        (|m| m.set_status("eth", Status::Halted), 5_000 * ONE),
        (|m| m.expire("usdc"), 5_000 * ONE),
        // Of a record that is halted the higher of mid and average counts: 1.03 in place of an ask of 1.05.
        (|m| m.set_status("usdc", Status::Halted), 4_902_912_622),
        (|m| m.forget_price("eth"), 0),
        (|m| m.garble_price("usdc"), 0),
    ];
    for (at, (spoil, lost)) in spoilt.into_iter().enumerate() {
        let mut market = Market::uneven();
        market.supply("sam", 100_000 * ONE).unwrap();
        market.supply("tom", 100_000 * ONE).unwrap();
        market.owes("bob", 10_000 * ONE);
        market.backing(|b| b.unencumbered = int(7 * ETHER));
        market.lose("bob");
        let left = market.earmark().eth;
        market.backing(|b| b.unencumbered = left);
        market.change_price("eth", |p| {
            (p.bid, p.mid, p.average) = (dec("900"), dec("900"), dec("900"));
        });
        spoil(&mut market);
        let stayed = market.max_withdraw("tom").supplied.u128();
        let response = market.withdraw("sam", None).unwrap();
        assert_eq!(told(&response, "withdraw", "expected_loss"), lost, "{at}");
        assert_eq!(told(&response, "withdraw", "amount"), stayed);
    }
}
