//! What is wrong with a configuration is named.

use super::{load, GOOD};

#[test]
fn what_is_wrong_is_named() {
    let table = [
        (
            "[task.poke]",
            "[task.poke]\nintervall = 5",
            "unknown field `intervall`",
        ),
        ("[task.poke]", "[task.prod]", "unknown field `prod`"),
        ("market =", "markets =", "unknown field `markets`"),
        (
            "gas_price = \"0.001\"",
            "gas_price = 0.001",
            "invalid type: floating point `0.001`",
        ),
        ("fee_denom = \"stake\"", "", "missing field `fee_denom`"),
        (
            "http://127.0.0.1:26601",
            "tcp://127.0.0.1:26601",
            "begins with neither http:// nor https://",
        ),
        ("http://127.0.0.1:26601", "http://", "is no URL"),
        (
            "https://api.example.org/v1?key=KEY456",
            "api.example.org?key=KEY456",
            "is no URL",
        ),
        (
            "\"http://127.0.0.1:26601\", \"https://rpc.example.org/KEY123\"",
            "",
            "chain.home.rpc (number): 0 is not within 1 ..= 8",
        ),
        (
            "https://rpc.example.org/KEY123",
            "http://127.0.0.1:26601",
            "chain.home.rpc: names a node twice",
        ),
        (
            "home1ua387v9l2eywell86hnujq6pzyg24wvj6k72qd",
            "home1ua387",
            "market: is no address of home",
        ),
        (
            "[task.poke]",
            "[task.poke]\ninterval = 0",
            "task.poke.interval: 0 is not within 1 ..= 86400",
        ),
        (
            "[task.poke]",
            "[task.poke]\nassets = [\"QER\"]",
            "task.poke.assets: is not 1 to 32 of",
        ),
        (
            "[task.poke]",
            "[task.poke]\nolder_than = 90000",
            "task.poke.older_than: 90000 is not within",
        ),
        (
            "min_profit = \"2.5\"",
            "slippage = \"0.3\"",
            "task.liquidate.slippage: 0.3 is not within 0 ..= 0.2",
        ),
        (
            "min_profit = \"2.5\"",
            "min_profit = \"-1001\"",
            "task.liquidate.min_profit: -1001 is not within -1000 ..= 1000000",
        ),
        (
            "min_profit = \"2.5\"",
            "min_profit = \"1000001\"",
            "task.liquidate.min_profit: 1000001 is not within -1000 ..= 1000000",
        ),
        (
            "min_profit = \"2.5\"",
            "min_profit = \"nan\"",
            "line 15, column 14: Error parsing decimal 'nan'",
        ),
        (
            "min_profit = \"2.5\"",
            "burst = 21",
            "task.liquidate.burst: 21 is not within 1 ..= 20",
        ),
        (
            "min_profit = \"2.5\"",
            "pair = \"dex1x\"",
            "task.liquidate.pair: dex1x is no address of home",
        ),
        (
            "max_payment = \"1000000\"",
            "max_payment = \"0\"",
            "task.storefront.max_payment: is zero",
        ),
        (
            "max_payment = \"1000000\"",
            "",
            "missing field `max_payment`",
        ),
        (
            "quorum = 2",
            "quorum = 3",
            "task.feed.asset eth: quorum: 3 is not within 1 ..= 2",
        ),
        (
            "quorum = 2",
            "quorum = 2\nmax_jump = \"0\"",
            "task.feed.asset eth: max_jump: is zero",
        ),
        (
            "price = \"/price\"",
            "price = \"price\"",
            "provider two: price: is no JSON pointer",
        ),
        (
            "file = \"eth.json\"",
            "",
            "provider two: needs either url or file",
        ),
        (
            "name = \"two\"",
            "name = \"one\"",
            "provider one: is named twice",
        ),
        (
            "price = \"/price\"",
            "price = \"/price\"\nmultiplier = \"0\"",
            "provider two: multiplier: is zero",
        ),
        ("[task.poke]", "[task.retry]", "task.retry: needs chain.dex"),
        (
            "max_payment = \"1000000\"",
            "max_payment = \"1000000\"\nmax_qer = \"0\"",
            "task.storefront.max_qer: is zero",
        ),
        (
            "max_payment = \"1000000\"",
            "max_payment = \"1000000\"\nmargin = \"0.51\"",
            "task.storefront.margin: 0.51 is not within 0 ..= 0.5",
        ),
        (
            "fee_denom = \"stake\"",
            "fee_denom = \"2stake\"",
            "chain.home.fee_denom: is no denom",
        ),
        (
            "gas_price = \"0.001\"",
            "gas_price = \"0.001\"\ngas_margin = \"3.1\"",
            "chain.home.gas_margin: 3.1 is not within 1 ..= 3",
        ),
        (
            "gas_price = \"0.001\"",
            "gas_price = \"-0.001\"",
            "line 9, column 13: Error parsing decimal",
        ),
        (
            "gas_price = \"0.001\"",
            "gas_price = \"0.001\"\nmax_gas = -1",
            "invalid value: integer `-1`",
        ),
        (
            "gas_price = \"0.001\"",
            "gas_price = \"0.001\"\nvalid_blocks = 5000000000",
            "invalid value: integer `5000000000`",
        ),
        (
            "gas_price = \"0.001\"",
            "gas_price = \"0.001\"\nrequest_timeout = 0",
            "chain.home.request_timeout: 0 is not within 1 ..= 120",
        ),
        (
            "[task.poke]",
            "[chain.dex]\nchain_id = \"home-1\"\nrpc = [\"http://x\"]\nprefix = \"dex\"\nfee_denom = \"stake\"\n\
             gas_price = \"1\"\nkey = { env = { name = \"X\" } }\n[task.poke]",
            "chain.dex.chain_id: is that of chain.home",
        ),
        (
            "file = \"eth.json\"\nprice = \"/price\"",
            "url = \"https://api.example.org/v1?key=KEY456\"\nprice = \"/data/0/price\"",
            "provider two: reads the same figure as another one",
        ),
        (
            "price = \"/price\"",
            "price = \"/a~2b\"",
            "provider two: price: is no JSON pointer: a ~ is written ~0",
        ),
        (
            "name = \"X-Key\"",
            "name = \"X Key\"",
            "provider one: header: has a name that no header has",
        ),
        (
            "header = [",
            "header = [{ name = \"x-key\", value = { env = { name = \"A\" } } }, ",
            "provider one: header: x-key is named twice",
        ),
        (
            "[task.poke]",
            "[back_off]\nfirst = 5\nlongest = 4\n[task.poke]",
            "back_off.longest: 4 is not within 5",
        ),
        (
            "[task.poke]",
            "[page]\nlisten = \"9464\"\n[task.poke]",
            "invalid socket address",
        ),
        (
            "[task.poke]",
            "[task.release]\n[task.poke]",
            "missing field `emissions`",
        ),
        (
            "[task.poke]",
            "[task.release]\nemissions = \"cosmos1x\"\n[task.poke]",
            "task.release.emissions: cosmos1x is no address of home",
        ),
        (
            "[task.poke]",
            "[task.release]\nemissions = \"home1ua387v9l2eywell86hnujq6pzyg24wvj6k72qd\"\ninterval = 0\n[task.poke]",
            "task.release.interval: 0 is not within 1 ..= 86400",
        ),
        (
            "[task.poke]",
            "[task.release]\nemissions = \"home1ua387v9l2eywell86hnujq6pzyg24wvj6k72qd\"\nmin_amount = \"-1\"\n[task.poke]",
            "line 14, column 14: ",
        ),
        (
            "[task.poke]",
            "[log]\nformat = \"xml\"\n[task.poke]",
            "line 13, column 10: unknown variant (not shown), expected `text` or `json`",
        ),
    ];
    for (from, to, wanted) in table {
        assert!(GOOD.contains(from), "{from}");
        let error = load("table", &GOOD.replacen(from, to, 1))
            .unwrap_err()
            .to_string();
        assert!(error.contains(wanted), "{to}: {error}");
        assert!(!error.contains("KEY"), "{error}");
    }
}
