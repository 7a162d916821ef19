//! What is wrong with a configuration, field by field.

use std::fmt::{self, Display};

use cosmwasm_std::Decimal;
use qerun_messages::oracle::MAX_ASSET_LENGTH;

/// A field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its path in the file.
    pub field: String,
    /// What is wrong.
    pub what: String,
}

impl Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.what)
    }
}

/// Longest interval of a task.
pub(super) const DAY: u64 = 86_400;
/// Longest name of a provider or a chain.
pub(super) const NAME: usize = 64;

/// What has been found so far.
#[derive(Default)]
pub(super) struct Found(Vec<Problem>);

impl Found {
    pub(super) fn add(&mut self, field: &str, what: String) {
        self.0.push(Problem {
            field: field.to_owned(),
            what,
        });
    }

    pub(super) fn within<T: PartialOrd + Display>(
        &mut self,
        field: &str,
        value: T,
        least: T,
        most: T,
    ) {
        if value < least || value > most {
            self.add(field, format!("{value} is not within {least} ..= {most}"));
        }
    }

    pub(super) fn above_zero(&mut self, field: &str, value: Decimal) {
        if value.is_zero() {
            self.add(field, "is zero".to_owned());
        }
    }

    pub(super) fn share(&mut self, field: &str, value: Decimal, most: Decimal) {
        self.within(field, value, Decimal::zero(), most);
    }

    pub(super) fn interval(&mut self, task: &str, interval: u64) {
        self.within(&format!("task.{task}.interval"), interval, 1, DAY);
    }

    pub(super) fn asset(&mut self, field: &str, asset: &str) {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c);
        if asset.is_empty() || asset.len() > MAX_ASSET_LENGTH || !asset.chars().all(allowed) {
            let most = MAX_ASSET_LENGTH;
            self.add(field, format!("is not 1 to {most} of a-z 0-9 . _ -"));
        }
    }

    pub(super) fn pointer(&mut self, field: &str, pointer: &str) {
        if !pointer.is_empty() && !pointer.starts_with('/') {
            self.add(field, "is no JSON pointer: it begins with /".to_owned());
        }
        let mut escapes = pointer.split('~').skip(1);
        if !escapes.all(|after| after.starts_with(['0', '1'])) {
            let what = "is no JSON pointer: a ~ is written ~0, and a / within a name ~1";
            self.add(field, what.to_owned());
        }
    }

    pub(super) fn problems(self) -> Vec<Problem> {
        self.0
    }
}
