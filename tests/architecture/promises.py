"""What we promise about access, audit and webhooks, and the tests that hold each promise.

The numbers are those of the list of promises that the most trusted systems keep: 26 to 44 are about
access, 45 to 52 about the audit log, 53 to 58 about the carrier's webhooks.
"""

PROMISES: dict[int, tuple[str, tuple[str, ...]]] = {
    26: ("every route declares who may call it", (
        "test_every_route_names_its_guard",
        "test_the_matrix_says_what_the_routes_sockets_and_commands_do",
        "test_each_role_gets_in_where_the_guard_says_and_nowhere_else",
    )),
    27: ("an admin sees no content", (
        "test_an_admin_opens_no_address_with_content",
    )),
    28: ("reading is ruled field by field", (
        "test_content_reaches_nobody_but_its_counsellor_and_supervisors",
        "test_in_the_list_of_a_supervisor_a_note_is_withheld_and_not_empty",
    )),
    29: ("a second factor is required", (
        "test_a_password_alone_opens_nothing",
        "test_without_a_second_factor_a_password_leads_to_enrolling_and_nowhere_else",
    )),
    30: ("a code works once, also after a failed sign-in and of two at once", (
        "test_a_code_opens_once_also_after_a_failed_sign_in",
        "test_the_code_that_enrolled_opens_nothing_again",
        "test_of_two_who_use_one_code_at_once_one_gets_in",
    )),
    31: ("signing in is slowed for each account", (
        "test_after_five_wrong_tries_even_the_right_password_waits_and_others_do_not",
        "test_five_wrong_codes_a_minute_and_then_even_the_right_one_waits",
        "test_passwords_are_tried_at_the_cover_as_seldom_as_at_the_door",
    )),
    32: ("and nobody else is locked out by it", (
        "test_after_five_wrong_tries_even_the_right_password_waits_and_others_do_not",
    )),
    33: ("the session is another after signing in", (
        "test_a_cookie_planted_before_signing_in_opens_nothing_afterwards",
        "test_signing_in_again_ends_the_earlier_session",
    )),
    34: ("signing out, another password and disabling end the session at once", (
        "test_signing_out_ends_the_session_at_once_also_for_a_copy_of_the_cookie",
        "test_a_changed_password_ends_every_session_and_needs_the_present_one",
        "test_whoever_is_reset_or_disabled_on_the_page_is_out_at_once",
        "test_roles_are_changed_by_an_admin_and_end_her_session",
    )),
    35: ("each person has one live session, its socket included", (
        "test_sessions_are_on_the_server_as_digests_and_one_per_person",
        "test_signing_in_elsewhere_ends_the_first_session_and_closes_its_socket",
    )),
    36: ("idle and absolute limits that never cut a live call", (
        "test_a_session_left_alone_for_a_quarter_of_an_hour_is_over",
        "test_a_session_is_over_after_twelve_hours_however_busy",
        "test_neither_limit_cuts_a_live_call",
    )),
    37: ("requests of other sites are refused; signing out is a POST", (
        "test_no_writing_route_works_without_the_token_of_the_session",
        "test_no_writing_route_listens_to_another_site",
        "test_the_cookie_is_for_this_host_alone_over_tls_and_out_of_reach_of_scripts",
        "test_each_address_answers_the_methods_it_is_for_and_no_other",
    )),
    38: ("a socket gets nothing before it is known whose it is", (
        "test_a_socket_without_a_session_reaches_no_handler",
        "test_nobody_is_let_in_without_a_session_that_lives",
        "test_a_wrong_or_missing_origin_is_refused",
    )),
    39: ("a socket dies with its session", (
        "test_a_socket_is_closed_within_five_seconds_of_signing_out",
        "test_whoever_signs_out_is_disabled_or_gets_another_role_hears_nothing_five_seconds_later",
    )),
    40: ("news reaches only those whom it concerns", (
        "test_the_server_decides_who_hears_what_whatever_the_page_asks_for",
        "test_a_counsellor_hears_of_her_own_offer_and_nobody_else_does",
    )),
    41: ("headers are pinned by their values on every answer", (
        "test_every_page_has_every_header_and_is_kept_by_no_cache",
        "test_answers_to_writes_refusals_and_faults_have_them_too",
        "test_what_the_socket_server_refuses_has_them_too",
    )),
    42: ("only the methods that are used answer", (
        "test_each_address_answers_the_methods_it_is_for_and_no_other",
    )),
    43: ("sizes and shapes have limits", (
        "test_a_huge_body_is_refused_everywhere",
        "test_a_webhook_larger_than_any_of_the_carriers_is_refused",
        "test_a_frame_larger_than_a_page_ever_sends_closes_the_socket",
        "test_every_wrong_body_is_refused_with_the_field_named",
    )),
    44: ("redirects stay inside", (
        "test_the_way_back_never_leads_to_another_site",
    )),
    45: ("an entry names who, what, which and when", (
        "test_an_entry_that_does_not_say_who_what_which_and_when_cannot_be_written",
        "test_the_page_tells_who_read_which_contact_and_when_and_never_what_was_said",
    )),
    46: ("reading is on record, a list once for each", (
        "test_every_reading_of_a_contact_is_put_on_record_one_to_one",
        "test_a_list_is_on_record_contact_by_contact",
    )),
    47: ("what is refused is on record though its transaction is rolled back", (
        "test_an_entry_survives_the_rollback_of_the_transaction_around_it",
        "test_a_refused_page_is_on_record_with_who_wanted_it",
    )),
    48: ("an auditor is no admin", (
        "test_an_auditor_manages_nobody_and_an_admin_reads_no_log",
    )),
    49: ("taking away is on record, with who and which", (
        "test_whatever_is_taken_away_is_on_record_with_who_and_which",
    )),
    50: ("edits, gaps, another order and a cut are found", (
        "test_every_edit_of_every_field_is_found_at_its_place",
        "test_every_deletion_is_found_with_the_numbers_that_are_gone",
        "test_every_swap_is_found_at_both_places",
        "test_every_cut_is_found_by_what_was_kept_outside",
        "test_whatever_is_done_in_the_database_is_named_with_its_place",
        "test_anchors_lie_outside_and_tell_of_a_log_made_anew",
    )),
    51: ("nothing that is sent begins a line of a log", (
        "test_an_entry_holds_no_sign_that_could_begin_another_line",
        "test_what_begins_a_line_or_turns_the_reading_round_is_spelled_out",
    )),
    52: ("alerts hold no content", (
        "test_every_row_of_the_log_says_only_what_the_list_allows",
        "test_of_an_exception_the_log_keeps_its_kind_and_places_and_not_its_words",
    )),
    53: ("an unsigned or badly signed callback changes nothing", (
        "test_an_unsigned_or_badly_signed_callback_changes_no_row_and_leaves_no_word_in_the_log",
        "test_every_webhook_needs_the_signature_of_the_carrier",
    )),
    54: ("the body is covered by the signature", (
        "test_the_body_is_covered_by_the_signature_in_both_forms",
        "test_fields_cut_elsewhere_have_the_same_signature_and_still_change_nothing",
    )),
    55: ("a late or replayed callback moves no final state back", (
        "test_no_callback_that_is_late_or_replayed_moves_a_final_state_back",
        "test_the_same_webhook_twice_is_one_call",
    )),
    56: ("an unknown but authentic callback is answered with success", (
        "test_an_unknown_but_authentic_callback_is_answered_with_success",
        "test_unknown_parameters_are_no_reason_to_refuse",
    )),
    57: ("a flood is delayed or led elsewhere and never refused", (
        "test_who_comes_later_is_offered_nobody_before_her_delay_is_over",
        "test_in_a_flood_who_comes_later_is_shown_to_the_message_once_and_may_wait_on",
        "test_the_last_free_counsellor_is_kept_for_those_who_do_not_come_later",
    )),
    58: ("those who withhold their number are not one person", (
        "test_every_withheld_number_is_a_caller_of_her_own",
        "test_two_callers_who_withhold_their_number_are_two_callers",
    )),
}  # fmt: skip
