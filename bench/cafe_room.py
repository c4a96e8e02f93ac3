"""A café's room with a chair for everyone."""

CHAIRS = 8


def furnish(event, rounds: int = 3) -> None:
    """As many tables of CHAIRS as leave one chair free at each, and so many rounds."""
    from facilitator.events.models import Round, Table
    from facilitator.journal import action

    @action("filled for a measurement")
    def bring_tables(change, event, by):
        Table.update(seats=CHAIRS).where(Table.event == event).execute()
        there = Table.select().where(Table.event == event).count()
        for number in range(there + 1, event.people.count() // (CHAIRS - 1) + 2):
            Table.create(event=event, number=number, seats=CHAIRS, token=f"table-{number}")
        for place in range(Round.select().where(Round.event == event).count(), rounds):
            Round.create(event=event, position=place, question="What else?")
        change.record(event)

    bring_tables(event=event)
