//! The two chains of qerun-testing behind the trait that `deploy` and `verify` speak, with a deployer
//! whose run can be killed before or after any of its transactions.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cosmwasm_std::{
    to_json_vec, Addr, Binary, ContractResult, Decimal, Empty, QueryRequest, SystemResult, Uint128,
    WasmMsg, WasmQuery,
};
use qerun::deploy::{Artifacts, DeployError, Engine, Outcome, Silent, State};
use qerun::verify::{gather, Facts};
use qerun_chain::{
    Chain, ChainError, ChannelEnd, ClientBlock, CodeInfo, ContractInfo, Head, HistoryEntry, Sent,
};
use qerun_deployment::plan::{Allocation, Both, Holder, Part, PlanFile, TREASURY};
use qerun_deployment::Plan;
use qerun_testing::codes::{checksum, contract, stand_in, FILES};
use qerun_testing::suite::DEPLOYER;
use qerun_testing::{ibc, Network};

/// A run that ends before or after one of its transactions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kill {
    /// Transactions that still go through.
    pub after: u32,
    /// Whether the one that kills is in a block all the same.
    pub included: bool,
}

/// How far the light clients have come.
const CLIENT_HEIGHT: u64 = 7;

/// A hash of the state of a chain at a height.
fn app_hash(chain: &str, height: u64) -> Vec<u8> {
    format!("state of {chain} at {height}").into_bytes()
}

/// What somebody else does on the home chain, in the block after each of the deployment's there.
pub type Stranger = Box<dyn FnMut(&mut qerun_testing::Chain)>;

/// What the wasm module keeps and the in-process one does not tell.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    codes: BTreeMap<u64, CodeInfo>,
    history: BTreeMap<String, Vec<HistoryEntry>>,
    times: BTreeMap<u64, u64>,
    /// Whose state it has, if not that of the chain that the light client of the other one follows.
    pub state_of: Option<&'static str>,
    /// How often contracts were asked, and the chain about one.
    pub questions: std::cell::Cell<usize>,
}

impl Registry {
    fn count(&self) {
        self.questions.set(self.questions.get() + 1);
    }
}

impl Registry {
    /// Knows the instantiate message of one contract.
    pub fn with_history<M: serde::Serialize>(address: &str, msg: &M) -> Self {
        let entry = HistoryEntry {
            code_id: 0,
            msg: to_json_vec(msg).unwrap(),
        };
        let mut registry = Registry::default();
        registry.history.insert(address.to_owned(), vec![entry]);
        registry
    }
}

/// Both chains with all that was ever sent.
pub struct World {
    pub net: Network,
    pub registries: Both<Registry>,
    pub plan: Plan,
    pub artifacts: Artifacts,
    pub sent: u32,
    pub kill: Option<Kill>,
    pub stranger: Option<Stranger>,
}

/// One chain for one run.
struct Local<'a> {
    chain: &'a mut qerun_testing::Chain,
    registry: &'a mut Registry,
    sent: &'a std::cell::RefCell<(u32, Option<Kill>)>,
    stranger: Option<&'a mut Stranger>,
    other: &'static str,
}

impl World {
    /// Empty chains with a channel, and the local net's plan over it.
    pub fn new(name: &str) -> Self {
        Self::with(name, Plan::check(plan_file()).unwrap())
    }

    /// The same with another plan.
    pub fn with(name: &str, plan: Plan) -> Self {
        let mut net = Network::new();
        let route = &plan.route;
        net.open_channel(&route.home_channel, &route.dex_channel)
            .unwrap();
        let deployer = net.dex.addr(DEPLOYER);
        if let Some(pool) = plan.dex_pool.clone() {
            for (amount, denom) in [(pool.stable, plan.stable_dex()), (pool.eth, plan.eth_dex())] {
                net.dex.mint(&deployer, amount.u128(), &denom).unwrap();
            }
        }
        World {
            net,
            registries: Both::default(),
            plan,
            artifacts: artifacts(name),
            sent: 0,
            kill: None,
            stranger: None,
        }
    }

    /// One run of the engine. `saved` is the state file.
    pub fn run(&mut self, saved: &mut State) -> Result<Outcome, DeployError> {
        let mut state = saved.clone();
        let counter = std::cell::RefCell::new((self.sent, self.kill));
        let (home, dex) = (&mut self.registries.home, &mut self.registries.dex);
        let mut home = Local {
            chain: &mut self.net.home,
            registry: home,
            sent: &counter,
            stranger: self.stranger.as_mut(),
            other: "dex-1",
        };
        let mut dex = Local {
            chain: &mut self.net.dex,
            registry: dex,
            sent: &counter,
            stranger: None,
            other: "home-1",
        };
        let mut engine = Engine {
            plan: &self.plan,
            artifacts: &self.artifacts,
            chains: Both {
                home: &mut home,
                dex: &mut dex,
            },
        };
        let mut save = |state: &State| {
            *saved = state.clone();
            Ok(())
        };
        let result = engine.run(&mut state, &mut save, &mut Silent);
        (self.sent, self.kill) = counter.into_inner();
        result
    }

    /// Asks the home chain.
    pub fn ask_home<T>(&mut self, ask: impl FnOnce(&dyn Chain) -> T) -> T {
        ask(&Local {
            chain: &mut self.net.home,
            registry: &mut self.registries.home,
            sent: &std::cell::RefCell::new((0, None)),
            stranger: None,
            other: "dex-1",
        })
    }

    /// Stores another copy of a wasm that is stored already; its id.
    pub fn store_again(&mut self, name: &str) -> u64 {
        let sent = std::cell::RefCell::new((0, None));
        let mut home = Local {
            chain: &mut self.net.home,
            registry: &mut self.registries.home,
            sent: &sent,
            stranger: None,
            other: "dex-1",
        };
        home.store(name.as_bytes()).unwrap();
        *self.registries.home.codes.keys().last().unwrap()
    }

    /// Reads the deployment from its timelock.
    pub fn facts(&mut self, timelock: &str) -> Facts {
        let (home, dex) = (&mut self.registries.home, &mut self.registries.dex);
        read(&mut self.net, home, dex, timelock)
    }
}

/// Reads any deployment of qerun-testing's chains.
pub fn read(net: &mut Network, home: &mut Registry, dex: &mut Registry, timelock: &str) -> Facts {
    let counter = std::cell::RefCell::new((0, None));
    let home = Local {
        chain: &mut net.home,
        registry: home,
        sent: &counter,
        stranger: None,
        other: "dex-1",
    };
    let dex = Local {
        chain: &mut net.dex,
        registry: dex,
        sent: &counter,
        stranger: None,
        other: "home-1",
    };
    gather(&home, &dex, timelock).unwrap()
}

/// The local net's plan on the in-process channel, without team, rewards and pair of QER: their parts are the treasury's.
pub fn plan_file() -> PlanFile {
    let mut file = whole_plan_file();
    let part = file.team_total();
    file.shares.treasury += file.shares.team;
    file.shares.team = Decimal::zero();
    let treasury = |row: &&mut Allocation| row.part == Part::Treasury;
    file.supply.iter_mut().find(treasury).unwrap().amount += part;
    file.team.clear();
    (file.emissions, file.qer_pool) = (None, None);
    let stream = |row: &Allocation| row.holder() == Holder::LockRewards;
    let place = file.supply.iter().position(stream).unwrap();
    let locked = file.supply.remove(place).amount;
    file.supply[0].amount += locked;
    file.supply.last_mut().unwrap().to = TREASURY.to_owned();
    file
}

/// The local net's plan, as it is committed, on the in-process channel.
pub fn whole_plan_file() -> PlanFile {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/localnet.toml");
    let mut file: PlanFile = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    file.route.home_channel = "channel-3".to_owned();
    file.route.dex_channel = "channel-7".to_owned();
    file
}

/// A folder of wasm files with the stand-in content that [`contract`] knows.
pub fn artifacts(name: &str) -> Artifacts {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let mut list = String::new();
    for file in FILES {
        std::fs::write(folder.join(format!("{file}.wasm")), stand_in(file)).unwrap();
        list += &format!("{}  {file}.wasm\n", hex::encode(checksum(file)));
    }
    std::fs::write(folder.join("checksums.txt"), list).unwrap();
    Artifacts::open(&folder).unwrap()
}

fn refused(log: String) -> ChainError {
    ChainError::Query {
        path: "local".to_owned(),
        code: 1,
        log,
    }
}

impl Local<'_> {
    fn store_wasm(&mut self, wasm: &[u8]) -> anyhow::Result<()> {
        let name = String::from_utf8(wasm.to_vec())?;
        let deployer = self.chain.addr(DEPLOYER);
        let id = self.chain.store_by(deployer.clone(), contract(&name));
        let info = CodeInfo {
            creator: deployer.to_string(),
            checksum: hex::encode(checksum(&name)),
        };
        self.registry.codes.insert(id, info);
        Ok(())
    }

    fn send_messages(&mut self, messages: &[WasmMsg]) -> anyhow::Result<()> {
        let deployer = self.chain.addr(DEPLOYER);
        let all = messages.iter().cloned().map(Into::into);
        self.chain.send_msgs(&deployer, all.collect())?;
        for message in messages {
            let WasmMsg::Instantiate2 {
                code_id, msg, salt, ..
            } = message
            else {
                continue;
            };
            let checksum = &self.registry.codes[code_id].checksum;
            let address = qerun_deployment::address::predict(checksum, deployer.as_str(), salt)?;
            let entry = HistoryEntry {
                code_id: *code_id,
                msg: msg.to_vec(),
            };
            self.registry.history.insert(address, vec![entry]);
        }
        Ok(())
    }

    /// One transaction in a block of its own, unless the run is killed.
    fn act(
        &mut self,
        act: impl FnOnce(&mut Self) -> anyhow::Result<()>,
    ) -> Result<Sent, ChainError> {
        let killed = || ChainError::Unreachable {
            url: "local".to_owned(),
            reason: "killed".to_owned(),
        };
        let (count, kill) = *self.sent.borrow();
        let dies = kill.is_some_and(|kill| kill.after == 0);
        if dies && !kill.is_some_and(|kill| kill.included) {
            self.sent.borrow_mut().1 = None;
            return Err(killed());
        }
        let block = self.chain.app.block_info();
        let time = block.time.seconds();
        self.registry.times.insert(block.height, time);
        act(self).map_err(|error| ChainError::Simulation {
            log: format!("{error:#}"),
        })?;
        self.chain.advance(5);
        if let Some(stranger) = &mut self.stranger {
            stranger(self.chain);
        }
        let next = kill.map(|kill| Kill {
            after: kill.after.saturating_sub(1),
            ..kill
        });
        *self.sent.borrow_mut() = (count + 1, if dies { None } else { next });
        if dies {
            return Err(killed());
        }
        Ok(Sent {
            hash: format!("{count:064X}"),
            height: self.chain.app.block_info().height,
            gas_used: 1,
            gas_wanted: 2,
            events: vec![],
        })
    }
}

impl Chain for Local<'_> {
    fn head(&self) -> Result<Head, ChainError> {
        let block = self.chain.app.block_info();
        Ok(Head {
            chain_id: block.chain_id,
            height: block.height,
            time: block.time.seconds(),
        })
    }

    fn time_at(&self, height: u64) -> Result<Option<u64>, ChainError> {
        Ok(self.registry.times.get(&height).copied())
    }

    fn app_hash(&self, height: u64) -> Result<Option<Vec<u8>>, ChainError> {
        let named = self.chain.app.block_info().chain_id;
        let chain = self.registry.state_of.unwrap_or(&named);
        Ok(Some(app_hash(chain, height)))
    }

    fn smart(&self, contract: &str, msg: &[u8]) -> Result<Vec<u8>, ChainError> {
        self.registry.count();
        let request: QueryRequest<Empty> = QueryRequest::Wasm(WasmQuery::Smart {
            contract_addr: contract.to_owned(),
            msg: Binary::from(msg),
        });
        match self
            .chain
            .app
            .wrap()
            .raw_query(&to_json_vec(&request).unwrap())
        {
            SystemResult::Ok(ContractResult::Ok(answer)) => Ok(answer.to_vec()),
            SystemResult::Ok(ContractResult::Err(error)) => Err(refused(error)),
            SystemResult::Err(error) => Err(refused(error.to_string())),
        }
    }

    fn raw(&self, contract: &str, key: &[u8]) -> Result<Option<Vec<u8>>, ChainError> {
        let answer = self.chain.app.wrap().query_wasm_raw(contract, key);
        answer.map_err(|error| refused(error.to_string()))
    }

    fn contract(&self, address: &str) -> Result<Option<ContractInfo>, ChainError> {
        self.registry.count();
        let Ok(info) = self.chain.app.contract_data(&Addr::unchecked(address)) else {
            return Ok(None);
        };
        Ok(Some(ContractInfo {
            code_id: info.code_id,
            creator: info.creator.to_string(),
            admin: info.admin.map(|admin| admin.to_string()),
            label: info.label,
            created: info.created,
        }))
    }

    fn contracts_of(&self, creator: &str) -> Result<Vec<String>, ChainError> {
        let mut made: Vec<String> = self.registry.history.keys().cloned().collect();
        let info = |address: &str| self.chain.app.contract_data(&Addr::unchecked(address));
        made.retain(|address| info(address).is_ok_and(|info| info.creator.as_str() == creator));
        Ok(made)
    }

    fn history(&self, address: &str) -> Result<Vec<HistoryEntry>, ChainError> {
        match self.registry.history.get(address) {
            Some(entries) => Ok(entries.clone()),
            None => Ok(vec![HistoryEntry::default()]),
        }
    }

    fn code(&self, id: u64) -> Result<Option<CodeInfo>, ChainError> {
        Ok(self.registry.codes.get(&id).cloned())
    }

    fn find_code(&self, checksum: &str, creator: &str) -> Result<Option<u64>, ChainError> {
        let mut codes = self.registry.codes.iter().rev();
        let found = codes.find(|(_, code)| code.checksum == checksum && code.creator == creator);
        Ok(found.map(|(id, _)| *id))
    }

    fn balance(&self, address: &str, denom: &str) -> Result<Uint128, ChainError> {
        let address = Addr::unchecked(address);
        Ok(self.chain.balance(&address, denom).unwrap())
    }

    fn channel(&self, id: &str) -> Result<Option<ChannelEnd>, ChainError> {
        let Ok(end) = ibc::channel(self.chain.app.storage(), id) else {
            return Ok(None);
        };
        Ok(Some(ChannelEnd {
            open: end.open,
            ordered: false,
            version: "ics20-1".to_owned(),
            counterparty_port: "transfer".to_owned(),
            counterparty_channel: end.counterparty,
            client_chain: Some(self.other.to_owned()),
            client_block: Some(ClientBlock {
                height: CLIENT_HEIGHT,
                app_hash: app_hash(self.other, CLIENT_HEIGHT),
            }),
        }))
    }

    fn signer(&self) -> Result<String, ChainError> {
        Ok(self.chain.addr(DEPLOYER).to_string())
    }

    fn store(&mut self, wasm: &[u8]) -> Result<Sent, ChainError> {
        self.act(|local| local.store_wasm(wasm))
    }

    fn send(&mut self, messages: &[WasmMsg]) -> Result<Sent, ChainError> {
        self.act(|local| local.send_messages(messages))
    }
}
