//! Random crashes over random depths of every tranche: who bears what, whoever leaves and whenever ETH is sold.

use crate::common::*;
use proptest::prelude::*;
use qerun_market::state::Claim;
use qerun_messages::market::{QueryMsg, SupplierResponse};

/// A whole QER of [`Market::uneven`].
const QER: u128 = 100 * ONE;
const SUPPLY: u128 = 100_000 * ONE;

#[derive(Debug, Clone)]
struct Crash {
    insurance: u128,
    /// Interest that the insurance is due.
    due: u128,
    /// The reserve's own ETH.
    own: u128,
    /// Collateral, debt, and ETH of the claim for each stablecoin owed, in thousandths of what it is worth.
    positions: Vec<(u128, u128, u128)>,
    /// Thousandths of a dollar a QER.
    price: u128,
    /// Whether the stablecoin has no fresh price until the ETH is sold.
    expired: bool,
    /// What earmarked ETH brings, in thousandths of what it was booked at, and in how many parts.
    proceeds: u128,
    parts: u128,
}

fn crashes() -> impl Strategy<Value = Crash> {
    let position = (
        prop_oneof![1 => Just(0), 5 => 1..8_000 * QER],
        prop_oneof![1 => 1..1_000u128, 5 => 50 * ONE..9_000 * ONE],
        prop_oneof![2 => Just(0u128), 1 => 1..1_500u128],
    );
    (
        prop_oneof![Just(0), 1..30_000 * ONE],
        prop_oneof![2 => Just(0), 1 => 1..3_000 * ONE],
        prop_oneof![Just(0), 1..20 * ETHER],
        prop::collection::vec(position, 1..9),
        50..3_000u128,
        any::<bool>(),
        prop_oneof![Just(1_000u128), 300..1_900u128],
        1..5u128,
    )
        .prop_map(
            |(insurance, due, own, positions, price, expired, proceeds, parts)| Crash {
                insurance,
                due,
                own,
                positions,
                price,
                expired,
                proceeds,
                parts,
            },
        )
}

/// The market with the stablecoins that it must hold.
struct Sim {
    market: Market,
    coins: u128,
}

impl Sim {
    fn new(crash: &Crash) -> Self {
        let mut market = Market::uneven();
        if crash.insurance > 0 {
            market.insure(crash.insurance);
        }
        market.supply("sam", SUPPLY).unwrap();
        market.supply("tom", SUPPLY).unwrap();
        market.change_price("qer", |p| p.depth = None);
        market.backing(|b| b.unencumbered = int(crash.own));
        for (n, (collateral, debt, claim)) in crash.positions.iter().enumerate() {
            let claim = Claim {
                eth: int(debt * claim * (ETHER / ONE) / 1_000 / 2_050),
                ..Claim::default()
            };
            market.put_position(&format!("u{n}"), *collateral, *debt, claim);
        }
        market.change_state(|s| s.insurance_due = int(crash.due));
        market.qer_at(&format!(
            "{}.{:03}",
            crash.price / 1_000,
            crash.price % 1_000
        ));
        if crash.expired {
            market.expire("usdc");
        }
        let mut sim = Sim { market, coins: 0 };
        sim.coins = sim.accounted();
        sim
    }

    fn accounted(&self) -> u128 {
        let s = self.market.state();
        (s.cash + s.insurance + s.batch.user_in + s.batch.protocol_in + s.kept).u128()
    }

    fn supplied(&self) -> u128 {
        self.market.state().supplied().unwrap().u128()
    }

    /// The price of a share as a fraction, with the virtual ones.
    fn share_price(&self) -> (u128, u128) {
        let shares = self.market.state().supply_shares.u128();
        (self.supplied() + 1, shares + 1_000_000)
    }

    /// Liquidates everyone who can be, whole. Each write-off is borne as its tranches say, and lowers the price of a share
    /// by what the suppliers bear, and by no more.
    fn liquidate_all(&mut self, positions: usize, expired: bool) {
        for n in 0..positions {
            let user = format!("u{n}");
            let Some(quote) = self.market.quote_liquidation(&user, None).quote else {
                continue;
            };
            let (state, before) = (self.market.state(), self.market.write_offs());
            let (supplied, own) = (self.supplied(), self.market.earmark().eth);
            let sent = quote.repaid.u128().max(1);
            let response = self.market.liquidate("lin", &user, sent).unwrap();
            let refunded = sent - quote.repaid.u128();
            self.coins += sent - refunded - quote.stable.u128();
            assert_eq!(self.accounted(), self.coins, "coins");

            let after = self.market.write_offs();
            let lost = after.debt - before.debt;
            assert_eq!(lost, quote.written_off);
            assert_eq!(wrote_off(&response), !lost.is_zero());
            let tranche = [
                after.insurance - before.insurance,
                after.booked - before.booked,
                after.suppliers - before.suppliers,
            ];
            assert_eq!(tranche[0] + tranche[1] + tranche[2], lost);
            let now = self.market.state();
            let had = state.insurance + state.insurance_due;
            assert_eq!(tranche[0], lost.min(had), "the insurance pays first");
            assert_eq!(had - tranche[0], now.insurance + now.insurance_due);
            assert_eq!(now.deficit - state.deficit, tranche[1]);
            assert!(!expired || tranche[1].is_zero());
            if tranche[1].is_zero() && (!expired || tranche[2].is_zero()) {
                assert_eq!(self.market.earmark().eth, own);
            }
            assert_eq!(now.earmarked, !self.market.earmark().eth.is_zero());
            // All debt together is rounded up once, and so is each position's.
            let fell = supplied.saturating_sub(self.supplied());
            let bears = tranche[2].u128();
            assert!(fell <= bears && bears - fell <= 1, "{fell} {bears}");
            assert!(self.supplied() <= supplied + 1);
        }
    }

    /// The reserve sells all that is earmarked, in parts. Returns what came back to the suppliers.
    fn sell_earmark(&mut self, crash: &Crash) -> u128 {
        let mut came_back = 0;
        let later = self.market.now() + 1_000;
        self.market.change_price("usdc", |p| p.expires = later);
        for left in (1..=crash.parts).rev() {
            let earmark = self.market.earmark().eth.u128();
            let eth = earmark / left;
            if eth == 0 {
                continue;
            }
            let deficit = self.market.state().deficit.u128();
            let booked = int(deficit).multiply_ratio(eth, earmark).u128();
            let proceeds = (booked * crash.proceeds / 1_000).max(1);
            let (supplied, price) = (self.supplied(), self.share_price());
            let unrecovered = self.market.state().unrecovered.u128();
            let before = self.market.write_offs();
            let response = self.market.settle_deficit(eth, proceeds).unwrap();
            self.coins += proceeds;
            assert_eq!(self.accounted(), self.coins, "coins");
            let after = self.market.write_offs();
            assert_eq!(after.debt, before.debt, "no debt is lost twice");
            assert_eq!(after.debt, after.insurance + after.booked + after.suppliers);
            let (gained, missing) = (
                proceeds.saturating_sub(booked),
                booked.saturating_sub(proceeds),
            );
            assert_eq!((after.recovered - before.recovered).u128(), gained);
            assert_eq!(wrote_off(&response), missing > 0);
            let bears = (after.suppliers - before.suppliers).u128();
            assert!(bears <= missing);
            let back = gained.min(unrecovered);
            let told = |key| told(&response, "settle_deficit", key);
            assert_eq!(told("to_insurance"), gained - back);
            assert_eq!(self.supplied(), supplied + back - bears);
            came_back += back;
            let (borne, left) = (after.suppliers.u128(), self.market.state().unrecovered);
            assert!(came_back + left.u128() <= borne, "more than was lost");
            let now = self.share_price();
            let rises = int(now.0).full_mul(int(price.1)) >= int(price.0).full_mul(int(now.1));
            assert!(
                rises || bears > 0,
                "the price of a share fell without a loss"
            );
            // A part of the deficit always stands against a part of the ETH.
            let (state, earmarked) = (self.market.state(), self.market.earmark().eth);
            assert_eq!(state.earmarked, !earmarked.is_zero());
            assert!(state.earmarked || state.deficit.is_zero());
            assert!(crash.expired || state.earmarked != state.deficit.is_zero());
            assert!(state.earmarked || state.unrecovered.is_zero());
        }
        came_back
    }
}

/// What a supplier's shares are worth, whether or not there is cash for it.
fn assets(market: &Market, user: &str) -> u128 {
    let user = addr(user).into();
    let told: SupplierResponse = market.query(QueryMsg::Supplier { user });
    told.assets.u128()
}

/// What a supplier can take out.
fn worth(market: &Market, user: &str) -> u128 {
    market.max_withdraw(user).supplied.u128()
}

fn leave(sim: &mut Sim, user: &str) -> u128 {
    let told = worth(&sim.market, user);
    if told == 0 {
        return 0;
    }
    let response = sim.market.withdraw(user, None).unwrap();
    let paid = self::told(&response, "withdraw", "amount");
    assert_eq!(paid, told);
    sim.coins -= paid;
    paid
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..Default::default() })]

    #[test]
    fn losses_add_up_and_come_back_to_those_who_stayed(crash in crashes()) {
        let mut sim = Sim::new(&crash);
        let positions = crash.positions.len();
        sim.liquidate_all(positions, crash.expired);
        // Tom leaves; what the sales bring or miss is sam's alone.
        leave(&mut sim, "tom");
        let sam = assets(&sim.market, "sam");
        let before = sim.market.write_offs();
        let gained = sim.sell_earmark(&crash);
        let after = sim.market.write_offs();
        let lost = (after.suppliers - before.suppliers).u128();
        let now = assets(&sim.market, "sam");
        let expected = (sam + gained).saturating_sub(lost);
        prop_assert!(now.abs_diff(expected) <= 3, "{now}, not {expected}");
        // The last sale ends the deficit, unless it fell short and more ETH was there.
        if crash.proceeds >= 1_000 {
            prop_assert!(sim.market.state().deficit.is_zero());
        }
    }

    #[test]
    fn leaving_before_the_write_offs_gains_nothing(crash in crashes()) {
        let positions = crash.positions.len();
        let (mut first, mut last) = (Sim::new(&crash), Sim::new(&crash));
        let left_first = leave(&mut first, "sam");
        first.liquidate_all(positions, crash.expired);
        last.liquidate_all(positions, crash.expired);
        let left_last = leave(&mut last, "sam");
        // A unit for the rounding of each debt and of each withdrawal.
        let units = positions as u128 + 2;
        prop_assert!(left_first <= left_last + units, "{left_first} {left_last}");
        prop_assert!(left_first + units >= left_last, "{left_first} {left_last}");
        let (tom_first, tom_last) = (worth(&first.market, "tom"), worth(&last.market, "tom"));
        prop_assert!(tom_first + units >= tom_last, "{tom_first} {tom_last}");
        let (first, last) = (first.market.write_offs(), last.market.write_offs());
        prop_assert_eq!(first.debt, last.debt);
        prop_assert_eq!(first.suppliers, last.suppliers);
    }
}
