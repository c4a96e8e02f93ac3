"""A World Café: rounds, tables, seats, hosts, tablecloths, the debrief; notes and photos know their table and round."""

TABLES = """
CREATE TABLE "round" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "question" TEXT NOT NULL,
    "recap" INTEGER NOT NULL,
    "quiet" INTEGER NOT NULL,
    "go_round" INTEGER NOT NULL,
    "away_at" DATETIME,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE
);
CREATE INDEX "round_event_id" ON "round" ("event_id");
CREATE TABLE "table" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "seats" INTEGER NOT NULL,
    "step_free" INTEGER NOT NULL,
    "quiet" INTEGER NOT NULL,
    "question" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "away_at" DATETIME,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE
);
CREATE INDEX "table_event_id" ON "table" ("event_id");
CREATE UNIQUE INDEX "table_token" ON "table" ("token");
CREATE UNIQUE INDEX "table_event_id_number" ON "table" ("event_id", "number");
CREATE TABLE "table_device" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "table_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "connected_at" DATETIME NOT NULL,
    "revoked_at" DATETIME,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("table_id") REFERENCES "table" ("id") ON DELETE CASCADE
);
CREATE INDEX "table_device_event_id" ON "table_device" ("event_id");
CREATE INDEX "table_device_table_id" ON "table_device" ("table_id");
CREATE UNIQUE INDEX "table_device_key" ON "table_device" ("key");
CREATE TABLE "scribe" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "round_id" INTEGER NOT NULL,
    "table_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("round_id") REFERENCES "round" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("table_id") REFERENCES "table" ("id") ON DELETE CASCADE
);
CREATE INDEX "scribe_event_id" ON "scribe" ("event_id");
CREATE INDEX "scribe_round_id" ON "scribe" ("round_id");
CREATE INDEX "scribe_table_id" ON "scribe" ("table_id");
CREATE UNIQUE INDEX "scribe_round_id_table_id" ON "scribe" ("round_id", "table_id");
CREATE TABLE "host" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "table_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "since" DATETIME NOT NULL,
    "ended_at" DATETIME,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("table_id") REFERENCES "table" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE
);
CREATE INDEX "host_event_id" ON "host" ("event_id");
CREATE INDEX "host_table_id" ON "host" ("table_id");
CREATE INDEX "host_person_id" ON "host" ("person_id");
CREATE TABLE "seat" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "round_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "table_id" INTEGER NOT NULL,
    "suggested_id" INTEGER,
    "how" TEXT NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("round_id") REFERENCES "round" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("table_id") REFERENCES "table" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("suggested_id") REFERENCES "table" ("id") ON DELETE SET NULL
);
CREATE INDEX "seat_event_id" ON "seat" ("event_id");
CREATE INDEX "seat_round_id" ON "seat" ("round_id");
CREATE INDEX "seat_person_id" ON "seat" ("person_id");
CREATE INDEX "seat_table_id" ON "seat" ("table_id");
CREATE INDEX "seat_suggested_id" ON "seat" ("suggested_id");
CREATE UNIQUE INDEX "seat_round_id_person_id" ON "seat" ("round_id", "person_id");
CREATE TABLE "seat_need" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "step_free" INTEGER NOT NULL,
    "speaks" TEXT NOT NULL,
    "last_round_id" INTEGER,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("last_round_id") REFERENCES "round" ("id") ON DELETE SET NULL
);
CREATE INDEX "seat_need_event_id" ON "seat_need" ("event_id");
CREATE UNIQUE INDEX "seat_need_person_id" ON "seat_need" ("person_id");
CREATE INDEX "seat_need_last_round_id" ON "seat_need" ("last_round_id");
CREATE TABLE "company" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "one_id" INTEGER NOT NULL,
    "other_id" INTEGER NOT NULL,
    "apart" INTEGER NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("one_id") REFERENCES "person" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("other_id") REFERENCES "person" ("id") ON DELETE CASCADE
);
CREATE INDEX "company_event_id" ON "company" ("event_id");
CREATE INDEX "company_one_id" ON "company" ("one_id");
CREATE INDEX "company_other_id" ON "company" ("other_id");
CREATE UNIQUE INDEX "company_one_id_other_id" ON "company" ("one_id", "other_id");
CREATE TABLE "seating_plan" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "how" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "rounds" TEXT NOT NULL,
    "figures" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "letters" TEXT NOT NULL,
    "made_at" DATETIME NOT NULL,
    "published_at" DATETIME,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE
);
CREATE INDEX "seating_plan_event_id" ON "seating_plan" ("event_id");
CREATE TABLE "cloth" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "round_id" INTEGER NOT NULL,
    "table_id" INTEGER NOT NULL,
    "held_because" TEXT NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("round_id") REFERENCES "round" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("table_id") REFERENCES "table" ("id") ON DELETE CASCADE
);
CREATE INDEX "cloth_event_id" ON "cloth" ("event_id");
CREATE INDEX "cloth_round_id" ON "cloth" ("round_id");
CREATE INDEX "cloth_table_id" ON "cloth" ("table_id");
CREATE UNIQUE INDEX "cloth_round_id_table_id" ON "cloth" ("round_id", "table_id");
CREATE TABLE "cloth_hold" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "cloth_id" INTEGER NOT NULL,
    "what" TEXT NOT NULL,
    "because" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("cloth_id") REFERENCES "cloth" ("id") ON DELETE CASCADE
);
CREATE INDEX "cloth_hold_event_id" ON "cloth_hold" ("event_id");
CREATE INDEX "cloth_hold_cloth_id" ON "cloth_hold" ("cloth_id");
CREATE TABLE "stroke" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "cloth_id" INTEGER NOT NULL,
    "person_id" INTEGER,
    "device_id" INTEGER,
    "points" TEXT NOT NULL,
    "colour" TEXT NOT NULL,
    "thickness" INTEGER NOT NULL,
    "drawn_at" DATETIME NOT NULL,
    "undone_at" DATETIME,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("cloth_id") REFERENCES "cloth" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("device_id") REFERENCES "table_device" ("id") ON DELETE SET NULL
);
CREATE INDEX "stroke_event_id" ON "stroke" ("event_id");
CREATE INDEX "stroke_cloth_id" ON "stroke" ("cloth_id");
CREATE INDEX "stroke_person_id" ON "stroke" ("person_id");
CREATE INDEX "stroke_device_id" ON "stroke" ("device_id");
CREATE TABLE "debrief_line" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "who" TEXT NOT NULL,
    "i_heard" TEXT NOT NULL,
    "i_will" TEXT NOT NULL,
    "by" DATE,
    "i_cannot" TEXT NOT NULL,
    "because" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "held_because" TEXT NOT NULL,
    "confirmed_at" DATETIME,
    "changed_at" DATETIME NOT NULL,
    "written_at" DATETIME NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE
);
CREATE INDEX "debrief_line_event_id" ON "debrief_line" ("event_id");
"""

# A row that is there already gets the value it would have been given.
COLUMNS = """
ALTER TABLE "event" ADD COLUMN "tables_across" INTEGER NOT NULL DEFAULT 4;
ALTER TABLE "event" ADD COLUMN "gentle_sound" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "event" ADD COLUMN "gentle_light" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "space" ADD COLUMN "seats" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "stage" ADD COLUMN "round_id" INTEGER REFERENCES "round" ("id") ON DELETE SET NULL;
ALTER TABLE "stage" ADD COLUMN "phase_shift" INTEGER NOT NULL DEFAULT 0;
CREATE INDEX "stage_round_id" ON "stage" ("round_id");
ALTER TABLE "note" ADD COLUMN "round_id" INTEGER REFERENCES "round" ("id") ON DELETE SET NULL;
ALTER TABLE "note" ADD COLUMN "table_id" INTEGER REFERENCES "table" ("id") ON DELETE SET NULL;
ALTER TABLE "note" ADD COLUMN "purpose" TEXT NOT NULL DEFAULT '';
ALTER TABLE "note" ADD COLUMN "device_id" INTEGER REFERENCES "table_device" ("id") ON DELETE SET NULL;
CREATE INDEX "note_round_id" ON "note" ("round_id");
CREATE INDEX "note_table_id" ON "note" ("table_id");
CREATE INDEX "note_device_id" ON "note" ("device_id");
ALTER TABLE "photo" ADD COLUMN "round_id" INTEGER REFERENCES "round" ("id") ON DELETE SET NULL;
ALTER TABLE "photo" ADD COLUMN "table_id" INTEGER REFERENCES "table" ("id") ON DELETE SET NULL;
ALTER TABLE "photo" ADD COLUMN "device_id" INTEGER REFERENCES "table_device" ("id") ON DELETE SET NULL;
CREATE INDEX "photo_round_id" ON "photo" ("round_id");
CREATE INDEX "photo_table_id" ON "photo" ("table_id");
CREATE INDEX "photo_device_id" ON "photo" ("device_id");
ALTER TABLE "call" ADD COLUMN "table_id" INTEGER REFERENCES "table" ("id") ON DELETE SET NULL;
CREATE INDEX "call_table_id" ON "call" ("table_id");
"""

# Numbers in SQLite; other databases keep them as what they are.
YES_OR_NO = {
    "table": ("step_free", "quiet"),
    "seat_need": ("step_free",),
    "company": ("apart",),
    "event": ("gentle_sound", "gentle_light"),
}


def up(migrator, db):
    """Make every table, column and index."""
    db.make(TABLES + COLUMNS, YES_OR_NO)
