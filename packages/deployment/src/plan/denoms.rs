//! Which denoms the coins of a plan have on each chain.

use qerun_messages::ibc::denom_of_path;

use super::file::PlanFile;

impl PlanFile {
    /// Whether it is for real money: one of its chains is public.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.chain.home.public || self.chain.dex.public
    }

    /// The stablecoin's bank denom on the DEX chain.
    #[must_use]
    pub fn stable_dex(&self) -> String {
        denom_of_path(&self.assets.stable.path)
    }

    /// ETH's bank denom on the DEX chain.
    #[must_use]
    pub fn eth_dex(&self) -> String {
        denom_of_path(&self.assets.eth.path)
    }

    /// The stablecoin's bank denom on the home chain: the voucher of the route's channel.
    #[must_use]
    pub fn stable_home(&self) -> String {
        self.voucher(&self.assets.stable.path)
    }

    /// ETH's bank denom on the home chain.
    #[must_use]
    pub fn eth_home(&self) -> String {
        self.voucher(&self.assets.eth.path)
    }

    /// The full trace path on the home chain of a coin that has this path on the DEX chain.
    #[must_use]
    pub fn home_path(&self, path: &str) -> String {
        format!("transfer/{}/{path}", self.route.home_channel)
    }

    fn voucher(&self, path: &str) -> String {
        denom_of_path(&self.home_path(path))
    }
}
