//! Rows for what wallets and pages are told.

use serde_json::{json, Value};

use super::{less, more, set, words, Row, Way};

const TOLD: &str = "`qerun integrate` writes it into files; no contract knows it";

/// Another text, where there was one or none.
fn other_text(tree: &mut Value, leaf: &str) {
    set(tree, leaf, json!("other"));
}

fn other_link(tree: &mut Value, leaf: &str) {
    set(tree, leaf, json!("https://other.example"));
}

/// An SVG of another text than the planned one.
fn other_picture(tree: &mut Value, leaf: &str) {
    let data = cosmwasm_std::Binary::from(b"<?xml version=\"1.0\"?><svg/>".as_slice());
    let value = match leaf.ends_with("/data") {
        true => json!(data),
        false => json!({"svg": {"data": data}}),
    };
    set(tree, leaf, value);
}

fn steps(tree: &mut Value, leaf: &str) {
    set(tree, leaf, json!({"low": "0", "average": "1", "high": "2"}));
}

fn staked(tree: &mut Value, leaf: &str) {
    let coin = json!({"denom": "uother", "symbol": "OTHER", "decimals": 6});
    set(tree, leaf, coin);
}

/// All rows.
pub fn rows() -> Vec<Row> {
    use Way::{Deploy, Never};
    let rows: Vec<(&'static str, Way)> = vec![
        ("/chain/home/wallet/name", Never(words, TOLD)),
        ("/chain/dex/wallet/name", Never(words, TOLD)),
        ("/chain/home/wallet/registry_name", Never(other_text, TOLD)),
        ("/chain/dex/wallet/registry_name", Never(other_text, TOLD)),
        ("/chain/home/wallet/rpc", Never(other_link, TOLD)),
        ("/chain/dex/wallet/rpc", Never(other_link, TOLD)),
        ("/chain/home/wallet/rest", Never(words, TOLD)),
        ("/chain/dex/wallet/rest", Never(words, TOLD)),
        ("/chain/home/wallet/fee/symbol", Never(words, TOLD)),
        ("/chain/dex/wallet/fee/symbol", Never(words, TOLD)),
        ("/chain/home/wallet/fee/decimals", Never(more, TOLD)),
        ("/chain/dex/wallet/fee/decimals", Never(more, TOLD)),
        ("/chain/home/wallet/stake", Never(staked, TOLD)),
        ("/chain/dex/wallet/stake", Never(staked, TOLD)),
        ("/chain/home/wallet/stake/denom", Never(words, TOLD)),
        ("/chain/home/wallet/stake/symbol", Never(words, TOLD)),
        ("/chain/home/wallet/stake/decimals", Never(more, TOLD)),
        ("/chain/home/wallet/gas_prices", Never(steps, TOLD)),
        ("/chain/dex/wallet/gas_prices", Never(steps, TOLD)),
        ("/chain/home/wallet/gas_prices/low", Never(less, TOLD)),
        ("/chain/home/wallet/gas_prices/average", Never(less, TOLD)),
        ("/chain/home/wallet/gas_prices/high", Never(more, TOLD)),
        ("/assets/stable/symbol", Never(other_text, TOLD)),
        ("/assets/eth/symbol", Never(other_text, TOLD)),
        ("/assets/stable/name", Never(other_text, TOLD)),
        ("/assets/eth/name", Never(other_text, TOLD)),
        ("/token/marketing/project", Deploy(other_link, "FAIL token: QER's instantiate message has marketing.project $now instead of $was")),
        ("/token/marketing/description", Deploy(other_text, "FAIL token: QER's instantiate message has marketing.description $now instead of $was")),
        ("/token/marketing/logo", Deploy(other_picture, "FAIL token: QER's instantiate message has marketing.logo")),
        ("/token/marketing/logo/svg/data", Deploy(other_picture, "FAIL token: QER's instantiate message has marketing.logo")),
        ("/token/marketing/list_logo", Never(other_picture, TOLD)),
        ("/token/marketing/list_logo/png/data", Never(other_picture, TOLD)),
        ("/dao/image_url", Deploy(other_link, "NOTE drift: the DAO has image_url $now instead of ")),
        ("/dao/page", Never(other_link, TOLD)),
        ("/dao/dao_uri", Deploy(other_link, "NOTE drift: the DAO has dao_uri $now instead of ")),
    ];
    let row = |(field, way)| Row { field, way };
    rows.into_iter().map(row).collect()
}
