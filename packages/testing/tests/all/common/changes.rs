//! What each step of a purchase changes, figure by figure.

use qerun_testing::suite::{DEX_CHANNEL, HOME_CHANNEL};

/// Names and new values or differences.
#[derive(Clone, Debug, Default)]
pub struct Changes(pub Vec<(String, String)>);

impl<const N: usize> From<[(&str, &str); N]> for Changes {
    fn from(list: [(&str, &str); N]) -> Self {
        Changes(list.map(|(n, v)| (n.to_owned(), v.to_owned())).into())
    }
}

impl Changes {
    pub fn and(mut self, other: impl Into<Changes>) -> Self {
        self.0.extend(other.into().0);
        self
    }

    /// Leaves a figure out.
    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|(found, _)| found != name);
        self
    }

    pub fn put(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.0.push((name.into(), value.to_string()));
        self
    }
}

/// One order as the tables know it.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    pub id: u64,
    pub batch: u64,
    /// Sequence of its packet.
    pub sequence: u64,
    /// Stablecoins.
    pub amount: u128,
}

impl Order {
    pub const fn new(id: u64, batch: u64, sequence: u64, amount: u128) -> Self {
        Order {
            id,
            batch,
            sequence,
            amount,
        }
    }

    /// ETH at the oracle's 2,000 dollars.
    pub fn fair(&self) -> u128 {
        self.amount * 1_000_000_000_000 / 2_000
    }

    /// ETH at least, 3 % less.
    pub fn min_out(&self) -> u128 {
        self.fair() * 97 / 100
    }

    fn packet(&self) -> String {
        format!("packet/Home/{HOME_CHANNEL}/{}", self.sequence)
    }

    /// The reserve sends it: its record, its packet, and the capacity that it takes.
    pub fn leaves(&self, deadline: u64, receiver: &str) -> Changes {
        let order = |field: &str| format!("order/{}/{field}", self.id);
        let denom = format!("transfer/{HOME_CHANNEL}/uusdc");
        Changes::default()
            .put(order("batch_id"), self.batch)
            .put(order("amount"), self.amount)
            .put(order("min_out"), self.min_out())
            .put(order("expected_out"), self.fair())
            .put(order("deadline"), deadline)
            .put(order("channel"), HOME_CHANNEL)
            .put(order("receiver"), receiver)
            .put(order("sequence"), self.sequence)
            .put(order("status"), "sent")
            .put(self.packet(), format!("{} {denom}", self.amount))
            .put("reserve/in_flight", format!("+{}", self.amount))
            .put("reserve/capacity", format!("-{}", self.amount))
            .and([
                ("reserve/open_orders", "+1"),
                ("reserve/order_capacity", "-1"),
            ])
    }

    /// What waited in the reserve leaves as this order.
    pub fn stops_waiting(&self) -> Changes {
        let less = format!("-{}", self.amount);
        Changes::default()
            .put("home/reserve/stable", &less)
            .put("reserve/waiting", &less)
            .put(format!("waiting/{}", self.batch), &less)
    }

    /// The outpost swaps it and sends `out` back under the sequence `back`.
    pub fn swaps(&self, out: u128, back: u64, outpost_stays: (&str, &str)) -> Changes {
        let purchase = |field: &str| format!("purchase/{}/{field}", self.id);
        let (reserve, denom) = outpost_stays;
        Changes::default()
            .put("dex/escrow/stable", format!("-{}", self.amount))
            .put("dex/pair/stable", format!("+{}", self.amount))
            .put("dex/pair/eth", format!("-{out}"))
            .put("dex/escrow/eth", format!("+{out}"))
            .put(purchase("stable_in"), self.amount)
            .put(purchase("eth_out"), out)
            .put(purchase("eth_denom"), denom)
            .put(purchase("recipient"), reserve)
            .put(purchase("channel"), DEX_CHANNEL)
            .and(self.under_way(out, back))
    }

    /// The outpost's purchase is in this return packet.
    pub fn under_way(&self, out: u128, back: u64) -> Changes {
        let status = format!("purchase/{}/status/in_transit", self.id);
        Changes::default()
            .put(format!("{status}/channel"), DEX_CHANNEL)
            .put(format!("{status}/sequence"), back)
            .put(
                format!("packet/Dex/{DEX_CHANNEL}/{back}"),
                format!("{out} weth-wei"),
            )
    }

    /// The return packet has ended, and the purchase with it as `delivered` or `held`.
    pub fn return_ends(&self, back: u64, status: &str) -> Changes {
        let purchase = format!("purchase/{}/status", self.id);
        Changes::default()
            .put(format!("{purchase}/in_transit/channel"), "0")
            .put(format!("{purchase}/in_transit/sequence"), "0")
            .put(format!("{purchase}/{status}"), "{}")
            .put(format!("packet/Dex/{DEX_CHANNEL}/{back}"), "0")
    }

    /// The return packet failed: the outpost holds its ETH.
    pub fn is_held(&self, out: u128, back: u64) -> Changes {
        self.return_ends(back, "held")
            .put("dex/escrow/eth", format!("-{out}"))
            .put("dex/outpost/eth", format!("+{out}"))
    }

    /// The outpost sends what it held once more.
    pub fn is_retried(&self, out: u128, back: u64) -> Changes {
        self.under_way(out, back)
            .put(format!("purchase/{}/status/held", self.id), "0")
            .put("dex/escrow/eth", format!("+{out}"))
            .put("dex/outpost/eth", format!("-{out}"))
    }

    /// For this purchase the outpost sends unassigned ETH: a return whose callback did not run, or a donation.
    pub fn is_sent_again(&self, out: u128, back: u64) -> Changes {
        let channel = format!("purchase/{}/status/in_transit/channel", self.id);
        self.under_way(out, back)
            .without(&channel)
            .put("dex/escrow/eth", format!("+{out}"))
            .put("dex/outpost/eth", format!("-{out}"))
    }

    /// `out` ETH is credited and settles the order; `users` of it is encumbered.
    pub fn settles(&self, out: u128, users: u128) -> Changes {
        Changes::default()
            .put("reserve/encumbered", format!("+{users}"))
            .put("reserve/unencumbered", format!("+{}", out - users))
            .put(format!("order/{}/eth_out", self.id), out)
            .put(format!("order/{}/status", self.id), "settled")
            .put(format!("batch/{}/eth_out", self.batch), format!("+{out}"))
            .put(
                format!("batch/{}/open", self.batch),
                format!("-{}", self.amount),
            )
            .and(self.lands())
    }

    /// Governance gives it up, without making it good.
    pub fn is_lost(&self) -> Changes {
        Changes::default()
            .put(format!("order/{}/status", self.id), "lost")
            .put(
                format!("batch/{}/open", self.batch),
                format!("-{}", self.amount),
            )
            .and(self.lands())
    }

    /// It waited too long: its stablecoins are back in the market, `users` of them the borrowers'. See
    /// [`Order::stops_waiting`] for the reserve.
    pub fn is_wound_down(&self, users: u128) -> Changes {
        Changes::default()
            .put("home/market/stable", format!("+{}", self.amount))
            .put("market/kept", format!("+{users}"))
            .put("market/insurance", format!("+{}", self.amount - users))
            .put(format!("returned/{}", self.batch), users)
            .put(format!("batch/{}/stable_out", self.batch), self.amount)
            .put(
                format!("batch/{}/open", self.batch),
                format!("-{}", self.amount),
            )
    }

    /// Its batch is all bought, lost or back.
    pub fn settles_batch(&self) -> Changes {
        Changes::default()
            .put(format!("batch/{}/settled", self.batch), "true")
            .and([
                ("reserve/open_batches", "-1"),
                ("reserve/batch_capacity", "+1"),
            ])
    }

    /// The acknowledgement of the outpost's success arrives.
    pub fn acknowledged(&self) -> Changes {
        Changes::default()
            .put(self.packet(), "0")
            .put(format!("order/{}/status", self.id), "returning")
    }

    /// The same after the ETH: the packet ends, the order stays settled.
    pub fn acknowledged_late(&self) -> Changes {
        Changes::default().put(self.packet(), "0")
    }

    /// The packet failed: its stablecoins are back and the order is refunded.
    pub fn refunded(&self) -> Changes {
        self.comes_back().and(self.waits_again())
    }

    /// ICS-20 gives the stablecoins of a failed packet back.
    pub fn comes_back(&self) -> Changes {
        Changes::default()
            .put(self.packet(), "0")
            .put("home/reserve/stable", format!("+{}", self.amount))
    }

    /// The reserve records a refund.
    pub fn waits_again(&self) -> Changes {
        let more = format!("+{}", self.amount);
        Changes::default()
            .put(format!("order/{}/status", self.id), "refunded")
            .put("reserve/waiting", &more)
            .put(format!("waiting/{}", self.batch), &more)
            .and(self.lands())
    }

    /// It is no longer in flight.
    fn lands(&self) -> Changes {
        Changes::default()
            .put("reserve/in_flight", format!("-{}", self.amount))
            .put("reserve/capacity", format!("+{}", self.amount))
            .and([
                ("reserve/open_orders", "-1"),
                ("reserve/order_capacity", "+1"),
            ])
    }
}

/// The market records a borrow of 20,000: 10,000 paid out; 9,500 of the user's and 500 of the protocol's
/// go into the open batch. `index` is the batch's index in the user's claim.
pub fn borrows(user: &str, batch: u64, index: u64) -> Changes {
    let claim = format!("position/{user}/claim/batches/{index}");
    Changes::from([
        ("home/market/stable", "-10000 usd"),
        ("market/cash", "-20000 usd"),
        ("market/debt_shares", "+20000 shares"),
    ])
    .put(format!("home/{user}/stable"), "+10000 usd")
    .put(format!("position/{user}/debt_shares"), "+20000 shares")
    .put(format!("{claim}/0"), batch)
    .put(format!("{claim}/1"), "9500 usd")
}

/// Both parts of such a borrow wait in the market's open batch, the first there since `now`.
pub fn waits_in_batch(now: u64) -> Changes {
    Changes::from([
        ("market/batch/user_in", "+9500 usd"),
        ("market/batch/protocol_in", "+500 usd"),
    ])
    .put("market/batch/opened_at", now)
}

/// A batch that waited is handed over: `user` of it is the users', `total` is all of it.
pub fn hands_over_late(batch: u64, user: &str, total: &str) -> Changes {
    Changes::from([
        ("market/batch/id", "+1"),
        ("market/batch/user_in", "0"),
        ("market/batch/protocol_in", "0"),
        ("market/batch/opened_at", "0"),
        ("reserve/open_batches", "+1"),
        ("reserve/batch_capacity", "-1"),
    ])
    .put("home/market/stable", format!("-{total}"))
    .put(format!("batch/{batch}/stable_in"), total)
    .put(format!("batch/{batch}/user_in"), user)
    .put(format!("batch/{batch}/open"), total)
}

/// The batch of one such borrow is handed over to the reserve.
pub fn hands_over(batch: u64) -> Changes {
    Changes::from([
        ("home/market/stable", "-10000 usd"),
        ("market/batch/id", "+1"),
        ("reserve/open_batches", "+1"),
        ("reserve/batch_capacity", "-1"),
    ])
    .put(format!("batch/{batch}/stable_in"), "10000 usd")
    .put(format!("batch/{batch}/user_in"), "9500 usd")
    .put(format!("batch/{batch}/open"), "10000 usd")
}

/// A borrower repays so many dollars of his own: money and debt, not yet what it releases.
pub fn repays(user: &str, dollars: &str) -> Changes {
    let (less, more) = (format!("-{dollars} usd"), format!("+{dollars} usd"));
    let shares = format!("-{dollars} shares");
    Changes::default()
        .put(format!("home/{user}/stable"), &less)
        .put("home/market/stable", &more)
        .put("market/cash", &more)
        .put("market/debt_shares", &shares)
        .put(format!("position/{user}/debt_shares"), &shares)
}

/// The reserve pays encumbered ETH to a borrower.
pub fn pays_out(user: &str, amount: u128) -> Changes {
    let less = format!("-{amount}");
    Changes::default()
        .put("home/reserve/eth", &less)
        .put("reserve/encumbered", &less)
        .put(format!("home/{user}/eth"), format!("+{amount}"))
}

/// The users' part of ETH for a batch of such borrows, rounded up.
pub fn users_part(out: u128) -> u128 {
    (out * 95).div_ceil(100)
}
