//! A provider on a local port.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::{json, Value};

/// How a provider behaves.
#[derive(Clone, Debug)]
pub enum Manner {
    Says(Value),
    Text(&'static str),
    Status(u16),
    /// Accepts and says nothing.
    Hangs,
    /// Sends a byte now and then, for ever.
    Drips,
    Endless,
    NoHttp,
    Redirects(String),
}

/// A provider on a local port, whose manner can change, and what it was asked.
pub struct Server {
    pub url: String,
    pub manner: Arc<Mutex<Manner>>,
    pub heard: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub fn new(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/price?key=KEY123", listener.local_addr().unwrap());
        let manner = Arc::new(Mutex::new(manner));
        let heard: Arc<Mutex<Vec<String>>> = Arc::default();
        let (how, ears) = (manner.clone(), heard.clone());
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (mut stream, how, ears) = (stream.unwrap(), how.clone(), ears.clone());
                thread::spawn(move || {
                    let mut request = [0; 4096];
                    let read = stream.read(&mut request).unwrap_or(0);
                    ears.lock()
                        .unwrap()
                        .push(String::from_utf8_lossy(&request[..read]).into_owned());
                    let manner = how.lock().unwrap().clone();
                    let head = |status: u16, rest: &str| {
                        format!("HTTP/1.1 {status} X\r\nConnection: close\r\n{rest}\r\n")
                    };
                    let _ = match manner {
                        Manner::Says(body) => {
                            stream.write_all((head(200, "") + &body.to_string()).as_bytes())
                        }
                        Manner::Text(body) => stream.write_all((head(200, "") + body).as_bytes()),
                        Manner::Status(status) => {
                            stream.write_all(head(status, "Content-Length: 0\r\n").as_bytes())
                        }
                        Manner::NoHttp => stream.write_all(b"hello\r\n\r\n"),
                        Manner::Redirects(to) => {
                            stream.write_all(head(302, &format!("Location: {to}\r\n")).as_bytes())
                        }
                        Manner::Hangs => {
                            thread::sleep(Duration::from_secs(30));
                            Ok(())
                        }
                        Manner::Drips => {
                            let mut sent = stream.write_all(head(200, "").as_bytes());
                            while sent.is_ok() {
                                thread::sleep(Duration::from_millis(200));
                                sent = stream.write_all(b" ");
                            }
                            sent
                        }
                        Manner::Endless => {
                            let mut sent = stream.write_all(head(200, "").as_bytes());
                            while sent.is_ok() {
                                sent = stream.write_all(&[b' '; 1024]);
                            }
                            sent
                        }
                    };
                });
            }
        });
        Server { url, manner, heard }
    }

    pub fn says(price: Value) -> Self {
        Self::new(Manner::Says(json!({"data": [{"usd": price}]})))
    }

    pub fn will(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
    }
}
