//! The list of recorded transactions.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use cosmwasm_std::{Addr, CosmosMsg};

use super::{Call, Entry, Meter, StorageStats, Transaction};

/// A shared recorder; clones record into the same list.
#[derive(Clone, Debug, Default)]
pub struct Recorder(Rc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    on: Cell<bool>,
    /// Between `begin` and `end`.
    running: Cell<bool>,
    /// Calls entered and not left.
    depth: Cell<usize>,
    transactions: RefCell<Vec<Transaction>>,
}

impl Recorder {
    /// Starts recording.
    pub fn start(&self) {
        self.0.on.set(true);
    }

    /// Stops recording; what was recorded stays.
    pub fn stop(&self) {
        self.0.on.set(false);
    }

    /// Whether it records.
    pub fn is_on(&self) -> bool {
        self.0.on.get()
    }

    /// Takes what was recorded so far.
    pub fn take(&self) -> Vec<Transaction> {
        self.0.transactions.take()
    }

    /// Records a single action and returns its last transaction with the action's result.
    /// What was recorded before is dropped.
    pub fn of<T>(&self, action: impl FnOnce() -> T) -> (Option<Transaction>, T) {
        let was_on = self.is_on();
        self.take();
        self.start();
        let result = action();
        self.0.on.set(was_on);
        (self.take().pop(), result)
    }

    /// Begins a top-level transaction.
    pub fn begin(&self, label: impl FnOnce() -> String, sender: &Addr, messages: &[CosmosMsg]) {
        if self.is_on() {
            self.0.running.set(true);
            self.open(label(), Some(sender.clone()), messages.to_vec());
        }
    }

    /// Ends it.
    pub fn end(&self, committed: bool) {
        if self.0.running.replace(false) {
            if let Some(transaction) = self.0.transactions.borrow_mut().last_mut() {
                transaction.committed = committed;
            }
        }
    }

    fn open(&self, label: String, sender: Option<Addr>, messages: Vec<CosmosMsg>) {
        self.0.transactions.borrow_mut().push(Transaction {
            label,
            sender,
            messages,
            committed: false,
            calls: vec![],
        });
    }

    /// Adds a call to the running transaction and returns its position. A call outside of
    /// one (a test's own query) opens a transaction labelled `outside`.
    pub(crate) fn enter(&self, code: &'static str, contract: &Addr, entry: Entry) -> usize {
        let depth = self.0.depth.get();
        self.0.depth.set(depth + 1);
        if depth == 0 && !self.0.running.get() {
            self.open("outside".to_owned(), None, vec![]);
        }
        let mut transactions = self.0.transactions.borrow_mut();
        let Some(transaction) = transactions.last_mut() else {
            return 0;
        };
        transaction.calls.push(Call {
            code,
            contract: contract.clone(),
            entry,
            ok: false,
            storage: StorageStats::default(),
            queries: vec![],
        });
        transaction.calls.len() - 1
    }

    /// Completes the call at this position.
    pub(crate) fn leave(&self, position: usize, ok: bool, meter: Meter) {
        self.0.depth.set(self.0.depth.get().saturating_sub(1));
        let mut transactions = self.0.transactions.borrow_mut();
        let call = transactions
            .last_mut()
            .and_then(|transaction| transaction.calls.get_mut(position));
        if let Some(call) = call {
            call.ok = ok;
            (call.storage, call.queries) = meter.into_parts();
        }
    }
}
