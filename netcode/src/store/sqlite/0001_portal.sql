-- The first schema. A later change is another numbered file; this one is never edited.
-- Whole numbers hold counts, credits, minutes, truth as 0 and 1, and instants as microseconds from 1970.

CREATE TABLE "facts" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    PRIMARY KEY ("name")
) STRICT;

CREATE TABLE "accounts" (
    "id" TEXT NOT NULL,
    "locks" INTEGER NOT NULL,
    "locks_allowed" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "closed_at" INTEGER,
    PRIMARY KEY ("id")
) STRICT;

CREATE TABLE "people" (
    "id" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "email" TEXT,
    "name" TEXT,
    "password" TEXT,
    "limits" TEXT NOT NULL,
    "invited_by" TEXT,
    "codes_issued" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    UNIQUE ("email")
) STRICT;

CREATE TABLE "links" (
    "hash" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "email" TEXT,
    "expires_at" INTEGER NOT NULL,
    PRIMARY KEY ("hash")
) STRICT;

CREATE TABLE "sessions" (
    "hash" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "expires_at" INTEGER NOT NULL,
    PRIMARY KEY ("hash")
) STRICT;

CREATE TABLE "tries" (
    "name" TEXT NOT NULL,
    "tries" INTEGER NOT NULL,
    "since" INTEGER NOT NULL,
    PRIMARY KEY ("name")
) STRICT;

CREATE TABLE "locks" (
    "account" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_folded" TEXT NOT NULL,
    "site" TEXT NOT NULL,
    "lock_group" TEXT,
    "model" TEXT NOT NULL,
    "series" TEXT NOT NULL,
    "serial" TEXT NOT NULL,
    "lock_id" INTEGER NOT NULL,
    "live_lock_id" INTEGER,
    "initialised" INTEGER,
    "confirmed_at" INTEGER,
    "zone" TEXT NOT NULL,
    "clock" TEXT NOT NULL,
    "clock_ppm" INTEGER NOT NULL,
    "layout" TEXT NOT NULL,
    "digits" INTEGER NOT NULL,
    "modes" TEXT NOT NULL,
    "grace_minutes" INTEGER NOT NULL,
    "prefix" TEXT NOT NULL,
    "sms_id" TEXT,
    "access_key" TEXT,
    "search" TEXT NOT NULL,
    "added_at" INTEGER NOT NULL,
    "live" INTEGER NOT NULL,
    PRIMARY KEY ("account", "id"),
    UNIQUE ("sms_id"),
    UNIQUE ("account", "live_lock_id")
) STRICT;

CREATE TABLE "codes" (
    "account" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "request" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "person" TEXT,
    "origin" TEXT NOT NULL,
    "lock" TEXT NOT NULL,
    "lock_id" INTEGER NOT NULL,
    "initialised" INTEGER NOT NULL,
    "layout" TEXT NOT NULL,
    "digits" INTEGER NOT NULL,
    "grant_json" TEXT NOT NULL,
    "starts" INTEGER NOT NULL,
    "ends" INTEGER NOT NULL,
    "guest" TEXT,
    "credits" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    PRIMARY KEY ("account", "number"),
    UNIQUE ("account", "request")
) STRICT;

CREATE TABLE "whitelist" (
    "account" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "added_at" INTEGER NOT NULL,
    PRIMARY KEY ("account", "phone")
) STRICT;

CREATE TABLE "entries" (
    "account" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "act" TEXT NOT NULL,
    "credits" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "available_after" INTEGER NOT NULL CHECK (available_after >= 0),
    "held_after" INTEGER NOT NULL CHECK (held_after >= 0),
    PRIMARY KEY ("account", "number"),
    UNIQUE ("account", "id")
) STRICT;

CREATE TABLE "audit" (
    "account" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "person" TEXT,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "previous" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    PRIMARY KEY ("account", "number")
) STRICT;

CREATE TABLE "messages" (
    "id" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "code" INTEGER,
    "seed" TEXT,
    "note" TEXT NOT NULL,
    "hold" TEXT,
    "state" TEXT NOT NULL,
    "due_at" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "done_at" INTEGER,
    "fault" TEXT,
    PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "people_by_account" ON "people" ("account");
CREATE INDEX "links_by_person" ON "links" ("person", "purpose");
CREATE INDEX "sessions_by_person" ON "sessions" ("person");
CREATE INDEX "locks_by_name" ON "locks" ("account", "live", "name_folded", "id");
CREATE INDEX "codes_by_window" ON "codes" ("account", "lock", "starts");
CREATE INDEX "messages_by_due" ON "messages" ("state", "due_at", "id");
CREATE INDEX "messages_by_code" ON "messages" ("account", "code");
