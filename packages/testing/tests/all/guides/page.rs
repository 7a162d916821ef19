//! A guide as a test reads it, and the protocol on which it follows the page.

use std::cell::RefCell;
use std::collections::BTreeMap;

use anyhow::Result;
use cosmwasm_std::{coin, Addr, Uint128};
use cw_multi_test::AppResponse;
use qerun_testing::suite::Setup;
use qerun_testing::Suite;
use serde_json::Value;

use super::text::{hooks, numbers_left, text_of};
use crate::runbook::page::{section, Section};

/// Where the guides are.
pub const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/guides");
/// Gas of operations on a live chain.
const GAS: &str = include_str!("../../../../../ci/gas.json");

/// A page, and what was compared of it so far.
pub struct Guide {
    /// The protocol on which its steps are done.
    pub t: Suite,
    json: Section,
    /// What the base64 of its messages says.
    hooks: Vec<String>,
    /// Its text: a line, without the blocks of JSON.
    text: String,
    /// Which bytes of the text were compared with the contracts' figures.
    compared: RefCell<Vec<bool>>,
    /// Figures that the page does not state.
    missing: RefCell<Vec<String>>,
    names: BTreeMap<&'static str, String>,
}

impl Guide {
    /// A page of docs/guides. Each hook in base64 stands beside it in plain.
    pub fn open(file: &str) -> Self {
        let page = std::fs::read_to_string(format!("{FOLDER}/{file}")).unwrap();
        let hooks = hooks(&page);
        for hook in &hooks {
            let plain = format!("`{hook}`");
            assert!(page.contains(&plain), "{file} does not print {plain}");
        }
        let lines = page.lines().count();
        assert!((40..=120).contains(&lines), "{file} has {lines} lines");
        let text = text_of(&page);
        Guide {
            t: Setup::default().build().unwrap(),
            json: section(file, &page),
            hooks,
            compared: RefCell::new(vec![false; text.len()]),
            text,
            missing: RefCell::default(),
            names: BTreeMap::new(),
        }
    }

    /// What a `$NAME` of the page stands for from now on, or a number such as a time.
    pub fn name(&mut self, name: &'static str, value: impl ToString) {
        self.names.insert(name, value.to_string());
    }

    /// A user by the name that the page has for him.
    pub fn user(&mut self, name: &'static str) -> Addr {
        let user = self.t.user(name);
        self.name(name, &user);
        user
    }

    /// A contract by its name on the page.
    fn contract(&self, name: &str) -> Addr {
        let at = &self.t.at;
        let found = match name {
            "token" => &at.token,
            "voting" => &at.voting,
            "timelock" => &at.timelock,
            "oracle" => &at.oracle,
            "market" => &at.market,
            "reserve" => &at.reserve,
            "outpost" => &at.outpost,
            "pre-propose module" => &self.t.dao.pre_propose,
            "proposal module" => &self.t.dao.proposals,
            other => return Addr::unchecked(&self.names[other]),
        };
        found.clone()
    }

    /// JSON of the page with this outermost key and these words, its names filled in.
    #[track_caller]
    pub fn json(&self, key: &str, words: &str) -> Value {
        let mut text = self.json.say(key, words, &[]).to_string();
        for name in ["token", "voting", "timelock", "market", "reserve"] {
            let placeholder = format!("\"${}\"", name.to_uppercase());
            let address = format!("\"{}\"", self.contract(name));
            text = text.replace(&placeholder, &address);
        }
        let pre_propose = format!("\"{}\"", self.t.dao.pre_propose);
        text = text.replace("\"$PRE_PROPOSE\"", &pre_propose);
        for (name, value) in &self.names {
            text = match name.starts_with('$') {
                true => text.replace(&format!("\"{name}\""), &format!("\"{value}\"")),
                false => text.replace(name, value),
            };
        }
        assert!(!text.contains('$'), "{text}");
        serde_json::from_str(&text).unwrap()
    }

    /// Somebody sends a contract what the page prints, with so many stablecoins, which the page says.
    #[track_caller]
    pub fn send(&mut self, by: &Addr, to: &str, stable: Uint128, key: &str, words: &str) {
        if let Err(error) = self.try_send(by, to, stable, key, words) {
            panic!("{key} {words}: {error:#}");
        }
    }

    /// The same, whatever comes of it.
    #[track_caller]
    pub fn try_send(
        &mut self,
        by: &Addr,
        to: &str,
        stable: Uint128,
        key: &str,
        words: &str,
    ) -> Result<AppResponse> {
        let (msg, contract) = (self.json(key, words), self.contract(to));
        let mut funds = vec![];
        if !stable.is_zero() {
            funds.push(coin(stable.u128(), &self.t.stable));
            self.says(&format!("with {} USDC", super::figures::whole(stable)));
        }
        let chain = match to {
            "outpost" => &mut self.t.net.dex,
            _ => &mut self.t.net.home,
        };
        chain.execute(by, &contract, &msg, &funds)
    }

    /// The same, refused with these words.
    #[track_caller]
    pub fn refused(&mut self, by: &Addr, to: &str, key: &str, error: &str) {
        let found = self.try_send(by, to, Uint128::zero(), key, "");
        let found = format!("{:#}", found.unwrap_err());
        assert!(found.contains(error), "{found}");
    }

    /// The answer to what the page prints.
    #[track_caller]
    pub fn ask(&self, contract: &str, key: &str, words: &str) -> Value {
        let chain = match contract {
            "outpost" => &self.t.net.dex,
            _ => &self.t.net.home,
        };
        let msg = self.json(key, words);
        chain.query(&self.contract(contract), &msg).unwrap()
    }

    /// The page says this of what the contracts gave.
    pub fn says(&self, words: &str) {
        let mut found = false;
        for (at, _) in self.text.match_indices(words) {
            found = true;
            self.compared.borrow_mut()[at..at + words.len()].fill(true);
        }
        if !found {
            self.missing.borrow_mut().push(words.to_owned());
        }
    }

    /// A row of a table of costs: gas as measured on a live chain, in tens of thousands and to 5 %, because
    /// every change moves it a little. What the row says, from which other figures of the page follow.
    #[track_caller]
    pub fn gas(&self, row: &str, operation: &str) -> u64 {
        let all: BTreeMap<String, u64> = serde_json::from_str(GAS).unwrap();
        let begin = format!("| {row} | ");
        let Some(at) = self.text.find(&begin) else {
            self.missing.borrow_mut().push(begin);
            return 0;
        };
        let cell = self.text[at + begin.len()..].split(" |").next().unwrap();
        let stated: u64 = cell.replace(',', "").parse().unwrap();
        let measured = all[operation];
        assert!(stated.is_multiple_of(10_000), "{row}: {stated}");
        let off = stated.abs_diff(measured);
        assert!(off * 20 <= measured, "{row}: {stated}, not {measured}");
        let end = at + begin.len() + cell.len();
        self.compared.borrow_mut()[at..end].fill(true);
        stated
    }

    /// Every figure was found, all JSON was sent, and no number is left.
    #[track_caller]
    pub fn done(&self) {
        let (missing, mut unused) = (self.missing.borrow(), self.json.unused_snippets());
        unused.retain(|snippet| !self.hooks.contains(snippet));
        let left = numbers_left(&self.text, &self.compared.borrow());
        assert!(
            missing.is_empty() && unused.is_empty() && left.is_empty(),
            "the contracts say, and the page does not: {missing:#?}\nnot sent: {unused:#?}\nnumbers that nothing was \
             compared with: {left:#?}"
        );
    }
}
