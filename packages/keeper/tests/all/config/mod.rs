//! Bad configurations, each with a clear error.

mod files;
mod samples;
mod secrets;
mod wrong;

use std::fs;
use std::path::{Path, PathBuf};

use qerun_keeper::config::{Config, ConfigError};

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("config-{name}"));
    fs::create_dir_all(&folder).unwrap();
    folder
}

const GOOD: &str = r#"
market = "home1ua387v9l2eywell86hnujq6pzyg24wvj6k72qd"

[chain.home]
chain_id = "home-1"
rpc = ["http://127.0.0.1:26601", "https://rpc.example.org/KEY123"]
prefix = "home"
fee_denom = "stake"
gas_price = "0.001"
key = { file = { path = "key" } }

[task.poke]

[task.liquidate]
min_profit = "2.5"

[task.storefront]
max_payment = "1000000"

[task.feed]
[[task.feed.asset]]
asset = "eth"
quorum = 2
[[task.feed.asset.provider]]
name = "one"
url = "https://api.example.org/v1?key=KEY456"
price = "/data/0/price"
header = [{ name = "X-Key", value = { env = { name = "QERUN_TEST_HEADER" } } }]
[[task.feed.asset.provider]]
name = "two"
file = "eth.json"
price = "/price"
"#;

fn load(name: &str, text: &str) -> Result<Config, ConfigError> {
    let path = folder(name).join("keeper.toml");
    fs::write(&path, text).unwrap();
    Config::load(&path)
}

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}

#[test]
fn defaults_stand_where_nothing_is_said() {
    let config = load("good", GOOD).unwrap();
    let home = &config.chain.home;
    assert_eq!(
        (home.max_gas, home.max_block_age, home.coin_type),
        (20_000_000, 60, 118)
    );
    let liquidate = config.task.liquidate.as_ref().unwrap();
    assert_eq!(
        (liquidate.interval, liquidate.burst, liquidate.write_off),
        (5, 5, true)
    );
    assert!(config.task.flush.is_none() && config.chain.dex.is_none() && config.page.is_none());
    let feed = config.task.feed.as_ref().unwrap();
    let file = feed.assets[0].providers[1].file.as_ref().unwrap();
    assert_eq!(file, &folder("good").join("eth.json"));
    // Debug of all of it tells hosts, and no key.
    let shown = format!("{config:?}");
    assert!(shown.contains("rpc.example.org") && shown.contains("api.example.org"));
    assert!(!shown.contains("KEY"), "{shown}");
}

#[test]
fn everything_that_is_out_of_bounds_is_told_at_once() {
    let text = GOOD
        .replace("[task.poke]", "[task.poke]\ninterval = 0\nolder_than = 1")
        .replace("quorum = 2", "quorum = 0");
    let Err(ConfigError::Refused { problems, .. }) = load("all", &text) else {
        panic!("not refused");
    };
    assert_eq!(problems.len(), 3, "{problems:?}");
}
