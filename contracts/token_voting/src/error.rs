/// Why an instance was not created.
#[derive(thiserror::Error, Debug, PartialEq)]
#[allow(missing_docs)] // the messages say it
pub enum ContractError {
    #[error(transparent)]
    Token(#[from] qerun_token::ContractError),
    #[error(transparent)]
    Voting(#[from] qerun_voting::ContractError),
}
