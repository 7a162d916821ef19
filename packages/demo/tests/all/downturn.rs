//! Falls in steps and with late keepers: the figures agree with one another and with the chain.

use crate::common::dec;
use crate::common::run::{crash_path, replay_as};
use cosmwasm_std::{Decimal, Uint128};
use qerun_demo::engine::RunOptions;
use qerun_demo::prices::Intraday;
use qerun_demo::report::downturn::{row, text};
use qerun_demo::report::{
    DayRow, DemoReport, Downturn, LiquidationSums, SaleKind, WorstDay, WrittenOff,
};
use qerun_display::whole;
use qerun_messages::market::WriteOffs;

/// A fall far beyond the stress bound, and days in which the storefront sells.
const FALL: [(&str, &str); 3] = [("0.03", "0.25"), ("0.03", "0.25"), ("0.03", "0.25")];

/// The report of it, and what the market says on the last day.
fn replay(intraday: Intraday, liquidator_delay: u32) -> (DemoReport, WriteOffs) {
    let mut prices = crash_path(12, &FALL);
    prices.intraday = intraday;
    let options = RunOptions {
        liquidator_delay,
        min_insurance: Some(dec("0.02")),
        ..RunOptions::new(1)
    };
    let last = prices.days.len();
    let mut market = WriteOffs::default();
    let report = replay_as(&prices, &options, &mut |day, suite| {
        if day == last {
            market = suite.write_offs().unwrap();
            let deficit = whole(suite.state().unwrap().deficit, 6);
            assert_eq!(deficit, Decimal::zero());
        }
    });
    (report.unwrap(), market)
}

#[test]
fn figures_agree_with_the_chain() {
    let (report, market) = replay(Intraday::Cliff, 6);
    assert_eq!(
        market.debt,
        market.insurance + market.booked + market.suppliers
    );
    let sums = &report.losses.written_off;
    let whole = |amount| whole(amount, 6);
    assert_eq!(sums.debt, whole(market.debt));
    assert_eq!(sums.insurance, whole(market.insurance));
    assert_eq!(sums.earmarked, whole(market.booked));
    assert_eq!(sums.suppliers, whole(market.suppliers));
    assert_eq!(sums.recovered, whole(market.recovered));
    for part in [
        sums.insurance,
        sums.earmarked,
        sums.suppliers,
        sums.recovered,
    ] {
        assert!(!part.is_zero(), "{sums:?}");
    }
    // Everything is sold: it brought what was booked, and what is beyond it.
    assert_eq!(sums.proceeds, sums.earmarked + sums.recovered);
    let sold = report.losses.sales.iter();
    let sold = sold.filter(|row| row.kind == SaleKind::Storefront);
    assert_eq!(sums.proceeds, sold.map(|row| row.paid).sum::<Decimal>());

    // Days add up to the run.
    let downturn = &report.downturn;
    let rows = report.days.iter().map(|day| &day.downturn);
    let hours = |of: fn(&DayRow) -> u32| report.days.iter().map(of).sum::<u32>();
    assert_eq!(downturn.hours.measured as usize, report.days.len() * 24);
    assert_eq!(
        hours(|day| day.downturn.hours.measured),
        downturn.hours.measured
    );
    assert_eq!(
        hours(|day| day.downturn.hours.unhealthy),
        downturn.hours.unhealthy
    );
    assert_eq!(
        hours(|day| day.downturn.hours.insolvent),
        downturn.hours.insolvent
    );
    assert_eq!(
        hours(|day| day.downturn.hours.deficit),
        downturn.hours.deficit
    );
    assert!(downturn.hours.insolvent > 0 && downturn.hours.deficit > 0);
    assert!(downturn.hours.insolvent <= downturn.hours.unhealthy);
    assert!(downturn.hours.longest_unhealthy <= downturn.hours.unhealthy);
    let repaid: Decimal = rows.clone().map(|day| day.liquidated).sum();
    assert_eq!(
        (repaid, repaid),
        (downturn.liquidated.repaid, report.totals.liquidated)
    );
    assert_eq!(
        downturn.liquidated.count as usize,
        report.losses.liquidations.len()
    );
    let worst = rows.clone().filter_map(|day| day.worst_health).min();
    assert_eq!(worst, downturn.worst_health.as_ref().map(|one| one.health));
    let last = &report.days.last().unwrap().downturn;
    assert_eq!(
        (last.insurance, last.earmarked, last.suppliers),
        (sums.insurance, sums.earmarked, sums.suppliers)
    );

    let day = downturn.worst_day.as_ref().unwrap();
    assert_eq!(
        (day.hours, day.qer_fall, day.eth_fall),
        (1, dec("0.97"), dec("0.75"))
    );
    assert!(
        downturn.suppliers.starts_with("lost "),
        "{}",
        downturn.suppliers
    );
    assert!(downturn.why.is_some() && downturn.open_shortfall_usd.is_zero());
    assert!(downturn.supplied_before > sums.suppliers);
    let brief = row::render(&report);
    let lines: Vec<&str> = brief.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[1].contains(" cliff "), "{brief}");
    assert!(
        lines[1].contains(&qerun_display::number(sums.suppliers, 0)),
        "{brief}"
    );
}

/// The same closes: later keepers leave positions under water for longer, and a smooth day leaves time.
#[test]
fn late_keepers_and_cliffs_cost_more() {
    let (late, _) = replay(Intraday::Cliff, 6);
    let (prompt, _) = replay(Intraday::Cliff, 0);
    let (smooth, _) = replay(Intraday::Smooth, 0);
    let unhealthy = |report: &DemoReport| report.downturn.hours.longest_unhealthy;
    // The hour in which a position is first listed, and six more.
    let (late_hours, prompt_hours) = (unhealthy(&late), unhealthy(&prompt));
    assert!(
        late_hours >= 7 && prompt_hours < 7,
        "{late_hours} {prompt_hours}"
    );
    let written_off = |report: &DemoReport| report.losses.written_off.debt;
    assert!(written_off(&smooth) < written_off(&prompt));
    let day = smooth.downturn.worst_day.as_ref().unwrap();
    assert_eq!((day.hours, day.qer_fall), (24, dec("0.97")));
}

/// With keepers a week late somebody else liquidates all but one on the day of the fall, and the insurance is used up. The
/// treasury leaves it so while the last one is unhealthy. The run then ends with an error, because it has not seen the
/// events of what somebody else did.
#[test]
fn the_treasury_adds_nothing_during_a_fall() {
    let mut prices = crash_path(12, &FALL);
    prices.intraday = Intraday::Cliff;
    let options = RunOptions {
        liquidator_delay: 168,
        min_insurance: Some(dec("0.02")),
        ..RunOptions::new(1)
    };
    let mut left = None;
    let ended = replay_as(&prices, &options, &mut |day, suite| {
        if ![13, 14].contains(&day) {
            return;
        }
        assert!(!suite.liquidatable().unwrap().is_empty());
        let held = whole(suite.state().unwrap().insurance, 6);
        if day == 13 {
            let other = suite.user("other");
            suite
                .fund_stable(&other, Uint128::new(100_000_000_000))
                .unwrap();
            let listed = suite.liquidatable().unwrap();
            for position in &listed[..listed.len() - 1] {
                let amount = position.quote.as_ref().unwrap().repaid;
                suite
                    .liquidate(&other, &position.borrower, amount.max(Uint128::one()))
                    .unwrap();
            }
            let rest = whole(suite.state().unwrap().insurance, 6);
            assert!(
                rest < held && rest < suite.quotes.depth * dec("0.02"),
                "{rest} of {held}"
            );
            left = Some(rest);
        } else {
            // Interest adds a little.
            let left = left.unwrap();
            assert!(
                held >= left && held < left + Decimal::one(),
                "{held} after {left}"
            );
        }
    });
    let error = ended.unwrap_err().to_string();
    assert!(error.starts_with("the market says "), "{error}");
    assert!(left.is_some());
}

#[test]
fn words_say_whether_suppliers_lost_and_why() {
    let fallen = |qer: &str, eth: &str| WorstDay {
        date: "2020-03-12".to_owned(),
        hours: 1,
        qer_fall: dec(qer),
        eth_fall: dec(eth),
        stress_qer_fall: dec("0.8"),
        stress_eth_fall: dec("0.6"),
    };
    let written_off = |debt: &str, insurance: &str, earmarked: &str, suppliers: &str| WrittenOff {
        debt: dec(debt),
        insurance: dec(insurance),
        earmarked: dec(earmarked),
        suppliers: dec(suppliers),
        ..WrittenOff::default()
    };
    let mut downturn = Downturn {
        supplied_before: dec("200000"),
        worst_day: Some(fallen("0.56", "0.42")),
        ..Downturn::default()
    };
    let nothing = WrittenOff::default();
    assert_eq!(
        text::suppliers(&downturn, &nothing),
        "lost nothing: nobody was liquidated"
    );
    assert_eq!(text::why(&downturn, &nothing, "MKR"), None);
    downturn.liquidated = LiquidationSums {
        count: 7,
        ..LiquidationSums::default()
    };
    assert_eq!(
        text::suppliers(&downturn, &nothing),
        "lost nothing: 7 liquidations, and nothing written off"
    );
    downturn.open_shortfall_usd = dec("40");
    assert_eq!(
        text::suppliers(&downturn, &written_off("1234", "1200", "34", "0")),
        "lost nothing: of 1,234 USDC written off insurance paid 1,200, own ETH 34; 40 more is open"
    );
    downturn.open_shortfall_usd = Decimal::zero();
    let lost = written_off("43000", "34000", "200", "8800");
    assert_eq!(
        text::suppliers(&downturn, &lost),
        "lost 8,800 USDC (4.4 %): of 43,000 USDC written off insurance paid 34,000, own ETH 200"
    );
    let why = |downturn: &Downturn| text::why(downturn, &lost, "MKR").unwrap();
    assert_eq!(
        why(&downturn),
        "MKR -56 % and ETH -42 % in an hour is within the stress bound's 80 % and 60 %, but more falls came after it"
    );
    downturn.liquidator_delay = 6;
    assert_eq!(
        why(&downturn),
        "MKR -56 % and ETH -42 % in an hour is within the stress bound's 80 % and 60 %, but keepers came 6 h late"
    );
    for (qer, eth) in [("0.81", "0.42"), ("0.56", "0.61")] {
        downturn.worst_day = Some(fallen(qer, eth));
        assert!(why(&downturn).ends_with("is beyond the stress bound's 80 % and 60 %"));
    }
}
