//! The page: `GET /health` and `GET /metrics` on a local port, one request a connection.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use tracing::debug;

use super::{Health, Metrics};
use crate::node::now;
use crate::stop::Stop;

/// Longest head of a request, bytes.
const LONGEST: usize = 8 << 10;
/// Longest wait for a part of a request, or until a part of the answer is taken.
const PATIENCE: Duration = Duration::from_secs(2);
/// Longest wait for a whole request: the next one waits for it.
const WHOLE: Duration = Duration::from_secs(4);
/// Between two looks for a connection while nobody connects.
const LOOK: Duration = Duration::from_millis(50);

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Status line without the version.
    pub status: &'static str,
    /// Type of the body.
    pub content_type: &'static str,
    /// The body.
    pub body: String,
}

/// Serves the page in a thread of its own until the switch is thrown.
///
/// # Errors
/// The listener cannot be told not to block, or the system gives no thread.
pub fn serve(
    listener: TcpListener,
    metrics: Arc<Metrics>,
    health: Arc<Health>,
    stop: Stop,
) -> std::io::Result<JoinHandle<()>> {
    listener.set_nonblocking(true)?;
    Builder::new().name("page".to_owned()).spawn(move || {
        while !stop.is_stopped() {
            match listener.accept() {
                Ok((stream, _)) => {
                    if let Err(error) = handle(stream, &metrics, &health) {
                        debug!(%error, "page");
                    }
                }
                Err(_) => {
                    stop.wait(LOOK);
                }
            }
        }
    })
}

fn handle(mut stream: TcpStream, metrics: &Metrics, health: &Health) -> std::io::Result<()> {
    stream.set_nonblocking(false)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let (mut head, begun) = (Vec::new(), Instant::now());
    let answer = loop {
        let mut part = [0; 1 << 10];
        let read = stream.read(&mut part)?;
        head.extend_from_slice(part.get(..read).unwrap_or_default());
        if let Some(answer) = answer(&head, metrics, health) {
            break answer;
        }
        if read == 0 || head.len() > LONGEST || begun.elapsed() > WHOLE {
            break plain("400 Bad Request", "no request\n");
        }
    };
    write!(
        stream,
        "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        answer.status,
        answer.content_type,
        answer.body.len()
    )?;
    stream.write_all(answer.body.as_bytes())?;
    stream.shutdown(Shutdown::Write)
}

fn plain(status: &'static str, body: &str) -> Answer {
    Answer {
        status,
        content_type: "text/plain; charset=utf-8",
        body: body.to_owned(),
    }
}

/// The answer to a request; none while its head is not whole.
#[must_use]
pub fn answer(head: &[u8], metrics: &Metrics, health: &Health) -> Option<Answer> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut request = httparse::Request::new(&mut headers);
    match request.parse(head) {
        Ok(httparse::Status::Complete(_)) => {}
        Ok(httparse::Status::Partial) => return None,
        Err(_) => return Some(plain("400 Bad Request", "no request\n")),
    }
    if request.method != Some("GET") {
        return Some(plain("405 Method Not Allowed", "only GET\n"));
    }
    let path = request.path.unwrap_or_default();
    Some(match path.split('?').next().unwrap_or_default() {
        "/metrics" => match metrics.text() {
            Ok(body) => Answer {
                status: "200 OK",
                content_type: "text/plain; version=0.0.4",
                body,
            },
            Err(error) => plain("500 Internal Server Error", &format!("{error}\n")),
        },
        "/" | "/health" => {
            let report = health.report(now());
            Answer {
                status: match report.healthy {
                    true => "200 OK",
                    false => "503 Service Unavailable",
                },
                content_type: "application/json",
                body: serde_json::to_string_pretty(&report).unwrap_or_default() + "\n",
            }
        }
        _ => plain("404 Not Found", "/health and /metrics\n"),
    })
}
