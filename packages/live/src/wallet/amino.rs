//! What a hardware wallet signs: `StdSignDoc` as JSON with sorted keys, cosmjs' and Keplr's way.
//!
//! The chain writes the same document from the transaction's protobuf (x/tx `aminojson`) and compares by the
//! signature alone: one byte apart, and the signature is wrong.

use serde_json::{json, Value};

/// Which characters of the JSON the wallet writes as `\u....`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escape {
    /// `<`, `>` and `&`: cosmjs' `escapeCharacters`, Keplr's `escapeHTML`.
    Html,
    /// None: what a careless wallet would do, and what the chain must refuse.
    Nothing,
    /// Also U+2028 and U+2029, as Go's encoder does and JavaScript's does not.
    Go,
}

pub struct StdSignDoc<'a> {
    /// The signer's number on the chain.
    pub account_number: u64,
    /// The signer's next transaction.
    pub sequence: u64,
    pub chain_id: &'a str,
    /// Denom and amount of the fee; empty when nothing is paid.
    pub fee: &'a [(String, u128)],
    /// Gas that is paid for.
    pub gas: u64,
    /// Shown to the signer.
    pub memo: &'a str,
    /// The messages, each `{type, value}`.
    pub msgs: &'a [Value],
}

impl StdSignDoc<'_> {
    /// The bytes that are hashed and signed.
    pub fn sign_bytes(&self, escape: Escape) -> Vec<u8> {
        let coins = self.fee.iter();
        let amount: Vec<Value> = coins
            .map(|(denom, amount)| json!({"denom": denom, "amount": amount.to_string()}))
            .collect();
        let document = json!({
            "account_number": self.account_number.to_string(),
            "sequence": self.sequence.to_string(),
            "chain_id": self.chain_id,
            "fee": {"amount": amount, "gas": self.gas.to_string()},
            "memo": self.memo,
            "msgs": self.msgs,
        });
        let mut text = String::new();
        write(&document, &mut text);
        escaped(&text, escape).into_bytes()
    }
}

/// Compact JSON with the keys of every object in order.
fn write(value: &Value, text: &mut String) {
    match value {
        Value::Object(fields) => {
            // By name, whatever order the map keeps.
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|(key, _)| key.as_str());
            text.push('{');
            for (nth, (key, value)) in fields.into_iter().enumerate() {
                if nth > 0 {
                    text.push(',');
                }
                text.push_str(&Value::from(key.as_str()).to_string());
                text.push(':');
                write(value, text);
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for (nth, item) in items.iter().enumerate() {
                if nth > 0 {
                    text.push(',');
                }
                write(item, text);
            }
            text.push(']');
        }
        plain => text.push_str(&plain.to_string()),
    }
}

/// These characters are never syntax in JSON, so that the whole text can be gone through, as cosmjs does.
fn escaped(text: &str, escape: Escape) -> String {
    let html = |text: &str| {
        text.replace('&', "\\u0026")
            .replace('<', "\\u003c")
            .replace('>', "\\u003e")
    };
    match escape {
        Escape::Nothing => text.to_owned(),
        Escape::Html => html(text),
        Escape::Go => html(text)
            .replace('\u{2028}', "\\u2028")
            .replace('\u{2029}', "\\u2029"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(memo: &str, msgs: &[Value], escape: Escape) -> String {
        let document = StdSignDoc {
            account_number: 7,
            sequence: 4,
            chain_id: "home-1",
            fee: &[("stake".to_owned(), 200)],
            gas: 200_000,
            memo,
            msgs,
        };
        String::from_utf8(document.sign_bytes(escape)).unwrap_or_default()
    }

    #[test]
    fn keys_are_sorted_at_every_depth() {
        let message = json!({"value": {"sender": "s", "msg": {"b": {"z": 1, "a": [{"y": 2, "x": 3}]}, "a": null}}, "type": "t"});
        assert_eq!(
            bytes("", &[message], Escape::Html),
            concat!(
                r#"{"account_number":"7","chain_id":"home-1","#,
                r#""fee":{"amount":[{"amount":"200","denom":"stake"}],"gas":"200000"},"memo":"","#,
                r#""msgs":[{"type":"t","value":{"msg":{"a":null,"b":{"a":[{"x":3,"y":2}],"z":1}},"sender":"s"}}],"#,
                r#""sequence":"4"}"#
            )
        );
    }

    #[test]
    fn html_characters_are_escaped_in_keys_and_texts_and_nothing_else_is() {
        let text = "<b>&</b> Zürich 雪 \"q\" \\ \n\u{2028}";
        let text = bytes(text, &[json!({"<": ">"})], Escape::Html);
        assert!(text.contains(
            "\"memo\":\"\\u003cb\\u003e\\u0026\\u003c/b\\u003e Zürich 雪 \\\"q\\\" \\\\ \\n\u{2028}\""
        ));
        assert!(text.contains(r#"{"\u003c":"\u003e"}"#));
        assert!(!text.contains(['<', '>', '&']));
    }

    #[test]
    fn go_also_escapes_line_separators() {
        let text = bytes("a\u{2028}b\u{2029}&", &[], Escape::Go);
        assert!(text.contains(r#""memo":"a\u2028b\u2029\u0026""#));
        assert!(bytes("<", &[], Escape::Nothing).contains(r#""memo":"<""#));
    }

    #[test]
    fn no_fee_is_an_empty_list() {
        let document = StdSignDoc {
            account_number: 0,
            sequence: 0,
            chain_id: "c",
            fee: &[],
            gas: 1,
            memo: "",
            msgs: &[],
        };
        assert_eq!(
            String::from_utf8(document.sign_bytes(Escape::Html)).unwrap_or_default(),
            r#"{"account_number":"0","chain_id":"c","fee":{"amount":[],"gas":"1"},"memo":"","msgs":[],"sequence":"0"}"#
        );
    }
}
