//! Codes of the portal: randomness, credits, access, the audit trail, the outbox, stores and the use cases.

table! { PORTAL:
    LEDGER_INSUFFICIENT = "ledger.insufficient", Exhausted,
        "Fewer credits are left than this takes.",
        "buy credits, then send the same request again";
    LEDGER_AMOUNT_OUT_OF_RANGE = "ledger.amount_out_of_range", Invalid,
        "A posting moves no credits or more than a book can count.",
        "post between 1 and 1,000,000 credits at a time";
    LEDGER_NOT_HELD = "ledger.not_held", Conflict,
        "More credits are to be settled or released than are held.",
        "settle or release each hold once";
    LEDGER_ID_CONFLICT = "ledger.id_conflict", Conflict,
        "A posting with this id was made before, and it was another one.",
        "use a new id for a new posting";
    LEDGER_BOOK_BROKEN = "ledger.book_broken", Corrupt,
        "An account's book does not follow from its entries.",
        "restore the store from a good copy";
    LEDGER_PACKAGES_MALFORMED = "ledger.packages_malformed", Invalid,
        "A price list is not one: its JSON, an id twice, an empty package, or a larger one dearer by the piece.",
        "give an array of {id, credits, locks, price_cents, currency}, larger packages cheaper by the piece";
    LEDGER_PACKAGE_UNKNOWN = "ledger.package_unknown", NotFound,
        "There is no such package.",
        "choose one of the packages on offer";

    ACCESS_NOT_PERMITTED = "access.not_permitted", Denied,
        "The person's role does not permit this.",
        "ask the owner or a standard user of the account";
    ACCESS_EXPIRED = "access.expired", Denied,
        "The person's access was given until a date that is past.",
        "ask whoever invited you for a later date";
    ACCESS_DOOR_NOT_PERMITTED = "access.door_not_permitted", Denied,
        "The person may use certain locks only, and this is not one of them.",
        "ask whoever invited you for this lock";
    ACCESS_TOO_LONG = "access.too_long", Denied,
        "The person may give access for a limited number of days only.",
        "issue a shorter code, or ask whoever invited you";
    ACCESS_CODES_SPENT = "access.codes_spent", Denied,
        "The person may generate a limited number of codes only, and they are used up.",
        "ask whoever invited you for more";
    ACCESS_WIDER_THAN_OWN = "access.wider_than_own", Denied,
        "Somebody would be given more than their giver has.",
        "give a role and limits no wider than your own";
    ACCESS_SECOND_OWNER = "access.second_owner", Invalid,
        "An account has one owner.",
        "give the role standard, associate or guest";
    ACCESS_PASSWORD_TOO_WEAK = "access.password_too_weak", Invalid,
        "A password does not meet the rule; the message names every unmet part.",
        "use at least 8 characters with lower and upper case letters and a number";
    ACCESS_PASSWORD_COST = "access.password_cost", Invalid,
        "The cost of hashing passwords is set to what Argon2 cannot do.",
        "use at least 8 KiB of memory and one pass";

    AUDIT_CHAIN_BROKEN = "audit.chain_broken", Corrupt,
        "A record of the audit trail does not follow from the one before.",
        "compare with a backup: somebody changed the store";
    AUDIT_BOOKS_DISAGREE = "audit.books_disagree", Corrupt,
        "The account's codes, debits, messages and audit records do not tell the same story.",
        "compare with a backup: somebody changed the store";

    OUTBOX_NOT_DUE = "outbox.not_due", Conflict,
        "The message is not waiting, or its time has not come.",
        "claim messages that are due only";
    OUTBOX_ENCRYPTION = "outbox.encryption", Invalid,
        "The authorities that are to vouch for an SMTP server cannot be read.",
        "give certificates in the PEM format";
    OUTBOX_NOT_LENT = "outbox.not_lent", Conflict,
        "An outcome was given for a message that no courier had.",
        "claim the message first";
    OUTBOX_EMAIL_MALFORMED = "outbox.email_malformed", Invalid,
        "A text is not a mail address.",
        "write it as name@host.example, without blanks and without a display name";
    OUTBOX_PHONE_MALFORMED = "outbox.phone_malformed", Invalid,
        "A text is not a phone number.",
        "write the country code and the number as digits, for example 447400123456";
    OUTBOX_PHONE_WITHOUT_COUNTRY = "outbox.phone_without_country", Invalid,
        "A phone number lacks its country code.",
        "put the country code in front instead of the zero, for example 44 for Great Britain";
    OUTBOX_PHONE_UNKNOWN = "outbox.phone_unknown", Invalid,
        "No country has such a phone number.",
        "check the country code and the digits";
    OUTBOX_SMS_FAULTS = "outbox.sms_faults", Invalid,
        "A text message cannot be sent as it is; the message names every fault.",
        "mend the named faults: one message of 160 characters of the GSM alphabet, the number with its country code";
    OUTBOX_TEMPLATE_FAILED = "outbox.template_failed", Corrupt,
        "A message's template cannot be filled in.",
        "report this: the templates come with the library";

    STORE_FAILED = "store.failed", Unavailable,
        "The store did not do what it was asked.",
        "try the same request again; if it stays, look at the store's own log";
    STORE_TOO_NEW = "store.too_new", Conflict,
        "A newer version of the library made the store.",
        "use that version or a newer one";
    STORE_COMMIT_UNKNOWN = "store.commit_unknown", Unavailable,
        "The connection broke while a transaction was committed: whether it was is not known.",
        "send the same request again: it is carried out once";
    STORE_ROW_MALFORMED = "store.row_malformed", Corrupt,
        "A stored row holds what its column cannot.",
        "restore the store from a good copy";
    STORE_CONTRADICTS_ITSELF = "store.contradicts_itself", Corrupt,
        "A row is there that cannot be, or is missing where it must be.",
        "restore the store from a good copy";
    STORE_ENCRYPTION = "store.encryption", Invalid,
        "A connection to PostgreSQL cannot be encrypted as its URL asks.",
        "give `sslmode` as disable, require or verify-full, and the server's authority by `sslrootcert`";
    STORE_CURSOR_MALFORMED = "store.cursor_malformed", Invalid,
        "A text is no place in this list.",
        "give the `next` of the page before, and the same filters";

    PORTAL_MASTER_KEY_MALFORMED = "portal.master_key_malformed", Invalid,
        "The portal's master key is not 32 bytes written as 64 hexadecimal digits.",
        "give 64 hexadecimal digits; `openssl rand -hex 32` makes a new key";
    PORTAL_MASTER_KEY_WRONG = "portal.master_key_wrong", Denied,
        "The store was begun with another master key.",
        "use the key the store was begun with: with another, every lock's codes would be wrong";
    PORTAL_LIMITED = "portal.limited", Limited,
        "Too many tries to sign in, register or reset.",
        "wait, then try again";
    PORTAL_SIGN_IN_FAILED = "portal.sign_in_failed", Denied,
        "The address and the password do not belong together, or the account is not active.",
        "check both; a new account must first be activated by the link in its mail, and a forgotten password can be reset";
    PORTAL_SESSION_INVALID = "portal.session_invalid", Denied,
        "The session is over or never was.",
        "sign in again";
    PORTAL_LINK_INVALID = "portal.link_invalid", Denied,
        "The link was used, is too old, or is not the newest of its kind.",
        "open the link in the newest mail, or ask for another";
    PORTAL_EMAIL_TAKEN = "portal.email_taken", Conflict,
        "The address belongs to this or another account already, as its owner or as an associated user.",
        "an address is in one account only: use another address, or ask support to change the kind of account it has";
    PORTAL_TEXT_OUT_OF_RANGE = "portal.text_out_of_range", Invalid,
        "A name, note or id is empty, too long or holds control characters.",
        "shorten the text and leave out control characters";
    PORTAL_NAME_SPECIAL = "portal.name_special", Invalid,
        "The name of a whitelisted person has special characters.",
        "use letters, digits, blanks, hyphens and apostrophes";
    PORTAL_PERSON_UNKNOWN = "portal.person_unknown", NotFound,
        "The account has no such user.",
        "choose one of the account's users";
    PORTAL_OWNER_STAYS = "portal.owner_stays", Conflict,
        "The owner cannot be changed or removed as a user.",
        "close the account instead";
    PORTAL_TOO_DEEP = "portal.too_deep", Exhausted,
        "The chain of who invited whom is as long as it may be.",
        "let somebody nearer to the owner invite this person";
    PORTAL_LOCK_UNKNOWN = "portal.lock_unknown", NotFound,
        "The account has no such lock.",
        "choose one of the account's locks";
    PORTAL_LOCK_ID_TAKEN = "portal.lock_id_taken", Conflict,
        "Another lock of the account has this six-digit id.",
        "leave the id out to get a free one";
    PORTAL_LOCKS_FULL = "portal.locks_full", Exhausted,
        "The account has as many locks as were bought.",
        "buy places for more locks, or delete one";
    PORTAL_LOCK_NOT_READY = "portal.lock_not_ready", Conflict,
        "The lock has not been initialised yet, or it was not confirmed that it took the sequence.",
        "type the initialisation sequence at the lock and confirm it";
    PORTAL_LOCK_SERIES = "portal.lock_series", Invalid,
        "This step belongs to locks of another series.",
        "initialise KL locks at the keypad and link CL locks by their app's access key";
    PORTAL_ACCESS_KEY_MALFORMED = "portal.access_key_malformed", Invalid,
        "A text is not an access key of the lock-management app.",
        "copy it from the app: Settings, User Info, Access Key; 10 or more letters and digits, case matters";
    PORTAL_REQUEST_CONFLICT = "portal.request_conflict", Conflict,
        "A request with this id was made before, and it asked for something else.",
        "repeat a request exactly as it was, or make a new id for a new one";
    PORTAL_WOULD_BE_REFUSED = "portal.would_be_refused", Conflict,
        "The lock, as it is known to be set, will refuse this code.",
        "change the lock's mode or the request; if the lock was changed already, update its record or accept the warnings";
    PORTAL_STAY_UNKNOWN = "portal.stay_unknown", NotFound,
        "The lock has no such stay.",
        "check the lock and the stay's id";
    PORTAL_STAY_NOT_YOURS = "portal.stay_not_yours", Denied,
        "The codes of the stay were generated by another person, and you see your own only.",
        "ask the owner or a standard user of the account";
    PORTAL_LOCK_NOT_OF_MODEL = "portal.lock_not_of_model", Invalid,
        "The record says something of the lock that a lock of its model cannot be.",
        "`netcode model show` prints what the model can be";
    PORTAL_SEQUENCE_FAILED = "portal.sequence_failed", Corrupt,
        "What would be typed to initialise the lock does not work on the model's twin.",
        "report this: the catalogue comes with the library";
    PORTAL_LOCK_AMBIGUOUS = "portal.lock_ambiguous", Invalid,
        "Several locks of the account may be meant.",
        "name one lock by its id";
    PORTAL_CODE_UNKNOWN = "portal.code_unknown", NotFound,
        "The account has no such code, or it is another person's.",
        "look it up in the history";
    PORTAL_LIMIT_OUT_OF_RANGE = "portal.limit_out_of_range", Invalid,
        "A page would be empty, or hold more than one answer does.",
        "give a limit from 1 to 1,000, of messages to deliver from 1 to 100";
    PORTAL_BATCH_TOO_LARGE = "portal.batch_too_large", Invalid,
        "A batch holds more requests than one transaction takes.",
        "send at most 10,000 requests at a time";
    PORTAL_ALREADY_SENT = "portal.already_sent", Conflict,
        "This code was sent to this recipient before, in the same words.",
        "nothing needs to be done; to send it all the same, say so";
    PORTAL_PHONE_LISTED = "portal.phone_listed", Conflict,
        "The phone is on the whitelist already.",
        "remove it first to change its name";
    PORTAL_PHONE_UNKNOWN = "portal.phone_unknown", NotFound,
        "The phone is not on the whitelist.",
        "add it first, with its country code";
}
