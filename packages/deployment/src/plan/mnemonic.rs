//! Keeps mnemonics out of errors: a value of the plan that could be one is not repeated, wherever it stands.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use bip32::{Language, Mnemonic};

/// Replaces a value in an error that is not repeated.
pub const HIDDEN: &str = "(not shown: it could be a mnemonic)";

/// Of `WINDOW` words in a row, `ALIKE` words of the list are a mnemonic with typing errors.
const WINDOW: usize = 12;
const ALIKE: usize = 9;
/// A value with this many words of the list, or with this many words of any kind, is not repeated.
const LIST_WORDS: usize = 4;
const ANY_WORDS: usize = 8;
/// Nor is a value with this many letters in a row: it could be words without spaces.
const LETTERS: usize = 40;

/// The 2,048 words of BIP-39, and their first four letters, by which wallets know them. bip32 keeps its list
/// to itself, so the words are read off the phrases that it writes.
static WORDS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    // A phrase of 24 words has 23 of 11 bits each; the last one is the checksum's.
    const FREE: usize = 23;
    let mut found = BTreeSet::new();
    for first in (0..2_048).step_by(FREE) {
        let mut entropy = [0u8; 32];
        for place in 0..FREE * 11 {
            let index = (first + place / 11).min(2_047);
            if index >> (10 - place % 11) & 1 == 1 {
                if let Some(byte) = entropy.get_mut(place / 8) {
                    *byte |= 0x80 >> (place % 8);
                }
            }
        }
        let phrase = Mnemonic::from_entropy(entropy, Language::English);
        for word in phrase.phrase().split(' ').take(FREE) {
            found.insert(word.chars().take(4).collect());
            found.insert(word.to_owned());
        }
    }
    found
});

/// Runs of letters, with the byte at which each begins.
fn chunks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let letters = |chunk: &&str| !chunk.is_empty();
    text.split(|c: char| !c.is_alphabetic())
        .filter(letters)
        .map(move |chunk| (chunk.as_ptr() as usize - text.as_ptr() as usize, chunk))
}

/// Most words in the name of a field.
const NAME_WORDS: usize = 3;

/// Whether the byte is in the name of a field, such as `target_health =`: two or three words, joined and followed by
/// `=`. Nobody writes a mnemonic so, and the names of a table's fields are words of the list one after the other.
fn is_in_name(text: &str, at: usize) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let (before, after) = text.split_at_checked(at).unwrap_or_default();
    let begin = before.rfind(|c| !part(c)).map_or(0, |end| end + 1);
    let end = after.find(|c| !part(c)).unwrap_or(after.len());
    let (Some(head), Some((tail, rest))) = (before.get(begin..), after.split_at_checked(end))
    else {
        return false;
    };
    let joints = head.matches('_').count() + tail.matches('_').count();
    (1..NAME_WORDS).contains(&joints) && rest.trim_start_matches([' ', '\t']).starts_with('=')
}

fn is_listed(chunk: &str) -> bool {
    WORDS.contains(chunk) || WORDS.contains(&chunk.to_lowercase())
}

/// The line, from 1, at which something begins that looks like a mnemonic, typing errors and other signs
/// between its words included.
pub fn mnemonic_at(text: &str) -> Option<usize> {
    let words: Vec<(usize, bool)> = chunks(text)
        .filter(|(_, chunk)| chunk.len() >= 3)
        .map(|(at, chunk)| (at, is_listed(chunk) && !is_in_name(text, at)))
        .collect();
    let alike = |window: &[(usize, bool)]| window.iter().filter(|(_, is)| *is).count() >= ALIKE;
    let start = words.windows(WINDOW).position(alike)?;
    let rest = words.get(start..)?;
    // A comment before it may have a word of the list, too: five in a row are its beginning.
    let row = rest
        .windows(LIST_WORDS + 1)
        .find(|row| row.iter().all(|(_, is)| *is));
    let (first, _) = row.and_then(<[_]>::first).or(rest.first())?;
    Some(line_and_column(text, *first).0)
}

/// Line and column of a byte, from 1.
pub fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default();
    (line, column.chars().count() + 1)
}

fn may_be_repeated(value: &str) -> bool {
    let (mut any, mut list) = (0, 0);
    for (_, chunk) in chunks(value).filter(|(_, chunk)| chunk.len() >= 3) {
        any += 1;
        list += usize::from(is_listed(chunk));
        if chunk.len() > LETTERS {
            return false;
        }
    }
    any < ANY_WORDS && list < LIST_WORDS
}

/// A value of the plan, or [`HIDDEN`] if it could be a mnemonic.
pub fn redact_value(value: &str) -> String {
    match may_be_repeated(value) {
        true => value.to_owned(),
        false => HIDDEN.to_owned(),
    }
}

/// A message with each quoted value redacted; [`HIDDEN`] if the text outside of quotes could be a mnemonic.
pub fn redact_message(message: &str) -> String {
    let (mut text, mut outside, mut rest) = (String::new(), String::new(), message);
    while let Some(at) = rest.find(['`', '"', '\'']) {
        let (before, quoted) = rest.split_at(at);
        let quote = quoted.chars().next().unwrap_or('`');
        let inner = quoted.get(1..).unwrap_or_default();
        text.push_str(before);
        outside.push_str(before);
        text.push(quote);
        match inner.split_once(quote) {
            Some((value, after)) => {
                text.push_str(&redact_value(value));
                text.push(quote);
                outside.push('.');
                rest = after;
            }
            None => rest = inner,
        }
    }
    text.push_str(rest);
    outside.push_str(rest);
    let list: Vec<bool> = chunks(&outside).map(|(_, c)| is_listed(c)).collect();
    let reads_like_words = list
        .windows(LIST_WORDS + 1)
        .any(|window| window.iter().all(|is| *is));
    match reads_like_words {
        true => HIDDEN.to_owned(),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_whole() {
        let whole = WORDS.iter().filter(|word| word.len() > 4).count();
        let short = WORDS.iter().filter(|word| word.len() == 3).count();
        assert!(WORDS.contains("abandon") && WORDS.contains("zoo") && WORDS.contains("zone"));
        // 2,048 words, each of which its first four letters tell from the others.
        let heads = WORDS.iter().filter(|word| word.len() == 4).count();
        assert_eq!(heads + short, 2_048);
        assert!(whole > 1_400, "{whole}");
    }

    #[test]
    fn values_are_shown_unless_they_could_be_words() {
        for value in [
            "Main Net",
            "home1qqqq",
            "channel-x",
            "https://rpc.example.org",
            "../keys/home.txt",
        ] {
            assert_eq!(redact_value(value), value);
        }
        for value in [
            "zoo zone wrong art",
            "abandon-ability-able-about",
            &"abandon".repeat(12),
            "a bb ccc ddd eee fff ggg hhh iii jjj",
        ] {
            assert_eq!(redact_value(value), HIDDEN);
        }
        assert_eq!(
            redact_message("unknown field `symbool`, expected `key`"),
            "unknown field `symbool`, expected `key`"
        );
        assert_eq!(
            redact_message("invalid type: string \"zoo zone wrong art\", expected it's"),
            format!("invalid type: string \"{HIDDEN}\", expected it's")
        );
        assert_eq!(
            redact_message("cannot read zoo zone wrong art able \"x\""),
            HIDDEN
        );
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        assert_eq!(line_and_column("ab\ncd", 0), (1, 1));
        assert_eq!(line_and_column("ab\ncd", 4), (2, 2));
        let words =
            "abandon ability able about above absent absorb abstract absurd abuse access acid";
        assert_eq!(mnemonic_at(&format!("x = 1\n\ny = \"{words}\"")), Some(3));
        let eight: Vec<&str> = words.split(' ').take(8).collect();
        assert_eq!(mnemonic_at(&eight.join(" ")), None);
    }

    #[test]
    fn names_of_fields_are_no_words_of_a_mnemonic() {
        let names = "{ min_bonus = \"1\", claim_bonus = \"1\", target_health\t= \"1\", full_below = 1, \
                     seizure_cap = 1, claim_fee=1, target_health = 1, claim_bonus = 1, full_below = 1 }";
        assert_eq!(mnemonic_at(names), None);
        // As values, without `=`, alone or in longer rows they are.
        for (from, to) in [("=", ":"), ("_", " "), ("_", "-")] {
            assert_eq!(
                mnemonic_at(&names.replace(from, to)),
                Some(1),
                "{from} {to}"
            );
        }
        let words =
            "abandon_ability_able_about_above_absent_absorb_abstract_absurd_abuse_access_acid";
        assert_eq!(mnemonic_at(&format!("{words} = 1")), Some(1));
        assert!(is_in_name("a_b = 1", 2) && !is_in_name("ab = 1", 1) && !is_in_name("a_b", 2));
    }
}
