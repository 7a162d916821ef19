//! What wallets and pages are told: defaults, bounds, and the logo that the token keeps.

use std::path::{Path, PathBuf};

use cosmwasm_std::{Binary, Decimal};
use cw20::{EmbeddedLogo, Logo};
use qerun_deployment::plan::{
    GasPrices, LogoPlan, MarketingPlan, PlanFile, StakePlan, WalletPlan, HIDDEN,
};
use qerun_deployment::{Addresses, InstantiateMsgs, Nodes, Plan, PlanError};

use crate::plan::{file, lines};
use crate::public_plan::sound;

fn brand(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../brand");
    std::fs::read(folder.join(name)).unwrap()
}

fn svg(bytes: impl Into<Vec<u8>>) -> Option<LogoPlan> {
    let data = Binary::new(bytes.into());
    Some(LogoPlan::Svg { data })
}

fn png(bytes: impl Into<Vec<u8>>) -> Option<LogoPlan> {
    let data = Binary::new(bytes.into());
    Some(LogoPlan::Png { data })
}

fn wallet(plan: &mut PlanFile) -> &mut WalletPlan {
    plan.chain.home.wallet.as_mut().unwrap()
}

fn marketing(plan: &mut PlanFile) -> &mut MarketingPlan {
    plan.token.marketing.as_mut().unwrap()
}

#[test]
fn what_a_plan_leaves_out_has_a_default() {
    let mut plan = file();
    let home = &plan.chain.home;
    let price = |text: &str| text.parse::<Decimal>().unwrap();
    let wanted = GasPrices {
        low: price("0.001"),
        average: price("0.00125"),
        high: price("0.0015"),
    };
    assert_eq!(home.gas_prices(), wanted);
    assert_eq!(home.registry_name(), "home");
    assert_eq!(home.public_rpc(), Some("http://127.0.0.1:26601"));
    assert_eq!(plan.assets.eth.symbol(), "ETH");
    assert_eq!(plan.assets.eth.name(), "Test ether");
    plan.assets.eth.symbol = None;
    plan.assets.eth.name = None;
    plan.assets.eth.oracle = "axleth".into();
    assert_eq!(plan.assets.eth.symbol(), "AXLETH");
    assert_eq!(plan.assets.eth.name(), "AXLETH");
    // An operator's node on a public chain may have a secret in its address.
    plan.chain.home.public = true;
    assert_eq!(plan.chain.home.public_rpc(), None);
    wallet(&mut plan).rpc = Some("https://everyone.example".into());
    assert_eq!(
        plan.chain.home.public_rpc(),
        Some("https://everyone.example")
    );
    // The registry knows no digits of a version.
    plan.chain.home.chain_id = "Cosmos-Hub-4".into();
    assert_eq!(plan.chain.home.registry_name(), "cosmoshub");
    plan.chain.home.wallet = None;
    assert_eq!(plan.chain.home.public_rpc(), None);
}

type Case = (fn(&mut PlanFile), &'static str);

#[test]
fn every_mistake_has_its_line() {
    let table: &[Case] = &[
        (|p| wallet(p).name.clear(), "chain.home.wallet.name: has 0 characters, not 1 to 30"),
        (|p| wallet(p).name = "n".repeat(31), "chain.home.wallet.name: has 31 characters, not 1 to 30"),
        (|p| wallet(p).registry_name = Some("Home".into()), "chain.home.wallet.registry_name: `Home` is no folder of the chain registry, which are of a-z and 0-9: name it"),
        (|p| wallet(p).registry_name = Some(String::new()), "chain.home.wallet.registry_name: `` is no folder"),
        (|p| wallet(p).rest = "tcp://x".into(), "chain.home.wallet.rest: `tcp://x` is not reached over http or https, without spaces, `?`, `#` and `@`"),
        (|p| wallet(p).rest = "http://x/?key=1".into(), "chain.home.wallet.rest: `http://x/?key=1` is not"),
        (|p| wallet(p).rpc = Some("https://me:word@x".into()), "chain.home.wallet.rpc: `https://me:word@x` is not"),
        (|p| wallet(p).fee.symbol.clear(), "chain.home.wallet.fee.symbol: has 0 characters, not 1 to 20"),
        (|p| wallet(p).fee.decimals = 19, "chain.home.wallet.fee.decimals: 19 decimals are not between 0 and 18: wallets show no more"),
        (|p| wallet(p).stake = Some(StakePlan { denom: "1x".into(), symbol: "X".into(), decimals: 6 }), "chain.home.wallet.stake.denom: `1x` is no denom"),
        (|p| wallet(p).gas_prices = Some(GasPrices { low: Decimal::percent(3), average: Decimal::percent(2), high: Decimal::percent(2) }),
            "chain.home.wallet.gas_prices.low: 0.03 is above gas_prices.average, 0.02: who pays more is not served later"),
        (|p| wallet(p).gas_prices = Some(GasPrices { low: Decimal::percent(1), average: Decimal::percent(2), high: Decimal::percent(1) }),
            "chain.home.wallet.gas_prices.average: 0.02 is above gas_prices.high, 0.01"),
        (|p| p.assets.stable.symbol = Some(String::new()), "assets.stable.symbol: has 0 characters, not 1 to 20"),
        (|p| p.assets.eth.name = Some("e".repeat(31)), "assets.eth.name: has 31 characters, not 1 to 30"),
        (|p| p.dao.image_url = Some("http://x/y.png".into()), "dao.image_url: `http://x/y.png` is not reached over https or ipfs, in at most 512 bytes without spaces"),
        (|p| p.dao.dao_uri = Some("https://x y".into()), "dao.dao_uri: `https://x y` is not"),
        (|p| p.dao.page = Some("daodao.zone".into()), "dao.page: `daodao.zone` is not"),
        (|p| marketing(p).project = Some("qerun.example".into()), "token.marketing.project: `qerun.example` is not"),
        (|p| marketing(p).description = Some("d".repeat(1_025)), "token: the contract refuses it: "),
        (|p| marketing(p).logo = Some(LogoPlan::File { path: "x.svg".into() }), "token.marketing.logo: is a file that was not read"),
        (|p| marketing(p).logo = svg("<svg/>"), "token: the contract refuses it: Invalid xml preamble"),
        (|p| marketing(p).logo = svg(format!("<?xml version=\"1.0\"?>{}", " ".repeat(5_100))), "token: the contract refuses it: Logo binary data exceeds 5KB limit"),
        (|p| marketing(p).logo = png("x"), "token: the contract refuses it: Invalid png header"),
        (|p| marketing(p).list_logo = png("x"), "token.marketing.list_logo: the contract refuses it: it does not begin as png does"),
        (|p| marketing(p).list_logo = svg(format!("<?xml ?>{}", " ".repeat(5_113))), "token.marketing.list_logo: the contract refuses it: 5121 bytes are more than 5120"),
        (|p| { marketing(p).logo = svg(brand("qer.svg")); marketing(p).list_logo = svg(brand("qer.svg")) },
            "token.marketing.list_logo: is the same as token.marketing.logo: it is for the other format"),
    ];
    for (mutate, wanted) in table {
        let mut plan = file();
        mutate(&mut plan);
        let found = lines(plan);
        assert_eq!(found.len(), 1, "{wanted}: {found:#?}");
        assert!(found[0].starts_with(wanted), "{wanted}: {found:#?}");
    }
    // A node of a public chain is reached over https, and words are not repeated.
    let mut plan = sound();
    wallet(&mut plan).rest = "http://rest.example.org".into();
    let found = lines(plan);
    assert_eq!(
        found,
        ["chain.home.wallet.rest: `http://rest.example.org` is not reached over https, without spaces, `?`, `#` and `@`"]
    );
    let mut plan = file();
    wallet(&mut plan).registry_name = Some("zoo zone wrong art able".into());
    let found = lines(plan);
    assert!(
        found[0].contains(HIDDEN) && !found[0].contains("zoo"),
        "{found:?}"
    );
}

/// Exactly as large as cw20-base allows.
#[test]
fn the_largest_logo_is_taken() {
    let mut plan = file();
    let begin = "<?xml version=\"1.0\"?>";
    let text = format!("{begin}{}", " ".repeat(5_120 - begin.len()));
    marketing(&mut plan).logo = svg(text);
    assert_eq!(lines(plan), Vec::<String>::new());
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wallet");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The local net's plan in another folder, with these lines of marketing.
fn written(name: &str, logos: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/localnet.toml");
    let text = std::fs::read_to_string(path).unwrap();
    let begin = text.find("marketing = {").unwrap();
    let end = begin + text[begin..].find('\n').unwrap();
    let text = format!(
        "{}marketing = {{ {logos} }}{}",
        &text[..begin],
        &text[end..]
    );
    let path = folder().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn logos_are_read_beside_the_plan_and_sent() {
    for name in ["qer.svg", "qer.png"] {
        std::fs::write(folder().join(name), brand(name)).unwrap();
    }
    let path = written(
        "logo.toml",
        r#"project = "https://qerun.example", logo = { file = { path = "qer.svg" } }, list_logo = { file = { path = "qer.png" } }"#,
    );
    let plan = Plan::load(&path).unwrap();
    let told = plan.token.marketing.as_ref().unwrap();
    assert_eq!(told.logo, svg(brand("qer.svg")));
    assert_eq!(told.list_logo, png(brand("qer.png")));
    let at = Addresses {
        timelock: "home1timelock".into(),
        ..Addresses::default()
    };
    let sent = InstantiateMsgs {
        plan: &plan,
        at: &at,
    }
    .token()
    .marketing
    .unwrap();
    assert_eq!(sent.project.as_deref(), Some("https://qerun.example"));
    assert_eq!(sent.description, None);
    assert_eq!(sent.marketing.as_deref(), Some("home1timelock"));
    let data = Binary::new(brand("qer.svg"));
    assert_eq!(sent.logo, Some(Logo::Embedded(EmbeddedLogo::Svg(data))));

    let path = written("no-logo.toml", r#"logo = { file = { path = "none.svg" } }"#);
    let error = Plan::load(&path).unwrap_err();
    assert!(matches!(error, PlanError::Logo { .. }));
    let shown = error.to_string();
    assert!(
        shown.starts_with("cannot read the logo ") && shown.contains("none.svg: No such file"),
        "{shown}"
    );
}

/// Other nodes than the plan's have other REST interfaces.
#[test]
fn flags_name_other_rest_interfaces() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/localnet.toml");
    let nodes = |home: &str, dex: &str| Nodes {
        home_rest: Some(home.into()),
        dex_rest: Some(dex.into()),
        ..Nodes::default()
    };
    let plan = Plan::load_with(&path, &nodes("http://a", "https://b")).unwrap();
    let rest = |side: &qerun_deployment::plan::ChainPlan| side.wallet.clone().unwrap().rest;
    assert_eq!(rest(&plan.chain.home), "http://a");
    assert_eq!(rest(&plan.chain.dex), "https://b");
    let error = Plan::load_with(&path, &nodes("x", "y"))
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("--home-rest: `x` is not") && error.contains("--dex-rest: `y` is not"),
        "{error}"
    );
}
