"""What has gone from the record since an edition was kept goes from what is shown of that edition too.

A published edition is kept as it was. But whoever took their words back, or had them held back for somebody's sake,
did not do so for later readers only. Words that are there now and were not then stay out.
"""

from ..book import HELD, TAKEN_BACK, Book


def without_what_went(kept: Book, now: Book) -> Book:
    """The kept Book, changed in place: without what was taken back or held back since. `now` is the Book as it would
    be gathered now, in the same edition."""
    notes = {note.id: note for note in now.notes}
    for note in kept.notes:
        if _went(note, notes.get(note.id)):
            note.words, note.translations = None, []
    photos = {photo.id: photo for photo in now.photos}
    for photo in kept.photos:
        if _went(photo, photos.get(photo.id)):
            photo.words = None
        photo.has_image = photo.has_image and photo.id in photos and photos[photo.id].has_image
    drawings = {place.drawing.id: place.drawing for place in now.places if place.drawing}
    for drawing in (place.drawing for place in kept.places if place.drawing):
        if _went(drawing, drawings.get(drawing.id)):
            drawing.strokes = []
    _topics(kept, now)
    _promises(kept, now)
    _closing(kept, now)
    return kept


def _went(then, now) -> bool:
    """Whether it was taken back or held back meanwhile; then it says so."""
    if now is None or (now.state in (HELD, TAKEN_BACK) and now.state != then.state):
        then.state, then.because = (now.state, now.because) if now else (TAKEN_BACK, "")
        return True
    return False


def _held(then, now) -> bool:
    """The same, of what has no state but a reason for being held back."""
    if now.held_because and not then.held_because:
        then.held_because = now.held_because
        return True
    return False


def _topics(kept, now):
    topics = {topic.id: topic for topic in now.topics}
    for topic in kept.topics:
        still = topics.get(topic.id)
        if still is None or still.title is None or _held(topic, still):
            topic.title, topic.why = None, None
            topic.state = still.state if still else topic.state
    themes = {theme.id: theme for theme in now.themes}
    for theme in kept.themes:
        if theme.id not in themes or _held(theme, themes[theme.id]):
            theme.name, theme.whom, theme.why = None, None, None


def _promises(kept, now):
    actions, offers = ({each.id: each for each in rows} for rows in (now.actions, now.offers))
    standing = [action for action in kept.actions if action.id in actions]
    kept.actions_taken_back += len(kept.actions) - len(standing)
    kept.actions = standing
    for action in standing:
        still = actions[action.id]
        if _held(action, still):
            action.what, action.first_step, action.decided_by = None, None, None
            for ask in action.asks:
                ask.whom = None
        for update, still_said in zip(action.updates, still.updates, strict=False):  # updates are only ever added
            if _held(update, still_said):
                update.words, update.passed_to = None, None
    given = [offer for offer in kept.offers if offer.id in offers]
    kept.offers_taken_back += len(kept.offers) - len(given)
    kept.offers = given
    for offer in given:
        if _held(offer, offers[offer.id]):
            offer.skill, offer.time = None, None


def _closing(kept, now):
    said = {impression.words for impression in now.impressions if impression.state not in (HELD, TAKEN_BACK)}
    for impression in kept.impressions:
        if impression.words is not None and impression.state not in (HELD, TAKEN_BACK) and impression.words not in said:
            impression.words, impression.state = None, TAKEN_BACK
    lines = {line.id: line for line in now.debrief}
    for line in kept.debrief:
        if line.id not in lines or _held(line, lines[line.id]):
            line.who = line.i_heard = line.i_will = line.i_cannot = line.because = None
