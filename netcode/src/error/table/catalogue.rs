//! Codes of the lock catalogue and the twins.

table! { CATALOGUE:
    CATALOGUE_MALFORMED = "catalogue.malformed", Invalid,
        "A model file is not a JSON object.",
        "write one JSON object; `netcode/catalogue/README.md` describes its fields";
    CATALOGUE_REFUSED = "catalogue.refused", Invalid,
        "A model file breaks a rule of the catalogue.",
        "the message names the rule and the place; `netcode/catalogue/README.md` lists the rules";
    CATALOGUE_UNKNOWN_MODEL = "catalogue.unknown_model", NotFound,
        "No model has this id or alias.",
        "`netcode model list` shows every id and alias";

    TWIN_TIME_MALFORMED = "twin.time_malformed", Invalid,
        "A moment of virtual time is not of the form YYYY-MM-DDTHH:MM:SS.",
        "write lock time without a zone, for example 2026-07-01T12:00:00";
    TWIN_TIME_BACKWARDS = "twin.time_backwards", Invalid,
        "An event lies before one that has already happened.",
        "give events in the order of their times";
    TWIN_NO_SUCH_PART = "twin.no_such_part", Invalid,
        "The model has no such button, contact, card reader, app or outside contact.",
        "`netcode model show` lists what the model has";
    TWIN_SETTING_REFUSED = "twin.setting_refused", Invalid,
        "A lock cannot be set up that way.",
        "`netcode model show` lists what the model has";
    TWIN_NO_POWER = "twin.no_power", Unavailable,
        "The lock has no power.",
        "put good cells in, or hold one to the contacts outside";
    TWIN_SCRIPT_MALFORMED = "twin.script_malformed", Invalid,
        "A twin script has a field scripts do not have, lacks one, or has one of the wrong form.",
        "a script has model, start, steps and optionally site_key and serial; each step does one thing";
    TWIN_STATE_MALFORMED = "twin.state_malformed", Corrupt,
        "A stored state is not one of this model.",
        "resume the state with the model it was written by";
    TWIN_FLEET_OUT_OF_RANGE = "twin.fleet_out_of_range", Invalid,
        "A fleet has no locks, no days, or more than a run allows.",
        "give 1 to 100000 locks, 1 to 3660 days and at most 50 changes of cells a year";
}
