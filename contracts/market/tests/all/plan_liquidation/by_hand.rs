//! What a liquidation does, computed from its rules in exact dollars: a second opinion that shares no code with the
//! contract.

use super::fraction::Fraction as F;

/// A position, the market around it, and what a liquidator sends. Amounts in smallest units; prices in USD a unit.
#[derive(Clone, Debug)]
pub struct Case {
    pub threshold: F,
    pub min_bonus: F,
    pub max_bonus: F,
    pub claim_bonus: F,
    pub target: F,
    pub full_below: F,
    pub min_debt: F,
    pub fee: F,
    pub qer_price: F,
    pub stable_price: F,
    /// None: not to be had.
    pub eth_price: Option<F>,
    /// USD of QER that the cap leaves.
    pub capacity: Option<F>,
    pub collateral: u128,
    pub debt: u128,
    /// Of which the debt is made, and what a millionth of a share owes.
    pub debt_shares: u128,
    pub index: F,
    /// Settled ETH, stablecoins kept, unsent, and pending in two batches.
    pub eth: u128,
    pub stables: [u128; 4],
    pub sent: u128,
}

/// What must come of it.
#[derive(Debug, Default, PartialEq)]
pub struct Outcome {
    pub repaid: u128,
    pub refunded: u128,
    pub collateral: u128,
    pub eth: u128,
    pub stables: [u128; 4],
    pub written_off: u128,
    pub fees: [u128; 2],
    pub returned_eth: u128,
    pub returned: [u128; 4],
}

#[derive(Debug, PartialEq)]
pub enum Refusal {
    Healthy,
    Dust,
    Nothing,
}

/// Something to be paid out: how much there is, what a unit is worth, and with which bonus.
#[derive(Clone, Copy)]
struct Pot {
    amount: u128,
    price: F,
    bonus: F,
}

impl Case {
    fn dollars(&self, stable: u128) -> F {
        F::whole(stable) * self.stable_price
    }

    /// The repayment that a pot is worth, in stablecoins.
    fn worth(&self, pot: Pot) -> F {
        F::whole(pot.amount) * pot.price / (F::whole(1) + pot.bonus) / self.stable_price
    }

    fn is_crumb(&self, pot: Pot) -> bool {
        self.worth(pot).floor() == 0
    }

    /// Takes out of a pot, up to a limit, what the rest of a repayment buys.
    fn draw(&self, pot: &mut Pot, limit: u128, rest: &mut u128) -> u128 {
        let there = pot.amount.min(limit);
        let part = Pot {
            amount: there,
            ..*pot
        };
        if there == 0 || *rest == 0 {
            return 0;
        }
        let bought = self.dollars(*rest) * (F::whole(1) + pot.bonus) / pot.price;
        let drawn = if bought.floor() < there {
            *rest = 0;
            bought.floor()
        } else {
            *rest -= self.worth(part).ceil();
            there
        };
        pot.amount -= drawn;
        drawn
    }

    pub fn outcome(&self) -> Result<Outcome, Refusal> {
        let one = F::whole(1);
        let qer_value = F::whole(self.collateral) * self.qer_price;
        let debt_value = self.dollars(self.debt);
        let health = (qer_value * self.threshold / debt_value).digits_18();
        if health >= one {
            return Err(Refusal::Healthy);
        }
        let claim_pot = |amount, price| Pot {
            amount,
            price,
            bonus: self.claim_bonus,
        };
        let eth = self.eth_price.map(|price| claim_pot(self.eth, price));
        let stables = self.stables.map(|s| claim_pot(s, self.stable_price));

        let from_claim: u128 = stables.iter().map(|p| self.worth(*p).floor()).sum();
        let from_claim = from_claim + eth.map_or(0, |p| self.worth(p).floor());
        let mut bonus = (self.min_bonus + (one - health)).min(self.max_bonus);
        if from_claim < self.debt {
            let held = (qer_value / self.dollars(self.debt - from_claim)).digits_18();
            bonus = bonus.min(held.less(one));
        }
        let bonus = bonus.max(self.min_bonus);

        let mut wished = self.debt;
        if health >= self.full_below {
            let gap = self.target * debt_value - qer_value * self.threshold;
            let gain = self.target - (one + bonus) * self.threshold;
            wished = wished.min((gap / gain / self.stable_price).ceil());
            if self.dollars(self.debt - wished) < self.min_debt {
                wished = self.debt;
            }
        }

        // First with everything, to see how far it goes.
        let qer = |amount| Pot {
            amount,
            price: self.qer_price,
            bonus,
        };
        let capped = self.capacity.map(|usd| (usd / self.qer_price).floor());
        let capped = self.collateral.min(capped.unwrap_or(u128::MAX));
        let usable = |pot: Pot| if self.is_crumb(pot) { 0 } else { pot.amount };
        let all = || {
            let mut pots = vec![qer(usable(qer(capped)))];
            pots.extend(eth.map(|p| claim_pot(usable(p), p.price)));
            pots.extend(stables.map(|p| claim_pot(usable(p), p.price)));
            pots
        };
        let mut rest = wished;
        let mut pots = all();
        let mut draw = |pot| self.draw(pot, u128::MAX, &mut rest);
        let mut drawn: Vec<u128> = pots.iter_mut().map(&mut draw).collect();
        let most = wished - rest;
        let only_crumbs = |c: u128, eth_left: u128, left: [u128; 4]| {
            let eth_crumb = match eth {
                Some(p) => self.is_crumb(claim_pot(eth_left, p.price)),
                None => eth_left == 0,
            };
            let crumb = |s: &u128| self.is_crumb(claim_pot(*s, self.stable_price));
            self.is_crumb(qer(c)) && eth_crumb && left.iter().all(crumb)
        };
        if most == 0 && !only_crumbs(self.collateral, self.eth, self.stables) {
            return Err(Refusal::Nothing);
        }

        let repaid = self.sent.min(most);
        if repaid < most {
            // Whoever repays less than he might gets no larger part of the QER first than he takes of the debt shares.
            let burned = (F::whole(repaid * 1_000_000) / self.index).floor();
            let part = F::whole(self.collateral) * F::new(burned, self.debt_shares);
            let mut rest = repaid;
            pots = all();
            drawn.clear();
            for (i, pot) in pots.iter_mut().enumerate() {
                let limit = if i == 0 { part.floor() } else { u128::MAX };
                drawn.push(self.draw(pot, limit, &mut rest));
            }
            drawn[0] += self.draw(&mut pots[0], u128::MAX, &mut rest);
            assert_eq!(rest, 0, "something would be repaid for nothing");
        }

        let mut out = Outcome {
            repaid,
            refunded: self.sent - repaid,
            collateral: drawn[0],
            ..Outcome::default()
        };
        let stable_from = if eth.is_some() {
            out.eth = drawn[1];
            2
        } else {
            1
        };
        out.stables.copy_from_slice(&drawn[stable_from..]);
        let mut left = self.stables;
        (0..4).for_each(|i| left[i] -= out.stables[i]);
        let eth_left = self.eth - out.eth;
        let gone = only_crumbs(self.collateral - out.collateral, eth_left, left);
        let owing = self.debt - repaid;
        if repaid < most && !gone && self.dollars(owing) < self.min_debt {
            return Err(Refusal::Dust);
        }
        out.written_off = if gone { owing } else { 0 };
        if owing == out.written_off {
            let fee = |amount: u128| {
                let fee = (F::whole(amount) * self.fee).ceil();
                fee.min(amount.saturating_sub(1))
            };
            out.fees = [fee(eth_left), fee(left[0] + left[1])];
            (out.returned_eth, out.returned) = (eth_left, left);
        }
        Ok(out)
    }
}
