//! Texts and logo: cw20-base's, with a greatest length. Without one a single message could fill a block, and everyone
//! who reads the token's page would pay for it.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use cw20::Logo;
use cw20_base::contract as cw20_contract;
use cw20_base::msg::InstantiateMarketingInfo;
use qerun_controls::{ensure_within, ParameterError};
use qerun_messages::token::{MAX_ADDRESS_LENGTH, MAX_DESCRIPTION_LENGTH, MAX_URL_LENGTH};

use crate::ContractError;

/// Refuses marketing with too long a text or URL at instantiation. Errors: `OutOfBounds`.
pub fn ensure_marketing(marketing: &InstantiateMarketingInfo) -> Result<(), ParameterError> {
    ensure_texts(
        marketing.project.as_deref(),
        marketing.description.as_deref(),
        marketing.marketing.as_deref(),
    )?;
    marketing.logo.as_ref().map_or(Ok(()), ensure_logo)
}

/// The marketing account changes the texts.
pub fn update_marketing(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    project: Option<String>,
    description: Option<String>,
    marketing: Option<String>,
) -> Result<Response, ContractError> {
    ensure_texts(
        project.as_deref(),
        description.as_deref(),
        marketing.as_deref(),
    )?;
    Ok(cw20_contract::execute_update_marketing(
        deps,
        env,
        info,
        project,
        description,
        marketing,
    )?)
}

/// The marketing account changes the logo.
pub fn upload_logo(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    logo: Logo,
) -> Result<Response, ContractError> {
    ensure_logo(&logo)?;
    Ok(cw20_contract::execute_upload_logo(deps, env, info, logo)?)
}

fn ensure_texts(
    project: Option<&str>,
    description: Option<&str>,
    marketing: Option<&str>,
) -> Result<(), ParameterError> {
    ensure_length("length of project", project, MAX_URL_LENGTH)?;
    ensure_length("length of description", description, MAX_DESCRIPTION_LENGTH)?;
    ensure_length("length of marketing", marketing, MAX_ADDRESS_LENGTH)
}

/// An embedded logo has cw20-base's own limit, 5 KiB.
fn ensure_logo(logo: &Logo) -> Result<(), ParameterError> {
    match logo {
        Logo::Url(url) => ensure_length("length of logo url", Some(url), MAX_URL_LENGTH),
        Logo::Embedded(_) => Ok(()),
    }
}

fn ensure_length(name: &'static str, text: Option<&str>, max: usize) -> Result<(), ParameterError> {
    ensure_within(name, text.map_or(0, str::len), (0, max))
}
