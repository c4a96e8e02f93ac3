"""From what was said to what gets done: themes, offers, the look-back, the book's editions, events in a row."""

TABLES = """
CREATE TABLE "look" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "footer" TEXT NOT NULL,
    "accent" TEXT NOT NULL,
    "logo" BLOB,
    "logo_words" TEXT NOT NULL,
    "docx_template" BLOB,
    "changed_at" DATETIME NOT NULL
);
CREATE TABLE "series" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "made_at" DATETIME NOT NULL
);
CREATE UNIQUE INDEX "series_token" ON "series" ("token");
CREATE TABLE "earlier_count" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "series_id" INTEGER NOT NULL,
    "held" TEXT NOT NULL,
    "counts" TEXT NOT NULL,
    FOREIGN KEY ("series_id") REFERENCES "series" ("id") ON DELETE CASCADE
);
CREATE INDEX "earlier_count_series_id" ON "earlier_count" ("series_id");
CREATE UNIQUE INDEX "earlier_count_series_id_held" ON "earlier_count" ("series_id", "held");
CREATE TABLE "translation" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "note_id" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "person_id" INTEGER,
    "written_at" DATETIME NOT NULL,
    FOREIGN KEY ("note_id") REFERENCES "note" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE SET NULL
);
CREATE INDEX "translation_note_id" ON "translation" ("note_id");
CREATE INDEX "translation_person_id" ON "translation" ("person_id");
CREATE UNIQUE INDEX "translation_note_id_language" ON "translation" ("note_id", "language");
CREATE TABLE "helping_hand" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "note_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("note_id") REFERENCES "note" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE
);
CREATE INDEX "helping_hand_event_id" ON "helping_hand" ("event_id");
CREATE INDEX "helping_hand_note_id" ON "helping_hand" ("note_id");
CREATE INDEX "helping_hand_person_id" ON "helping_hand" ("person_id");
CREATE UNIQUE INDEX "helping_hand_note_id_person_id" ON "helping_hand" ("note_id", "person_id");
CREATE TABLE "alike" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "note_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("note_id") REFERENCES "note" ("id") ON DELETE CASCADE
);
CREATE INDEX "alike_event_id" ON "alike" ("event_id");
CREATE UNIQUE INDEX "alike_note_id" ON "alike" ("note_id");
CREATE TABLE "theme" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "named_by_id" INTEGER,
    "state" TEXT NOT NULL,
    "whom" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "held_because" TEXT NOT NULL,
    "carried_from_id" INTEGER,
    "joined_into_id" INTEGER,
    "away_at" DATETIME,
    "made_at" DATETIME NOT NULL,
    "late" INTEGER NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("named_by_id") REFERENCES "person" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("carried_from_id") REFERENCES "theme" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("joined_into_id") REFERENCES "theme" ("id") ON DELETE SET NULL
);
CREATE INDEX "theme_event_id" ON "theme" ("event_id");
CREATE INDEX "theme_named_by_id" ON "theme" ("named_by_id");
CREATE INDEX "theme_carried_from_id" ON "theme" ("carried_from_id");
CREATE INDEX "theme_joined_into_id" ON "theme" ("joined_into_id");
CREATE TABLE "in_theme" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "theme_id" INTEGER NOT NULL,
    "note_id" INTEGER NOT NULL,
    "put_by_id" INTEGER,
    "put_at" DATETIME NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("theme_id") REFERENCES "theme" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("note_id") REFERENCES "note" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("put_by_id") REFERENCES "person" ("id") ON DELETE SET NULL
);
CREATE INDEX "in_theme_event_id" ON "in_theme" ("event_id");
CREATE INDEX "in_theme_theme_id" ON "in_theme" ("theme_id");
CREATE INDEX "in_theme_note_id" ON "in_theme" ("note_id");
CREATE INDEX "in_theme_put_by_id" ON "in_theme" ("put_by_id");
CREATE UNIQUE INDEX "in_theme_theme_id_note_id" ON "in_theme" ("theme_id", "note_id");
CREATE TABLE "sorting_act" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "what" TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "by_person_id" INTEGER,
    "done_at" DATETIME NOT NULL,
    "undone_at" DATETIME,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("by_person_id") REFERENCES "person" ("id") ON DELETE SET NULL
);
CREATE INDEX "sorting_act_event_id" ON "sorting_act" ("event_id");
CREATE INDEX "sorting_act_by_person_id" ON "sorting_act" ("by_person_id");
CREATE TABLE "suggested_pile" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "words" TEXT NOT NULL,
    "notes" TEXT NOT NULL,
    "made_at" DATETIME NOT NULL,
    "answered_at" DATETIME,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE
);
CREATE INDEX "suggested_pile_event_id" ON "suggested_pile" ("event_id");
CREATE TABLE "came_from" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "action_id" INTEGER NOT NULL,
    "note_id" INTEGER NOT NULL,
    FOREIGN KEY ("action_id") REFERENCES "action" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("note_id") REFERENCES "note" ("id") ON DELETE CASCADE
);
CREATE INDEX "came_from_action_id" ON "came_from" ("action_id");
CREATE INDEX "came_from_note_id" ON "came_from" ("note_id");
CREATE UNIQUE INDEX "came_from_action_id_note_id" ON "came_from" ("action_id", "note_id");
CREATE TABLE "role_sheet" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "promise_id" INTEGER NOT NULL,
    "fields" TEXT NOT NULL,
    "changed_at" DATETIME NOT NULL,
    FOREIGN KEY ("promise_id") REFERENCES "promise" ("id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "role_sheet_promise_id" ON "role_sheet" ("promise_id");
CREATE TABLE "offer" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "person_id" INTEGER,
    "skill" TEXT NOT NULL,
    "time" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "written_by_id" INTEGER,
    "held_because" TEXT NOT NULL,
    "taken_back_at" DATETIME,
    "made_at" DATETIME NOT NULL,
    "late" INTEGER NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("written_by_id") REFERENCES "person" ("id") ON DELETE SET NULL
);
CREATE INDEX "offer_event_id" ON "offer" ("event_id");
CREATE INDEX "offer_person_id" ON "offer" ("person_id");
CREATE INDEX "offer_written_by_id" ON "offer" ("written_by_id");
CREATE TABLE "helps_with" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "offer_id" INTEGER NOT NULL,
    "action_id" INTEGER NOT NULL,
    FOREIGN KEY ("offer_id") REFERENCES "offer" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("action_id") REFERENCES "action" ("id") ON DELETE CASCADE
);
CREATE INDEX "helps_with_offer_id" ON "helps_with" ("offer_id");
CREATE INDEX "helps_with_action_id" ON "helps_with" ("action_id");
CREATE UNIQUE INDEX "helps_with_offer_id_action_id" ON "helps_with" ("offer_id", "action_id");
CREATE TABLE "contact" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "person_id" INTEGER,
    "offer_id" INTEGER,
    "promise_id" INTEGER,
    "how" TEXT NOT NULL,
    "what_for" TEXT NOT NULL,
    "until" DATE NOT NULL,
    "agreed_at" DATETIME NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("offer_id") REFERENCES "offer" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("promise_id") REFERENCES "promise" ("id") ON DELETE CASCADE
);
CREATE INDEX "contact_event_id" ON "contact" ("event_id");
CREATE INDEX "contact_person_id" ON "contact" ("person_id");
CREATE UNIQUE INDEX "contact_offer_id" ON "contact" ("offer_id");
CREATE UNIQUE INDEX "contact_promise_id" ON "contact" ("promise_id");
CREATE TABLE "look_back" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "token" TEXT NOT NULL,
    "opened_at" DATETIME,
    "answer_within" INTEGER NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "look_back_event_id" ON "look_back" ("event_id");
CREATE UNIQUE INDEX "look_back_token" ON "look_back" ("token");
CREATE TABLE "answer_link" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "action_id" INTEGER NOT NULL,
    "promise_id" INTEGER,
    "ask_id" INTEGER,
    "token" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "made_at" DATETIME NOT NULL,
    "revoked_at" DATETIME,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("action_id") REFERENCES "action" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("promise_id") REFERENCES "promise" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("ask_id") REFERENCES "ask" ("id") ON DELETE CASCADE
);
CREATE INDEX "answer_link_event_id" ON "answer_link" ("event_id");
CREATE INDEX "answer_link_action_id" ON "answer_link" ("action_id");
CREATE UNIQUE INDEX "answer_link_promise_id" ON "answer_link" ("promise_id");
CREATE UNIQUE INDEX "answer_link_ask_id" ON "answer_link" ("ask_id");
CREATE UNIQUE INDEX "answer_link_token" ON "answer_link" ("token");
CREATE UNIQUE INDEX "answer_link_code" ON "answer_link" ("code");
CREATE TABLE "update" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "action_id" INTEGER NOT NULL,
    "ask_id" INTEGER,
    "link_id" INTEGER,
    "by" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "next_by" DATE,
    "passed_to" TEXT NOT NULL,
    "held_because" TEXT NOT NULL,
    "said_at" DATETIME NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("action_id") REFERENCES "action" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("ask_id") REFERENCES "ask" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("link_id") REFERENCES "answer_link" ("id") ON DELETE SET NULL
);
CREATE INDEX "update_event_id" ON "update" ("event_id");
CREATE INDEX "update_action_id" ON "update" ("action_id");
CREATE INDEX "update_ask_id" ON "update" ("ask_id");
CREATE INDEX "update_link_id" ON "update" ("link_id");
CREATE TABLE "wondering" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "action_id" INTEGER NOT NULL,
    "asked_at" DATETIME NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("action_id") REFERENCES "action" ("id") ON DELETE CASCADE
);
CREATE INDEX "wondering_event_id" ON "wondering" ("event_id");
CREATE INDEX "wondering_action_id" ON "wondering" ("action_id");
CREATE TABLE "reminder" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "link_id" INTEGER NOT NULL,
    "how" TEXT NOT NULL,
    "reminded_at" DATETIME NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("link_id") REFERENCES "answer_link" ("id") ON DELETE CASCADE
);
CREATE INDEX "reminder_event_id" ON "reminder" ("event_id");
CREATE INDEX "reminder_link_id" ON "reminder" ("link_id");
CREATE TABLE "hand_out" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "is_open" INTEGER NOT NULL,
    "changed_at" DATETIME NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "hand_out_event_id" ON "hand_out" ("event_id");
CREATE TABLE "edition" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "book" BLOB,
    "made_at" DATETIME NOT NULL,
    "published_at" DATETIME,
    "taken_down_at" DATETIME,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE
);
CREATE INDEX "edition_event_id" ON "edition" ("event_id");
CREATE UNIQUE INDEX "edition_event_id_number" ON "edition" ("event_id", "number");
CREATE TABLE "check" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "edition_id" INTEGER NOT NULL,
    "person_id" INTEGER,
    "name" TEXT NOT NULL,
    "is_right" INTEGER,
    "words" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("edition_id") REFERENCES "edition" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE SET NULL
);
CREATE INDEX "check_event_id" ON "check" ("event_id");
CREATE INDEX "check_edition_id" ON "check" ("edition_id");
CREATE INDEX "check_person_id" ON "check" ("person_id");
CREATE UNIQUE INDEX "check_edition_id_person_id_fingerprint" ON "check" ("edition_id", "person_id", "fingerprint");
"""

# Columns of tables that stand already.
COLUMNS = """
ALTER TABLE "event" ADD COLUMN "series_id" INTEGER REFERENCES "series" ("id") ON DELETE SET NULL;
ALTER TABLE "event" ADD COLUMN "follows_id" INTEGER REFERENCES "event" ("id") ON DELETE SET NULL;
ALTER TABLE "event" ADD COLUMN "stars_each" INTEGER NOT NULL DEFAULT 3;
CREATE INDEX "event_series_id" ON "event" ("series_id");
CREATE INDEX "event_follows_id" ON "event" ("follows_id");
ALTER TABLE "action" ADD COLUMN "theme_id" INTEGER REFERENCES "theme" ("id") ON DELETE SET NULL;
ALTER TABLE "action" ADD COLUMN "involvement" TEXT NOT NULL DEFAULT '';
ALTER TABLE "action" ADD COLUMN "decided_by" TEXT NOT NULL DEFAULT '';
ALTER TABLE "action" ADD COLUMN "carried_from_id" INTEGER REFERENCES "action" ("id") ON DELETE SET NULL;
CREATE INDEX "action_theme_id" ON "action" ("theme_id");
CREATE INDEX "action_carried_from_id" ON "action" ("carried_from_id");
ALTER TABLE "promise" ADD COLUMN "aloud" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "promise" ADD COLUMN "named" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "ask" ADD COLUMN "asked_by" DATE;
"""

YES_OR_NO = {
    "theme": ("late",),
    "offer": ("late",),
    "hand_out": ("is_open",),
    "check": ("is_right",),
    "promise": ("aloud", "named"),
}


def up(migrator, db):
    """Make every table, column and index."""
    db.make(TABLES + COLUMNS, YES_OR_NO)
