//! Where each behaviour and each finding of the reference is tested.

use std::path::Path;

const OURS: &str = "contracts/voting/tests/all/";
const HERE: &str = "packages/testing/tests/all/voting/";
const GOV: &str = "packages/testing/tests/all/gov/";

/// What, in which folder and file, and the test's name.
type Row = (&'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // Behaviours to port: staking
    ("zero duration rejected", OURS, "admin", "zero_duration_rejected"),
    ("non-QER cw20 rejected", OURS, "stake", "non_qer_cw20_rejected"),
    ("non-QER cw20 rejected", HERE, "attacks", "another_token_stakes_nothing"),
    ("stake invisible until the next block", OURS, "stake", "stake_invisible_until_the_next_block"),
    ("stake invisible until the next block", HERE, "proposals", "borrowed_tokens_neither_propose_nor_vote"),
    ("double unstake in one block", OURS, "unstake", "double_unstake_in_one_block"),
    ("claim-count limit and recovery", OURS, "unstake", "claim_count_limit_and_recovery"),
    ("claim-count limit and recovery", HERE, "random", "the_claims_limit_and_recovery_are_the_same"),
    ("claims maturing", OURS, "unstake", "claims_maturing"),
    ("several addresses", OURS, "stake", "several_addresses"),
    ("pagination", OURS, "stake", "d3_pagination"),
    ("two-step ownership", OURS, "admin", "two_step_ownership"),
    ("config permissions", OURS, "admin", "config_permissions"),
    // Voting
    ("different heights", OURS, "voting_power", "different_heights"),
    ("zero supply and balances", OURS, "voting_power", "zero_supply_and_balances"),
    ("active threshold, absolute", OURS, "voting_power", "active_threshold_absolute_counts_stake_a_block_later"),
    ("active threshold, percent", OURS, "voting_power", "active_threshold_percent"),
    ("active threshold, rounds up", OURS, "voting_power", "active_threshold_percent_rounds_up"),
    ("active threshold, none", OURS, "voting_power", "active_threshold_none"),
    ("active threshold, update", OURS, "voting_power", "active_threshold_update"),
    ("active threshold, > 100 %, <= 0, invalid count", OURS, "voting_power", "active_threshold_above_one_zero_or_invalid_count"),
    ("migrate", OURS, "migrate", "migrates_from_an_older_version_and_keeps_everything"),
    // Veto and timelock of the proposal module; our timelock's is in `gov`
    ("veto in the timelock", HERE, "vetoes", "a_veto_in_the_timelock_is_final"),
    ("veto, unauthorized", HERE, "vetoes", "nobody_but_the_vetoer_vetoes"),
    ("veto of an open proposal", HERE, "vetoes", "an_open_proposal_is_vetoed_only_where_that_is_allowed"),
    ("veto after the timelock", HERE, "vetoes", "after_the_timelock_anyone_executes_and_the_veto_comes_too_late"),
    ("early execution", HERE, "vetoes", "the_vetoer_executes_early_only_where_that_is_allowed"),
    ("veto of rejected, without veto", HERE, "vetoes", "a_rejected_proposal_and_one_without_veto_cannot_be_vetoed"),
    ("veto, units", HERE, "vetoes", "the_timelock_counts_in_the_units_of_the_vote"),
    ("veto, config of the start", HERE, "vetoes", "a_proposal_keeps_the_veto_that_it_began_with"),
    ("revoting", HERE, "proposals", "revoting_moves_the_whole_power_and_decides_at_the_end_alone"),
    ("revoting off", HERE, "proposals", "without_revoting_a_vote_is_final_and_counts_once"),
    ("minimum period", HERE, "proposals", "nothing_passes_before_the_minimum_voting_period"),
    ("hook removal", HERE, "modules", "a_failing_receiver_of_proposals_or_votes_is_removed_and_stops_neither"),
    ("hook removal", HERE, "modules", "the_dao_alone_removes_a_receiver"),
    ("hook removal, its trap", HERE, "modules", "two_receivers_that_fail_at_once_would_stop_all_proposals"),
    ("size limit", HERE, "proposals", "proposals_are_at_most_30_000_bytes"),
    ("adversarial: states", HERE, "proposals", "what_is_open_rejected_or_closed_is_not_executed_and_what_passed_only_once"),
    ("adversarial: swings", HERE, "proposals", "a_swing_of_votes_or_stakes_moves_nothing_that_has_passed"),
    ("deposits, cw20 x end x refund policy", GOV, "deposits", "in_qer"),
    ("deposits, native x end x refund policy", GOV, "deposits", "in_coins_of_the_bank"),
    ("deposits settled", HERE, "modules", "a_settled_proposal_leaves_the_pre_propose_module_in_place"),
    ("fail-open trap", HERE, "modules", "a_failing_pre_propose_module_opens_proposing_to_anyone"),
    // Findings to design against
    ("hook DoS", OURS, "findings", "hook_dos_failing_receivers_keep_nobody_in"),
    ("hook DoS", OURS, "receivers", "d1_broken_receivers_keep_nobody_in"),
    ("hook DoS", HERE, "exceptions", "a_failing_hook_keeps_nobody_in"),
    ("hook DoS: who profits", OURS, "hooks", "power_is_not_gained_where_hooks_cannot_be_told"),
    ("hook DoS: who profits", OURS, "receivers", "d1_nobody_gains_power_of_which_a_receiver_was_not_told"),
    ("hook DoS: who profits", HERE, "distributions", "d1_nine_distributions"),
    ("delegation refresh crediting full weight", OURS, "findings", "delegation_refresh_hooks_sum_up_to_the_power_not_to_more"),
    ("rewards mixing power of different heights", OURS, "findings", "rewards_of_one_height_all_powers_and_the_total_change_together"),
    ("rewards mixing power of different heights", HERE, "rewards", "rewards_follow_power_across_tiers"),
    ("rewards of a flash stake", HERE, "rewards", "a_flash_stake_earns_nothing"),
    ("duplicate ids inflating power", OURS, "findings", "duplicate_ids_a_hook_or_perk_named_twice_counts_once"),
    ("total power moving during a proposal", OURS, "findings", "total_power_moving_during_a_proposal_leaves_its_height_alone"),
    ("MAX_CLAIMS bypass", OURS, "findings", "max_claims_bypass_every_way_of_unstaking_is_counted"),
    ("cw20-stake overflow", OURS, "findings", "cw20_stake_overflow_is_an_error_and_whoever_is_in_can_leave"),
    ("zero-share stakes after a donation", OURS, "findings", "zero_share_stakes_after_a_donation_do_not_exist"),
    ("zero-share stakes after a donation", HERE, "exceptions", "fund_is_refused_so_that_stake_stays_tokens"),
    ("powers above total", OURS, "findings", "powers_above_total_never_happen"),
    ("powers above total", HERE, "modules", "powers_above_the_total_would_block_a_proposal"),
    ("powers above total", HERE, "modules", "with_our_powers_everybody_may_abstain"),
    ("unbonding outlasts vote and timelock", OURS, "findings", "unbonding_outlasts_voting_period_and_timelock"),
    ("unbonding outlasts vote and timelock", HERE, "proposals", "the_same_tokens_vote_once"),
    ("QER as collateral carries no vote", HERE, "governed", "qer_posted_as_collateral_carries_no_vote"),
    ("minter and wasm admins behind the timelock", HERE, "governed", "the_minter_and_all_wasm_admins_sit_behind_the_timelock"),
    ("first staker controls the DAO", OURS, "findings", "first_staker_does_not_control_the_dao_before_it_is_active"),
    ("first staker controls the DAO", HERE, "modules", "an_inactive_dao_takes_no_proposals_so_the_first_staker_rules_nothing"),
    ("threshold too high at birth", OURS, "findings", "threshold_set_too_high_cannot_lock_the_dao_at_birth"),
    ("vested tokens cannot vote", HERE, "governed", "tokens_in_a_contract_vote_where_the_contract_stakes_them"),
    ("stakers must be listable", OURS, "stake", "stakers_are_listed_with_stake_and_power_also_when_they_left"),
    ("hook gas without limits", OURS, "findings", "hook_gas_without_limits_all_receivers_together_are_bounded"),
];

#[test]
fn every_behaviour_and_finding_has_its_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for (what, folder, file, test) in ROWS {
        let path = root.join(folder).join(format!("{file}.rs"));
        let source = std::fs::read_to_string(&path).expect(file);
        let found = source.contains(&format!("fn {test}("));
        assert!(found, "{what}: no {test} in {}", path.display());
    }
}
