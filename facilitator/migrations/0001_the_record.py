"""The record as the project began: every table and index, as SQLite keeps them."""

TABLES = """
CREATE TABLE "event" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "recipe" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "question_by" TEXT NOT NULL,
    "question_why" TEXT NOT NULL,
    "sponsor" TEXT NOT NULL,
    "venue" TEXT NOT NULL,
    "date" DATE NOT NULL,
    "starts" TEXT NOT NULL,
    "languages" TEXT NOT NULL,
    "house_rules" TEXT NOT NULL,
    "places_topics" TEXT NOT NULL,
    "hands_visible" TEXT NOT NULL,
    "stars_visible" INTEGER NOT NULL,
    "holds_private_details" INTEGER NOT NULL,
    "look_back_on" DATE,
    "wifi_name" TEXT NOT NULL,
    "wifi_password" TEXT NOT NULL,
    "is_demo" INTEGER NOT NULL,
    "stage_id" INTEGER,
    "paused_at" DATETIME,
    "closed_at" DATETIME,
    "archived_at" DATETIME,
    "created_at" DATETIME NOT NULL
);
CREATE UNIQUE INDEX "event_code" ON "event" ("code");
CREATE UNIQUE INDEX "event_token" ON "event" ("token");
CREATE TABLE "person" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "show_name" INTEGER NOT NULL,
    "voice" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "needs" TEXT NOT NULL,
    "helper_id" INTEGER,
    "return_code" TEXT NOT NULL,
    "joined_at" DATETIME NOT NULL,
    "left_at" DATETIME,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("helper_id") REFERENCES "person" ("id") ON DELETE SET NULL
);
CREATE INDEX "person_event_id" ON "person" ("event_id");
CREATE INDEX "person_helper_id" ON "person" ("helper_id");
CREATE UNIQUE INDEX "person_event_id_return_code" ON "person" ("event_id", "return_code");
CREATE TABLE "topic" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "convener_id" INTEGER,
    "written_by_id" INTEGER,
    "offered_by_id" INTEGER,
    "said_aloud" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "needs" TEXT NOT NULL,
    "needs_words" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "held_for" TEXT NOT NULL,
    "is_pitching" INTEGER NOT NULL,
    "pitched_at" DATETIME,
    "seeks_convener" INTEGER NOT NULL,
    "joined_into_id" INTEGER,
    "split_from_id" INTEGER,
    "offered_at" DATETIME NOT NULL,
    "announced_at" DATETIME,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("convener_id") REFERENCES "person" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("written_by_id") REFERENCES "person" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("offered_by_id") REFERENCES "person" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("joined_into_id") REFERENCES "topic" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("split_from_id") REFERENCES "topic" ("id") ON DELETE SET NULL
);
CREATE INDEX "topic_event_id" ON "topic" ("event_id");
CREATE INDEX "topic_convener_id" ON "topic" ("convener_id");
CREATE INDEX "topic_written_by_id" ON "topic" ("written_by_id");
CREATE INDEX "topic_offered_by_id" ON "topic" ("offered_by_id");
CREATE INDEX "topic_joined_into_id" ON "topic" ("joined_into_id");
CREATE INDEX "topic_split_from_id" ON "topic" ("split_from_id");
CREATE UNIQUE INDEX "topic_event_id_number" ON "topic" ("event_id", "number");
CREATE TABLE "note" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "topic_id" INTEGER,
    "words" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "lens" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "said_by_id" INTEGER,
    "written_by_id" INTEGER,
    "interpreted_by" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "card" INTEGER,
    "state" TEXT NOT NULL,
    "held_because" TEXT NOT NULL,
    "held_at" DATETIME,
    "held_by_hand" INTEGER NOT NULL,
    "asked_writer" INTEGER NOT NULL,
    "written_at" DATETIME NOT NULL,
    "changed_at" DATETIME,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("topic_id") REFERENCES "topic" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("said_by_id") REFERENCES "person" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("written_by_id") REFERENCES "person" ("id") ON DELETE SET NULL
);
CREATE INDEX "note_event_id" ON "note" ("event_id");
CREATE INDEX "note_topic_id" ON "note" ("topic_id");
CREATE INDEX "note_said_by_id" ON "note" ("said_by_id");
CREATE INDEX "note_written_by_id" ON "note" ("written_by_id");
CREATE TABLE "action" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "note_id" INTEGER,
    "topic_id" INTEGER,
    "what" TEXT NOT NULL,
    "lens" TEXT NOT NULL,
    "first_step" TEXT NOT NULL,
    "due" DATE,
    "written_by_id" INTEGER,
    "held_because" TEXT NOT NULL,
    "taken_back_at" DATETIME,
    "written_at" DATETIME NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("note_id") REFERENCES "note" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("topic_id") REFERENCES "topic" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("written_by_id") REFERENCES "person" ("id") ON DELETE SET NULL
);
CREATE INDEX "action_event_id" ON "action" ("event_id");
CREATE INDEX "action_note_id" ON "action" ("note_id");
CREATE INDEX "action_topic_id" ON "action" ("topic_id");
CREATE INDEX "action_written_by_id" ON "action" ("written_by_id");
CREATE TABLE "ask" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "action_id" INTEGER NOT NULL,
    "whom" TEXT NOT NULL,
    "person_id" INTEGER,
    "asked_at" DATETIME NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("action_id") REFERENCES "action" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE SET NULL
);
CREATE INDEX "ask_event_id" ON "ask" ("event_id");
CREATE INDEX "ask_action_id" ON "ask" ("action_id");
CREATE INDEX "ask_person_id" ON "ask" ("person_id");
CREATE TABLE "board_act" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "what" TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "done_at" DATETIME NOT NULL,
    "undone_at" DATETIME,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE
);
CREATE INDEX "board_act_event_id" ON "board_act" ("event_id");
CREATE TABLE "call" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "person_id" INTEGER,
    "words" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "called_at" DATETIME NOT NULL,
    "answered_at" DATETIME,
    "taken_back_at" DATETIME,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE SET NULL
);
CREATE INDEX "call_event_id" ON "call" ("event_id");
CREATE INDEX "call_person_id" ON "call" ("person_id");
CREATE TABLE "facilitator" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "joined_at" DATETIME NOT NULL,
    "revoked_at" DATETIME,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE
);
CREATE INDEX "facilitator_event_id" ON "facilitator" ("event_id");
CREATE TABLE "hand" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "topic_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("topic_id") REFERENCES "topic" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE
);
CREATE INDEX "hand_event_id" ON "hand" ("event_id");
CREATE INDEX "hand_topic_id" ON "hand" ("topic_id");
CREATE INDEX "hand_person_id" ON "hand" ("person_id");
CREATE UNIQUE INDEX "hand_topic_id_person_id" ON "hand" ("topic_id", "person_id");
CREATE TABLE "photo" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "topic_id" INTEGER,
    "person_id" INTEGER,
    "words" TEXT NOT NULL,
    "image" BLOB NOT NULL,
    "kind" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "held_because" TEXT NOT NULL,
    "held_at" DATETIME,
    "held_by_hand" INTEGER NOT NULL,
    "asked_writer" INTEGER NOT NULL,
    "taken_at" DATETIME NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("topic_id") REFERENCES "topic" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE SET NULL
);
CREATE INDEX "photo_event_id" ON "photo" ("event_id");
CREATE INDEX "photo_topic_id" ON "photo" ("topic_id");
CREATE INDEX "photo_person_id" ON "photo" ("person_id");
CREATE TABLE "hold" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "note_id" INTEGER,
    "photo_id" INTEGER,
    "what" TEXT NOT NULL,
    "because" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("note_id") REFERENCES "note" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("photo_id") REFERENCES "photo" ("id") ON DELETE CASCADE
);
CREATE INDEX "hold_event_id" ON "hold" ("event_id");
CREATE INDEX "hold_note_id" ON "hold" ("note_id");
CREATE INDEX "hold_photo_id" ON "hold" ("photo_id");
CREATE TABLE "impression" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "person_id" INTEGER,
    "words" TEXT NOT NULL,
    "felt_heard" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "held_because" TEXT NOT NULL,
    "written_at" DATETIME NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE SET NULL
);
CREATE INDEX "impression_event_id" ON "impression" ("event_id");
CREATE UNIQUE INDEX "impression_person_id" ON "impression" ("person_id");
CREATE TABLE "installation" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "passphrase" TEXT NOT NULL,
    "sign_in_link" TEXT NOT NULL,
    "sign_in_epoch" INTEGER NOT NULL,
    "failures" INTEGER NOT NULL,
    "last_failure" DATETIME
);
CREATE TABLE "invitation" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" DATETIME NOT NULL,
    "used_at" DATETIME,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE
);
CREATE INDEX "invitation_event_id" ON "invitation" ("event_id");
CREATE UNIQUE INDEX "invitation_token" ON "invitation" ("token");
CREATE TABLE "join_request" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "topic_id" INTEGER NOT NULL,
    "into_id" INTEGER NOT NULL,
    "asked_by_id" INTEGER NOT NULL,
    "asked_at" DATETIME NOT NULL,
    "answer" TEXT NOT NULL,
    "answered_at" DATETIME,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("topic_id") REFERENCES "topic" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("into_id") REFERENCES "topic" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("asked_by_id") REFERENCES "person" ("id") ON DELETE CASCADE
);
CREATE INDEX "join_request_event_id" ON "join_request" ("event_id");
CREATE INDEX "join_request_topic_id" ON "join_request" ("topic_id");
CREATE INDEX "join_request_into_id" ON "join_request" ("into_id");
CREATE INDEX "join_request_asked_by_id" ON "join_request" ("asked_by_id");
CREATE TABLE "journal" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER,
    "version" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "role" TEXT NOT NULL,
    "person_id" INTEGER,
    "verb" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" INTEGER,
    "op" TEXT,
    "digest" BLOB
);
CREATE INDEX "journal_event_id" ON "journal" ("event_id");
CREATE UNIQUE INDEX "journal_event_id_op" ON "journal" ("event_id", "op");
CREATE TABLE "message" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "words" TEXT NOT NULL,
    "sent_at" DATETIME NOT NULL,
    "ended_at" DATETIME,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE
);
CREATE INDEX "message_event_id" ON "message" ("event_id");
CREATE TABLE "plan" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "topic_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("topic_id") REFERENCES "topic" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE
);
CREATE INDEX "plan_event_id" ON "plan" ("event_id");
CREATE INDEX "plan_topic_id" ON "plan" ("topic_id");
CREATE INDEX "plan_person_id" ON "plan" ("person_id");
CREATE UNIQUE INDEX "plan_topic_id_person_id" ON "plan" ("topic_id", "person_id");
CREATE TABLE "presence" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "topic_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "since" DATETIME NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("topic_id") REFERENCES "topic" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE
);
CREATE INDEX "presence_event_id" ON "presence" ("event_id");
CREATE INDEX "presence_topic_id" ON "presence" ("topic_id");
CREATE INDEX "presence_person_id" ON "presence" ("person_id");
CREATE UNIQUE INDEX "presence_topic_id_person_id" ON "presence" ("topic_id", "person_id");
CREATE TABLE "projector" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER,
    "pairing" TEXT,
    "key" TEXT NOT NULL,
    "page" TEXT NOT NULL,
    "frozen" INTEGER NOT NULL,
    "frozen_on" TEXT NOT NULL,
    "blank" INTEGER NOT NULL,
    "text_size" INTEGER NOT NULL,
    "turns" INTEGER NOT NULL,
    "asked_at" DATETIME NOT NULL,
    "connected_at" DATETIME,
    "revoked_at" DATETIME,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE
);
CREATE INDEX "projector_event_id" ON "projector" ("event_id");
CREATE UNIQUE INDEX "projector_pairing" ON "projector" ("pairing");
CREATE UNIQUE INDEX "projector_key" ON "projector" ("key");
CREATE TABLE "promise" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "action_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "written_by_id" INTEGER,
    "said_at" DATETIME NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("action_id") REFERENCES "action" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("written_by_id") REFERENCES "person" ("id") ON DELETE SET NULL
);
CREATE INDEX "promise_event_id" ON "promise" ("event_id");
CREATE INDEX "promise_action_id" ON "promise" ("action_id");
CREATE INDEX "promise_person_id" ON "promise" ("person_id");
CREATE INDEX "promise_written_by_id" ON "promise" ("written_by_id");
CREATE UNIQUE INDEX "promise_action_id_person_id" ON "promise" ("action_id", "person_id");
CREATE TABLE "revision" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "note_id" INTEGER NOT NULL,
    "words" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "lens" TEXT NOT NULL,
    "person_id" INTEGER,
    "until" DATETIME NOT NULL,
    FOREIGN KEY ("note_id") REFERENCES "note" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE SET NULL
);
CREATE INDEX "revision_note_id" ON "revision" ("note_id");
CREATE INDEX "revision_person_id" ON "revision" ("person_id");
CREATE TABLE "slot" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE
);
CREATE INDEX "slot_event_id" ON "slot" ("event_id");
CREATE TABLE "space" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "step_free" INTEGER NOT NULL,
    "quiet" INTEGER NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE
);
CREATE INDEX "space_event_id" ON "space" ("event_id");
CREATE TABLE "session" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "topic_id" INTEGER NOT NULL,
    "slot_id" INTEGER NOT NULL,
    "space_id" INTEGER,
    "elsewhere" TEXT NOT NULL,
    "by_facilitator" INTEGER NOT NULL,
    "placed_at" DATETIME NOT NULL,
    "ended_at" DATETIME,
    "carries_on" TEXT NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("topic_id") REFERENCES "topic" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("slot_id") REFERENCES "slot" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("space_id") REFERENCES "space" ("id") ON DELETE CASCADE
);
CREATE INDEX "session_event_id" ON "session" ("event_id");
CREATE UNIQUE INDEX "session_topic_id" ON "session" ("topic_id");
CREATE INDEX "session_slot_id" ON "session" ("slot_id");
CREATE INDEX "session_space_id" ON "session" ("space_id");
CREATE UNIQUE INDEX "session_slot_id_space_id" ON "session" ("slot_id", "space_id");
CREATE TABLE "stage" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "slot_id" INTEGER,
    "extra_seconds" INTEGER NOT NULL,
    "started_at" DATETIME,
    "ended_at" DATETIME,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("slot_id") REFERENCES "slot" ("id") ON DELETE SET NULL
);
CREATE INDEX "stage_event_id" ON "stage" ("event_id");
CREATE INDEX "stage_slot_id" ON "stage" ("slot_id");
CREATE TABLE "star" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "note_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("note_id") REFERENCES "note" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE
);
CREATE INDEX "star_event_id" ON "star" ("event_id");
CREATE INDEX "star_note_id" ON "star" ("note_id");
CREATE INDEX "star_person_id" ON "star" ("person_id");
CREATE UNIQUE INDEX "star_note_id_person_id" ON "star" ("note_id", "person_id");
CREATE TABLE "term" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "word" TEXT NOT NULL,
    "meaning" TEXT NOT NULL,
    "asked" INTEGER NOT NULL,
    "asked_at" DATETIME NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE
);
CREATE INDEX "term_event_id" ON "term" ("event_id");
CREATE TABLE "topic_hold" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "event_id" INTEGER NOT NULL,
    "topic_id" INTEGER NOT NULL,
    "what" TEXT NOT NULL,
    "because" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    FOREIGN KEY ("event_id") REFERENCES "event" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("topic_id") REFERENCES "topic" ("id") ON DELETE CASCADE
);
CREATE INDEX "topic_hold_event_id" ON "topic_hold" ("event_id");
CREATE INDEX "topic_hold_topic_id" ON "topic_hold" ("topic_id");
"""

# Numbers in SQLite; other databases keep them as what they are.
YES_OR_NO = {
    "event": ("stars_visible", "holds_private_details", "is_demo"),
    "person": ("show_name",),
    "topic": ("said_aloud", "is_pitching", "seeks_convener"),
    "note": ("held_by_hand", "asked_writer"),
    "photo": ("held_by_hand", "asked_writer"),
    "projector": ("frozen", "blank"),
    "space": ("step_free", "quiet"),
    "session": ("by_facilitator",),
}


def up(migrator, db):
    """Make every table and index."""
    db.make(TABLES, YES_OR_NO)
