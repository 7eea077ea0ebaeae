-- Stays, and the codes that were given out for each.

CREATE TABLE "stays" (
    "account" TEXT NOT NULL,
    "lock" TEXT NOT NULL,
    "stay" TEXT NOT NULL,
    "begins" INTEGER NOT NULL,
    "ends" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "codes_json" TEXT NOT NULL,
    "changed_at" INTEGER NOT NULL,
    PRIMARY KEY ("account", "lock", "stay")
) STRICT;

CREATE INDEX "stays_by_end" ON "stays" ("account", "lock", "ends");
