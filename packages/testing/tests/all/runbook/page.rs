//! The runbook as a test reads it: its sections, the JSON that each prints, and the rows of its tables. The guides' test
//! reads their JSON with it, too.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde_json::Value;

const PAGE: &str = include_str!("../../../../../docs/runbook.md");
/// What stands before the first heading is called by this name.
pub const BEGIN: &str = "Where to look first";

/// One section, and which of its snippets and rows were used.
pub struct Section {
    pub title: String,
    /// Text as printed, and the JSON in it.
    snippets: Vec<(String, Value)>,
    /// First cells of its tables' rows, joined by ` | `, all but the last.
    rows: Vec<String>,
    used: RefCell<BTreeSet<String>>,
}

/// All sections in order.
pub fn sections() -> Vec<Section> {
    let mut parts = PAGE.split("\n## ");
    let begin = parts.next().unwrap().to_owned();
    let titled = parts.map(|part| {
        let (title, text) = part.split_once('\n').unwrap();
        section(title, text)
    });
    std::iter::once(section(BEGIN, &begin))
        .chain(titled)
        .collect()
}

/// The section with this title.
pub fn open(title: &str) -> Section {
    let found = sections().into_iter().find(|s| s.title == title);
    found.unwrap_or_else(|| panic!("the runbook has no section {title:?}"))
}

/// A part of a page by this name.
pub fn section(title: &str, text: &str) -> Section {
    Section {
        title: title.to_owned(),
        snippets: snippets(text),
        rows: rows(text),
        used: RefCell::default(),
    }
}

/// Every code span and block that begins with a brace is JSON; what is left out is `...`.
fn snippets(text: &str) -> Vec<(String, Value)> {
    let mut found = vec![];
    for (at, block) in text.split("```").enumerate() {
        if at % 2 == 1 {
            let json = block.trim_start_matches("json");
            found.push(json.trim().to_owned());
            continue;
        }
        let spans = block.split('`').skip(1).step_by(2);
        found.extend(spans.filter(|s| s.starts_with('{')).map(str::to_owned));
    }
    let parse = |text: String| {
        let filled = text
            .replace("[...]", "\"...\"")
            .replace(":{...}", ":\"...\"");
        let json = serde_json::from_str(&text).or_else(|_| serde_json::from_str(&filled));
        let json = json.unwrap_or_else(|error| panic!("{text} is no JSON: {error}"));
        (text, json)
    };
    found.into_iter().map(parse).collect()
}

/// Headings are no rows.
fn rows(text: &str) -> Vec<String> {
    let lines: Vec<_> = text.lines().filter(|line| line.starts_with('|')).collect();
    let mut rows = vec![];
    for (at, line) in lines.iter().enumerate() {
        let next = lines.get(at + 1).copied().unwrap_or_default();
        if line.starts_with("|-") || next.starts_with("|-") {
            continue;
        }
        let cells: Vec<_> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let (_, keys) = cells.split_last().unwrap();
        rows.push(keys.join(" | ").replace('`', ""));
    }
    rows
}

impl Section {
    /// The snippet whose outermost key is this and that contains these words, with fields replaced by what they
    /// stand for here.
    #[track_caller]
    pub fn say(&self, key: &str, words: &str, fields: &[(&str, Value)]) -> Value {
        let title = &self.title;
        let mut found = self
            .snippets
            .iter()
            .filter(|(text, json)| json.get(key).is_some() && text.contains(words));
        let Some((text, json)) = found.next() else {
            panic!("{title:?} prints no {key} with {words:?}");
        };
        let other = found.find(|(other, _)| other != text);
        assert_eq!(
            other, None,
            "{title:?} prints more than one {key} with {words:?}"
        );
        self.used.borrow_mut().insert(text.clone());
        let mut json = json.clone();
        for (field, value) in fields {
            let hits = fill(&mut json, field, value);
            assert!(hits > 0, "{text} has no field {field}");
        }
        json
    }

    /// A row of a table, by its first cells.
    #[track_caller]
    pub fn row(&self, keys: &str) {
        let there = self.rows.iter().any(|row| row == keys);
        assert!(
            there,
            "{:?} has no row {keys:?}: {:#?}",
            self.title, self.rows
        );
        self.used.borrow_mut().insert(keys.to_owned());
    }

    /// The row whose first cells begin so.
    #[track_caller]
    pub fn row_that_begins(&self, words: &str) -> String {
        let row = self.rows.iter().find(|row| row.starts_with(words));
        row.unwrap_or_else(|| panic!("no row begins with {words:?}"))
            .clone()
    }

    /// The snippets that were not used.
    pub fn unused_snippets(&self) -> Vec<&String> {
        let used = self.used.borrow();
        let texts = self.snippets.iter().map(|(text, _)| text);
        texts.filter(|text| !used.contains(*text)).collect()
    }

    /// Every snippet and every row were used.
    #[track_caller]
    pub fn done(&self) {
        let used = self.used.borrow();
        let rows = self.rows.iter().filter(|row| !used.contains(*row));
        let rest: Vec<_> = self.unused_snippets().into_iter().chain(rows).collect();
        assert!(
            rest.is_empty(),
            "of {:?} no test used {rest:#?}",
            self.title
        );
    }
}

/// Replaces a field wherever it is; says how often.
fn fill(json: &mut Value, field: &str, value: &Value) -> usize {
    match json {
        Value::Object(map) => map
            .iter_mut()
            .map(|(key, inner)| {
                if key == field {
                    *inner = value.clone();
                    return 1;
                }
                fill(inner, field, value)
            })
            .sum(),
        Value::Array(list) => list.iter_mut().map(|inner| fill(inner, field, value)).sum(),
        _ => 0,
    }
}
