//! Pieces of a report's page: one file, no script, nothing loaded from anywhere. All text that comes from outside goes
//! through [`escape`].

/// A table of finished cells. The first column is text, aligned left; the others are figures, aligned right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Headings, with units.
    pub head: Vec<String>,
    /// Rows of as many cells.
    pub rows: Vec<Vec<String>>,
}

/// Headings.
#[must_use]
pub fn head(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// The whole page of a title and a body, in the style that all reports share.
#[must_use]
pub fn document(title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <title>{}</title>\n<style>\n{}</style>\n</head>\n\
         <body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        escape(title),
        include_str!("page.css"),
    )
}

/// Text that cannot become markup, in content and in attributes.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Not allowed in a document at all.
            c if c.is_control() && c != '\n' && c != '\t' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// A table that scrolls by itself on a narrow screen.
#[must_use]
pub fn table(table: &Table) -> String {
    let row = |cells: &[String], tag: &str| {
        let cells: String = cells
            .iter()
            .map(|cell| format!("<{tag}>{}</{tag}>", escape(cell)))
            .collect();
        format!("<tr>{cells}</tr>\n")
    };
    let body: String = table.rows.iter().map(|cells| row(cells, "td")).collect();
    // Two columns far apart are hard to read across.
    let class = if table.head.len() <= 2 {
        "scroll narrow"
    } else {
        "scroll"
    };
    format!(
        "<div class=\"{class}\"><table>\n<thead>{}</thead>\n<tbody>\n{body}</tbody>\n</table></div>\n",
        row(&table.head, "th")
    )
}

/// A heading, a sentence or two, and what they introduce.
#[must_use]
pub fn section(title: &str, words: &str, content: &str) -> String {
    format!(
        "<section>\n<h2>{}</h2>\n<p>{}</p>\n{content}</section>\n",
        escape(title),
        escape(words)
    )
}

/// A chart with its name for screen readers.
#[must_use]
pub fn figure(label: &str, svg: &str) -> String {
    format!(
        "<figure role=\"img\" aria-label=\"{}\">\n{svg}</figure>\n",
        escape(label)
    )
}

/// A figure with its name, for the top of the page.
#[must_use]
pub fn tile(name: &str, value: &str, note: &str) -> String {
    format!(
        "<div class=\"tile\"><span class=\"name\">{}</span><strong>{}</strong><span class=\"note\">{}</span></div>\n",
        escape(name),
        escape(value),
        escape(note)
    )
}
