//! Codes of the advice engine.

table! { ADVISE:
    SIGNAL_UNKNOWN = "advise.signal_unknown", Invalid,
        "No signal has this name.",
        "write unseen, red, red-at-star, silent, low-battery or good-but-shut";
    QUESTION_UNKNOWN = "advise.question_unknown", Invalid,
        "No question has this name, or its answer is neither yes nor no.",
        "answer with the name that the question was asked under, for example opened-before=yes";
    KNOWLEDGE_MALFORMED = "advise.knowledge_malformed", Corrupt,
        "What is known of the causes is not of the form it must have, or a cause is missing.",
        "compare `netcode/catalogue/advice` with the released files";
    GUIDE_MALFORMED = "advise.guide_malformed", Invalid,
        "A guide is not of the form it must have, or not sound.",
        "the message names the step and what is wrong with it; `netcode/catalogue/README.md` lists the rules";
    GUIDE_UNKNOWN = "advise.guide_unknown", NotFound,
        "The model has no guide.",
        "`netcode troubleshoot` lists the guides, by maker";
    ANSWER_UNKNOWN = "advise.answer_unknown", Invalid,
        "A step of a guide has no such answer, or the walk has ended.",
        "answer with one of the words that the step lists";
    CODES_MALFORMED = "advise.codes_malformed", Invalid,
        "The codes are no object of names with 1 to 12 digits each, or more than 1,000.",
        "give names with digits as text: {\"Ann\": \"1357\", \"Ben\": \"2468\"}";
    NAME_UNKNOWN = "advise.name_unknown", NotFound,
        "Nobody with this name has a code.",
        "use the names of the file of codes";
    RECORDS_MALFORMED = "advise.records_malformed", Invalid,
        "The records of codes given out are not of the form they must have, or hold more than 10,000.",
        "give what `netcode stays issue --json` prints, or {\"issued\": [{\"id\": \"Ames\", \"code\": \"...\", \"grant\": {...}, \"used\": \"2026-07-01T15:20\"}], \"former\": []}";
}
