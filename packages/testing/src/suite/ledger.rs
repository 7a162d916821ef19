//! Every balance and every account on both chains, flat, so that a test can say exactly what an
//! operation changed, and that nothing else did.

use std::collections::BTreeMap;
use std::fmt;

use anyhow::Result;
use cosmwasm_std::{Addr, Order, Uint128};
use serde::Serialize;
use serde_json::Value;

use super::{field_names, Suite};

/// Figures by name, e.g. `home/alice/stable`, `market/cash`, `order/1/status`. Zeros are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger(pub BTreeMap<String, String>);

impl Ledger {
    /// What differs from an earlier ledger: name, before and after; a missing figure is `0`.
    pub fn since(&self, before: &Ledger) -> Ledger {
        let names = before.0.keys().chain(self.0.keys());
        let zero = "0".to_owned();
        let changes = names.filter_map(|name| {
            let old = before.0.get(name).unwrap_or(&zero);
            let new = self.0.get(name).unwrap_or(&zero);
            (old != new).then(|| (name.clone(), format!("{old} -> {new}")))
        });
        Ledger(changes.collect())
    }

    /// Asserts that exactly these figures changed since `before`, to these values. A value that
    /// starts with `+` or `-` is a difference.
    ///
    /// # Panics
    /// With both lists if they differ.
    pub fn assert_changes(&self, before: &Ledger, expected: &[(&str, &str)]) {
        let zero = "0".to_owned();
        let expected = expected.iter().map(|(name, value)| {
            let old = before.0.get(*name).unwrap_or(&zero);
            let new = match (value.chars().next(), value.get(1..), old.parse::<u128>()) {
                (Some('+'), Some(by), Ok(old)) => (old + by.parse::<u128>().expect(by)).to_string(),
                (Some('-'), Some(by), Ok(old)) => (old - by.parse::<u128>().expect(by)).to_string(),
                _ => (*value).to_owned(),
            };
            ((*name).to_owned(), format!("{old} -> {new}"))
        });
        let expected = Ledger(expected.collect());
        let found = self.since(before);
        assert_eq!(found, expected, "\nfound:\n{found}\nexpected:\n{expected}");
    }

    fn put(&mut self, name: String, value: String) {
        if !matches!(value.as_str(), "0" | "null" | "false" | "") {
            self.0.insert(name, value);
        }
    }

    /// Every leaf of a record under its path.
    fn flatten(&mut self, name: &str, value: &Value) {
        match value {
            Value::Object(fields) if fields.is_empty() => {
                self.put(name.to_owned(), "{}".to_owned())
            }
            Value::Object(fields) => {
                fields
                    .iter()
                    .for_each(|(k, v)| self.flatten(&format!("{name}/{k}"), v));
            }
            Value::Array(items) => {
                items
                    .iter()
                    .enumerate()
                    .for_each(|(i, v)| self.flatten(&format!("{name}/{i}"), v));
            }
            Value::String(text) => self.put(name.to_owned(), text.clone()),
            other => self.put(name.to_owned(), other.to_string()),
        }
    }

    fn record<T: Serialize>(&mut self, name: &str, record: &T) -> Result<()> {
        self.flatten(name, &serde_json::to_value(record)?);
        Ok(())
    }
}

impl fmt::Display for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|(name, value)| writeln!(f, "  {name}: {value}"))
    }
}

impl Suite {
    /// Everything: balances of all known accounts and contracts in every denom, the market's state
    /// as stored, what came back of batches, positions, what is owed, supply, what was written off and covers the
    /// deficit, QER burned, the reserve's backing,
    /// batches, orders and what waits, the outpost's purchases, packets under way.
    pub fn ledger(&self) -> Result<Ledger> {
        let mut ledger = Ledger::default();
        self.balances(&mut ledger)?;
        let storage = self.net.home.app.contract_storage(&self.at.market);
        let state = qerun_market::state::STATE.load(&*storage)?;
        ledger.flatten("market", &field_names::state(&state));
        let returned =
            qerun_market::state::WOUND_DOWN.range(&*storage, None, None, Order::Ascending);
        for row in returned {
            let (id, amount) = row?;
            ledger.put(format!("returned/{id}"), amount.to_string());
        }
        drop(storage);
        for (user, position) in self.positions()? {
            ledger.flatten(
                &format!("position/{}", self.name(&user)),
                &field_names::position(&position),
            );
        }
        for (user, claim) in self.all_owed()? {
            ledger.flatten(
                &format!("owed/{}", self.name(&user)),
                &field_names::claim(&claim),
            );
        }
        for user in self.names.keys() {
            let shares = self.supplier(user)?.shares;
            ledger.put(format!("supplier/{}", self.name(user)), shares.to_string());
        }
        ledger.record("earmark", &self.earmark()?)?;
        ledger.record("write_offs", &self.write_offs()?)?;
        let burned = self.qer_supply()?.burned;
        ledger.put("burned".to_owned(), burned.to_string());
        ledger.record("reserve", &self.backing()?)?;
        for (id, batch) in self.batches()? {
            ledger.record(&format!("batch/{id}"), &batch)?;
        }
        for (id, order) in self.orders()? {
            ledger.record(&format!("order/{id}"), &order)?;
        }
        for waiting in self.waiting()? {
            ledger.put(
                format!("waiting/{}", waiting.batch_id),
                waiting.amount.to_string(),
            );
        }
        for p in self.purchases()? {
            ledger.record(&format!("purchase/{}", p.order_id), &p.purchase)?;
        }
        for p in self.net.pending()? {
            let data = p.data()?;
            ledger.put(
                format!("packet/{}", p.id),
                format!("{} {}", data.amount, data.denom),
            );
        }
        Ok(ledger)
    }

    fn balances(&self, ledger: &mut Ledger) -> Result<()> {
        for (name, addr) in self.home_accounts()? {
            for (denom, amount) in [
                ("stable", self.stable_of(&addr)?),
                ("eth", self.eth_of(&addr)?),
                ("qer", self.qer_of(&addr)?),
            ] {
                ledger.put(format!("home/{name}/{denom}"), amount.to_string());
            }
        }
        let dex = &self.net.dex;
        for (name, addr) in [
            ("outpost", self.at.outpost.clone()),
            ("pair", self.pool.pair.clone()),
            ("escrow", dex.escrow(&self.plan.route.dex_channel)?),
            ("anyone", dex.addr("anyone")),
            ("attacker", dex.addr("attacker")),
        ] {
            for (label, denom) in [("stable", self.dex_stable()), ("eth", self.dex_eth())] {
                let amount: Uint128 = dex.balance(&addr, &denom)?;
                ledger.put(format!("dex/{name}/{label}"), amount.to_string());
            }
        }
        Ok(())
    }

    fn home_accounts(&self) -> Result<Vec<(String, Addr)>> {
        let mut accounts: Vec<(String, Addr)> = self
            .names
            .iter()
            .map(|(addr, name)| (name.clone(), addr.clone()))
            .collect();
        let (at, home) = (&self.at, &self.net.home);
        for (name, addr) in [
            ("market", at.market.clone()),
            ("reserve", at.reserve.clone()),
            ("oracle", at.oracle.clone()),
            ("token", at.token.clone()),
            ("timelock", at.timelock.clone()),
            ("treasury", at.treasury.clone()),
            ("escrow", home.escrow(&self.plan.route.home_channel)?),
            ("anyone", home.addr("anyone")),
        ] {
            accounts.push((name.to_owned(), addr));
        }
        Ok(accounts)
    }

    /// The name of a home account, or its address.
    pub fn name(&self, addr: &Addr) -> String {
        self.names
            .get(addr)
            .cloned()
            .unwrap_or_else(|| addr.to_string())
    }
}
