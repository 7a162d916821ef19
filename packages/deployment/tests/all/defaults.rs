//! The defaults stand once; the plans of the local net and of a public chain have them too.

use qerun_deployment::defaults;
use qerun_deployment::plan::PlanFile;

#[test]
fn the_local_net_starts_from_the_defaults() {
    let plan = PlanFile::from_toml(include_str!("../../../../deploy/localnet.toml")).unwrap();
    let mut market = defaults::market(plan.assets.stable.decimals);
    // Nobody waits six hours for a batch on a test chain.
    assert_eq!(market.batch.min_size, plan.market.batch.min_size);
    market.batch.max_age = plan.market.batch.max_age;
    assert_eq!(plan.market, market);
    assert_eq!(plan.reserve.storefront, defaults::storefront());
}

/// What a public chain begins with is what the simulation decided.
#[test]
fn the_public_example_has_the_defaults() {
    let text = include_str!("../../../../deploy/public.example.toml");
    let plan = PlanFile::from_toml(text).unwrap();
    let decimals = plan.assets.stable.decimals;
    assert_eq!(plan.market, defaults::market(decimals));
    assert_eq!(plan.reserve.storefront, defaults::storefront());
}

#[test]
fn amounts_follow_the_stablecoins_decimals() {
    for (decimals, whole) in [(0, 1), (6, 1_000_000), (18, 10u128.pow(18))] {
        let market = defaults::market(decimals);
        assert_eq!(market.batch.min_size.u128(), 1_000 * whole);
        assert_eq!(market.debt_ceiling.u128(), 10_000_000 * whole);
    }
}

/// The market takes them.
#[test]
fn the_defaults_keep_the_bounds() {
    let market = defaults::market(6);
    qerun_market::valid_params::ValidParams::try_from(market).unwrap();
}
