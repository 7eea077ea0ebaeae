-- The first schema. A later change is another numbered file; this one is never edited.
-- Whole numbers hold counts, credits, minutes, truth as 0 and 1, and instants as microseconds from 1970.

-- Texts compare by their bytes, as on every store.

CREATE TABLE "facts" (
    "name" TEXT COLLATE "C" NOT NULL,
    "value" TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY ("name")
);

CREATE TABLE "accounts" (
    "id" TEXT COLLATE "C" NOT NULL,
    "locks" BIGINT NOT NULL,
    "locks_allowed" BIGINT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "closed_at" BIGINT,
    PRIMARY KEY ("id")
);

CREATE TABLE "people" (
    "id" TEXT COLLATE "C" NOT NULL,
    "account" TEXT COLLATE "C" NOT NULL,
    "role" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "email" TEXT COLLATE "C",
    "name" TEXT COLLATE "C",
    "password" TEXT COLLATE "C",
    "limits" TEXT COLLATE "C" NOT NULL,
    "invited_by" TEXT COLLATE "C",
    "codes_issued" BIGINT NOT NULL,
    "created_at" BIGINT NOT NULL,
    PRIMARY KEY ("id"),
    UNIQUE ("email")
);

CREATE TABLE "links" (
    "hash" TEXT COLLATE "C" NOT NULL,
    "person" TEXT COLLATE "C" NOT NULL,
    "purpose" TEXT COLLATE "C" NOT NULL,
    "email" TEXT COLLATE "C",
    "expires_at" BIGINT NOT NULL,
    PRIMARY KEY ("hash")
);

CREATE TABLE "sessions" (
    "hash" TEXT COLLATE "C" NOT NULL,
    "person" TEXT COLLATE "C" NOT NULL,
    "expires_at" BIGINT NOT NULL,
    PRIMARY KEY ("hash")
);

CREATE TABLE "tries" (
    "name" TEXT COLLATE "C" NOT NULL,
    "tries" BIGINT NOT NULL,
    "since" BIGINT NOT NULL,
    PRIMARY KEY ("name")
);

CREATE TABLE "locks" (
    "account" TEXT COLLATE "C" NOT NULL,
    "id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "name_folded" TEXT COLLATE "C" NOT NULL,
    "site" TEXT COLLATE "C" NOT NULL,
    "lock_group" TEXT COLLATE "C",
    "model" TEXT COLLATE "C" NOT NULL,
    "series" TEXT COLLATE "C" NOT NULL,
    "serial" TEXT COLLATE "C" NOT NULL,
    "lock_id" BIGINT NOT NULL,
    "live_lock_id" BIGINT,
    "initialised" BIGINT,
    "confirmed_at" BIGINT,
    "zone" TEXT COLLATE "C" NOT NULL,
    "clock" TEXT COLLATE "C" NOT NULL,
    "clock_ppm" BIGINT NOT NULL,
    "layout" TEXT COLLATE "C" NOT NULL,
    "digits" BIGINT NOT NULL,
    "modes" TEXT COLLATE "C" NOT NULL,
    "grace_minutes" BIGINT NOT NULL,
    "prefix" TEXT COLLATE "C" NOT NULL,
    "sms_id" TEXT COLLATE "C",
    "access_key" TEXT COLLATE "C",
    "search" TEXT COLLATE "C" NOT NULL,
    "added_at" BIGINT NOT NULL,
    "live" BIGINT NOT NULL,
    PRIMARY KEY ("account", "id"),
    UNIQUE ("sms_id"),
    UNIQUE ("account", "live_lock_id")
);

CREATE TABLE "codes" (
    "account" TEXT COLLATE "C" NOT NULL,
    "number" BIGINT NOT NULL,
    "request" TEXT COLLATE "C" NOT NULL,
    "fingerprint" TEXT COLLATE "C" NOT NULL,
    "person" TEXT COLLATE "C",
    "origin" TEXT COLLATE "C" NOT NULL,
    "lock" TEXT COLLATE "C" NOT NULL,
    "lock_id" BIGINT NOT NULL,
    "initialised" BIGINT NOT NULL,
    "layout" TEXT COLLATE "C" NOT NULL,
    "digits" BIGINT NOT NULL,
    "grant_json" TEXT COLLATE "C" NOT NULL,
    "starts" BIGINT NOT NULL,
    "ends" BIGINT NOT NULL,
    "guest" TEXT COLLATE "C",
    "credits" BIGINT NOT NULL,
    "created_at" BIGINT NOT NULL,
    PRIMARY KEY ("account", "number"),
    UNIQUE ("account", "request")
);

CREATE TABLE "whitelist" (
    "account" TEXT COLLATE "C" NOT NULL,
    "phone" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "added_at" BIGINT NOT NULL,
    PRIMARY KEY ("account", "phone")
);

CREATE TABLE "entries" (
    "account" TEXT COLLATE "C" NOT NULL,
    "number" BIGINT NOT NULL,
    "id" TEXT COLLATE "C" NOT NULL,
    "at" BIGINT NOT NULL,
    "act" TEXT COLLATE "C" NOT NULL,
    "credits" BIGINT NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,
    "available_after" BIGINT NOT NULL CHECK (available_after >= 0),
    "held_after" BIGINT NOT NULL CHECK (held_after >= 0),
    PRIMARY KEY ("account", "number"),
    UNIQUE ("account", "id")
);

CREATE TABLE "audit" (
    "account" TEXT COLLATE "C" NOT NULL,
    "number" BIGINT NOT NULL,
    "at" BIGINT NOT NULL,
    "person" TEXT COLLATE "C",
    "action" TEXT COLLATE "C" NOT NULL,
    "subject" TEXT COLLATE "C" NOT NULL,
    "detail" TEXT COLLATE "C" NOT NULL,
    "previous" TEXT COLLATE "C" NOT NULL,
    "hash" TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY ("account", "number")
);

CREATE TABLE "messages" (
    "id" TEXT COLLATE "C" NOT NULL,
    "account" TEXT COLLATE "C" NOT NULL,
    "channel" TEXT COLLATE "C" NOT NULL,
    "recipient" TEXT COLLATE "C" NOT NULL,
    "template" TEXT COLLATE "C" NOT NULL,
    "code" BIGINT,
    "seed" TEXT COLLATE "C",
    "note" TEXT COLLATE "C" NOT NULL,
    "hold" TEXT COLLATE "C",
    "state" TEXT COLLATE "C" NOT NULL,
    "due_at" BIGINT NOT NULL,
    "attempts" BIGINT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "done_at" BIGINT,
    "fault" TEXT COLLATE "C",
    PRIMARY KEY ("id")
);

CREATE INDEX "people_by_account" ON "people" ("account");
CREATE INDEX "links_by_person" ON "links" ("person", "purpose");
CREATE INDEX "sessions_by_person" ON "sessions" ("person");
CREATE INDEX "locks_by_name" ON "locks" ("account", "live", "name_folded", "id");
CREATE INDEX "codes_by_window" ON "codes" ("account", "lock", "starts");
CREATE INDEX "messages_by_due" ON "messages" ("state", "due_at", "id");
CREATE INDEX "messages_by_code" ON "messages" ("account", "code");
