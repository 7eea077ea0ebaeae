-- With the number in it the index also answers in the order of the key: without it a planner may walk all codes of an
-- account in that order instead of looking up the few of one window.

DROP INDEX "codes_by_window";
CREATE INDEX "codes_by_window" ON "codes" ("account", "lock", "starts", "number");
