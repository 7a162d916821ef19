//! Who bears a debt that is written off: `contracts/market/src/write_off.rs` and `settlement.rs` in numbers, and the
//! storefront's price of `contracts/reserve/src/sale.rs`.

use crate::market::Market;
use crate::outcome::Outcome;
use crate::rules::Rules;
use crate::ROUNDING_UNITS;

/// What own ETH is booked and sold at, USD.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EthPrices {
    /// The oracle's price of ETH: bid, ask and mid.
    pub eth: f64,
    /// The oracle's price of the stablecoin.
    pub stable: f64,
}

impl EthPrices {
    /// Stablecoins that an ETH is booked at.
    fn booking(&self, rules: &Rules) -> f64 {
        self.eth * (1.0 - rules.own_discount) / self.stable.max(1.0)
    }
}

impl Market {
    /// Takes a loss off the insurance, books it against own ETH, and leaves the rest to the suppliers. `now` is seconds of
    /// the path.
    pub fn write_off(
        &mut self,
        rules: &Rules,
        prices: &EthPrices,
        now: f64,
        loss: f64,
        outcome: &mut Outcome,
    ) {
        let insurance = loss.min(self.insurance + self.insurance_due);
        let left = loss - insurance;
        let booking = prices.booking(rules);
        let all = self.own_eth * booking;
        // ETH that would be booked at less than a unit is left alone.
        let (eth, booked) = if left <= 0.0 || all < rules.unit {
            (0.0, 0.0)
        } else if all < left {
            (self.own_eth, all)
        } else {
            ((left / booking).min(self.own_eth), left)
        };

        let set_off = insurance.min(self.insurance_due);
        self.insurance_due -= set_off;
        self.insurance -= insurance - set_off;
        self.cash += insurance - set_off;
        self.deficit += booked;
        if eth > 0.0 {
            let before = self.earmark;
            self.own_eth -= eth;
            self.earmark += eth;
            // More ETH joins a running auction: its elapsed time shrinks in proportion, to whole seconds.
            let elapsed = (now - self.earmarked_at).clamp(0.0, rules.duration);
            let elapsed = (elapsed * before / self.earmark).floor();
            self.earmarked_at = now - elapsed;
        }
        if self.earmark > 0.0 {
            self.unrecovered += left - booked;
        }
        outcome.written_off += loss;
        outcome.insurance_used += insurance;
        outcome.eth_booked += booked;
        outcome.eth_earmarked += eth;
        outcome.supplier_loss += left - booked;
    }

    /// The storefront's price of earmarked ETH, stablecoins: the straight fall of a Dutch auction.
    pub fn storefront_price(&self, rules: &Rules, prices: &EthPrices, now: f64) -> f64 {
        let start = prices.eth * (1.0 + rules.premium);
        // The contract's end is the average held between bid and ask, which are one here.
        let end = prices.eth * (1.0 - rules.discount);
        let part = ((now - self.earmarked_at) / rules.duration).clamp(0.0, 1.0);
        (start - (start - end) * part) / prices.stable.min(1.0)
    }

    /// Sells all earmarked ETH at so many stablecoins each: the deficit becomes cash, more goes to the suppliers as far as they
    /// have borne losses and else to the insurance, and what is missing is a loss of its own.
    pub fn sell_earmark(
        &mut self,
        rules: &Rules,
        prices: &EthPrices,
        now: f64,
        price: f64,
        outcome: &mut Outcome,
    ) {
        let (proceeds, booked) = (self.earmark * price, self.deficit);
        self.earmark = 0.0;
        self.deficit = 0.0;
        let shortfall = (booked - proceeds).max(0.0);
        let rounding = ROUNDING_UNITS * rules.unit;
        let recovered = (proceeds - booked - rounding).max(0.0);
        let to_suppliers = recovered.min(self.unrecovered);
        self.unrecovered = 0.0;
        self.insurance += recovered - to_suppliers;
        self.cash += proceeds - (recovered - to_suppliers);
        outcome.recovered += recovered;
        outcome.to_suppliers += to_suppliers;
        if shortfall > 0.0 {
            outcome.written_off -= shortfall;
            outcome.eth_booked -= shortfall;
            self.write_off(rules, prices, now, shortfall + rounding, outcome);
        }
        self.set_rate(rules);
    }

    /// By how much earmarked ETH would be booked lower now than it is.
    pub fn shortfall(&self, rules: &Rules, prices: &EthPrices) -> f64 {
        (self.deficit - self.earmark * prices.booking(rules)).max(0.0)
    }
}
