//! Random users, prices, time, and a reserve that takes, settles or refuses: what holds after every
//! step.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::*;
use cosmwasm_std::{
    from_json, Addr, BankMsg, CosmosMsg, Decimal, Order, ReplyOn, Response, StdResult, Uint128,
    Uint256, WasmMsg,
};
use proptest::prelude::*;
use qerun_market::seizure_cap::pledged;
use qerun_market::state::*;
use qerun_math::{accrue_index_ceil, health_order, supply_assets_floor, SECONDS_PER_YEAR};
use qerun_messages::reserve::ExecuteMsg as Reserve;

const USERS: [&str; 4] = ["u0", "u1", "u2", "u3"];

#[derive(Debug, Clone)]
enum Step {
    Supply(usize, u128),
    /// Per mille of what is supplied; more than 1,000 is everything.
    Withdraw(usize, u128),
    Deposit(usize, u128),
    /// Per mille of the most that may leave, up to 1,100.
    WithdrawCollateral(usize, u128),
    /// Per mille of the most that may be borrowed, up to 1,100; whether the reserve refuses.
    Borrow(usize, u128, bool),
    /// Per mille of the debt, up to 1,200; whether the reserve refuses to pay.
    Repay(usize, u128, bool),
    Collect(usize),
    Flush,
    /// Settles the oldest open batch at a price of ETH.
    Settle(u128),
    /// Winds the oldest open batch down: so many thousandths of it became ETH.
    WindDown(u128),
    Wait(u64),
    Price(u128),
    Insure(u128),
    SupplyAndWithdraw(usize, u128),
    BorrowAndRepay(usize, u128),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    use Step::*;
    let user = || 0..USERS.len();
    let amount = || prop_oneof![1..100u128, 1..5_000 * ONE, 1..200_000 * ONE];
    let step = prop_oneof![
        3 => (user(), amount()).prop_map(|(u, a)| Supply(u, a)),
        3 => (user(), 1..1_200u128).prop_map(|(u, p)| Withdraw(u, p)),
        3 => (user(), amount()).prop_map(|(u, a)| Deposit(u, a)),
        2 => (user(), 1..1_100u128).prop_map(|(u, p)| WithdrawCollateral(u, p)),
        6 => (user(), 1..1_100u128, any::<bool>()).prop_map(|(u, p, r)| Borrow(u, p, r)),
        5 => (user(), 1..1_200u128, any::<bool>()).prop_map(|(u, p, r)| Repay(u, p, r)),
        1 => user().prop_map(Collect),
        1 => Just(Flush),
        2 => (100..20_000u128).prop_map(Settle),
        1 => (0..=1_000u128).prop_map(WindDown),
        4 => prop_oneof![Just(1u64), 1..100_000u64, 1..40_000_000u64].prop_map(Wait),
        2 => (1..500u128).prop_map(Price),
        1 => (1..50_000 * ONE).prop_map(Insure),
        1 => (user(), amount()).prop_map(|(u, a)| SupplyAndWithdraw(u, a)),
        1 => (user(), 1..1_000u128).prop_map(|(u, p)| BorrowAndRepay(u, p)),
    ];
    prop::collection::vec(step, 80)
}

/// The market with its balance at the bank, and a reserve behind it.
struct Sim {
    market: Market,
    /// Stablecoins that the market holds.
    bank: u128,
    /// ETH that each user was paid.
    paid_eth: BTreeMap<String, u128>,
    /// ETH that the reserve holds for borrowers.
    encumbered: u128,
    /// Batches that have left and not settled: id, borrowers' part, all of it.
    open: BTreeMap<u64, (u128, u128)>,
    index: (u32, Decimal),
    /// Assets and shares of the suppliers, with the virtual ones.
    share_price: (u128, u128),
}

impl Sim {
    fn new() -> Self {
        let mut market = Market::try_new(config(), uneven_params()).unwrap();
        market.uneven_prices();
        market.insure(70_000 * ONE);
        market.force_params(|p| p.min_insurance = dec("0.01"));
        let index = (0, market.state().debt_index);
        Sim {
            market,
            bank: 70_000 * ONE,
            paid_eth: BTreeMap::new(),
            encumbered: 0,
            open: BTreeMap::new(),
            index,
            share_price: (1, 1_000_000),
        }
    }

    /// Carries a response out as a chain would: submessages in order, failures to the reply.
    fn settle(&mut self, funds: u128, response: &Response, refuse: bool) {
        self.bank += funds;
        for msg in &response.messages {
            match &msg.msg {
                // The bank refuses what a release pays when the reserve refuses.
                CosmosMsg::Bank(_) if refuse && msg.reply_on == ReplyOn::Error => {
                    self.market.fail(msg).unwrap();
                }
                CosmosMsg::Bank(BankMsg::Send { amount, .. }) => {
                    self.bank = self.bank.checked_sub(amount[0].amount.u128()).unwrap();
                }
                CosmosMsg::Wasm(WasmMsg::Execute {
                    contract_addr,
                    msg: order,
                    funds,
                }) if *contract_addr == addr("reserve").to_string() => {
                    if refuse {
                        self.market.fail(msg).unwrap();
                        continue;
                    }
                    let sent = funds.first().map_or(0, |c| c.amount.u128());
                    self.bank = self.bank.checked_sub(sent).unwrap();
                    self.reserve(from_json(order).unwrap(), sent);
                }
                _ => (), // QER
            }
        }
    }

    fn reserve(&mut self, order: Reserve, sent: u128) {
        match order {
            Reserve::Purchase { batch_id, user_in } => {
                let user_in = user_in.u128();
                assert!(user_in <= sent && sent > 0);
                let id = batch_id.u64();
                assert!(self.open.insert(id, (user_in, sent)).is_none());
                self.market.batch_in_flight(id, user_in, sent - user_in);
            }
            Reserve::PayOut {
                recipient, amount, ..
            } => {
                // What the market orders is never more than the reserve keeps for borrowers.
                self.encumbered = self.encumbered.checked_sub(amount.u128()).unwrap();
                *self.paid_eth.entry(recipient).or_default() += amount.u128();
            }
            other => panic!("unexpected order {other:?}"),
        }
    }

    fn run(&mut self, funds: u128, result: Outcome, refuse: bool) -> bool {
        if let Ok(response) = &result {
            self.settle(funds, response, refuse);
        }
        result.is_ok()
    }

    fn step(&mut self, step: &Step) {
        use Step::*;
        match *step {
            Supply(u, amount) => {
                let result = self.market.supply(USERS[u], amount);
                self.run(amount, result, false);
            }
            Withdraw(u, part) => self.withdraw(USERS[u], part),
            Deposit(u, amount) => {
                let result = self.market.deposit(USERS[u], amount);
                assert!(self.run(0, result, false));
            }
            WithdrawCollateral(u, part) => {
                let most = self.market.max_withdraw(USERS[u]).collateral.u128();
                let amount = (most * part / 1_000).max(1);
                let result = self.market.withdraw_collateral(USERS[u], Some(amount));
                assert_eq!(self.run(0, result, false), amount <= most);
            }
            Borrow(u, part, refuse) => {
                let most = self.market.max_borrow(USERS[u]).amount.u128();
                let amount = most * part / 1_000;
                let quote = self.market.quote(USERS[u], amount);
                let result = self.market.borrow(USERS[u], amount);
                assert_eq!(result.is_ok(), quote.refused.is_none(), "{result:?}");
                if amount == most && most > 0 {
                    result.as_ref().unwrap();
                }
                self.run(0, result, refuse);
            }
            Repay(u, part, refuse) => {
                let debt = self.market.describe(USERS[u]).debt.u128();
                if debt > 0 {
                    self.repay(USERS[u], (debt * part / 1_000).max(1), refuse);
                }
            }
            Collect(u) => {
                let owed = self.market.owed(USERS[u]);
                let (before, bank) = (self.paid(USERS[u]), self.bank);
                let result = self.market.collect(USERS[u]);
                self.run(0, result, false);
                assert_eq!(self.paid(USERS[u]) - before, owed.collectable.u128());
                assert_eq!(bank - self.bank, owed.collectable_stable.u128());
            }
            Flush => {
                let result = self.market.flush();
                self.run(0, result, false);
            }
            Settle(price) => {
                if let Some((id, (user_in, sent))) = self.open.pop_first() {
                    let eth = sent * (ETHER / ONE) / price;
                    self.encumbered += (user_in * eth).div_ceil(sent);
                    self.market.settle_batch(id, eth);
                }
            }
            WindDown(part) => {
                if let Some((id, (user_in, sent))) = self.open.pop_first() {
                    let back = sent - sent * part / 1_000;
                    let eth = (sent - back) * (ETHER / ONE) / 2_000;
                    self.encumbered += (user_in * eth).div_ceil(sent);
                    if back == 0 {
                        self.market.settle_batch(id, eth);
                    } else {
                        self.market.wind_down(id, eth, back);
                    }
                    self.bank += back;
                }
            }
            Wait(seconds) => self.market.wait(seconds),
            Price(cents) => self.market.change_price("qer", |p| {
                let bid = Decimal::from_ratio(cents, 100u128);
                (p.bid, p.average, p.mid) = (bid, bid * dec("1.1"), bid * dec("1.3"));
            }),
            Insure(amount) => {
                self.market.insure(amount);
                self.bank += amount;
            }
            SupplyAndWithdraw(u, amount) => {
                let before = self.bank;
                let held = self.shares(USERS[u]);
                let result = self.market.supply(USERS[u], amount);
                if self.run(amount, result, false) {
                    let state = self.market.state();
                    let minted = self.shares(USERS[u]) - held;
                    // After a loss that is certain, shares are worth less to who leaves.
                    let loss = self.expected_loss(USERS[u]);
                    let supplied = state.supplied().unwrap().saturating_sub(int(loss));
                    let (minted, total) = (supply_shares(minted), state.supply_shares);
                    let worth = supply_assets_floor(minted, supplied, total).unwrap();
                    let worth = worth.min(state.cash);
                    if !worth.is_zero() {
                        let result = self.market.withdraw(USERS[u], Some(worth.u128()));
                        assert!(self.run(0, result, false));
                        assert!(self.shares(USERS[u]) >= held);
                    }
                    assert!(
                        self.bank >= before,
                        "supplying and withdrawing made a profit"
                    );
                }
            }
            BorrowAndRepay(u, part) => self.borrow_and_repay(USERS[u], part),
        }
    }

    /// The loss that a withdrawal counts now: everything if not even a unit can be withdrawn.
    fn expected_loss(&mut self, user: &str) -> u128 {
        let before = self.market.dump();
        let result = self.market.withdraw(user, Some(1));
        self.market.restore(before);
        result.map_or(u128::MAX, |response| {
            told(&response, "withdraw", "expected_loss")
        })
    }

    fn withdraw(&mut self, user: &str, part: u128) {
        let told = self.market.max_withdraw(user).supplied.u128();
        let amount = (part <= 1_000).then(|| (told * part / 1_000).max(1));
        let result = self.market.withdraw(user, amount);
        if amount.is_some_and(|a| a <= told) {
            assert!(result.is_ok(), "{result:?}");
        }
        self.run(0, result, false);
    }

    fn repay(&mut self, user: &str, sent: u128, refuse: bool) {
        let before = self.market.describe(user);
        let result = self.market.repay(user, sent);
        assert!(result.is_ok(), "repaying must work: {result:?}");
        self.run(sent, result, refuse);
        let after = self.market.describe(user);
        let (debt, paid) = (before.debt.u128(), sent.min(before.debt.u128()));
        for (had, has) in [
            (before.claim.eth, after.claim.eth),
            (before.claim.unsent, after.claim.unsent),
            (before.claim.pending, after.claim.pending),
            (before.claim.stable, after.claim.stable),
        ] {
            let released = had.full_mul(int(paid)) / Uint256::from(debt);
            let released = Uint128::try_from(released).unwrap();
            assert!(had - has <= released, "released more than pro rata");
        }
        if sent >= debt {
            assert_eq!(after.debt, int(0));
            assert!(self.market.position(user).claim.is_empty());
        }
    }

    /// Cash, claim and what it costs to be rid of the debt again: never a gain.
    fn borrow_and_repay(&mut self, user: &str, part: u128) {
        let debt = self.market.describe(user).debt.u128();
        let amount = self.market.max_borrow(user).amount.u128() * part / 1_000;
        let before = self.bank;
        let result = self.market.borrow(user, amount);
        if self.run(0, result, true) {
            self.repay(user, amount, true);
            let left = self.market.describe(user).debt.u128();
            assert!(left >= debt, "the debt shrank");
            assert!(self.bank >= before, "coins came out");
        }
    }

    fn paid(&self, user: &str) -> u128 {
        let user = addr(user).to_string();
        self.paid_eth.get(&user).copied().unwrap_or_default()
    }

    fn shares(&self, user: &str) -> u128 {
        let held = SUPPLIERS.may_load(&self.market.deps.storage, &addr(user));
        held.unwrap().unwrap_or_default().u128()
    }

    fn check(&mut self) {
        let storage = &self.market.deps.storage;
        let state = self.market.state();
        let positions: Vec<(Addr, Position)> = POSITIONS
            .range(storage, None, None, Order::Ascending)
            .collect::<StdResult<_>>()
            .unwrap();
        let sum = |part: &dyn Fn(&Position) -> u128| -> u128 {
            positions.iter().map(|(_, p)| part(p)).sum()
        };
        assert_eq!(sum(&|p| p.debt_shares.u128()), state.debt_shares.u128());
        let collateral = pledged(storage).unwrap();
        assert_eq!(sum(&|p| p.collateral.u128()), collateral.u128());
        let supply: u128 = SUPPLIERS
            .range(storage, None, None, Order::Ascending)
            .map(|entry| entry.unwrap().1.u128())
            .sum();
        assert_eq!(supply, state.supply_shares.u128());
        let user_in = |p: &Position| {
            let open = p.claim.batches.iter().find(|(id, _)| *id == state.batch.id);
            open.map_or(0, |(_, amount)| amount.u128())
        };
        assert_eq!(sum(&user_in), state.batch.user_in.u128());
        let empty = state.batch.user_in.is_zero() && state.batch.protocol_in.is_zero();
        assert_eq!(empty, state.batch.opened_at == 0);

        let expected: BTreeSet<_> = positions
            .iter()
            .filter(|(_, p)| !p.debt_shares.is_zero())
            .map(|(user, p)| (health_order(p.debt_shares, p.collateral), user.clone()))
            .collect();
        let listed: BTreeSet<_> = BY_HEALTH
            .keys(storage, None, None, Order::Ascending)
            .collect::<StdResult<_>>()
            .unwrap();
        assert_eq!(listed, expected);
        for (_, p) in &positions {
            assert!(p.debt_shares.is_zero() || !p.collateral.is_zero());
            assert!(!p.debt_shares.is_zero() || p.claim.is_empty());
        }

        let accounted =
            state.cash + state.insurance + state.batch.user_in + state.batch.protocol_in;
        let accounted = accounted + state.kept;
        assert_eq!(self.bank, accounted.u128(), "bank and accounting differ");

        let index = (state.scale, state.debt_index);
        assert!(index >= self.index);
        self.index = index;
        let owed: u128 = OWED
            .range(storage, None, None, Order::Ascending)
            .map(|entry| entry.unwrap().1.stable.u128())
            .sum();
        let returned: u128 = WOUND_DOWN
            .range(storage, None, None, Order::Ascending)
            .map(|entry| entry.unwrap().1.u128())
            .sum();
        let kept = sum(&|p| p.claim.stable.u128()) + owed + returned;
        assert_eq!(kept, state.kept.u128());
        let assets = state.supplied().unwrap().u128() + 1;
        let shares = state.supply_shares.u128() + 1_000_000;
        let (old_assets, old_shares) = self.share_price;
        assert!(
            int(assets).full_mul(int(old_shares)) >= int(old_assets).full_mul(int(shares)),
            "the price of a supply share fell"
        );
        self.share_price = (assets, shares);
    }

    /// Everyone repays, withdraws and collects.
    fn drain(&mut self) {
        for user in USERS {
            let debt = self.market.describe(user).debt.u128();
            if debt > 0 {
                self.repay(user, debt, false);
            }
            self.check();
        }
        for user in USERS {
            let result = self.market.withdraw(user, None);
            self.run(0, result, false);
            let result = self.market.withdraw_collateral(user, None);
            self.run(0, result, false);
            self.check();
        }
        while !self.open.is_empty() {
            self.step(&Step::Settle(2_000));
        }
        for user in 0..USERS.len() {
            self.step(&Step::Collect(user));
            self.check();
        }
        let storage = &self.market.deps.storage;
        assert!(POSITIONS.is_empty(storage));
        // What rounding left of batches that were wound down.
        assert!(self.market.state().kept < int(1_000));
        assert!(OWED.is_empty(storage));
        assert!(SUPPLIERS
            .range(storage, None, None, Order::Ascending)
            .all(|entry| entry.unwrap().1 < supply_shares(10_000_000)));
        // A part loses less than a unit each time it is released, folded or split.
        assert!(self.encumbered < 10_000, "left behind: {}", self.encumbered);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..Default::default() })]

    #[test]
    fn the_accounting_holds_after_every_step(steps in steps()) {
        let mut sim = Sim::new();
        for step in [
            Step::Supply(0, 200_000 * ONE),
            Step::Deposit(1, 100_000 * ONE),
            Step::Deposit(2, 50_000 * ONE),
        ].iter().chain(&steps) {
            sim.step(step);
            sim.check();
        }
        sim.drain();
    }

    /// Accruing in between charges no less, and no more than if the whole time had run at the rate
    /// that the middle reached (utilisation has risen by then), but for what the series e^x leaves
    /// out, x^4 e^x / 24 of the index, and rounding: five units of the last digit.
    #[test]
    fn accrual_commutes_within_the_rise_of_the_rate(
        borrowed in 50..10_000u128,
        withdrawn in 0..=1_000u128,
        first in 1..5_000_000u64,
        second in 1..5_000_000u64,
    ) {
        let mut market = Market::new();
        market.borrow("alice", borrowed * ONE).unwrap();
        let most = market.max_withdraw("sam").supplied.u128();
        let amount = most * withdrawn / 1_000;
        if amount > 0 {
            market.withdraw("sam", Some(amount)).unwrap();
        }
        let params = params();
        let start = market.state();
        let (middle, end) = (start.accrued_at + first, start.accrued_at + first + second);
        let mut once = start.clone();
        once.accrue(&(&params).into(), end).unwrap();
        let mut twice = start.clone();
        twice.accrue(&(&params).into(), middle).unwrap();
        let rate = params.rates.borrow_rate(twice.utilisation().unwrap()).unwrap();
        twice.accrue(&(&params).into(), end).unwrap();
        let most = accrue_index_ceil(start.debt_index, rate, first + second).unwrap();
        prop_assert!(twice.debt_index >= once.debt_index);
        let x = rate * Decimal::from_ratio(first + second, SECONDS_PER_YEAR);
        let left_out = start.debt_index * x * x * x * x * dec("0.125"); // e^x < 3
        prop_assert!(x < Decimal::one());
        prop_assert!(twice.debt_index <= most + left_out + Decimal::raw(5));
        // What borrowers owe more belongs to suppliers and insurance, to the unit.
        for state in [&once, &twice] {
            let owned = state.supplied().unwrap() + state.insurance + state.insurance_due;
            let had = start.supplied().unwrap() + start.insurance + start.insurance_due;
            let interest = state.debt().unwrap() - start.debt().unwrap();
            prop_assert_eq!(owned - had, interest);
        }
    }
}
