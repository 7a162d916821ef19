//! The live node's words, told by a server in its place.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use qerun_chain::load_key;
use qerun_keeper::config::ChainConfig;
use qerun_keeper::node::{Endpoint, Limits, LiveNode, NodeError, Pool};
use qerun_keeper::observe::Metrics;
use qerun_keeper::Stop;
use serde_json::{json, Value};

/// Answers each request with what was told last.
struct Server {
    url: String,
    /// Status line and headers but for the length, and body.
    answer: Arc<Mutex<(String, String)>>,
    asked: Arc<Mutex<u32>>,
}

impl Server {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/KEY123", listener.local_addr().unwrap());
        let answer: Arc<Mutex<(String, String)>> = Arc::default();
        let asked: Arc<Mutex<u32>> = Arc::default();
        let (shared, counter) = (answer.clone(), asked.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                let mut length = 0;
                loop {
                    let mut line = String::new();
                    reader.read_line(&mut line).unwrap();
                    if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                        length = value.trim().parse().unwrap();
                    }
                    if line.trim().is_empty() {
                        break;
                    }
                }
                reader.read_exact(&mut vec![0; length]).unwrap();
                *counter.lock().unwrap() += 1;
                let (head, body) = shared.lock().unwrap().clone();
                let _ = write!(stream, "{head}Content-Length: {}\r\n\r\n{body}", body.len());
            }
        });
        Server { url, answer, asked }
    }

    fn will_answer(&self, status: u16, headers: &str, body: &str) {
        let head = format!("HTTP/1.1 {status} X\r\nConnection: close\r\n{headers}");
        *self.answer.lock().unwrap() = (head, body.to_owned());
    }

    fn will_say(&self, result: Value) {
        let answer = json!({"jsonrpc": "2.0", "id": "", "result": result});
        self.will_answer(200, "", &answer.to_string());
    }

    fn will_fail(&self, data: &str) {
        let error = json!({"code": -32603, "message": "Internal error", "data": data});
        let answer = json!({"jsonrpc": "2.0", "id": "", "error": error});
        self.will_answer(200, "", &answer.to_string());
    }
}

fn config(url: &str) -> ChainConfig {
    static KEYS: AtomicU32 = AtomicU32::new(0);
    let name = format!("live-key-{}", KEYS.fetch_add(1, Ordering::Relaxed));
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, format!("{}art", "abandon ".repeat(23))).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    let text = format!(
        "chain_id = 'home-1'\nrpc = ['{url}']\nprefix = 'home'\nfee_denom = 'stake'\ngas_price = '0.001'\n\
         request_timeout = 1\nkey = {{ file = {{ path = '{}' }} }}",
        path.display()
    );
    toml::from_str(&text).unwrap()
}

fn node(url: &str) -> LiveNode {
    let config = config(url);
    let key = load_key(&config.key, 118, "home").unwrap();
    LiveNode::new(&config, &config.rpc[0], Arc::new(key))
}

fn status(network: &str, time: &str, catching_up: bool) -> Value {
    let hash = "0".repeat(64);
    json!({
        "node_info": {
            "protocol_version": {"p2p": "8", "block": "11", "app": "0"}, "id": "0".repeat(40),
            "listen_addr": "tcp://127.0.0.1:1", "network": network, "version": "0.38.19",
            "channels": "40", "moniker": "x", "other": {"tx_index": "on", "rpc_address": "tcp://127.0.0.1:1"},
        },
        "sync_info": {
            "latest_block_hash": hash, "latest_app_hash": hash, "latest_block_height": "5",
            "latest_block_time": time, "earliest_block_hash": hash, "earliest_app_hash": hash,
            "earliest_block_height": "1", "earliest_block_time": time, "catching_up": catching_up,
        },
        "validator_info": {
            "address": "0".repeat(40), "voting_power": "1",
            "pub_key": {"type": "tendermint/PubKeyEd25519", "value": "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="},
        },
    })
}

#[test]
fn chain_and_age_are_looked_at() {
    let server = Server::new();
    // 47 years, so that the test needs no clock.
    let limits = Limits {
        chain_id: "home-1".to_owned(),
        max_block_age: Duration::from_secs(1_500_000_000),
    };
    let metrics = Arc::new(Metrics::new().unwrap());
    let pool = Pool::new(vec![Box::new(node(&server.url))], limits, metrics);
    let fresh = "2026-01-01T00:00:00Z";
    server.will_say(status("home-2", fresh, false));
    assert!(matches!(pool.head(), Err(NodeError::WrongChain { found, .. }) if found == "home-2"));
    server.will_say(status("home-1", fresh, true));
    assert!(matches!(
        pool.head(),
        Err(NodeError::CatchingUp { height: 5, .. })
    ));
    server.will_say(status("home-1", "1970-01-02T00:00:00Z", false));
    assert!(matches!(
        pool.head(),
        Err(NodeError::Behind { height: 5, .. })
    ));
    server.will_say(status("home-1", "2126-01-01T00:00:00Z", false));
    assert!(matches!(
        pool.head(),
        Err(NodeError::Ahead { height: 5, .. })
    ));
    server.will_say(status("home-1", fresh, false));
    assert_eq!(pool.head().unwrap().height, 5);
}

#[test]
fn broadcasting_tells_what_helps() {
    let server = Server::new();
    let node = node(&server.url);
    let answer = |codespace: &str, code: u32| {
        let hash = "0".repeat(64);
        json!({"code": code, "data": "", "log": "words", "codespace": codespace, "hash": hash})
    };
    for (codespace, code, kind) in [
        ("", 0, None),
        ("sdk", 19, None),
        ("sdk", 20, Some("mempool_full")),
        ("sdk", 32, Some("sequence")),
        ("sdk", 11, Some("refused")),
        ("sdk", 13, Some("refused")),
        ("wasm", 20, Some("refused")),
    ] {
        server.will_say(answer(codespace, code));
        let found = node.broadcast(b"tx").err().map(|error| error.kind());
        assert_eq!(found, kind, "{codespace} {code}");
    }
    for (data, kind) in [
        ("tx already exists in cache", None),
        (
            "mempool is full: number of txs 5000 (max: 5000)",
            Some("mempool_full"),
        ),
        ("something else", Some("unreadable")),
    ] {
        server.will_fail(data);
        let found = node.broadcast(b"tx").err().map(|error| error.kind());
        assert_eq!(found, kind, "{data}");
    }
    server.will_fail("tx (00) not found");
    assert_eq!(node.look_up(b"tx"), Ok(None));
    // A node that does not serve the question tells nothing of the transaction.
    for words in ["Method not found", "transaction indexing is disabled"] {
        server.will_fail(words);
        let found = node.look_up(b"tx").unwrap_err();
        assert_eq!(found.kind(), "unreadable", "{words}");
    }
}

/// Whatever a node says, the next one is asked.
#[test]
fn what_makes_no_sense_is_the_nodes_fault() {
    let server = Server::new();
    let node = node(&server.url);
    let whole = json!({"jsonrpc": "2.0", "id": "", "result": status("home-1", "2026-01-01T00:00:00Z", false)});
    let whole = whole.to_string();
    let with_height = |height: &str| whole.replace("\"5\"", height);
    for body in [
        String::new(),
        "null".to_owned(),
        "[1, 2]".to_owned(),
        "<html>404 page not found</html>".to_owned(),
        whole[..whole.len() / 2].to_owned(),
        format!("{whole}{whole}"),
        with_height("\"-5\""),
        with_height("\"99999999999999999999\""),
        with_height("1e400"),
        whole.replace("2026-01-01T00", "2026-13-01T00"),
        "[".repeat(100_000),
    ] {
        server.will_answer(200, "", &body);
        let error = node.sync_state().unwrap_err();
        assert_eq!(error.kind(), "unreadable", "{body:.80}: {error}");
        assert!(error.is_the_nodes());
    }
    // Longer than anything that the keeper asks for.
    let long = format!("\"{}\"", "x".repeat(5 << 20));
    server.will_answer(200, "", &long);
    let error = node.sync_state().unwrap_err();
    assert!(
        error.is_the_nodes() && error.to_string().contains("larger"),
        "{error}"
    );
    server.will_answer(200, "", &whole);
    assert_eq!(node.sync_state().unwrap().head.height, 5);
    for amount in ["", "-1", "1.5", "soon"] {
        assert_eq!(
            balance_of(amount).unwrap_err().kind(),
            "unreadable",
            "{amount}"
        );
    }
    assert_eq!(balance_of("17").unwrap().u128(), 17);
}

/// A node whose answer to the question for a balance is this amount.
fn balance_of(amount: &str) -> Result<cosmwasm_std::Uint128, NodeError> {
    let server = Server::new();
    // bank's QueryBalanceResponse: field 1 a coin, of which field 1 is the denom and field 2 the amount.
    let mut coin = vec![0x0a, 1, b'x', 0x12, amount.len() as u8];
    coin.extend(amount.bytes());
    let mut bytes = vec![0x0a, coin.len() as u8];
    bytes.extend(coin);
    let value = cosmwasm_std::Binary::from(bytes).to_base64();
    server.will_say(json!({"response": {
        "code": 0, "log": "", "info": "", "index": "0", "key": null, "value": value,
        "proofOps": null, "height": "5", "codespace": "",
    }}));
    node(&server.url).balance("home1x", "x")
}

/// Nobody has chosen the host that a redirect leads to.
#[test]
fn a_redirect_is_not_followed() {
    let (server, elsewhere) = (Server::new(), Server::new());
    elsewhere.will_say(status("home-1", "2026-01-01T00:00:00Z", false));
    for code in [301, 302, 303, 307, 308] {
        server.will_answer(code, &format!("Location: {}\r\n", elsewhere.url), "");
        let error = node(&server.url).sync_state().unwrap_err();
        assert!(error.is_the_nodes());
        let shown = error.to_string();
        assert!(
            shown.contains(&format!("it redirects (status {code})")),
            "{shown}"
        );
        assert!(!shown.contains("KEY123"), "{shown}");
    }
    assert_eq!(*elsewhere.asked.lock().unwrap(), 0);
}

/// The path of a node's address is its key at many providers.
#[test]
fn no_error_tells_a_nodes_path() {
    let down = "http://127.0.0.1:1/KEY123";
    let server = Server::new();
    server.will_say(json!("nonsense"));
    let hangs = TcpListener::bind("127.0.0.1:0").unwrap();
    let silent = format!("http://{}/KEY123", hangs.local_addr().unwrap());
    for url in [down, &server.url, &silent] {
        let error = node(url).sync_state().unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(
            error.is_the_nodes() && shown.contains("127.0.0.1:"),
            "{shown}"
        );
        assert!(!shown.contains("KEY123"), "{shown}");
    }
}

#[test]
fn what_does_not_answer_at_the_start_is_an_error() {
    let text =
        "market = 'home1ua387v9l2eywell86hnujq6pzyg24wvj6k72qd'\n[task.poke]\n[chain.home]\n";
    let chain = "chain_id = 'home-1'\nrpc = ['http://127.0.0.1:1/KEY123']\nprefix = 'home'\nfee_denom = 'stake'\n\
                 gas_price = '0.001'\nkey = { file = { path = 'live-start-key' } }\n";
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (path, key) = (
        folder.join("live-start.toml"),
        folder.join("live-start-key"),
    );
    std::fs::write(&path, format!("{text}{chain}")).unwrap();
    std::fs::write(&key, format!("{}art", "abandon ".repeat(23))).unwrap();
    for (mode, wanted) in [
        (0o644, "others than its owner may use it"),
        (0o600, "127.0.0.1:1 does not answer"),
    ] {
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(mode)).unwrap();
        let config = qerun_keeper::config::Config::load(&path).unwrap();
        let error = qerun_keeper::run_until(&config, true, &Stop::default()).unwrap_err();
        assert_eq!(error.is_bad_input(), mode == 0o644);
        let shown = format!("{error} {error:?}");
        assert!(
            shown.contains(wanted) && !shown.contains("KEY123"),
            "{shown}"
        );
    }
}
