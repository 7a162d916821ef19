//! The text of a guide: its words in one line, what its hooks say, and the numbers in it.

/// The text in one line; the numbers of list items are no figures.
pub fn text_of(page: &str) -> String {
    let prose = page.split("```").step_by(2);
    let lines = prose.flat_map(str::lines).map(|line| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        match rest.strip_prefix(". ") {
            Some(rest) if rest.len() + 2 < line.len() => rest,
            _ => line,
        }
    });
    let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    words.join(" ")
}

/// What the base64 of every `send` on the page says.
pub fn hooks(page: &str) -> Vec<String> {
    let parts = page.split("\"msg\":\"ey").skip(1);
    let hooks = parts.map(|part| format!("ey{}", part.split('"').next().unwrap()));
    let decoded = hooks.map(|hook| cosmwasm_std::Binary::from_base64(&hook).unwrap());
    decoded
        .map(|hook| String::from_utf8(hook.to_vec()).unwrap())
        .collect()
}

/// Numbers of the text that nothing was compared with, each with what stands before it.
pub fn numbers_left(text: &str, compared: &[bool]) -> Vec<String> {
    let (mut code, mut target, mut last) = (false, false, ' ');
    let (mut number, mut within) = (false, false);
    let mut left = vec![];
    for (at, c) in text.char_indices() {
        match c {
            '`' => code = !code,
            '(' if last == ']' => target = true,
            ')' => target = false,
            _ => {}
        }
        // What goes on after a comma or a point is the same number.
        let goes_on = number && (c == ',' || c == '.');
        number = c.is_ascii_digit() || goes_on;
        let begins = c.is_ascii_digit() && !last.is_ascii_alphanumeric() && !within;
        within = number;
        if begins && !code && !target && !compared[at] {
            let before = text[..at].chars().rev().take(40);
            let before: String = before.collect::<Vec<_>>().into_iter().rev().collect();
            let after: String = text[at..].chars().take(20).collect();
            left.push(before + &after);
        }
        last = c;
    }
    left
}
