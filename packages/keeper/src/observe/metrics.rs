//! Counters and gauges, in Prometheus' text.

use std::time::Duration;

use cosmwasm_std::{Decimal, SignedDecimal, Uint128};
use prometheus::core::Collector;
use prometheus::{
    Counter, Gauge, GaugeVec, IntCounterVec, IntGauge, IntGaugeVec, Opts, Registry, TextEncoder,
};
use qerun_chain::Head;

use crate::node::now;
use crate::task::TaskName;

/// All counters and gauges.
pub struct Metrics {
    registry: Registry,
    rounds: IntCounterVec,
    last_success: IntGaugeVec,
    interval: IntGaugeVec,
    transactions: IntCounterVec,
    gas: IntCounterVec,
    node_up: IntGaugeVec,
    node_failures: IntCounterVec,
    height: IntGaugeVec,
    block_time: IntGaugeVec,
    balance: GaugeVec,
    unhealthy: IntGauge,
    profit: Counter,
    loss: Counter,
    passed_over: IntCounterVec,
    price: GaugeVec,
    price_age: IntGaugeVec,
    provider_failures: IntCounterVec,
    unconfirmed: IntGaugeVec,
    started: Gauge,
}

impl Metrics {
    /// All of them at zero.
    ///
    /// # Errors
    /// A name is taken twice, which tests would find.
    pub fn new() -> Result<Self, prometheus::Error> {
        let registry = Registry::new_custom(Some("qerun_keeper".to_owned()), None)?;
        let keep = Keep(&registry);
        let metrics = Metrics {
            rounds: keep.counters("rounds_total", "Rounds of a task by result: idle, done, failed.", &["task", "result"])?,
            last_success: keep.gauges("last_success_timestamp_seconds", "When a round of a task last went well, Unix seconds.", &["task"])?,
            interval: keep.gauges("interval_seconds", "Time between two rounds of a task, if all goes well.", &["task"])?,
            transactions: keep.counters("transactions_total", "Transactions by outcome: sent, lost (somebody was faster), refused (in simulation), failed, out_of_gas, too_much_gas, expired, unknown, not_sent.", &["task", "outcome"])?,
            gas: keep.counters("gas_used_total", "Gas used by transactions that went well.", &["task"])?,
            node_up: keep.gauges("node_up", "Whether a node was of use when it was last tried.", &["node"])?,
            node_failures: keep.counters("node_failures_total", "Failures of a node by kind.", &["node", "kind"])?,
            height: keep.gauges("block_height", "Newest block of the node in use.", &["chain"])?,
            block_time: keep.gauges("block_timestamp_seconds", "Time of that block, Unix seconds.", &["chain"])?,
            balance: keep.floats("balance", "What the keeper's account holds, smallest units.", &["chain", "denom"])?,
            unhealthy: keep.add(IntGauge::new("unhealthy_positions", "Positions that can be liquidated, as far as a round looks.")?)?,
            profit: keep.add(Counter::new("liquidation_profit_usd_total", "Least profit of liquidations that went well, US dollars, before gas.")?)?,
            loss: keep.add(Counter::new("liquidation_loss_usd_total", "What closing positions at a loss has cost at most, US dollars, before gas.")?)?,
            passed_over: keep.counters("liquidations_passed_over_total", "Unhealthy positions that were not liquidated, by reason.", &["reason"])?,
            price: keep.floats("fed_price_usd", "Price that was last submitted, US dollars.", &["asset"])?,
            price_age: keep.gauges("price_age_seconds", "Age of the oracle's record when the keeper last looked.", &["asset"])?,
            provider_failures: keep.counters("provider_failures_total", "Answers of a provider that did not count, by reason.", &["asset", "provider", "reason"])?,
            unconfirmed: keep.gauges("feed_unconfirmed", "Whether a price has jumped and waits for the next round to confirm it.", &["asset"])?,
            started: keep.add(Gauge::new("start_timestamp_seconds", "When the keeper started, Unix seconds.")?)?,
            registry: registry.clone(),
        };
        metrics.started.set(now() as f64);
        Ok(metrics)
    }

    /// All of them as text.
    ///
    /// # Errors
    /// None in practice.
    pub fn text(&self) -> Result<String, prometheus::Error> {
        TextEncoder::new().encode_to_string(&self.registry.gather())
    }

    /// A task runs from now on.
    pub fn runs(&self, task: TaskName, interval: Duration) {
        let seconds = signed(interval.as_secs());
        self.interval
            .with_label_values(&[task.as_str()])
            .set(seconds);
    }

    /// A round of a task has ended.
    pub fn round(&self, task: TaskName, result: &str) {
        let task = task.as_str();
        self.rounds.with_label_values(&[task, result]).inc();
        if result != "failed" {
            self.last_success
                .with_label_values(&[task])
                .set(signed(now()));
        }
    }

    /// A transaction is in a block and went well.
    pub fn sent(&self, task: TaskName, gas: u64) {
        let task = task.as_str();
        self.transactions.with_label_values(&[task, "sent"]).inc();
        self.gas.with_label_values(&[task]).inc_by(gas);
    }

    /// A transaction did nothing.
    pub fn not_sent(&self, task: TaskName, outcome: &str) {
        let values = [task.as_str(), outcome];
        self.transactions.with_label_values(&values).inc();
    }

    /// Whether a node was of use.
    pub fn node_is_up(&self, node: &str, up: bool) {
        self.node_up.with_label_values(&[node]).set(i64::from(up));
    }

    /// A node failed.
    pub fn node_failed(&self, node: &str, kind: &str) {
        self.node_failures.with_label_values(&[node, kind]).inc();
    }

    /// The newest block.
    pub fn saw_block(&self, chain: &str, head: &Head) {
        self.height
            .with_label_values(&[chain])
            .set(signed(head.height));
        self.block_time
            .with_label_values(&[chain])
            .set(signed(head.time));
    }

    /// What the keeper's account holds.
    pub fn saw_balance(&self, chain: &str, denom: &str, amount: Uint128) {
        let amount = amount.u128() as f64;
        self.balance.with_label_values(&[chain, denom]).set(amount);
    }

    /// How many positions can be liquidated.
    pub fn saw_unhealthy(&self, positions: usize) {
        self.unhealthy
            .set(i64::try_from(positions).unwrap_or(i64::MAX));
    }

    /// A liquidation went well, with at least this profit in US dollars.
    pub fn profited(&self, profit: SignedDecimal) {
        let amount = float(profit.abs_diff(SignedDecimal::zero()));
        match profit.is_negative() {
            true => self.loss.inc_by(amount),
            false => self.profit.inc_by(amount),
        }
    }

    /// An unhealthy position was not liquidated.
    pub fn passed_over(&self, reason: &str) {
        self.passed_over.with_label_values(&[reason]).inc();
    }

    /// A price was submitted.
    pub fn fed(&self, asset: &str, price: Decimal) {
        self.price.with_label_values(&[asset]).set(float(price));
    }

    /// The age of the oracle's record.
    pub fn saw_price(&self, asset: &str, age: u64) {
        self.price_age.with_label_values(&[asset]).set(signed(age));
    }

    /// A provider's answer did not count.
    pub fn provider_failed(&self, asset: &str, provider: &str, reason: &str) {
        let values = [asset, provider, reason];
        self.provider_failures.with_label_values(&values).inc();
    }

    /// Whether a price waits to be confirmed.
    pub fn unconfirmed(&self, asset: &str, waits: bool) {
        self.unconfirmed
            .with_label_values(&[asset])
            .set(i64::from(waits));
    }
}

/// Registers what it makes.
struct Keep<'a>(&'a Registry);

impl Keep<'_> {
    fn add<C: Collector + Clone + 'static>(&self, collector: C) -> Result<C, prometheus::Error> {
        self.0.register(Box::new(collector.clone()))?;
        Ok(collector)
    }

    fn counters(
        &self,
        name: &str,
        help: &str,
        labels: &[&str],
    ) -> Result<IntCounterVec, prometheus::Error> {
        self.add(IntCounterVec::new(Opts::new(name, help), labels)?)
    }

    fn gauges(
        &self,
        name: &str,
        help: &str,
        labels: &[&str],
    ) -> Result<IntGaugeVec, prometheus::Error> {
        self.add(IntGaugeVec::new(Opts::new(name, help), labels)?)
    }

    fn floats(
        &self,
        name: &str,
        help: &str,
        labels: &[&str],
    ) -> Result<GaugeVec, prometheus::Error> {
        self.add(GaugeVec::new(Opts::new(name, help), labels)?)
    }
}

fn signed(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// Near enough for a picture.
fn float(value: Decimal) -> f64 {
    value.to_string().parse().unwrap_or(f64::MAX)
}
