//! `qerun integrate`: each file has the shape that its readers demand, and what cannot be told is refused.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use cosmwasm_std::Addr;
use qerun::deploy::{DeploymentFile, State};
use qerun::integrate::{files, missing};
use qerun_deployment::plan::{PlanFile, StakePlan};
use qerun_deployment::Plan;
use qerun_messages::ibc::{denom_of_path, is_denom};
use serde_json::{json, Value};

use crate::deployment_file::branded;
use crate::onchain::{plan_file, whole_plan_file, World};

/// A deployment of the plan.
fn state_of(name: &str, plan: &PlanFile) -> State {
    let mut world = World::with(name, Plan::check(plan.clone()).unwrap());
    let mut state = State::default();
    world.run(&mut state).unwrap();
    state
}

/// A file that is written, as JSON.
fn read(plan: &PlanFile, state: &State, name: &str) -> Value {
    let files = files(plan, state);
    let (_, bytes) = files.iter().find(|(file, _)| file == name).unwrap();
    assert_eq!(bytes.last(), Some(&b'\n'));
    serde_json::from_slice(bytes).unwrap()
}

fn keys(value: &Value) -> BTreeSet<&str> {
    let fields = value.as_object().unwrap();
    fields.keys().map(String::as_str).collect()
}

/// What the registry's schema allows and requires (cosmos/chain-registry, assetlist.schema.json).
fn ensure_asset(asset: &Value) {
    let allowed = [
        "description",
        "denom_units",
        "type_asset",
        "address",
        "base",
        "name",
        "display",
        "symbol",
        "traces",
        "ibc",
        "logo_URIs",
        "images",
        "coingecko_id",
        "keywords",
    ];
    let found = keys(asset);
    assert!(found.iter().all(|key| allowed.contains(key)), "{found:?}");
    for needed in ["denom_units", "base", "display", "name", "symbol"] {
        assert!(found.contains(needed), "{needed} of {asset}");
    }
    assert!(asset["name"].as_str().unwrap().chars().count() <= 30);
    let units = asset["denom_units"].as_array().unwrap();
    let unit = |name: &Value| units.iter().find(|unit| unit["denom"] == *name).unwrap();
    assert_eq!(unit(&asset["base"])["exponent"], 0);
    assert!(unit(&asset["display"])["exponent"].is_u64());
    for unit in units {
        assert_eq!(keys(unit), ["denom", "exponent"].into());
    }
    let base = asset["base"].as_str().unwrap();
    match asset["type_asset"].as_str().unwrap() {
        "cw20" => assert_eq!(base, format!("cw20:{}", asset["address"].as_str().unwrap())),
        "ics20" => {
            let hash = base.strip_prefix("ibc/").unwrap();
            let hex = |c: u8| c.is_ascii_digit() || (b'A'..=b'F').contains(&c);
            assert!(hash.len() == 64 && hash.bytes().all(hex), "{base}");
            for trace in asset["traces"].as_array().unwrap() {
                assert_eq!(keys(trace), ["type", "counterparty", "chain"].into());
                assert_eq!(keys(&trace["chain"]), ["channel_id", "path"].into());
                let there = ["chain_name", "base_denom", "channel_id"];
                assert_eq!(keys(&trace["counterparty"]), there.into());
                for end in ["counterparty", "chain"] {
                    let channel = trace[end]["channel_id"].as_str().unwrap();
                    let digits = channel.strip_prefix("channel-").unwrap();
                    assert!(!digits.is_empty() && digits.bytes().all(|c| c.is_ascii_digit()));
                }
                // Whoever hashes the path gets the denom.
                assert_eq!(
                    denom_of_path(trace["chain"]["path"].as_str().unwrap()),
                    base
                );
            }
        }
        other => panic!("{other}"),
    }
    for links in asset["images"]
        .as_array()
        .into_iter()
        .flatten()
        .chain(asset.get("logo_URIs"))
    {
        for (end, link) in links.as_object().unwrap() {
            let link = link.as_str().unwrap();
            let begin = "https://raw.githubusercontent.com/cosmos/chain-registry/master/";
            let rest = link.strip_prefix(begin).unwrap();
            let rest = rest.strip_prefix("testnets/").unwrap_or(rest);
            let (chain, picture) = rest.split_once("/images/").unwrap();
            assert!(chain
                .bytes()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()));
            assert!(picture.ends_with(&format!(".{end}")), "{link}");
        }
    }
}

#[test]
fn the_asset_list_keeps_the_registrys_schema() {
    let plan = branded();
    let state = state_of("integrate-list", &plan);
    let list = read(&plan, &state, "assetlist.json");
    assert_eq!(keys(&list), ["$schema", "chain_name", "assets"].into());
    assert_eq!(list["$schema"], "../../assetlist.schema.json");
    assert_eq!(list["chain_name"], "home");
    let assets = list["assets"].as_array().unwrap();
    assets.iter().for_each(ensure_asset);
    let token = &state.chain.home.contracts["token"];
    let picture = |end: &str| {
        format!("https://raw.githubusercontent.com/cosmos/chain-registry/master/testnets/home/images/qer.{end}")
    };
    let links = json!({"png": picture("png"), "svg": picture("svg")});
    let base = format!("cw20:{token}");
    assert_eq!(
        assets[0],
        json!({
            "description": "Votes, and is what its holders borrow against.",
            "denom_units": [{"denom": base, "exponent": 0}, {"denom": "qer", "exponent": 6}],
            "type_asset": "cw20", "address": token, "base": base, "name": "Qerun", "display": "qer",
            "symbol": "QER", "logo_URIs": links, "images": [links],
        })
    );
    assert_eq!(
        assets[2]["traces"],
        json!([{
            "type": "ibc",
            "counterparty": {"chain_name": "dex", "base_denom": "weth-wei", "channel_id": "channel-7"},
            "chain": {"channel_id": "channel-3", "path": "transfer/channel-3/weth-wei"},
        }])
    );
    assert_eq!(assets.len(), 3);
    // With a pool of QER its LP token is there, too.
    let plan = whole_plan_file();
    let state = state_of("integrate-whole", &plan);
    let list = read(&plan, &state, "assetlist.json");
    let assets = list["assets"].as_array().unwrap();
    assets.iter().for_each(ensure_asset);
    assert_eq!(assets.len(), 4);
    let base = format!("cw20:{}", state.chain.home.contracts["lp_token"]);
    let fields = ["symbol", "display", "base"].map(|field| assets[1][field].as_str().unwrap());
    assert_eq!(fields, ["QER-USDC-LP", "qer-usdc-lp", &base]);
    let shown = read(&plan, &state, "suggest-token.json");
    assert_eq!(shown.as_array().unwrap().len(), 2);
    let dao = read(&plan, &state, "dao.json");
    let contracts = dao["contracts"]["contracts"].as_array().unwrap();
    let named = |name: &str| contracts.iter().any(|one| one["name"] == name);
    assert!(named("emissions") && named("distributor") && named("liquidity_voting"));
    assert!(assets[1].get("logo_URIs").is_none());
}

/// A coin that came to the DEX chain from elsewhere: the last hop is the route's, and the denom there is a voucher's.
/// On a public chain the registry's folder is not that of test nets.
#[test]
fn a_coin_of_several_hops_names_the_last_one() {
    let mut plan = branded();
    plan.assets.eth.path = "transfer/channel-208/weth-wei".into();
    plan.assets.eth.symbol = Some("axlETH".into());
    let state = state_of("integrate-hops", &plan);
    plan.chain.home.public = true;
    plan.chain.home.wallet.as_mut().unwrap().registry_name = Some("cosmoshub".into());
    let list = read(&plan, &state, "assetlist.json");
    assert_eq!(list["$schema"], "../assetlist.schema.json");
    let eth = &list["assets"][2];
    ensure_asset(eth);
    assert_eq!(
        (&eth["symbol"], &eth["display"]),
        (&json!("axlETH"), &json!("axleth"))
    );
    assert_eq!(
        eth["traces"][0]["counterparty"]["base_denom"],
        denom_of_path("transfer/channel-208/weth-wei")
    );
    let link = list["assets"][0]["logo_URIs"]["svg"].as_str().unwrap();
    assert!(link.ends_with("/master/cosmoshub/images/qer.svg"), "{link}");
}

/// Keplr's chain validator (keplr-wallet, packages/chain-validator).
fn ensure_chain_info(info: &Value) {
    let text = |field: &str, most: usize| {
        let length = info[field].as_str().unwrap().chars().count();
        assert!((1..=most).contains(&length), "{field}");
    };
    text("chainId", 30);
    text("chainName", 30);
    for field in ["rpc", "rest"] {
        let url = info[field].as_str().unwrap();
        assert!(url.starts_with("http") && !url.contains('?'), "{url}");
    }
    assert!(info["bip44"]["coinType"].is_u64());
    let prefixes = [
        "bech32PrefixAccAddr",
        "bech32PrefixAccPub",
        "bech32PrefixValAddr",
        "bech32PrefixValPub",
        "bech32PrefixConsAddr",
        "bech32PrefixConsPub",
    ];
    assert_eq!(keys(&info["bech32Config"]), prefixes.into());
    let coin = |coin: &Value| {
        assert!(!coin["coinDenom"].as_str().unwrap().is_empty());
        assert!(
            is_denom(coin["coinMinimalDenom"].as_str().unwrap()),
            "{coin}"
        );
        assert!(coin["coinDecimals"].as_u64().unwrap() <= 18);
        coin["coinMinimalDenom"].as_str().unwrap().to_owned()
    };
    let currencies = info["currencies"].as_array().unwrap();
    let known: BTreeSet<String> = currencies.iter().map(coin).collect();
    assert_eq!(known.len(), currencies.len(), "a denom is there twice");
    assert!(known.contains(&coin(&info["stakeCurrency"])));
    for fee in info["feeCurrencies"].as_array().unwrap() {
        assert!(known.contains(&coin(fee)));
        let step = |name: &str| fee["gasPriceStep"][name].as_f64().unwrap();
        assert!(step("low") <= step("average") && step("average") <= step("high"));
    }
    let features = info["features"].as_array().unwrap();
    assert!(features.contains(&json!("cosmwasm")));
    let known = ["cosmwasm", "ibc-transfer", "ibc-go"].map(|name| json!(name));
    assert!(features.iter().all(|feature| known.contains(feature)));
    let allowed = [
        "chainId",
        "chainName",
        "rpc",
        "rest",
        "bip44",
        "bech32Config",
        "currencies",
        "feeCurrencies",
        "stakeCurrency",
        "features",
    ];
    assert_eq!(keys(info), allowed.into());
}

#[test]
fn a_wallet_takes_both_chains() {
    let mut plan = branded();
    let state = state_of("integrate-chains", &plan);
    let chains = read(&plan, &state, "suggest-chain.json");
    assert_eq!(keys(&chains), ["home", "dex"].into());
    ensure_chain_info(&chains["home"]);
    ensure_chain_info(&chains["dex"]);
    let coin = |symbol: &str, denom: &str, decimals: u8| json!({"coinDenom": symbol, "coinMinimalDenom": denom, "coinDecimals": decimals});
    let home = &chains["home"];
    assert_eq!(home["chainId"], "home-1");
    assert_eq!(home["rest"], "http://127.0.0.1:26604");
    let wanted = [
        coin("STAKE", "stake", 6),
        coin("USDC", &plan.stable_home(), 6),
        coin("ETH", &plan.eth_home(), 18),
    ];
    assert_eq!(home["currencies"], json!(wanted));
    let steps = json!({"low": 0.001, "average": 0.00125, "high": 0.0015});
    assert_eq!(home["feeCurrencies"][0]["gasPriceStep"], steps);
    assert_eq!(chains["dex"]["currencies"][1], coin("USDC", "uusdc", 6));
    let token = &state.chain.home.contracts["token"];
    assert_eq!(
        read(&plan, &state, "suggest-token.json"),
        json!([{"chainId": "home-1", "contractAddress": token, "symbol": "QER"}])
    );
    // Fees in the coin that is lent, and another coin that is staked: each denom is there once.
    plan.chain.dex.fee_denom = "uusdc".into();
    plan.chain.dex.wallet.as_mut().unwrap().stake = Some(StakePlan {
        denom: "uother".into(),
        symbol: "OTHER".into(),
        decimals: 6,
    });
    let chains = read(&plan, &state, "suggest-chain.json");
    ensure_chain_info(&chains["dex"]);
    assert_eq!(chains["dex"]["stakeCurrency"], coin("OTHER", "uother", 6));
    assert_eq!(chains["dex"]["currencies"].as_array().unwrap().len(), 3);
}

#[test]
fn every_coin_of_both_chains_has_its_row() {
    let plan = branded();
    let state = state_of("integrate-denoms", &plan);
    let rows = read(&plan, &state, "denoms.json");
    let rows = rows.as_array().unwrap();
    let row = |side: &str, symbol: &str| {
        let mut found = rows
            .iter()
            .filter(|row| row["side"] == side && row["symbol"] == symbol);
        let row = found.next().unwrap();
        assert!(found.next().is_none(), "{side} {symbol} is there twice");
        (
            row["denom"].as_str().unwrap().to_owned(),
            row["path"].as_str().unwrap().to_owned(),
            row["decimals"].as_u64().unwrap(),
        )
    };
    let wanted = |denom: &str, path: &str, decimals| (denom.to_owned(), path.to_owned(), decimals);
    let token = format!("cw20:{}", state.chain.home.contracts["token"]);
    assert_eq!(row("home", "QER"), wanted(&token, &token, 6));
    let path = "transfer/channel-3/weth-wei";
    assert_eq!(row("home", "ETH"), wanted(&denom_of_path(path), path, 18));
    assert_eq!(row("dex", "ETH"), wanted("weth-wei", "weth-wei", 18));
    assert_eq!(row("home", "STAKE"), wanted("stake", "stake", 6));
    assert_eq!(row("dex", "STAKE"), wanted("stake", "stake", 6));
    assert_eq!(rows.len(), 7);
}

#[test]
fn other_programs_learn_of_the_dao() {
    let mut plan = branded();
    let state = state_of("integrate-dao", &plan);
    let dao = read(&plan, &state, "dao.json");
    assert_eq!(
        keys(&dao),
        ["@context", "type", "name", "description", "contracts"].into()
    );
    assert_eq!(dao["@context"], "http://www.daostar.org/schemas");
    assert_eq!(
        (&dao["type"], &dao["name"]),
        (&json!("DAO"), &json!("Qerun"))
    );
    let contracts = dao["contracts"]["contracts"].as_array().unwrap();
    for contract in contracts {
        assert_eq!(keys(contract), ["id", "name", "description"].into());
        let id: Vec<&str> = contract["id"].as_str().unwrap().split(':').collect();
        let (chain, address) = (id[1], id[2]);
        assert_eq!(id[0], "cosmos");
        let prefix = if chain == "home-1" { "home1" } else { "dex1" };
        assert!(address.starts_with(prefix), "{id:?}");
    }
    let named = |name: &str| contracts.iter().any(|one| one["name"] == name);
    assert!(["dao", "timelock", "token", "voting", "market", "outpost"]
        .iter()
        .all(|n| named(n)));
    assert!(!named("airdrop"));

    let page = read(&plan, &state, "dao-dao.json");
    let core = &state.chain.home.contracts["dao"];
    assert_eq!(page["page"], format!("https://daodao.zone/dao/{core}"));
    assert_eq!(
        page["pictures"],
        json!(["images/qer.png", "images/qer.svg"])
    );
    // The official core answers the same.
    let mut world = World::with("integrate-core", Plan::check(plan.clone()).unwrap());
    let mut again = State::default();
    world.run(&mut again).unwrap();
    let core = Addr::unchecked(&again.chain.home.contracts["dao"]);
    let config: Value = world.net.home.query(&core, &json!({"config": {}})).unwrap();
    assert_eq!(config, page["config"]);
    plan.dao.image_url = None;
    assert_eq!(
        read(&plan, &state, "dao-dao.json")["config"]["image_url"],
        Value::Null
    );
}

#[test]
fn what_a_wallet_needs_and_the_plan_lacks_is_named() {
    let mut plan = plan_file();
    let lines = |plan: &PlanFile| -> Vec<String> {
        missing(plan).iter().map(ToString::to_string).collect()
    };
    assert!(lines(&plan).is_empty());
    plan.chain.dex.public = true;
    plan.chain.home.wallet = None;
    assert_eq!(
        lines(&plan),
        [
            "chain.home.wallet is missing: a wallet asks for the chain's name, REST interface and coins",
            "chain.dex.wallet.rpc is missing: the operator's own node is not told to everyone",
            "chain.dex.wallet.registry_name is missing: lists of assets name chains by their folder in the chain registry",
        ]
    );
}

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("integrate")
        .join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

fn qerun(folder: &Path, plan: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_qerun"))
        .args(["integrate", "--plan", plan.to_str().unwrap()])
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap()
}

#[test]
fn the_program_writes_and_refuses() {
    let plan = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/localnet.toml");
    let folder = folder("program");
    let state = state_of("integrate-program", &plan_file());
    let save = |name: &str, change: fn(&mut State)| {
        let mut state = state.clone();
        change(&mut state);
        state.save(&folder.join(name)).unwrap();
    };
    save("good.json", |_| ());
    save("unfinished.json", |s| s.complete = false);
    save("other.json", |s| s.plan = "other".into());
    save("chain.json", |s| s.chain.dex.chain_id = "dex-2".into());
    std::fs::write(folder.join("bad.json"), "{").unwrap();
    std::fs::write(folder.join("taken"), "a file").unwrap();
    let bare = std::fs::read_to_string(&plan).unwrap();
    let bare = bare.replace("[chain.dex.wallet]", "[chain.dex.nothing]");
    std::fs::write(folder.join("bare.toml"), bare).unwrap();

    let out = ["--out", "out"];
    let refused: &[(&Path, &[&str], &str)] = &[
        (
            &plan,
            &["--state", "none.json"],
            "there is no state none.json: `qerun deploy` writes it; name another one with --state",
        ),
        (
            &plan,
            &["--state", "unfinished.json"],
            "unfinished.json is of an unfinished deployment: let `qerun deploy` finish it",
        ),
        (
            &plan,
            &["--state", "other.json"],
            "other.json is of the plan other, the plan says localnet",
        ),
        (
            &plan,
            &["--state", "chain.json"],
            "chain.json is of the chain dex-2, the plan says dex-1",
        ),
        (
            &plan,
            &["--state", "bad.json"],
            "bad.json is no state of a deployment: EOF while parsing",
        ),
        (
            Path::new("bare.toml"),
            &["--state", "good.json"],
            "bare.toml: line ",
        ),
        (
            Path::new("none.toml"),
            &["--state", "good.json"],
            "cannot read the plan none.toml",
        ),
        (
            &plan,
            &["--state", "good.json", "--home-rest", "x"],
            "the plan ",
        ),
    ];
    for (plan, args, wanted) in refused {
        let output = qerun(&folder, plan, &[*args, &out].concat());
        let shown = String::from_utf8(output.stderr).unwrap();
        assert!(
            shown.starts_with(&format!("error: {wanted}")),
            "{args:?}: {shown}"
        );
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(output.stdout.is_empty() && !folder.join("out").exists());
    }
    let output = qerun(&folder, &plan, &["--state", "good.json", "--out", "taken"]);
    let shown = String::from_utf8(output.stderr).unwrap();
    assert!(shown.starts_with("error: cannot write taken: "), "{shown}");
    assert_eq!(output.status.code(), Some(2));
    let output = qerun(&folder, &plan, &["--state", "good.json"]);
    assert_eq!(output.status.code(), Some(2));

    // Twice, the second time over what is there; a file of somebody else stays.
    for dollar in ["http://127.0.0.1:26604", "http://127.0.0.1:9"] {
        let args = [
            "--state",
            "good.json",
            "--home-rest",
            dollar,
            "--out",
            "out",
        ];
        let output = qerun(&folder, &plan, &args);
        let shown = String::from_utf8(output.stdout).unwrap();
        assert_eq!(
            output.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(shown.contains("home-1  QER     6  cw20:home1"), "{shown}");
        assert!(
            shown.contains("written to out: deployment.json, assetlist.json"),
            "{shown}"
        );
        let told = std::fs::read(folder.join("out/deployment.json")).unwrap();
        let told: DeploymentFile = serde_json::from_slice(&told).unwrap();
        assert_eq!(told.chain.home.rest, [dollar]);
        std::fs::write(folder.join("out/mine"), "mine").unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(folder.join("out/mine")).unwrap(),
        "mine"
    );
}

/// Logos lie beside the lists, byte by byte as in the plan.
#[test]
fn logos_are_files_too() {
    let plan = branded();
    let files = files(&plan, &State::default());
    for name in ["qer.svg", "qer.png"] {
        let brand = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../brand")
            .join(name);
        let written = files
            .iter()
            .find(|(file, _)| *file == format!("images/{name}"));
        assert_eq!(written.unwrap().1, std::fs::read(brand).unwrap());
    }
}
