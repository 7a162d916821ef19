//! The operations of one borrower and one supplier, one after the other, each recorded.

use std::time::Instant;

use anyhow::Result;
use cw_multi_test::AppResponse;
use qerun_messages::market::{PositionsByHealthResponse, QueryMsg};
use qerun_messages::oracle;
use qerun_testing::suite::{qer, usd, Suite};

use super::row::{Counts, Row};
use super::settle;

struct Scenario {
    suite: Suite,
    rows: Vec<Row>,
}

impl Scenario {
    /// Records a transaction. `funds`: how often coins are attached to a call in it.
    fn row(
        &mut self,
        name: &'static str,
        funds: u64,
        action: impl FnOnce(&mut Suite) -> Result<AppResponse>,
    ) {
        let recorder = self.suite.net.home.recorder.clone();
        let start = Instant::now();
        let (transaction, result) = recorder.of(|| action(&mut self.suite));
        let time = start.elapsed();
        let response = result.unwrap_or_else(|error| panic!("{name}: {error:#}"));
        let transaction = transaction.expect("a recording");
        assert!(transaction.calls.iter().all(|call| call.ok), "{name}");
        // cw-multi-test tells coins sent by contracts, not coins attached.
        let sends = response.events.iter().filter(|e| e.ty == "transfer");
        let sends = sends.count() as u64;
        let counts = Counts::of(&transaction);
        self.rows.push(Row {
            name,
            counts,
            funds,
            sends,
            time,
        });
    }

    fn page(&mut self, name: &'static str, limit: Option<u32>) {
        let msg = QueryMsg::PositionsByHealth {
            start_after: None,
            limit,
        };
        let home = &self.suite.net.home;
        let recorder = home.recorder.clone();
        let start = Instant::now();
        let (transaction, page) =
            recorder.of(|| home.query::<_, PositionsByHealthResponse>(&self.suite.at.market, &msg));
        let time = start.elapsed();
        let page = page.unwrap().positions;
        assert!(
            !page.is_empty() && page.is_sorted_by_key(|p| p.health),
            "{page:?}"
        );
        self.rows.push(Row {
            name,
            counts: Counts::of(&transaction.expect("a recording")),
            funds: 0,
            sends: 0,
            time,
        });
    }
}

/// Every operation among the positions that are there. The borrower is healthier than the crowd: the
/// first page is theirs at every size.
pub fn measure(mut suite: Suite) -> (Vec<Row>, Suite) {
    settle(&mut suite);
    let (sue, bob) = (suite.user("sue"), suite.user("bob"));
    suite.fund_qer(&bob, qer("40000")).unwrap();
    suite.fund_stable(&bob, usd("40000")).unwrap();
    let mut t = Scenario {
        suite,
        rows: vec![],
    };
    t.row("supply", 1, |s| s.supply(&sue, usd("1000")));
    t.row("deposit collateral, first", 0, |s| {
        s.deposit(&bob, qer("20000"))
    });
    t.row("borrow, first", 0, |s| s.borrow(&bob, usd("2000")));
    t.row("borrow, again", 0, |s| s.borrow(&bob, usd("2000")));
    t.row("deposit collateral, under debt", 0, |s| {
        s.deposit(&bob, qer("10000"))
    });
    t.row("withdraw collateral, under debt", 0, |s| {
        s.withdraw_collateral(&bob, Some(qer("10000")))
    });
    t.row("repay, nothing bought yet", 1, |s| {
        s.repay(&bob, usd("1000"))
    });
    t.suite.pass(21_601).unwrap();
    t.row("borrow, batch due", 1, |s| s.borrow(&bob, usd("2000")));
    t.row("repay, purchase under way", 1, |s| {
        s.repay(&bob, usd("1000"))
    });
    t.suite.net.relay_all().unwrap();
    t.row("repay, ETH released", 1, |s| s.repay(&bob, usd("1000")));
    t.row("collect", 0, |s| s.collect(&bob));
    t.page("query positions_by_health, first 10", None);
    t.row("repay all, excess refunded", 1, |s| {
        s.repay(&bob, usd("10000"))
    });
    t.row("withdraw collateral, all, no debt", 0, |s| {
        s.withdraw_collateral(&bob, None)
    });
    t.row("withdraw", 0, |s| s.withdraw(&sue, Some(usd("1000"))));
    fill_the_past(&mut t.suite);
    t.row("oracle: one feeder, three prices", 0, submit);
    t.row("oracle: poke three prices", 0, |s| {
        let (anyone, at) = (s.net.home.addr("anyone"), s.at.oracle.clone());
        let assets = ["qer", "eth", "usdc"].map(str::to_owned).into();
        s.net
            .home
            .execute(&anyone, &at, &oracle::ExecuteMsg::Poke { assets }, &[])
    });
    (t.rows, t.suite)
}

/// A day and an hour of prices, so that clamps and averages remember as much as they ever do.
fn fill_the_past(suite: &mut Suite) {
    for seconds in [vec![7_200; 14], vec![300; 14]].concat() {
        suite.pass(seconds).unwrap();
    }
    suite.net.advance(5);
}

/// What each feeder sends every time.
fn submit(s: &mut Suite) -> Result<AppResponse> {
    let (feeder, at) = (s.net.home.addr("feeder-0"), s.at.oracle.clone());
    let (timestamp, quotes) = (s.net.home.now(), s.quotes);
    let prices = [
        ("qer", quotes.qer, Some(quotes.depth)),
        ("eth", quotes.eth, None),
        ("usdc", quotes.stable, None),
    ];
    let prices = prices.map(|(asset, price, depth)| oracle::FeederPrice {
        asset: asset.to_owned(),
        price,
        depth,
        timestamp,
    });
    let prices = prices.into();
    s.net.home.execute(
        &feeder,
        &at,
        &oracle::ExecuteMsg::SubmitPrices { prices },
        &[],
    )
}
