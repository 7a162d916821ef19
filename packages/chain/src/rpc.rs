//! One node's JSON-RPC, blocking. tendermint-rpc writes the requests and reads the answers, ureq
//! carries them; reads are tried again when the line breaks.

use std::thread::sleep;
use std::time::Duration;

use cosmrs::tendermint::block::Height;
use prost::Message;
use tendermint_rpc::dialect::v0_38::Dialect;
use tendermint_rpc::endpoint::abci_query;
use tendermint_rpc::{Response, SimpleRequest};

use super::ChainError;

/// How long one request may take.
const REQUEST: Duration = Duration::from_secs(30);
/// Waits between tries.
const BACK_OFF: &[Duration] = &[
    Duration::from_millis(200),
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(3),
];
/// Largest answer, bytes.
const LARGEST: u64 = 64 << 20;
/// The same for callers that ask small things from many threads at once.
const LARGEST_AT_ONCE: u64 = 4 << 20;

/// A node.
pub struct Rpc {
    /// Its address.
    pub url: String,
    agent: ureq::Agent,
    /// Waits between tries of a request for which the node could not be reached.
    waits: &'static [Duration],
    /// Largest answer, bytes.
    largest: u64,
}

impl Rpc {
    /// A node; nothing is sent yet.
    pub fn new(url: &str) -> Self {
        Self::with(url, REQUEST, BACK_OFF, LARGEST)
    }

    /// A node that is tried once, for callers that have another one to turn to.
    pub fn once_within(url: &str, timeout: Duration) -> Self {
        Self::with(url, timeout, &[], LARGEST_AT_ONCE)
    }

    fn with(url: &str, timeout: Duration, waits: &'static [Duration], largest: u64) -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(timeout))
            // Nobody has chosen the host that a redirect leads to, and most turn a request into one without its body.
            .max_redirects(0)
            // The node reports its errors as JSON with status 500.
            .http_status_as_error(false);
        Rpc {
            url: url.to_owned(),
            agent: config.build().into(),
            waits,
            largest,
        }
    }

    /// One request, tried again when the node cannot be reached.
    pub fn call<R>(&self, request: &R) -> Result<R::Output, ChainError>
    where
        R: SimpleRequest<Dialect> + Clone,
    {
        let mut waits = self.waits.iter();
        loop {
            match (self.once(request), waits.next()) {
                (Err(ChainError::Unreachable { .. }), Some(wait)) => sleep(*wait),
                (result, _) => return result,
            }
        }
    }

    /// One request, once.
    pub fn once<R>(&self, request: &R) -> Result<R::Output, ChainError>
    where
        R: SimpleRequest<Dialect> + Clone,
    {
        let method = request.method().to_string();
        let unreachable = |error: ureq::Error| ChainError::Unreachable {
            url: self.url.clone(),
            reason: error.to_string(),
        };
        let mut answer = self
            .agent
            .post(&self.url)
            .header("Content-Type", "application/json")
            .send(request.clone().into_json())
            .map_err(unreachable)?;
        let unreadable = |reason: String| ChainError::Unreadable {
            url: self.url.clone(),
            method,
            reason,
        };
        let status = answer.status();
        if status.is_redirection() {
            let status = status.as_u16();
            return Err(unreadable(format!(
                "it redirects (status {status}), which is not followed; name the address that it leads to"
            )));
        }
        let body = answer.body_mut().with_config().limit(self.largest);
        let body = body.read_to_vec().map_err(unreachable)?;
        R::Response::from_string(&body)
            .map(Into::into)
            .map_err(|error| unreadable(error.to_string()))
    }

    /// A question to one of the chain's modules, at a height if one is given.
    pub fn ask<Q: Message, A: Message + Default>(
        &self,
        path: &str,
        question: &Q,
        height: Option<Height>,
    ) -> Result<A, ChainError> {
        let data = question.encode_to_vec();
        let request = abci_query::Request::new(Some(path.to_owned()), data, height, false);
        let answer = self.call(&request)?.response;
        if answer.code.is_err() {
            return Err(ChainError::Query {
                path: path.to_owned(),
                code: answer.code.value(),
                log: answer.log,
            });
        }
        A::decode(answer.value.as_slice()).map_err(|error| ChainError::Unreadable {
            url: self.url.clone(),
            method: path.to_owned(),
            reason: error.to_string(),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::thread;

    use tendermint_rpc::endpoint::status;

    use super::*;

    /// A node that redirects is a node that cannot be read, and where it points to is never asked.
    #[test]
    fn a_redirect_is_not_followed() -> std::io::Result<()> {
        let (node, elsewhere) = (
            TcpListener::bind("127.0.0.1:0")?,
            TcpListener::bind("127.0.0.1:0")?,
        );
        elsewhere.set_nonblocking(true)?;
        let url = format!("http://{}", node.local_addr()?);
        let to = elsewhere.local_addr()?;
        let answers = thread::spawn(move || -> std::io::Result<()> {
            let (mut stream, _) = node.accept()?;
            let mut heard = Vec::new();
            while !heard.ends_with(b"}") {
                let mut part = [0; 1 << 10];
                let read = stream.read(&mut part)?;
                heard.extend(part.iter().take(read));
            }
            write!(
                stream,
                "HTTP/1.1 307 X\r\nLocation: http://{to}/\r\nContent-Length: 0\r\n\r\n"
            )
        });
        let answer = Rpc::new(&url).once(&status::Request);
        let told = matches!(
            &answer,
            Err(ChainError::Unreadable { reason, .. }) if reason.contains("redirects (status 307)")
        );
        assert!(told, "{:?}", answer.err());
        answers.join().unwrap_or(Ok(()))?;
        assert!(elsewhere.accept().is_err());
        Ok(())
    }

    /// Without any flag a node behind https is greeted with TLS: a handshake record of version 3.x.
    #[test]
    fn c3_https_is_spoken() -> std::io::Result<()> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let url = format!("https://{}", listener.local_addr()?);
        let node = thread::spawn(move || -> std::io::Result<[u8; 2]> {
            let mut first = [0; 2];
            listener.accept()?.0.read_exact(&mut first)?;
            Ok(first)
        });
        let answer = Rpc::new(&url).once(&status::Request);
        assert!(matches!(answer, Err(ChainError::Unreachable { .. })));
        let first = node.join().unwrap_or(Ok([0; 2]))?;
        assert_eq!(first, [0x16, 3]);
        Ok(())
    }
}
