//! The committed schemas: the messages and queries of every contract.

use anyhow::{Context, Result};
use serde_json::Value;

pub struct Schema {
    pub contract: &'static str,
    json: Value,
}

pub struct Variant {
    pub name: String,
    /// Whether it has fields that must be given.
    pub bare: bool,
}

const FILES: [(&str, &str); 9] = [
    ("token", include_str!("../../../../schema/token.json")),
    ("market", include_str!("../../../../schema/market.json")),
    ("oracle", include_str!("../../../../schema/oracle.json")),
    ("reserve", include_str!("../../../../schema/reserve.json")),
    ("outpost", include_str!("../../../../schema/outpost.json")),
    ("voting", include_str!("../../../../schema/voting.json")),
    ("timelock", include_str!("../../../../schema/timelock.json")),
    ("airdrop", include_str!("../../../../schema/airdrop.json")),
    (
        "emissions",
        include_str!("../../../../schema/emissions.json"),
    ),
];

impl Schema {
    /// All of them.
    ///
    /// # Errors
    /// One is no JSON.
    pub fn all() -> Result<Vec<Self>> {
        let parse = |(contract, text): (&'static str, &str)| {
            let json = serde_json::from_str(text).context(contract)?;
            Ok(Schema { contract, json })
        };
        FILES.into_iter().map(parse).collect()
    }

    /// The variants of `execute` or `query`.
    ///
    /// # Errors
    /// The schema has another shape than that of an enum of structs.
    pub fn variants(&self, section: &str) -> Result<Vec<Variant>> {
        let wrong = || format!("{} {section}: a variant of another shape", self.contract);
        let list = self.json.pointer(&format!("/{section}/oneOf"));
        let list = list.and_then(Value::as_array).with_context(wrong)?;
        list.iter()
            .map(|variant| {
                let fields = variant.get("properties").and_then(Value::as_object);
                let fields = fields.filter(|fields| fields.len() == 1);
                let field = fields.and_then(|fields| fields.iter().next());
                let (name, body) = field.with_context(wrong)?;
                let required = body.get("required").and_then(Value::as_array);
                Ok(Variant {
                    name: name.clone(),
                    bare: body.get("$ref").is_none() && required.is_none_or(Vec::is_empty),
                })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_contract_has_messages_and_queries() -> Result<()> {
        for schema in Schema::all()? {
            let contract = schema.contract;
            // The airdrop's are the fewest.
            assert!(schema.variants("execute")?.len() >= 2, "{contract}");
            assert!(schema.variants("query")?.len() >= 3, "{contract}");
        }
        Ok(())
    }
}
