//! Bad configurations, each with a clear error.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use qerun_keeper::config::{ensure_private, Config, ConfigError, HeaderValue};

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

#[test]
fn a_mnemonic_in_the_configuration_is_not_repeated() {
    let words = format!("{}art", "abandon ".repeat(23));
    let text = GOOD.replace("{ file = { path = \"key\" } }", &format!("\"{words}\""));
    let error = load("words", &text).unwrap_err();
    assert!(matches!(error, ConfigError::Words { .. }));
    let shown = format!("{error} {error:?}");
    assert!(
        shown.contains("looks like a mnemonic") && !shown.contains("abandon"),
        "{shown}"
    );
}

#[test]
fn a_missing_file_is_named() {
    let error = Config::load(Path::new("none.toml"))
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("cannot read the configuration none.toml: No such file"),
        "{error}"
    );
}

#[test]
fn keys_that_others_can_read_are_refused() {
    let path = folder("modes").join("key");
    fs::write(&path, "words").unwrap();
    for (mode, private) in [
        (0o600, true),
        (0o400, true),
        (0o640, false),
        (0o604, false),
        (0o644, false),
        (0o602, false),
        (0o660, false),
    ] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let found = ensure_private(&path);
        assert_eq!(found.is_ok(), private, "{mode:o}");
        if let Err(error) = found {
            let shown = error.to_string();
            assert!(shown.contains(&format!("has the mode {mode:o}")), "{shown}");
            assert!(!shown.contains("words"));
        }
    }
    let missing = ensure_private(&folder("modes").join("none"));
    assert!(matches!(missing, Err(ConfigError::KeyFile { .. })));
    for no_file in [folder("modes"), PathBuf::from("/dev/null")] {
        let found = ensure_private(&no_file);
        assert!(
            matches!(found, Err(ConfigError::NoFile { .. })),
            "{found:?}"
        );
    }
}

#[test]
fn a_header_that_cannot_be_sent_is_refused_at_the_start() {
    let path = folder("headers").join("key");
    let value = HeaderValue::File { path: path.clone() };
    for (text, wanted) in [
        ("KEY77", None),
        ("  KEY77 \n", None),
        ("", Some("it is empty")),
        (" \n", Some("it is empty")),
        ("KEY77\nHost: x", Some("characters that no header may have")),
        ("KEY77\0", Some("characters that no header may have")),
    ] {
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        match (value.read(), wanted) {
            (Ok(read), None) => assert_eq!(read.reveal(), "KEY77"),
            (Err(error), Some(wanted)) => {
                let shown = format!("{error} {error:?}");
                assert!(shown.contains(wanted), "{shown}");
                assert!(!shown.contains("KEY77"), "{shown}");
            }
            (found, _) => panic!("{text:?}: {found:?}"),
        }
    }
}

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}

/// The likeliest mistakes put a secret where the name of its file or a list should be. The error does not repeat it.
#[test]
fn a_secret_in_the_wrong_place_is_not_repeated() {
    let hex = "8f2a".repeat(16);
    for (from, to, wanted) in [
        (
            "rpc = [\"http://127.0.0.1:26601\", \"https://rpc.example.org/KEY123\"]",
            "rpc = \"https://rpc.example.org/KEY123\"",
            "line 6, column 7: invalid type: a text (not shown), expected a sequence",
        ),
        (
            "key = { file = { path = \"key\" } }",
            &format!("key = \"{hex}\""),
            "line 10, column 7: unknown variant (not shown), expected `file` or `env`",
        ),
        (
            "key = { file = { path = \"key\" } }",
            "key = { file = \"KEY\\\"123, expected\" }",
            "line 10, column 16: invalid type: a text (not shown), expected struct variant",
        ),
        (
            "{ env = { name = \"QERUN_TEST_HEADER\" } }",
            "\"KEY`123\"",
            "unknown variant (not shown), expected `file` or `env`",
        ),
        (
            "[{ name = \"X-Key\", value = { env = { name = \"QERUN_TEST_HEADER\" } } }]",
            "\"X-Key: KEY123\"",
            "invalid type: a text (not shown), expected a sequence",
        ),
    ] {
        let text = GOOD.replacen(from, to, 1);
        assert_ne!(text, GOOD, "{from}");
        let shown = load("misplaced", &text).unwrap_err().to_string();
        assert!(shown.contains(wanted), "{shown}");
        for secret in ["KEY", "123", "8f2a"] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}

#[test]
fn the_example_is_good_and_switches_everything_on() {
    let config = Config::load(&repository("deploy/keeper.example.toml")).unwrap();
    let tasks = qerun_keeper::tasks::switched_on(&config.task).unwrap();
    let names: Vec<String> = tasks.iter().map(|task| task.name().to_string()).collect();
    let all = [
        "feed",
        "poke",
        "liquidate",
        "flush",
        "sync",
        "retry",
        "collect",
        "execute",
        "release",
        "storefront",
        "watch",
    ];
    assert_eq!(names, all);
}

/// Alerts, dashboard and page name metrics that the keeper has; each alert has its section.
#[test]
fn alerts_and_dashboard_name_metrics_that_exist() {
    use qerun_keeper::task::TaskName;
    let metrics = qerun_keeper::observe::Metrics::new().unwrap();
    metrics.round(TaskName::Poke, "idle");
    metrics.runs(TaskName::Poke, std::time::Duration::from_secs(30));
    metrics.sent(TaskName::Poke, 1);
    metrics.node_is_up("a", true);
    metrics.node_failed("a", "behind");
    metrics.saw_block("home-1", &Default::default());
    metrics.saw_balance("home-1", "stake", 1u128.into());
    metrics.passed_over("refused");
    metrics.fed("eth", Default::default());
    metrics.saw_price("eth", 1);
    metrics.provider_failed("eth", "a", "status");
    metrics.unconfirmed("eth", true);
    let text = metrics.text().unwrap();
    let known: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("# TYPE "))
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert_eq!(known.len(), 19, "{known:?}");
    for path in ["deploy/alerts.yml", "deploy/grafana-dashboard.json"] {
        let text = fs::read_to_string(repository(path)).unwrap();
        let mut used = 0;
        for part in text.split("qerun_keeper_").skip(1) {
            let end = part
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .unwrap();
            let name = format!("qerun_keeper_{}", &part[..end]);
            assert!(known.contains(&name.as_str()), "{path}: {name}");
            used += 1;
        }
        assert!(used > 10, "{path}");
    }
    let page = fs::read_to_string(repository("docs/keeper.md")).unwrap();
    let alerts = fs::read_to_string(repository("deploy/alerts.yml")).unwrap();
    // Whoever runs once an hour is not late after a quarter of one.
    let late = "last_success_timestamp_seconds > 900 + 2 * qerun_keeper_interval_seconds";
    assert!(alerts.contains(late));
    for line in alerts
        .lines()
        .filter_map(|line| line.trim().strip_prefix("runbook: docs/keeper.md#"))
    {
        let headings = page.lines().filter_map(|line| line.strip_prefix("### "));
        assert!(
            headings
                .map(str::to_lowercase)
                .any(|heading| heading == line),
            "{line}"
        );
    }
}
