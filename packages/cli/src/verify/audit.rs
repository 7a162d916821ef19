//! Findings, and how they are collected.

use std::fmt;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The deployment is not what it should be.
    Fail,
    /// Someone should look.
    Warn,
    /// Worth knowing.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Fail => "FAIL",
            Severity::Warn => "WARN",
            Severity::Note => "NOTE",
        })
    }
}

/// One line of an audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Only [`Severity::Fail`] makes the program fail.
    pub severity: Severity,
    /// The rule, e.g. `owner`.
    pub rule: &'static str,
    /// What was found and what was expected, in one line.
    pub text: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.severity, self.rule, self.text)
    }
}

/// What was checked, and what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// Number of checks, those that held included.
    pub checks: usize,
    /// In the order of the rules.
    pub findings: Vec<Finding>,
}

impl Audit {
    /// Findings of a kind.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let alike = |finding: &&Finding| finding.severity == severity;
        self.findings.iter().filter(alike).count()
    }

    /// Fails the audit unless the condition holds.
    pub fn must(&mut self, holds: bool, rule: &'static str, text: impl FnOnce() -> String) {
        self.check(holds, Severity::Fail, rule, text);
    }

    /// Warns unless the condition holds.
    pub fn should(&mut self, holds: bool, rule: &'static str, text: impl FnOnce() -> String) {
        self.check(holds, Severity::Warn, rule, text);
    }

    /// Notes that the condition no longer holds: governance may have changed it.
    pub fn note_unless(&mut self, holds: bool, rule: &'static str, text: impl FnOnce() -> String) {
        self.check(holds, Severity::Note, rule, text);
    }

    /// Notes something that is worth knowing in any case.
    pub fn note(&mut self, rule: &'static str, text: String) {
        let severity = Severity::Note;
        self.findings.push(Finding {
            severity,
            rule,
            text,
        });
    }

    /// A finding of this severity unless the condition holds.
    pub fn check(
        &mut self,
        holds: bool,
        severity: Severity,
        rule: &'static str,
        text: impl FnOnce() -> String,
    ) {
        self.checks += 1;
        if !holds {
            let text = text();
            self.findings.push(Finding {
                severity,
                rule,
                text,
            });
        }
    }
}
