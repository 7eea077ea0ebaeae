//! Codes of the code scheme itself: ids, times, grants, keys, codes, the verifier, risk, and row formats.

table! { CORE:
    NUMBER_NOT_WHOLE = "number.not_whole", Invalid,
        "A number that must be whole has a fraction, is infinite or is no number.",
        "give a whole number";
    TIME_MALFORMED = "time.malformed", Invalid,
        "A lock time is not of the form YYYY-MM-DDTHH:MM or names a minute that does not exist.",
        "write lock time as YYYY-MM-DDTHH:MM, without seconds and without a zone, for example 2026-03-14T09:00";
    TIME_BEFORE_2020 = "time.before_2020", Invalid,
        "A lock time lies before 2020-01-01T00:00, where the lock's calendar begins.",
        "use a time from 2020-01-01T00:00 on; typed years 20 to 99 mean 2020 to 2099";
    TIME_OUT_OF_RANGE = "time.out_of_range", Invalid,
        "A time lies beyond what lock time can hold.",
        "use a time before the year 10000";
    TIME_ZONE_GIVEN = "time.zone_given", Invalid,
        "A time with a zone was given where lock time is asked, and lock time has no zone.",
        "convert it with the lock's zone and clock rule first";
    TIME_ZONE_MISSING = "time.zone_missing", Invalid,
        "A date and time without a zone was given where it does not say whose clock it follows.",
        "give the zone, or say that it is lock time";

    ID_LOCK_ID_OUT_OF_RANGE = "id.lock_id_out_of_range", Invalid,
        "A lock id is not between 100000 and 999999.",
        "use the six-digit lock id typed when the lock was initialised, 100000 to 999999";
    ID_GROUP_MALFORMED = "key.group_malformed", Invalid,
        "A group is not written as three digits, with an optional key version after a full stop.",
        "write a group as three digits, for example 007, or 007.1 for key version 1";

    GRANT_UNKNOWN_MODE = "grant.unknown_mode", Invalid,
        "The mode is none of the modes NC1 knows.",
        "use standard-single, standard-multi, urm, acc, 24h or end-date; on layout X also fine-single, fine-multi, stay, long, open or weekly";
    GRANT_UNKNOWN_FIELD = "grant.unknown_field", Invalid,
        "A grant carries a field that grants do not have.",
        "a grant has mode, start, one of hours, days or quarters, for weekly also pattern and weeks, and optionally issue";
    GRANT_START_NOT_ON_HOUR = "grant.start_not_on_hour", Invalid,
        "The mode starts on full hours only.",
        "start on a full hour";
    GRANT_START_NOT_AT_MIDNIGHT = "grant.start_not_at_midnight", Invalid,
        "A length counted in days starts at 00:00.",
        "start at 00:00, or give the length in hours where the mode has hours";
    GRANT_START_NOT_ON_QUARTER = "grant.start_not_on_quarter", Invalid,
        "The mode starts on quarter-hours only.",
        "start at minute 00, 15, 30 or 45";
    GRANT_LENGTH_OUT_OF_RANGE = "grant.length_out_of_range", Invalid,
        "The length is outside what the mode allows.",
        "choose a length the mode allows";
    GRANT_LENGTH_MISSING = "grant.length_missing", Invalid,
        "The mode has a length and none was given.",
        "give hours, days or quarters, whichever the mode counts in";
    GRANT_LENGTH_AMBIGUOUS = "grant.length_ambiguous", Invalid,
        "More than one of hours, days and quarters was given.",
        "give exactly one of hours, days and quarters";
    GRANT_LENGTH_WRONG_UNIT = "grant.length_wrong_unit", Invalid,
        "The mode does not count its length in that unit.",
        "use the unit the mode counts in";
    GRANT_PATTERN_MISSING = "grant.pattern_missing", Invalid,
        "A weekly grant does not name its days.",
        "give pattern: weekday-of-start, mon-fri, sat-sun or daily";
    GRANT_UNKNOWN_PATTERN = "grant.unknown_pattern", Invalid,
        "The pattern is none of the patterns of a weekly grant.",
        "use weekday-of-start, mon-fri, sat-sun or daily";
    GRANT_WEEKS_MISSING = "grant.weeks_missing", Invalid,
        "A weekly grant does not say for how many weeks it runs.",
        "give weeks, 1 to 52";
    GRANT_PATTERN_MISMATCH = "grant.pattern_mismatch", Invalid,
        "The first day of a weekly grant is not a day of its pattern.",
        "start on a day that the pattern names";
    GRANT_WEEKS_OUT_OF_RANGE = "grant.weeks_out_of_range", Invalid,
        "A weekly grant runs for 1 to 52 weeks.",
        "give weeks between 1 and 52";
    GRANT_ISSUE_OUT_OF_RANGE = "grant.issue_out_of_range", Invalid,
        "The issue number needs more spare digits than the code has.",
        "use issue 0, or a longer code: each digit beyond the layout's first free one multiplies the issues by ten";
    GRANT_MODE_NOT_IN_LAYOUT = "grant.mode_not_in_layout", Invalid,
        "The layout has no such mode.",
        "layout S has standard-single, standard-multi, urm, acc, 24h and end-date; layout X has fine-single, fine-multi, stay, long, open and weekly";

    CODE_DIGITS_OUT_OF_RANGE = "code.digits_out_of_range", Invalid,
        "The layout has no codes of that many digits.",
        "layout S has codes of 6 to 10 digits, layout X of 9 or 10";
    CODE_LAYOUT_UNKNOWN = "code.layout_unknown", Invalid,
        "The layout is neither S nor X.",
        "use layout S, or X for locks that run this library";
    CODE_MALFORMED = "code.malformed", Invalid,
        "A code contains something other than the digits 0 to 9, or is empty or too long.",
        "give the code as typed, 1 to 10 digits, with its leading zeros and without blanks";
    CODE_WRONG_LENGTH = "code.wrong_length", Invalid,
        "A code does not have as many digits as the lock's codes have.",
        "give the code with all its digits, leading zeros included";
    CODE_NO_MEANING = "code.no_meaning", NotFound,
        "The digits mean nothing under these keys: no grant was ever issued with them.",
        "check the digits, the lock and its initialisation; a mistyped code usually means nothing";
    CODE_RESERVED = "code.reserved", Conflict,
        "The code would equal one of the lock's own fixed codes.",
        "use the next issue number, or a start or length beside it";
    CODE_BUFFER_LENGTH = "code.buffer_length", Invalid,
        "The answer buffer of a batch is not as long as its input.",
        "give one place in the answer for every grant";

    KEY_SITE_KEY_MALFORMED = "key.site_key_malformed", Invalid,
        "A site key is not 32 bytes written as 64 hexadecimal digits.",
        "give 64 hexadecimal digits; `openssl rand -hex 32` makes a new key";
    KEY_LOCK_KEY_MALFORMED = "key.lock_key_malformed", Invalid,
        "A lock key or group key is not 16 bytes written as 32 hexadecimal digits.",
        "give 32 hexadecimal digits";
    KEY_SERIAL_LENGTH = "key.serial_length", Invalid,
        "A serial is empty or longer than 32 bytes.",
        "give the serial exactly as recorded, 1 to 32 bytes";
    KEY_MAC_LENGTH = "key.mac_length", Invalid,
        "What a key service answered is not an HMAC-SHA-256 of 32 bytes.",
        "let the service answer the whole HMAC-SHA-256 of the message, 32 bytes";

    PROFILE_MODES = "profile.modes", Invalid,
        "These modes cannot be on together.",
        "standard-single, standard-multi and 24h may be on together; urm, acc and end-date each only alone";
    PROFILE_OUT_OF_RANGE = "profile.out_of_range", Invalid,
        "A value of a lock profile is outside its range.",
        "use a value inside the range";

    LOCK_CLOCK_BELOW_FLOOR = "lock.clock_below_floor", Denied,
        "The clock would be set to a time before one the lock has already lived through.",
        "set the present time; only a new initialisation lowers the clock";
    LOCK_SAME_GENERATION = "lock.same_generation", Conflict,
        "The typed date and time equal those of the present initialisation.",
        "initialise with the present minute";
    LOCK_BLOCKED_FULL = "lock.blocked_full", Exhausted,
        "The lock's list of blocked codes is full.",
        "wait until a blocked code's time is over, or initialise the lock, which ends every code of its own key";
    LOCK_GROUPS_FULL = "lock.groups_full", Exhausted,
        "A lock holds at most four groups.",
        "remove a group first";
    LOCK_BUSY = "lock.busy", Conflict,
        "The lock was asked something by the very call that writes its state down.",
        "ask the lock before or after the try, not from inside the function that stores its state";
    LOCK_STATE_MALFORMED = "lock.state_malformed", Corrupt,
        "Stored verifier state has the wrong length, version or contents.",
        "restore the state from a good copy, or provision the lock anew";

    CALLBACK_FAILED = "callback.failed", Unavailable,
        "A function that the caller gave to the library failed.",
        "see the message for what the function reported; nothing was opened or issued";

    ROW_MALFORMED = "row.malformed", Invalid,
        "A row, or the grant in it, is not a JSON object, or has a field of the wrong type.",
        "write a row as one JSON object, its grant as {\"mode\": \"standard-multi\", \"start\": \"2026-03-14T09:00\", \"hours\": 3}";
    ROW_FIELD_MISSING = "row.field_missing", Invalid,
        "A row, or the grant in it, lacks a field.",
        "give the field";
}
