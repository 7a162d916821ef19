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
    answer: Arc<Mutex<Value>>,
}

impl Server {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/KEY123", listener.local_addr().unwrap());
        let answer = Arc::new(Mutex::new(Value::Null));
        let shared = answer.clone();
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
                let body = shared.lock().unwrap().to_string();
                let head = "HTTP/1.1 200 OK\r\nConnection: close\r\n";
                let _ = write!(stream, "{head}Content-Length: {}\r\n\r\n{body}", body.len());
            }
        });
        Server { url, answer }
    }

    fn will_say(&self, result: Value) {
        *self.answer.lock().unwrap() = json!({"jsonrpc": "2.0", "id": "", "result": result});
    }

    fn will_fail(&self, data: &str) {
        let error = json!({"code": -32603, "message": "Internal error", "data": data});
        *self.answer.lock().unwrap() = json!({"jsonrpc": "2.0", "id": "", "error": error});
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
    let limits = Limits {
        chain_id: "home-1".to_owned(),
        max_block_age: Duration::from_secs(60),
    };
    let metrics = Arc::new(Metrics::new().unwrap());
    let pool = Pool::new(vec![Box::new(node(&server.url))], limits, metrics);
    // Fresh for some years.
    let fresh = "2126-01-01T00:00:00Z";
    server.will_say(status("home-2", fresh, false));
    assert!(matches!(pool.head(), Err(NodeError::WrongChain { found, .. }) if found == "home-2"));
    server.will_say(status("home-1", fresh, true));
    assert!(matches!(
        pool.head(),
        Err(NodeError::CatchingUp { height: 5, .. })
    ));
    server.will_say(status("home-1", "2026-01-01T00:00:00Z", false));
    assert!(matches!(
        pool.head(),
        Err(NodeError::Behind { height: 5, .. })
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
