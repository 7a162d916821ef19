//! The gap of the stress bound as it happens: QER falls by 80 % and ETH by 60 % in one block, on a position at health 1.
//! What the market loses then is what the closed form says, to the unit of rounding.

use crate::common::*;
use cosmwasm_std::Decimal;
use qerun_market::state::Claim;
use qerun_math::{loss_coefficient_ceil, stress_cover_floor, Stress};
use qerun_messages::market::LiquidationQuote;

/// Debt of a position at health 1: 10,000 QER of 2 USD at a threshold of 0.60.
const DEBT: u128 = 12_000 * ONE;
/// ETH of its claim, worth 5,120 USD before.
const CLAIM: u128 = 2_560_000_000_000_000_000;
/// The protocol's own ETH, worth 6,000 USD before.
const OWN: u128 = 3 * ETHER;

/// Stablecoins are a dollar in every respect, and QER and ETH have one price each: the closed form knows no others. All
/// bonuses are the largest one, as it assumes.
fn world(min_bonus: &str, insurance: u128) -> Market {
    let mut market = Market::try_new(config(), params()).unwrap();
    market.force_params(|p| {
        p.max_liquidation_bonus = dec("0.10");
        p.liquidation.min_bonus = dec(min_bonus);
        p.liquidation.claim_bonus = dec("0.024");
        p.min_insurance = dec("0.01");
        p.stress = stress();
    });
    if insurance > 0 {
        market.insure(insurance);
    }
    market.supply("sam", 50_000 * ONE).unwrap();
    at(&mut market, "2", "2000");
    market.change_price("qer", |p| p.depth = Some(dec("400000")));
    let claim = Claim {
        eth: int(CLAIM),
        ..Claim::default()
    };
    market.put_position("bob", 10_000 * ONE, DEBT, claim);
    market.backing(|b| {
        b.unencumbered = int(OWN);
        b.encumbered = int(CLAIM);
    });
    market
}

/// 1 - 0.0234375 is 1 / 1.024: what the claim's bonus takes of it.
fn stress() -> Stress {
    Stress {
        own_discount: dec("0.08"),
        encumbered_discount: dec("0.0234375"),
        ..Stress::default()
    }
}

fn at(market: &mut Market, qer: &str, eth: &str) {
    for (asset, price) in [("qer", qer), ("usdc", "1"), ("eth", eth)] {
        market.change_price(asset, |p| {
            let price = dec(price);
            (p.bid, p.average, p.mid, p.ask) = (price, price, price, price);
        });
    }
}

/// The gap, and the liquidation of all of the position. What the suppliers lost.
fn gap(market: &mut Market) -> (u128, LiquidationQuote) {
    let quote = market.quote_liquidation("bob", None);
    assert!(
        quote.refused.unwrap().contains("health is 1"),
        "at health 1"
    );
    at(market, "0.4", "800");
    let quote = market.quote_liquidation("bob", None).quote.unwrap();
    let before = market.state().supplied().unwrap();
    let repaid = quote.repaid.u128();
    market.liquidate("lin", "bob", repaid).unwrap();
    let lost = before - market.state().supplied().unwrap();
    (lost.u128(), quote)
}

/// Loss of the debt by the closed form, less the cover by it, USD: what is left to the suppliers.
fn closed_form(insurance: u128) -> (Decimal, Decimal) {
    let usd = |amount: u128| Decimal::from_ratio(amount, ONE);
    let loss = loss_coefficient_ceil(&stress(), dec("0.6"), dec("0.10")).unwrap();
    let cover = |insurance, encumbered: &str| {
        stress_cover_floor(&stress(), insurance, dec("6000"), dec(encumbered)).unwrap()
    };
    let cover = cover(usd(insurance), "5120");
    (loss * usd(DEBT), cover)
}

#[test]
fn the_cover_of_the_bound_is_used_up_to_the_unit() {
    // 0.69697 of 12,000 are lost: 8,363.636364; the claim covers 2,000 of them, own ETH 2,208.
    let insurance = 4_155_636_364;
    let (loss, cover) = closed_form(insurance);
    assert!(loss.abs_diff(cover) < dec("0.000001"), "{loss} {cover}");
    let mut market = world("0.10", insurance);
    // Before the gap the bound allows the debt that there is, and no unit more.
    market.deposit("alice", 10_000 * ONE).unwrap();
    let limits = market.max_borrow("alice").limits.unwrap();
    assert!(limits.stress <= int(1), "{}", limits.stress);
    let (lost, quote) = gap(&mut market);
    assert!(lost <= 1, "{lost}");
    // What the three kinds of cover paid.
    let units = |usd: &str| (dec(usd) * Decimal::from_ratio(ONE, 1u128)).to_uint_floor();
    assert!(quote.written_off.abs_diff(units("6363.636364")) <= int(1));
    assert_eq!(quote.eth, int(CLAIM));
    assert_eq!(quote.collateral, int(10_000 * ONE));
    let borne = market.write_offs();
    assert_eq!(borne.insurance, int(insurance));
    assert!(borne.booked.abs_diff(units("2208")) <= int(1));
    // To what is worth a unit of the stablecoin.
    assert!(market.earmark().eth.abs_diff(int(OWN)) <= int(1_400_000_000));
}

/// Whatever is missing to the cover is what the suppliers lose.
#[test]
fn without_the_cover_suppliers_lose_what_the_closed_form_says() {
    for missing in [100 * ONE, 1_000 * ONE, 1_947_636_364] {
        let insurance = 4_155_636_364 - missing;
        let (loss, cover) = closed_form(insurance);
        let expected = (loss - cover).to_string();
        let (lost, _) = gap(&mut world("0.10", insurance));
        let told = Decimal::from_ratio(lost, ONE);
        assert!(
            told.abs_diff(dec(&expected)) <= dec("0.000002"),
            "{told} {expected}"
        );
    }
    // With less insurance than own ETH is worth the bound counts of it only as much: it is on the safe side.
    let (loss, cover) = closed_form(1_000 * ONE);
    assert_eq!(cover, dec("4000"));
    let (lost, _) = gap(&mut world("0.10", 1_000 * ONE));
    let told = Decimal::from_ratio(lost, ONE);
    let beyond = loss - cover - dec("1208");
    assert!(told.abs_diff(beyond) <= dec("0.000002"), "{told} {beyond}");
}

/// The closed form assumes the largest bonus. A position that cannot pay it pays the least one, and loses less.
#[test]
fn the_least_bonus_loses_less_than_the_bound_assumes() {
    let (loss, _) = closed_form(0);
    for (min_bonus, repaid) in [("0.05", 3_809_523_810), ("0.10", 3_636_363_637)] {
        let (_, quote) = gap(&mut world(min_bonus, 10_000 * ONE));
        assert_eq!(quote.bonus, dec(min_bonus));
        // 4,000 USD of QER with the bonus, and 2,000 of the claim.
        assert_eq!(quote.repaid, int(repaid + 2_000 * ONE));
        let lost = Decimal::from_ratio(quote.written_off + int(2_000 * ONE), ONE);
        assert!(lost <= loss, "{lost} {loss}");
    }
}
