"""Routes whose use cases put on record what they do, in words of their own."""

NOTE_THEMSELVES = frozenset(
    {
        "api_attendance",
        "api_cases",
        "api_code_words",
        "api_contacts",
        "api_line_settings",
        "api_makings",
        "api_messages",
        "api_people",
        "api_rosters",
        "api_session",
        "api_supervision",
        "attendance",
        "cases",
        "contact_pages",
        "cover",
        "directory",
        "disclosures",
        "factors",
        "line_settings",
        "login",
        "makings",
        "messages",
        "own_password",
        "pages",
        "people",
        "search",
        "rosters",
        "wish_pages",
    }
)
