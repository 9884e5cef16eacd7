"""Races that other call centres have had, by the names their projects give them, and our tests of each."""

_TWO = "test_of_two_who_accept_in_the_same_instant_one_has_the_call_and_the_other_is_told"
_RING_OF_BOTH = "test_of_two_who_answer_a_ring_of_both_one_wins_and_the_others_leg_is_not_let_in"
_BRIDGE_FAILS = "test_a_connection_that_fails_at_any_step_loses_no_caller"
_ONE_LOCK = "test_two_threads_in_the_domain_are_one_after_the_other"
_REJECTED = "test_a_rejection_at_any_step_keeps_the_caller_in_her_place"
_ENDS_TWICE = "test_a_call_that_ends_twice_is_counted_once"
_REFRESHED = "test_a_page_that_is_refreshed_while_it_rings_gives_the_offer_back_without_blame"
_TIMER = "test_a_timer_is_an_event_like_any_other_and_the_same_twice_changes_nothing"

RACES: dict[str, tuple[str, ...]] = {
    "ASTERISK-16115": ("test_one_counsellor_is_rung_by_one_of_two_callers_of_the_same_instant",),
    "ASTERISK-26133": ("test_a_late_event_of_the_last_call_does_not_take_away_the_new_offer",),
    "ASTERISK-26299, 26621, 26862, 27920": ("test_no_offer_outlives_what_it_was_for",),
    "ASTERISK-19820": (
        "test_after_a_transfer_whoever_handed_it_on_is_not_thought_to_be_in_a_call",
    ),
    "ASTERISK-28952, asterisk #1006": (
        "test_wrap_up_is_kept_in_whatever_order_the_end_and_the_next_caller_come",
    ),
    "asterisk #176": (_RING_OF_BOTH, _TWO),
    "asterisk #1557": (
        "test_answering_and_hanging_up_again_and_again_does_not_keep_her_from_the_next",
    ),
    "app_queue, pending stays set": (
        "test_a_caller_whose_counsellor_drops_before_the_talk_is_at_the_head_the_next_instant",
    ),
    "asterisk #1691": ("test_with_any_priorities_a_free_counsellor_is_always_rung",),
    "asterisk #1561": ("test_an_urgent_call_she_cannot_take_does_not_block_the_usual_one",),
    "asterisk #1736": (_ENDS_TWICE,),
    "ASTERISK-25665, 29043": (_ENDS_TWICE,),
    "ASTERISK-29155": (_ONE_LOCK,),
    "ASTERISK-29578": ("test_what_happens_to_one_counsellor_changes_no_other",),
    "ASTERISK-20801": ("test_browsers_and_telephones_are_both_callable",),
    "freeswitch #1973": (_BRIDGE_FAILS,),
    "freeswitch #2540": ("test_whoever_loses_every_race_is_free_afterwards",),
    "freeswitch #2529": (
        "test_a_caller_who_is_gone_while_the_browser_calls_in_leaves_no_leg",
        "test_she_who_hangs_up_while_a_telephone_rings_leaves_nobody_on_the_line",
    ),
    "freeswitch #1062, #1641": (
        "test_the_loop_outlives_a_broken_timer_and_fires_the_others",
        "test_only_one_of_two_processes_acts_and_the_other_takes_over",
    ),
    "freeswitch #1216": (
        "test_an_unavailable_counsellor_anywhere_in_the_fixed_order_halts_nothing",
    ),
    "FS-9689": (_REJECTED,),
    "FS-10237": ("test_the_longest_wait_ends_no_call_that_somebody_is_rung_for",),
    "FS-3281": ("test_a_call_that_was_picked_is_not_counted_as_abandoned",),
    "FS-8856": ("test_ringing_again_in_the_instant_of_hanging_up_makes_two_calls_and_loses_none",),
    "FS-7569": ("test_a_policy_changed_in_mid_wait_strands_nobody",),
    "FS-10299": (_ONE_LOCK, _TWO),
    "FS-7018": ("test_equal_counsellors_get_an_equal_share_of_the_calls",),
    "freeswitch #1674": (_TWO, "test_processes_killed_under_load_lose_and_double_nothing"),
    "OpenSIPS #2530, #3123": ("test_a_hang_up_that_never_came_is_made_up_for_by_the_reconciler",),
    "OpenSIPS #2679": ("test_the_end_of_a_wrap_up_offers_the_waiting_call_in_the_same_instant",),
    "OpenSIPS #2886": (_REJECTED,),
    "OpenSIPS, lock released between two steps": (
        "test_one_counsellor_is_rung_by_one_of_two_callers_of_the_same_instant",
        _ONE_LOCK,
    ),
    "OpenSIPS, b2bl_callback_agent": (_BRIDGE_FAILS,),
    "jambonz, _bridgeLocal": (
        _BRIDGE_FAILS,
        "test_a_carrier_that_comes_back_gets_the_command_at_the_next_try",
    ),
    "TaskRouter 2019-12-04": (_RING_OF_BOTH,),
    "taskrouter.js 0.5.9, 0.5.11": ("test_a_double_click_on_transfer_hands_on_once",),
    "taskrouter.js 0.5.0": (
        "test_the_same_click_twice_acts_once",
        "test_the_same_click_sent_to_both_processes_is_one_event",
    ),
    "Twilio help 42423992053915": (
        "test_a_caller_whose_leg_is_gone_twice_in_a_row_has_hung_up",
        "test_when_both_legs_are_gone_the_talk_is_over_and_nobody_is_left",
    ),
    "TaskRouter, TTL exceeded": (
        "test_nobody_is_sent_to_the_partner_who_is_kept_for_her_counsellor",
    ),
    "plugin-queued-callbacks #35": (
        "test_cancelling_what_is_over_is_harmless_and_a_message_is_not_lost",
    ),
    "flex-project-template #153": ("test_ending_one_thing_does_not_free_her_from_another",),
    "twilio-voice.js #444": (
        "test_a_page_that_falls_silent_is_offered_nothing",
        "test_five_seconds_of_silence_are_still_life_and_more_are_not",
    ),
    "twilio-voice.js #210": (_REFRESHED,),
    "wazo-calld 12e04df, dafe825, ea7c44b, f378eab": (
        "test_a_consult_that_is_cut_short_leaves_nobody_alone_in_a_room",
    ),
    "wazo-calld 7809e12, 950765b": ("test_commands_are_delivered_only_after_the_commit",),
    "wazo-calld 061a4da, 5c6cb62": (_TIMER,),
    "wazo-calld, lock.acquire(timeout=10)": (
        "test_a_database_that_does_not_answer_gives_nobody_the_lease",
        _ONE_LOCK,
    ),
    "APScheduler #160, #129, #655": (
        _TIMER,
        "test_only_one_of_two_processes_acts_and_the_other_takes_over",
    ),
    "OpenACD #6": (_REFRESHED,),
    "Aselo, pullTask": (
        "test_a_supervisors_pull_takes_just_the_call_that_was_asked_for",
        "test_a_waiting_caller_is_taken_out_of_turn_by_the_same_guarded_way",
    ),
}
