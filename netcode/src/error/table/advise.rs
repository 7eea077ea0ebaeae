//! Codes of the advice engine.

table! { ADVISE:
    SIGNAL_UNKNOWN = "advise.signal_unknown", Invalid,
        "No signal has this name.",
        "write unseen, red, red-at-star, silent, low-battery or good-but-shut";
    QUESTION_UNKNOWN = "advise.question_unknown", Invalid,
        "No question has this name, or its answer is neither yes nor no.",
        "answer with the name that the question was asked under, for example opened-before=yes";
    RECORDS_MALFORMED = "advise.records_malformed", Invalid,
        "The records of codes given out are not of the form they must have, or hold more than 10,000.",
        "give what `netcode stays issue --json` prints, or {\"issued\": [{\"id\": \"Ames\", \"code\": \"...\", \"grant\": {...}, \"used\": \"2026-07-01T15:20\"}], \"former\": []}";
}
