//! The borrowers of a path.

use rand::Rng;

use super::Worker;
use crate::book::{Account, Accounts, Book, Drawn};
use crate::random::Generator;
use crate::rules::Rules;
use crate::scenario::Scenario;

/// What an attacker owes, USD, and at which LTV.
type Attacker = Option<(f64, f64)>;

impl Worker<'_> {
    /// The accounts that a path begins with.
    pub(super) fn draw_accounts(&mut self, random: &mut Generator) {
        let Scenario { rules, book, .. } = self.scenario;
        self.accounts.clear();
        match &book.accounts {
            Accounts::Given(accounts) => self.accounts.extend_from_slice(accounts),
            Accounts::Drawn(drawn) => {
                let attacker = self.scenario.attack.as_ref().map(|_| {
                    let debt = rules.account_debt_at_cap(book.depth).min(drawn.debt);
                    (debt, rules.max_ltv)
                });
                self.draw(drawn, attacker, random);
            }
        }
    }

    /// Draws sizes and LTVs, then scales the sizes to the sum. The first account is the attacker's.
    fn draw(&mut self, drawn: &Drawn, attacker: Attacker, random: &mut Generator) {
        let Scenario { rules, book, .. } = self.scenario;
        let between = |(from, to): (f64, f64), at: f64| from + (to - from) * at;
        let mut sum = 0.0;
        for at in 0..drawn.count {
            let size = between(drawn.size, random.gen());
            let ltv = rules.max_ltv * between(drawn.ltv, random.gen());
            let is_attacker = at == 0 && attacker.is_some();
            if !is_attacker {
                sum += size;
            }
            // The collateral's place keeps the LTV until the sizes are known.
            self.accounts.push(Account {
                debt: size,
                collateral: ltv,
                ..Account::default()
            });
        }
        let rest = drawn.debt - attacker.map_or(0.0, |(debt, _)| debt);
        let scale = if sum > 0.0 { rest / sum } else { 0.0 };
        for (at, account) in self.accounts.iter_mut().enumerate() {
            let (debt, ltv) = match attacker.filter(|_| at == 0) {
                Some(attacker) => attacker,
                None => (account.debt * scale, account.collateral),
            };
            *account = borrowed(rules, book, drawn.settled, debt, ltv);
        }
    }
}

/// An account that has borrowed so much at this LTV.
fn borrowed(rules: &Rules, book: &Book, settled: f64, debt: f64, ltv: f64) -> Account {
    let claim = debt * rules.claim_share();
    Account {
        collateral: debt / (ltv * book.qer),
        debt,
        claim_eth: claim * settled / book.eth,
        claim_stable: 0.0,
        claim_pending: claim * (1.0 - settled),
    }
}
