//! The example, the alerts and the dashboard under deploy/.

use std::fs;

use qerun_keeper::config::Config;

use super::repository;

#[test]
fn the_example_is_good_and_switches_everything_on() {
    let config = Config::load(&repository("deploy/keeper.example.toml")).unwrap();
    let tasks = qerun_keeper::tasks::switched_on(&config.task).unwrap();
    let names: Vec<String> = tasks.iter().map(|task| task.name().to_string()).collect();
    let all = [
        "feed",
        "poke",
        "liquidate",
        "flush",
        "sync",
        "retry",
        "collect",
        "execute",
        "release",
        "storefront",
        "watch",
    ];
    assert_eq!(names, all);
}

/// Alerts, dashboard and page name metrics that the keeper has; each alert has its section.
#[test]
fn alerts_and_dashboard_name_metrics_that_exist() {
    use qerun_keeper::task::TaskName;
    let metrics = qerun_keeper::observe::Metrics::new().unwrap();
    metrics.round(TaskName::Poke, "idle");
    metrics.runs(TaskName::Poke, std::time::Duration::from_secs(30));
    metrics.sent(TaskName::Poke, 1);
    metrics.node_is_up("a", true);
    metrics.node_failed("a", "behind");
    metrics.saw_block("home-1", &Default::default());
    metrics.saw_balance("home-1", "stake", 1u128.into());
    metrics.passed_over("refused");
    metrics.fed("eth", Default::default());
    metrics.saw_price("eth", 1);
    metrics.provider_failed("eth", "a", "status");
    metrics.unconfirmed("eth", true);
    let text = metrics.text().unwrap();
    let known: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("# TYPE "))
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert_eq!(known.len(), 19, "{known:?}");
    for path in ["deploy/alerts.yml", "deploy/grafana-dashboard.json"] {
        let text = fs::read_to_string(repository(path)).unwrap();
        let mut used = 0;
        for part in text.split("qerun_keeper_").skip(1) {
            let end = part
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .unwrap();
            let name = format!("qerun_keeper_{}", &part[..end]);
            assert!(known.contains(&name.as_str()), "{path}: {name}");
            used += 1;
        }
        assert!(used > 10, "{path}");
    }
    let page = fs::read_to_string(repository("docs/keeper.md")).unwrap();
    let alerts = fs::read_to_string(repository("deploy/alerts.yml")).unwrap();
    // Whoever runs once an hour is not late after a quarter of one.
    let late = "last_success_timestamp_seconds > 900 + 2 * qerun_keeper_interval_seconds";
    assert!(alerts.contains(late));
    for line in alerts
        .lines()
        .filter_map(|line| line.trim().strip_prefix("runbook: docs/keeper.md#"))
    {
        let headings = page.lines().filter_map(|line| line.strip_prefix("### "));
        assert!(
            headings
                .map(str::to_lowercase)
                .any(|heading| heading == line),
            "{line}"
        );
    }
}
