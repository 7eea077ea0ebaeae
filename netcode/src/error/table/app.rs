//! Codes of the lock-management app.

table! { APP:
    APP_NAME_OUT_OF_RANGE = "app.name_out_of_range", Invalid,
        "A name of a person, lock or account is empty, longer than 64 characters or has control characters.",
        "shorten the name and leave out control characters";
    APP_STATE_MALFORMED = "app.state_malformed", Corrupt,
        "A stored account is not one of this library.",
        "restore the file from a copy, or begin a new one";
    APP_FULL = "app.full", Exhausted,
        "The account has as many locks, or the lock as many administrators, as there can be.",
        "remove one first";
    APP_LOCK_UNKNOWN = "app.lock_unknown", NotFound,
        "The account has no such lock.",
        "choose one of the account's locks";
    APP_LOCK_EXISTS = "app.lock_exists", Conflict,
        "The account has a lock with this name or serial already.",
        "give the lock another name; a serial belongs to one lock";
    APP_MODEL_UNMANAGED = "app.model_unmanaged", Invalid,
        "The app does not manage locks of this model.",
        "`netcode model show` lists the parameters of a model that an app manages";
    APP_NOT_ADMINISTRATOR = "app.not_administrator", Denied,
        "Only an administrator of the lock may do this.",
        "ask an administrator of the lock, or to be made one";
    APP_LAST_ADMINISTRATOR = "app.last_administrator", Conflict,
        "A lock keeps at least one administrator.",
        "make somebody else an administrator first";
    APP_ACCESS_KEY_HIDDEN = "app.access_key_hidden", Denied,
        "The access key is shown to administrators of a smart lock only; others are sent back to the page before.",
        "ask an administrator of one of the account's smart locks for the key, or to be made one";
    APP_ACCESS_KEY_WRONG = "app.access_key_wrong", Denied,
        "This is not the account's access key, or not any more.",
        "copy it again from the app: Settings, User Info, Access Key; capitals and small letters differ, and a new key makes the old one dead";

    APP_PARAMETER_UNKNOWN = "app.parameter_unknown", NotFound,
        "The model has no such parameter.",
        "`netcode model show` lists the parameters of a model";
    APP_PARAMETER_REFUSED = "app.parameter_refused", Invalid,
        "The parameter cannot have this value.",
        "`netcode model show` lists what each parameter can be";
    APP_CODES_WOULD_DIE = "app.codes_would_die", Conflict,
        "Codes that were issued would stop working with the new NetCode mode.",
        "issue those guests codes of the new mode, then change it all the same; or keep the mode until the last of them is over";
    APP_NOT_IN_CONFLICT = "app.not_in_conflict", NotFound,
        "There is no conflict about this parameter.",
        "look up what is pending";

    APP_PHONE_UNKNOWN = "app.phone_unknown", NotFound,
        "The lock has no phone client of this name.",
        "choose one of the lock's phone clients";
    APP_PHONE_EXISTS = "app.phone_exists", Conflict,
        "The lock has a phone client of this name already.",
        "remove the phone client first to change its times";
    APP_PHONE_REMOVED = "app.phone_removed", Denied,
        "This phone cannot unlock the lock: it is not among its phone clients, or not any more.",
        "ask an administrator of the lock to add the phone again";
    APP_PHONE_SUSPENDED = "app.phone_suspended", Denied,
        "This phone cannot unlock the lock: it is suspended.",
        "ask an administrator of the lock to restore it";
    APP_PHONE_EXPIRED = "app.phone_expired", Denied,
        "This phone cannot unlock the lock: its time is over.",
        "ask an administrator of the lock for more time";
    APP_PHONE_OUT_OF_PERIOD = "app.phone_out_of_period", Denied,
        "This phone cannot unlock the lock now: its time has not begun, or this is outside its active periods.",
        "try again within its times, or ask an administrator of the lock to change them";
    APP_PHONE_NOT_SYNCHRONISED = "app.phone_not_synchronised", Conflict,
        "This phone cannot unlock the lock yet: what was set for it is not on the lock.",
        "have an administrator synchronise the lock, next to it or through its gateway";
    APP_PHONES_OFF = "app.phones_off", Conflict,
        "No phone can unlock the lock: phones are not ticked in its feature selection.",
        "tick phones in the lock's feature selection and synchronise";

    APP_NO_GATEWAY = "app.no_gateway", Invalid,
        "The lock has no WiFi gateway.",
        "go to the lock and synchronise over Bluetooth, or give the lock a gateway";
    APP_NOT_CONNECTED = "app.not_connected", Unavailable,
        "There is no link to the lock.",
        "go to the lock, or wait until its gateway reaches it";
    APP_QUEUE_FULL = "app.queue_full", Exhausted,
        "As many commands wait for the lock as there can be.",
        "wait until the lock is in reach, or until commands expire";
    APP_VALIDITY_OUT_OF_RANGE = "app.validity_out_of_range", Invalid,
        "A command waits for a lock out of reach for 1 minute to 7 days.",
        "give 1 to 10080 minutes";
}
