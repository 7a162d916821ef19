//! An outage of the relayer while users transact, with what the reserve shows meanwhile.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::net::Net;

/// Length of the outage, shorter than the timeout of a packet.
const OUTAGE: Duration = Duration::from_secs(15);

/// What was observed.
#[derive(Clone, Debug, Default)]
pub struct Outage {
    /// Most batches not settled at a moment.
    pub batches: u32,
    /// Most orders in flight at a moment.
    pub orders: u32,
    /// When the relayer was killed, after the start.
    pub killed: Option<Duration>,
    /// When it was started again.
    pub started: Option<Duration>,
    /// Open orders when it was killed.
    pub orders_then: u32,
    /// Open orders just before it was started again.
    pub orders_later: u32,
}

/// Observes until told to end; kills the relayer when two batches are in flight.
pub fn observe_outage(net: &Net, end: &AtomicBool) -> Result<Outage> {
    let start = Instant::now();
    let mut seen = Outage::default();
    loop {
        let backing = net.backing()?;
        seen.batches = seen.batches.max(backing.open_batches);
        seen.orders = seen.orders.max(backing.open_orders);
        match (seen.killed, seen.started) {
            (None, _) if backing.open_batches >= 2 => {
                net.relayer.kill()?;
                seen.killed = Some(start.elapsed());
                seen.orders_then = backing.open_orders;
            }
            (Some(killed), None) if start.elapsed().saturating_sub(killed) > OUTAGE => {
                seen.orders_later = backing.open_orders;
                net.relayer.start()?;
                seen.started = Some(start.elapsed());
            }
            (Some(_), None) => {}
            _ if end.load(Ordering::Relaxed) => return Ok(seen),
            _ => {}
        }
        sleep(Duration::from_millis(300));
    }
}
