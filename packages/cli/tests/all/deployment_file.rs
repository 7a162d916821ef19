//! What a deployment tells clients and wallets: the file beside the state, and texts and logo on the chain.

use std::path::{Path, PathBuf};

use cosmwasm_std::{Addr, Binary};
use cw20::{DownloadLogoResponse, LogoInfo, MarketingInfoResponse};
use qerun::deploy::{DeploymentFile, State};
use qerun_deployment::plan::{LogoPlan, PlanFile};
use qerun_deployment::Plan;
use serde_json::{json, Value};

use crate::onchain::{plan_file, World};

/// The local net's plan with a logo, and a picture of the DAO.
pub fn branded() -> PlanFile {
    let brand = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../brand");
    let picture = |name: &str| Binary::from(std::fs::read(brand.join(name)).unwrap());
    let mut plan = plan_file();
    let marketing = plan.token.marketing.as_mut().unwrap();
    marketing.logo = Some(LogoPlan::Svg {
        data: picture("qer.svg"),
    });
    marketing.list_logo = Some(LogoPlan::Png {
        data: picture("qer.png"),
    });
    plan.dao.image_url = Some("https://qerun.example/qer.png".into());
    plan.dao.dao_uri = Some("https://qerun.example/dao.json".into());
    plan
}

fn deployed(name: &str, plan: PlanFile) -> (World, State) {
    let mut world = World::with(name, Plan::check(plan).unwrap());
    let mut state = State::default();
    world.run(&mut state).unwrap();
    (world, state)
}

#[test]
fn the_file_names_everything_that_a_client_needs() {
    let (world, state) = deployed("deployment-file", plan_file());
    let file = DeploymentFile::new(&world.plan, &state);
    let told: Value = serde_json::to_value(&file).unwrap();
    let (home, dex) = (&state.chain.home, &state.chain.dex);
    let chain = |id: &str, name: &str, prefix: &str, ports: [u32; 2]| {
        let [rpc, rest] = ports.map(|port| format!("http://127.0.0.1:{port}"));
        let part = if prefix == "home" { home } else { dex };
        json!({
            "chain_id": id, "name": name, "rpc": [rpc], "rest": [rest], "prefix": prefix, "coin_type": 118,
            "public": false, "fee_denom": "stake", "fee_symbol": "STAKE", "fee_decimals": 6, "gas_price": "0.001",
            "gas_prices": {"low": "0.001", "average": "0.00125", "high": "0.0015"}, "gas_margin": "1.3",
            "contracts": part.contracts, "codes": part.codes,
        })
    };
    let voucher = |path: &str| qerun_messages::ibc::denom_of_path(path);
    let wanted = json!({
        "format": 1, "name": "localnet", "complete": true, "public": false,
        "chain": {
            "home": chain("home-1", "Qerun local home", "home", [26_601, 26_604]),
            "dex": chain("dex-1", "Qerun local DEX", "dex", [26_621, 26_624]),
        },
        "channel": {"home": "channel-3", "dex": "channel-7"},
        "assets": {
            "qer": {
                "symbol": "QER", "name": "Qerun", "decimals": 6, "oracle": "qer",
                "address": home.contracts["token"],
            },
            "stable": {
                "symbol": "USDC", "name": "Test dollar", "decimals": 6, "oracle": "usdc",
                "denom": {"home": voucher("transfer/channel-3/uusdc"), "dex": "uusdc"},
                "path": {"home": "transfer/channel-3/uusdc", "dex": "uusdc"},
            },
            "eth": {
                "symbol": "ETH", "name": "Test ether", "decimals": 18, "oracle": "eth",
                "denom": {"home": voucher("transfer/channel-3/weth-wei"), "dex": "weth-wei"},
                "path": {"home": "transfer/channel-3/weth-wei", "dex": "weth-wei"},
            },
        },
    });
    assert_eq!(told, wanted);
    let mut listed = plan_file();
    listed.dao.page = Some("https://daodao.zone".into());
    let linked = DeploymentFile::new(&Plan::check(listed).unwrap(), &state);
    assert_eq!(linked.dao_dao.as_deref(), Some("https://daodao.zone"));
    for name in [
        "token", "dao", "voting", "timelock", "oracle", "market", "reserve",
    ] {
        let address = told["chain"]["home"]["contracts"][name].as_str().unwrap();
        assert!(address.starts_with("home1"), "{name}: {address}");
    }
    assert!(told["chain"]["dex"]["contracts"]["outpost"].is_string());
    // For the eye, and for a reader in another language.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("deployment-file");
    file.save(&folder.join("localnet.deployment.json")).unwrap();
    // The same comes back.
    let back: DeploymentFile = serde_json::from_value(told).unwrap();
    assert_eq!(back, file);
}

/// Before the first step, and of a chain of which a plan tells nothing: said, not guessed.
#[test]
fn what_is_not_known_is_left_out() {
    let mut plan = plan_file();
    plan.chain.home.wallet = None;
    plan.chain.home.public = true;
    plan.chain.home.rpc = "https://node.example/secret".into();
    let told = DeploymentFile::new(&plan, &State::default());
    assert!(!told.complete);
    assert_eq!(told.chain.home.name, "home-1");
    let home = &told.chain.home;
    assert!(home.rpc.is_empty() && home.rest.is_empty());
    assert_eq!((&home.fee_symbol, home.fee_decimals), (&None, None));
    assert_eq!(told.assets.qer.address, "");
    let text = serde_json::to_string(&told).unwrap();
    assert!(
        !text.contains("secret") && text.contains("\"rest\":[]"),
        "{text}"
    );
}

#[test]
fn it_is_written_beside_the_state() {
    for (state, wanted) in [
        (
            "deploy/localnet.state.json",
            "deploy/localnet.deployment.json",
        ),
        ("a/b.json", "a/b.deployment.json"),
        ("state", "state.deployment.json"),
        ("x.y.state.json", "x.y.deployment.json"),
    ] {
        assert_eq!(
            DeploymentFile::path(Path::new(state)),
            PathBuf::from(wanted)
        );
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("deployment-file-save");
    let _ = std::fs::remove_dir_all(&folder);
    let path = folder.join("x.deployment.json");
    let file = DeploymentFile::new(&plan_file(), &State::default());
    for _ in 0..2 {
        file.save(&path).unwrap();
        let back: DeploymentFile = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        assert_eq!(back, file);
    }
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn the_token_keeps_texts_and_logo() {
    let (mut world, state) = deployed("branded", branded());
    let at = |name: &str| Addr::unchecked(&state.chain.home.contracts[name]);
    let home = &mut world.net.home;
    let told: MarketingInfoResponse = home
        .query(&at("token"), &json!({"marketing_info": {}}))
        .unwrap();
    assert_eq!(told.project.as_deref(), Some("https://qerun.example"));
    assert!(told.description.unwrap().starts_with("Votes, and is"));
    assert_eq!(told.logo, Some(LogoInfo::Embedded));
    assert_eq!(told.marketing, Some(at("timelock")));
    let logo: DownloadLogoResponse = home
        .query(&at("token"), &json!({"download_logo": {}}))
        .unwrap();
    assert_eq!(logo.mime_type, "image/svg+xml");
    let brand = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../brand/qer.svg");
    assert_eq!(logo.data.as_slice(), std::fs::read(brand).unwrap());
    let core: Value = home.query(&at("dao"), &json!({"config": {}})).unwrap();
    assert_eq!(core["image_url"], "https://qerun.example/qer.png");
    assert_eq!(core["dao_uri"], "https://qerun.example/dao.json");
    // Only the timelock may change them.
    let alice = Addr::unchecked(&world.plan.supply[1].to);
    let change = json!({"update_marketing": {"project": "https://alice.example"}});
    let refused = world.net.home.execute(&alice, &at("token"), &change, &[]);
    assert!(format!("{:#}", refused.unwrap_err()).contains("Unauthorized"));
    let change = json!({"update_marketing": {"project": "https://dao.example"}});
    let timelock = at("timelock");
    world
        .net
        .home
        .execute(&timelock, &at("token"), &change, &[])
        .unwrap();
}
