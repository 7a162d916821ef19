//! Who may do what: one row for every execute message of every contract. The test
//! `permissions.rs` sends each row as everybody, `docs/permissions.md` prints them.
//!
//! A sample message is JSON in which `"$name"` stands for a figure of the deployment and
//! `{"$base64": ..}` for the encoded JSON.

mod airdrop;
mod emissions;
mod market;
mod oracle;
mod outpost;
mod print;
mod reserve;
mod timelock;
mod token;
mod voting;

use serde_json::Value;

pub use self::print::print;

/// Who may, as one contract sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Everybody, for their own funds and positions.
    Anyone,
    /// The contract's owner: the timelock; on the DEX chain an account of its own.
    Owner,
    /// Named by the owner as the next one.
    PendingOwner,
    /// The contract's guardian: the timelock, which passes on the pauses that its guardian starts; in the
    /// timelock the guardian itself.
    Guardian,
    /// The timelock, calling itself in an operation.
    Itself,
    /// The DAO's core contract.
    Dao,
    /// The multisig of the early stages.
    Steward,
    /// Named as a source of the asset.
    Feeder,
    /// The QER token, passing on a `send`.
    Token,
    /// The voting contract, announcing a change of power.
    Voting,
    /// The market.
    Market,
    /// The reserve.
    Reserve,
    /// Of the outpost: the account with which ibc-hooks executes what the reserve's packets ask for.
    ReservesPackets,
    /// Of the token: the owner or nobody.
    Minter,
    /// Of the airdrop: whom the entry of the list names.
    Entitled,
    /// Of the token, named by the owner.
    Burner,
    /// Of the token: the account that keeps logo and texts.
    Marketing,
}

/// The result when an allowed sender sends the sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It succeeds.
    Done,
    /// It gets past the question who asks, to an error with these words.
    Stopped(&'static str),
}

/// One message.
#[derive(Clone, Debug)]
pub struct Row {
    /// The contract.
    pub contract: &'static str,
    /// Its message's key; after a slash the key inside, where that decides.
    pub message: &'static str,
    /// A message of this kind.
    pub sample: Value,
    /// Stablecoins sent along, smallest unit.
    pub funds: u128,
    /// Who may.
    pub may: Vec<Role>,
    /// Words of the error that all others get; none for messages of [`Role::Anyone`].
    pub refusal: &'static str,
    /// The result when an allowed sender sends the sample.
    pub outcome: Outcome,
}

/// cw-ownable's words to those who are not the owner.
const NOT_OWNER: &str = "Caller is not the contract's current owner";
/// cw-ownable's words to those who were not named.
const NOT_PENDING: &str = "Caller is not the contract's pending owner";

/// Rows of one contract.
struct Rows {
    contract: &'static str,
    rows: Vec<Row>,
}

impl Rows {
    fn of(contract: &'static str) -> Self {
        let rows = Vec::new();
        Rows { contract, rows }
    }

    fn push(mut self, message: &'static str, may: &[Role], refusal: &'static str) -> Self {
        self.rows.push(Row {
            contract: self.contract,
            message,
            sample: Value::Null,
            funds: 0,
            may: may.to_vec(),
            refusal,
            outcome: Outcome::Done,
        });
        self
    }

    /// A message for everybody.
    fn open(self, message: &'static str, body: Value) -> Self {
        self.push(message, &[Role::Anyone], "").body(body)
    }

    /// A message for the owner.
    fn owner(self, message: &'static str, body: Value) -> Self {
        self.push(message, &[Role::Owner], NOT_OWNER).body(body)
    }

    /// A message for some.
    fn only(self, message: &'static str, may: &[Role], refusal: &'static str, body: Value) -> Self {
        self.push(message, may, refusal).body(body)
    }

    /// cw-ownable's three.
    fn ownership(self) -> Self {
        let transfer =
            serde_json::json!({"transfer_ownership": {"new_owner": "$next_owner", "expiry": null}});
        self.owner("update_ownership/transfer_ownership", transfer)
            .only(
                "update_ownership/accept_ownership",
                &[Role::PendingOwner],
                NOT_PENDING,
                "accept_ownership".into(),
            )
            .owner(
                "update_ownership/renounce_ownership",
                "renounce_ownership".into(),
            )
    }

    /// What the last message says.
    fn body(mut self, body: Value) -> Self {
        if let Some(row) = self.rows.last_mut() {
            let key = row.message.split('/').next().unwrap_or_default();
            row.sample = serde_json::json!({ key: body });
        }
        self
    }

    /// The last message comes with stablecoins.
    fn with(mut self, funds: u128) -> Self {
        if let Some(row) = self.rows.last_mut() {
            row.funds = funds;
        }
        self
    }

    /// The last message's sample gets past the question who asks, to this error.
    fn stopped(mut self, words: &'static str) -> Self {
        if let Some(row) = self.rows.last_mut() {
            row.outcome = Outcome::Stopped(words);
        }
        self
    }
}

/// The whole table.
pub fn table() -> Vec<Row> {
    [
        token::rows(),
        voting::rows(),
        timelock::rows(),
        oracle::rows(),
        market::rows(),
        reserve::rows(),
        outpost::rows(),
        airdrop::rows(),
        emissions::rows(),
    ]
    .into_iter()
    .flat_map(|rows| rows.rows)
    .collect()
}
