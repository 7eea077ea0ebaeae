-- Stays, and the codes that were given out for each.

CREATE TABLE "stays" (
    "account" TEXT COLLATE "C" NOT NULL,
    "lock" TEXT COLLATE "C" NOT NULL,
    "stay" TEXT COLLATE "C" NOT NULL,
    "begins" BIGINT NOT NULL,
    "ends" BIGINT NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "codes_json" TEXT COLLATE "C" NOT NULL,
    "changed_at" BIGINT NOT NULL,
    PRIMARY KEY ("account", "lock", "stay")
);

CREATE INDEX "stays_by_end" ON "stays" ("account", "lock", "ends");
