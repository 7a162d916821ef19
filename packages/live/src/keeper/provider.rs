//! Providers of prices on local ports: three tell what the run says, one lies, one stops answering when it is told to.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{sleep, Builder};
use std::time::Duration;

use anyhow::{Context, Result};
use cosmwasm_std::Decimal;
use serde_json::json;

use crate::ops::Prices;

/// Providers that tell the truth, of all.
const HONEST: usize = 3;
/// By which the liar multiplies each price but the stablecoin's.
const LIE: Decimal = Decimal::percent(300);
/// How long a hanging provider keeps a connection open: longer than anybody waits.
const HANGS: Duration = Duration::from_secs(600);

/// What a provider does.
#[derive(Clone)]
enum Manner {
    Honest,
    Lies,
    /// Answers until the switch is thrown, and then keeps every connection open without a word.
    Hangs(Arc<AtomicBool>),
}

/// All providers. They end with the program.
pub struct Providers {
    told: Arc<Mutex<Prices>>,
    hanging: Arc<AtomicBool>,
    /// Names and addresses.
    pub urls: Vec<(String, String)>,
}

impl Providers {
    /// They tell these prices at first.
    ///
    /// # Errors
    /// No port is free.
    pub fn start(prices: Prices) -> Result<Self> {
        let told = Arc::new(Mutex::new(prices));
        let hanging = Arc::new(AtomicBool::new(false));
        let mut manners: Vec<(String, Manner)> = (1..=HONEST)
            .map(|nth| (format!("honest-{nth}"), Manner::Honest))
            .collect();
        manners.push(("liar".to_owned(), Manner::Lies));
        manners.push(("hangs".to_owned(), Manner::Hangs(hanging.clone())));
        let mut urls = Vec::new();
        for (name, manner) in manners {
            let listener = TcpListener::bind("127.0.0.1:0").context("a provider's port")?;
            urls.push((name.clone(), format!("http://{}", listener.local_addr()?)));
            let told = told.clone();
            let serve = move || {
                for stream in listener.incoming().flatten() {
                    // A connection that breaks is the client's affair.
                    let _ = answer(stream, &manner, &told);
                }
            };
            Builder::new().name(name).spawn(serve)?;
        }
        Ok(Providers {
            told,
            hanging,
            urls,
        })
    }

    /// From now on they tell these prices.
    pub fn tell(&self, prices: Prices) {
        *self.told.lock().unwrap_or_else(PoisonError::into_inner) = prices;
    }

    /// From now on one of them does not answer.
    pub fn hang(&self) {
        self.hanging.store(true, Ordering::Relaxed);
    }
}

fn answer(mut stream: TcpStream, manner: &Manner, told: &Mutex<Prices>) -> Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    while lines
        .next()
        .transpose()?
        .is_some_and(|line| !line.is_empty())
    {}
    let prices = *told.lock().unwrap_or_else(PoisonError::into_inner);
    let times = match manner {
        Manner::Honest => Decimal::one(),
        Manner::Lies => LIE,
        Manner::Hangs(switch) if switch.load(Ordering::Relaxed) => {
            Builder::new().spawn(move || {
                sleep(HANGS);
                drop(stream);
            })?;
            return Ok(());
        }
        Manner::Hangs(_) => Decimal::one(),
    };
    let body = json!({
        "qer": {"price": prices.qer.checked_mul(times)?, "depth": prices.depth},
        "eth": {"price": prices.eth.checked_mul(times)?},
        "usdc": {"price": "1"},
    });
    let body = body.to_string();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n";
    write!(stream, "{head}Content-Length: {}\r\n\r\n{body}", body.len())?;
    Ok(())
}
