//! A deployed market in which one path is played after the other, each with borrowers of its own.

use cosmwasm_std::{Addr, Decimal, Uint128};
use qerun_messages::market::WriteOffs;
use qerun_simulate::{
    amount, Account, Accounts, Base, Book, Liquidators, Outcome, Pool, Process, Rules, Scenario,
    Step, Worker,
};
use qerun_testing::suite::{decimal, usd, Quotes, Setup, Suite};
use rand::Rng;

use super::figures::Contracts;
use super::keeper::{Keeper, MARGIN};
use super::path;
use super::trade::Terms;

pub struct Episodes {
    suite: Suite,
    sue: Addr,
    rules: Rules,
    played: usize,
    users: Vec<Addr>,
}

impl Episodes {
    /// A market with random parameters, one feeder, and a bid that may rise at once, so that a path can begin after a fall.
    pub fn deploy(random: &mut impl Rng) -> Self {
        let mut setup = Setup::default();
        setup.keep_feeders(1);
        for entry in &mut setup.plan.oracle {
            let policy = &mut entry.config.policy;
            (policy.max_growth_hour, policy.max_growth_day) = (None, None);
        }
        let mut permille = |from: u64, to: u64| Decimal::permille(random.gen_range(from..to));
        let params = &mut setup.plan.market;
        params.liquidation_threshold = permille(550, 640);
        params.liquidation.min_bonus = permille(20, 60);
        params.max_liquidation_bonus = permille(60, 150);
        params.liquidation.claim_bonus = permille(10, 50);
        params.liquidation.target_health = permille(1_020, 1_300);
        params.liquidation.full_below = permille(800, 1_000);
        params.liquidation.seizure_cap = permille(20, 200);
        params.liquidation.claim_fee = permille(0, 50);
        params.cash_share = permille(250, 750);
        params.contribution_share = permille(50, 100);
        params.insurance_share = permille(50, 500);
        params.min_insurance = Decimal::permille(10);
        params.stress.collateral_fall = permille(600, 700);
        params.stress.eth_fall = permille(400, 500);
        params.stress.own_discount = permille(100, 150);
        params.debt_cap = permille(150, 200);
        params.account_cap = Decimal::permille(100);
        // Most borrows hand their reserve part over at once.
        params.batch.min_size = usd("2000");
        let storefront = &mut setup.plan.reserve.storefront;
        storefront.premium = permille(0, 100);
        storefront.discount = permille(20, 100);
        storefront.duration = random.gen_range(3_600..9_000);
        // Each episode funds the insurance, and the first one opens borrowing.
        setup.insurance = Uint128::zero();
        setup.borrowing = false;
        let (params, storefront) = (setup.plan.market.clone(), setup.plan.reserve.storefront);
        let rules = Rules::new(&params, &storefront, 6).unwrap();
        let mut suite = setup.build().unwrap();
        let sue = suite.user("sue");
        Episodes {
            suite,
            sue,
            rules,
            played: 0,
            users: vec![],
        }
    }

    /// Plays a path through the contracts and through the engine.
    pub fn play(&mut self, random: &mut impl Rng) -> (Contracts, Outcome) {
        self.prepare(random);
        let book = self.book();
        let mut scenario = Scenario::new(
            self.rules,
            book.clone(),
            Process {
                base: Base::Replay(path::draw(random, book.qer, book.eth)),
                gaps: None,
            },
        );
        scenario.start = self.suite.net.home.now();
        scenario.pool = Pool {
            flight: 0.0,
            half_life: random.gen_range(1_200.0..20_000.0),
            sold: random.gen_bool(0.7),
            fee: random.gen_range(0.001..0.01),
        };
        let terms = Terms {
            latency: [0, 3, 8, 8, 8][random.gen_range(0..5)],
            capital: match random.gen_bool(0.25) {
                true => usd("10000"),
                false => usd("5000000"),
            },
            min_profit: match random.gen_range(0..4) {
                0 => f64::NEG_INFINITY,
                1 => -5.0,
                _ => random.gen_range(0.0..20.0),
            },
            pool_fee: scenario.pool.sold.then_some(scenario.pool.fee),
            eth_cost: random.gen_range(0.001..0.02),
        };
        scenario.liquidators = Liquidators {
            latency: terms.latency as u32,
            capital: amount(terms.capital, 6),
            min_profit: terms.min_profit,
            eth_cost: terms.eth_cost,
            storefront_margin: qerun_simulate::number(MARGIN),
        };
        if let Base::Replay(replay) = &scenario.process.base {
            scenario.steps = replay.qer.len() as u32;
        }
        let scenario = scenario.check().unwrap();
        let mut steps = vec![];
        let outcome = Worker::new(&scenario).trace(0, 0, &mut |step| steps.push(*step));
        let keeper = Keeper::new(&mut self.suite, &self.users, terms);
        let contracts = self.follow(keeper, &steps);
        (contracts, outcome)
    }

    /// The engine's prices, published; what keepers do then is theirs.
    fn follow(&mut self, mut keeper: Keeper, steps: &[Step]) -> Contracts {
        let (suite, mut done) = (&mut self.suite, Contracts::default());
        let before = suite.write_offs().unwrap();
        for (at, step) in steps.iter().enumerate() {
            suite.net.advance(600);
            let quotes = Quotes {
                qer: price(step.qer),
                eth: price(step.eth),
                stable: price(step.stable),
                depth: suite.quotes.depth,
            };
            suite.publish(quotes).unwrap();
            keeper.act(suite, at, &mut done);
        }
        let (after, state) = (suite.write_offs().unwrap(), suite.state().unwrap());
        done.written_off = WriteOffs {
            debt: after.debt - before.debt,
            insurance: after.insurance - before.insurance,
            booked: after.booked - before.booked,
            suppliers: after.suppliers - before.suppliers,
            recovered: after.recovered - before.recovered,
        };
        done.debt_after = state.debt;
        done.insurance_after = state.insurance + state.insurance_due;
        done.deficit_after = state.deficit;
        done
    }

    /// Closes what the last path has left, and opens new positions at prices that have been there for an hour.
    fn prepare(&mut self, random: &mut impl Rng) {
        self.close();
        let insurance = amount(self.suite.state().unwrap().insurance, 6);
        // Enough insurance that contributions buy ETH, or as little as a borrow needs.
        let per_depth = match random.gen_bool(0.3) {
            true => 0.06,
            false => random.gen_range(0.011..0.02),
        };
        let depth = f64::max(
            random.gen_range(200_000.0..900_000.0),
            insurance / per_depth,
        );
        let quotes = Quotes {
            qer: price(random.gen_range(0.5..3.0)),
            eth: price(random.gen_range(1_500.0..2_500.0)),
            stable: Decimal::one(),
            // To nine digits, as the oracle keeps it.
            depth: price(depth.floor()),
        };
        let suite = &mut self.suite;
        // Depth counts with its average of a day.
        for _ in 0..8 {
            suite.net.advance(14_400);
            suite.publish(quotes).unwrap();
        }
        suite.settle_prices().unwrap();
        let missing = usdc(depth * per_depth - insurance);
        if !missing.is_zero() {
            let treasury = suite.at.treasury.clone();
            let funds = [cosmwasm_std::coin(missing.u128(), &suite.stable)];
            let msg = qerun_messages::market::ExecuteMsg::FundInsurance {};
            suite.market(&treasury, &msg, &funds).unwrap();
        }
        let supply = usdc(depth * 0.15);
        suite.fund_stable(&self.sue, supply + usd("1")).unwrap();
        if self.played == 0 {
            suite.open_borrowing().unwrap();
        }
        suite.supply(&self.sue, supply).unwrap();
        self.borrow(random);
        let suite = &mut self.suite;
        suite.settle_prices().unwrap();
        // Accrues: both begin with nothing pending.
        suite.supply(&self.sue, usd("1")).unwrap();
        self.played += 1;
    }

    /// Three to five borrowers who take most of what they may; some purchases come back before the path begins.
    fn borrow(&mut self, random: &mut impl Rng) {
        let count = random.gen_range(3..6);
        // So many purchases come back before the path begins; the others stay on their way.
        let settled = match random.gen_bool(0.5) {
            true => count,
            false => random.gen_range(0..=count),
        };
        for at in 0..count {
            let suite = &mut self.suite;
            let user = suite.user(&format!("user-{}-{at}", self.played));
            let number = qerun_simulate::number;
            let worth = number(suite.quotes.depth) * random.gen_range(0.02..0.15);
            let collateral = usdc(worth / number(suite.quotes.qer));
            suite.fund_qer(&user, collateral).unwrap();
            suite.deposit(&user, collateral).unwrap();
            let most = suite.max_borrow(&user).unwrap().amount;
            let amount = most.mul_floor(Decimal::permille(random.gen_range(600..1_000)));
            if amount >= usd("50") {
                suite.borrow(&user, amount).unwrap();
                self.users.push(user);
            }
            if at + 1 == settled {
                self.suite.net.relay_all().unwrap();
            }
        }
        assert!(!self.users.is_empty(), "nobody could borrow");
    }

    /// The market as it is, for the engine.
    fn book(&self) -> Book {
        let (suite, state) = (&self.suite, self.suite.state().unwrap());
        assert!(
            state.deficit.is_zero() && state.insurance_due.is_zero(),
            "{state:?}"
        );
        let accounts = self.users.iter().map(|user| {
            let position = suite.position(user).unwrap();
            let claim = &position.claim;
            Account {
                collateral: amount(position.collateral, 6),
                debt: amount(position.debt, 6),
                claim_eth: amount(claim.eth, 18),
                claim_stable: amount(claim.unsent + claim.stable, 6),
                claim_pending: amount(claim.pending, 6),
            }
        });
        let number = qerun_simulate::number;
        Book {
            qer: number(suite.quotes.qer),
            eth: number(suite.quotes.eth),
            depth: number(suite.quotes.depth),
            cash: amount(state.cash, 6),
            insurance: amount(state.insurance, 6),
            own_eth: amount(suite.backing().unwrap().unencumbered, 18),
            accounts: Accounts::Given(accounts.collect()),
        }
    }

    /// Repays what is still owed, and buys what is still earmarked.
    fn close(&mut self) {
        let suite = &mut self.suite;
        let treasury = suite.at.treasury.clone();
        for user in self.users.drain(..) {
            let debt = suite.position(&user).unwrap().debt;
            if !debt.is_zero() {
                suite.repay_for(&treasury, &user, debt).unwrap();
            }
        }
        suite.net.relay_all().unwrap();
        while !suite.state().unwrap().deficit.is_zero() {
            let offer = suite.storefront().unwrap().deficit.unwrap();
            suite.buy_eth(&treasury, offer.cost, None).unwrap();
        }
    }
}

/// Whole stablecoins or QER as smallest units.
fn usdc(value: f64) -> Uint128 {
    Uint128::new((value.max(0.0) * 1e6) as u128)
}

/// A price with all its digits.
fn price(value: f64) -> Decimal {
    decimal(&format!("{value:.18}"))
}
