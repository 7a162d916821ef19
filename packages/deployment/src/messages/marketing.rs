//! What the token tells wallets.

use cw20::{EmbeddedLogo, Logo};
use cw20_base::msg::InstantiateMarketingInfo;

use super::InstantiateMsgs;
use crate::plan::LogoPlan;

impl InstantiateMsgs<'_> {
    /// Texts and logo of the token, which the timelock may change; none if the plan has none.
    pub(super) fn marketing(&self) -> Option<InstantiateMarketingInfo> {
        let plan = self.plan.token.marketing.as_ref()?;
        let logo = match &plan.logo {
            Some(LogoPlan::Svg { data }) => Some(EmbeddedLogo::Svg(data.clone())),
            Some(LogoPlan::Png { data }) => Some(EmbeddedLogo::Png(data.clone())),
            // A plan with a file that was not read is refused.
            Some(LogoPlan::File { .. }) | None => None,
        };
        Some(InstantiateMarketingInfo {
            project: plan.project.clone(),
            description: plan.description.clone(),
            marketing: Some(self.at.timelock.clone()),
            logo: logo.map(Logo::Embedded),
        })
    }
}
