"""What the record says, for the end of a journey."""

import sqlite3


def rows(server, sql, **values):
    """All rows that a query finds, as tuples."""
    with sqlite3.connect(f"file:{server.database}?mode=ro", uri=True) as connection:
        return connection.execute(sql, values).fetchall()


def seats(server, code) -> dict:
    """`{(round from 1, person): table's number}` of an event."""
    found = rows(
        server,
        'SELECT round.position + 1, seat.person_id, "table".number FROM seat JOIN round ON round.id = seat.round_id '
        'JOIN "table" ON "table".id = seat.table_id JOIN event ON event.id = seat.event_id WHERE code = :code',
        code=code,
    )
    return {(number, person): table for number, person, table in found}


def numbers_of(server, code) -> dict:
    """`{name: person's number}`."""
    return dict(
        rows(
            server,
            "SELECT name, person.id FROM person JOIN event ON event.id = person.event_id WHERE code = :code",
            code=code,
        )
    )
