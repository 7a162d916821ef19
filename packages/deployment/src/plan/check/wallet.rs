//! What wallets are told of the chains and coins: the bounds are those of Keplr's chain validator and of the chain
//! registry's schema.

use qerun_messages::ibc::is_denom;

use crate::plan::findings::Findings;
use crate::plan::{AssetPlan, ChainPlan, GasPrices, PlanFile, Problem, WalletPlan};

/// Longest name of a chain or coin, characters.
const NAME: usize = 30;
/// Longest symbol, characters.
const SYMBOL: usize = 20;
/// Most decimals that a wallet shows.
const DECIMALS: u8 = 18;

/// Both chains and both coins, the picture of the DAO, and its page.
pub fn check(f: &mut Findings, plan: &PlanFile) {
    for (at, chain) in [("home", &plan.chain.home), ("dex", &plan.chain.dex)] {
        if let Some(wallet) = &chain.wallet {
            one(f, &format!("chain.{at}.wallet"), chain, wallet);
        }
    }
    asset(f, "assets.stable", &plan.assets.stable);
    asset(f, "assets.eth", &plan.assets.eth);
    link(f, "dao.image_url", plan.dao.image_url.as_deref());
    link(f, "dao.dao_uri", plan.dao.dao_uri.as_deref());
    if let Some(page) = &plan.dao.page {
        node(f, "dao.page".to_owned(), page, plan.is_public());
    }
}

fn one(f: &mut Findings, at: &str, chain: &ChainPlan, wallet: &WalletPlan) {
    length(f, format!("{at}.name"), &wallet.name, NAME);
    // Keplr's validator takes no longer chain id.
    length(f, format!("{at}.chain_id"), &chain.chain_id, NAME);
    let name = chain.registry_name();
    let good = !name.is_empty() && name.bytes().all(|c| matches!(c, b'a'..=b'z' | b'0'..=b'9'));
    f.require(good, format!("{at}.registry_name"), || Problem::Registry {
        name,
    });
    for (name, url) in [("rpc", wallet.rpc.as_ref()), ("rest", Some(&wallet.rest))] {
        if let Some(url) = url {
            node(f, format!("{at}.{name}"), url, chain.public);
        }
    }
    coin(
        f,
        &format!("{at}.fee"),
        &wallet.fee.symbol,
        wallet.fee.decimals,
    );
    if let Some(stake) = &wallet.stake {
        let at = format!("{at}.stake");
        coin(f, &at, &stake.symbol, stake.decimals);
        f.require(is_denom(&stake.denom), format!("{at}.denom"), || {
            let denom = stake.denom.clone();
            Problem::Denom { denom }
        });
    }
    let GasPrices { low, average, high } = chain.gas_prices();
    for (field, value, other, most) in [
        ("low", low, "gas_prices.average", average),
        ("average", average, "gas_prices.high", high),
    ] {
        f.require(value <= most, format!("{at}.gas_prices.{field}"), || {
            let why = "who pays more is not served later";
            Problem::Above {
                value,
                other,
                most,
                why,
            }
        });
    }
}

/// A node that everyone may use, or a page: without a query or a login, which would be an operator's secret.
fn node(f: &mut Findings, field: String, url: &str, public: bool) {
    let schemes: &[&str] = match public {
        true => &["https://"],
        false => &["http://", "https://"],
    };
    let odd = |c: char| c.is_whitespace() || c.is_control() || !c.is_ascii() || "?#@".contains(c);
    let good = schemes.iter().any(|scheme| url.starts_with(scheme)) && !url.contains(odd);
    f.require(good, field, || Problem::Url {
        url: url.to_owned(),
        wanted: match public {
            true => "https, without spaces, `?`, `#` and `@`",
            false => "http or https, without spaces, `?`, `#` and `@`",
        },
    });
}

fn coin(f: &mut Findings, at: &str, symbol: &str, decimals: u8) {
    length(f, format!("{at}.symbol"), symbol, SYMBOL);
    f.require(decimals <= DECIMALS, format!("{at}.decimals"), || {
        let (min, max, why) = (0, DECIMALS, "wallets show no more");
        Problem::Decimals {
            decimals,
            min,
            max,
            why,
        }
    });
}

fn asset(f: &mut Findings, at: &str, asset: &AssetPlan) {
    length(f, format!("{at}.symbol"), &asset.symbol(), SYMBOL);
    length(f, format!("{at}.name"), &asset.name(), NAME);
}

fn length(f: &mut Findings, field: String, text: &str, most: usize) {
    let count = text.chars().count();
    f.require((1..=most).contains(&count), field, || Problem::Length {
        count,
        most,
    });
}

/// A link that pages follow.
pub(super) fn link(f: &mut Findings, field: &str, url: Option<&str>) {
    /// Bytes.
    const MOST: usize = 512;
    let Some(url) = url else {
        return;
    };
    let odd = |c: char| c.is_whitespace() || c.is_control();
    let scheme = ["https://", "ipfs://"].iter().any(|s| url.starts_with(s));
    let good = scheme && url.len() <= MOST && !url.contains(odd);
    f.require(good, field, || Problem::Url {
        url: url.to_owned(),
        wanted: "https or ipfs, in at most 512 bytes without spaces",
    });
}
