"""What refuses data that fits the schema, since no JSON schema can say it."""

RULES = {
    **dict.fromkeys(
        ["currency_unknown", "time_zone_unknown", "email_form", "network_form", "web_address", "url"],
        "the pattern says the form; which of these are real is a list, or a grammar beyond patterns",
    ),
    **dict.fromkeys(
        [
            "date_in_the_past", "date_in_the_future", "date_too_long_ago", "out_of_range", "no_words", "nothing_visible",
            "password_too_common",
        ],
        "a rule over one value that depends on the day, the offset, the alphabet or a dictionary",
    ),
    **dict.fromkeys(
        ["duration_form", "duration_calendar_unit", "duration_zero", "duration_too_long"],
        "a duration has many spellings, and bounds on their sum",
    ),
    **dict.fromkeys(
        [
            "currency_mismatch", "currency_required", "range_upside_down", "ends_before_start", "outside_campaign",
            "durations_reversed", "shares_above_one", "shares_incomplete", "shares_do_not_add_up", "amount_too_small",
            "duplicate_items", "repeated_rate", "stands_twice", "not_for_a_brand", "fault_without_effect",
            "outside_the_text", "tax_id_form", "form_not_for_country", "list_or_search", "platform_missing",
            "decision_or_comment",
        ],
        "a rule between two fields or two items",
    ),
    **dict.fromkeys(
        [
            "account_unknown", "amount_too_large", "answer_missing", "question_unknown", "outside_the_video", "upload_needed",
            "upload_unknown",
        ],
        "a rule over the caller's own objects, or over what other parts of the suite know",
    ),
    **dict.fromkeys(
        ["malformed_row", "no_rows", "not_utf8", "too_many_rows", "wrong_columns"],
        "the form of a body that is no JSON",
    ),
}  # fmt: skip
"""Rules that no JSON schema can say, by the code of their entry in `errors`: only these refuse data that fits the schema."""

RULES_OF = {
    ("create_organization", "missing"): "what must be said depends on the type of the organization",
    ("create_creator_import", "nul"): "a body that is no JSON may be any bytes, for all that a schema says",
    ("create_creator_import", "not_text"): "the same",
    ("create_publication", "url_too_long"): "an index holds so many bytes, and a schema counts characters",
}
"""The same, of one operation: elsewhere the code says what a schema can say."""

RULES_AT = {
    "unknown_value": (r"/((audience_)?country|audience/countries)/[0-9]+$", "which codes are countries is a list that grows"),
}
"""The same, where the pointer of the entry ends so: elsewhere a schema lists the values."""
