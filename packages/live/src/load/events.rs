//! What the contracts' events say that users got and gave.

use anyhow::{ensure, Context, Result};
use qerun_chain::{Event, Sent};

use super::accounting::{Account, ExpectedBalances};

impl ExpectedBalances {
    /// Adds what a transaction's events say.
    pub fn record(&mut self, sent: &Sent) -> Result<()> {
        for event in &sent.events {
            let Some(verb) = event.kind.strip_prefix("wasm-qerun-market/") else {
                continue;
            };
            ensure!(verb != "pay_out_failed", "{}: ETH was not paid", sent.hash);
            if verb == "liquidate" {
                self.record_liquidation(event)?;
                continue;
            }
            let number = |key: &str| number(event, key);
            let Some(account) = event.get("user").and_then(|user| self.0.get_mut(user)) else {
                continue;
            };
            match verb {
                "borrow" => account.stable += number("paid_out")?,
                "repay" => {
                    account.stable += number("released_unsent")?;
                    account.stable -= number("amount")?;
                    account.eth += number("released_eth")?;
                    account.in_flight |= event.get("released_pending").is_some();
                }
                "collect" => account.eth += number("eth")?,
                _ => {}
            }
        }
        Ok(())
    }

    /// What moves between liquidator and borrower. Parts that are zero are not named.
    fn record_liquidation(&mut self, event: &Event) -> Result<()> {
        let part = |key: &str| event.get(key).map_or(Ok(0), |_| number(event, key));
        let seized = number(event, "paid_collateral")?;
        if let Some(sender) = self.named(event, "sender") {
            sender.stable += part("paid_unsent")? + part("paid_stable")?;
            sender.stable -= number(event, "amount")?;
            sender.eth += part("paid_eth")?;
            sender.qer += seized;
            sender.in_flight |= event.get("paid_pending").is_some();
        }
        if let Some(borrower) = self.named(event, "borrower") {
            borrower.stable += part("returned_unsent")? + part("returned_stable")?;
            borrower.stable -= part("stable_fee")?;
            borrower.eth += part("returned_eth")? - part("eth_fee")?;
            borrower.qer -= seized;
            borrower.in_flight |= event.get("returned_pending").is_some();
        }
        Ok(())
    }

    fn named(&mut self, event: &Event, role: &str) -> Option<&mut Account> {
        self.0.get_mut(event.get(role)?)
    }
}

/// An amount that an event must name.
fn number(event: &Event, key: &str) -> Result<u128> {
    let kind = &event.kind;
    let text = event
        .get(key)
        .with_context(|| format!("{kind}: no {key}"))?;
    text.parse().with_context(|| format!("{kind} {key} {text}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Accounts of a liquidator and a borrower after a liquidation with these figures.
    fn after(figures: &[(&str, &str)]) -> Result<[(u128, u128, u128, bool); 2]> {
        let account = Account {
            stable: 1_000,
            eth: 10,
            qer: 500,
            in_flight: false,
        };
        let names = ["liquidator", "borrower"];
        let mut expected = ExpectedBalances(names.map(|n| (n.to_owned(), account)).into());
        let roles = [("sender", "liquidator"), ("borrower", "borrower")];
        let attributes = roles.iter().chain(figures);
        let event = Event {
            kind: "wasm-qerun-market/liquidate".to_owned(),
            attributes: attributes
                .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
                .collect(),
        };
        expected.record(&Sent {
            events: vec![event],
            ..Sent::default()
        })?;
        let figures = |name: &str| {
            let account = expected.0.get(name).context("an account")?;
            Ok::<_, anyhow::Error>((account.stable, account.eth, account.qer, account.in_flight))
        };
        let [liquidator, borrower] = names.map(figures);
        Ok([liquidator?, borrower?])
    }

    #[test]
    fn a_liquidation_moves_what_its_event_names() -> Result<()> {
        let figures = [
            ("amount", "600"),
            ("refunded", "50"),
            ("paid_collateral", "300"),
            ("paid_eth", "7"),
            ("paid_unsent", "20"),
            ("paid_stable", "3"),
            ("paid_pending", "4:90"),
            ("returned_eth", "5"),
            ("eth_fee", "1"),
            ("returned_unsent", "40"),
            ("returned_stable", "8"),
            ("stable_fee", "2"),
        ];
        let [liquidator, borrower] = after(&figures)?;
        assert_eq!(liquidator, (423, 17, 800, true));
        assert_eq!(borrower, (1_046, 14, 200, false));
        Ok(())
    }

    #[test]
    fn a_liquidation_paid_in_qer_alone_names_nothing_else() -> Result<()> {
        let [liquidator, borrower] = after(&[("amount", "600"), ("paid_collateral", "300")])?;
        assert_eq!(liquidator, (400, 10, 800, false));
        assert_eq!(borrower, (1_000, 10, 200, false));
        let refused = after(&[("amount", "600")]);
        assert!(refused.is_err(), "no QER is named");
        Ok(())
    }
}
