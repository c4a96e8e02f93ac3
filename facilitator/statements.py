"""The plain statements on one row, each written once for its model: making the SQL of one row's insert anew takes
peewee longer than the database takes to carry it out, and every request and every act asks a few of these.
"""

import functools


def fetch(kind: type, name: str, values) -> list:
    """The rows of a model whose field `name` is one of `values`, as they stand now, in no order."""
    values = list(values)
    if not values:
        return []
    fields, select = _selecting(kind, name, len(values))
    return [_row(kind, fields, found) for found in kind._meta.database.execute_sql(select, values).fetchall()]


def insert(row) -> int:
    """Put a new row into its table; gives its number."""
    given = [field for field in row._meta.sorted_fields if field.name in row.__data__]
    values = [field.db_value(row.__data__[field.name]) for field in given]
    statement = _inserting(type(row), tuple(field.name for field in given))
    return row._meta.database.execute_sql(statement, values).fetchone()[0]


def update(row, names) -> int:
    """Write these fields of a row that is in its table; gives how many rows that were (0: it is gone)."""
    meta = row._meta
    values = [meta.fields[name].db_value(row.__data__[name]) for name in names]
    return meta.database.execute_sql(_updating(type(row), tuple(names)), [*values, row.get_id()]).rowcount


def written_once(build):
    """Mark `build(*numbers or lists of numbers) → a peewee query` whose SQL is the same whatever the numbers are: it is
    written once, and from then on only the numbers are put in. Called with numbers, with rows, which stand for their
    own, or with lists of either, it gives a list of the query's rows; of a query of tuples with one column, the values.
    For the few people of one phone: of long lists each length would be kept.
    """

    @functools.cache
    def written(shape):
        flat = iter(range(FIRST_STAND_IN, FIRST_STAND_IN + sum(filter(None, shape)) + shape.count(None)))
        numbers = [next(flat) if size is None else [next(flat) for _ in range(size)] for size in shape]
        query = build(*numbers)
        return query, *query.sql()

    @functools.wraps(build)
    def asked(*given):
        given = [[_number(each) for each in one] if isinstance(one, list | tuple) else _number(one) for one in given]
        shape = tuple(len(one) if isinstance(one, list) else None for one in given)
        if sum(filter(None, shape)) > MOST_NUMBERS:
            return [_alone(row) for row in build(*given)]
        query, sql, values = written(shape)
        flat = [number for one in given for number in (one if isinstance(one, list) else [one])]
        values = [flat[value - FIRST_STAND_IN] if is_stand_in(value, flat) else value for value in values]
        rows = query._get_cursor_wrapper(query._database.execute_sql(sql, values))
        return [_alone(row) for row in rows]

    WRITTEN.append(written)
    asked.build = build
    return asked


def asked_together(builds: dict):
    """`{name: build(number) → a peewee query of tuples with one number each}`, all asked with one statement that is
    written once. Gives `asked(row or number) → {name: set of numbers}`, of those that have any."""

    @functools.cache
    def written():
        queries = {name: build(FIRST_STAND_IN) for name, build in builds.items()}
        parts = [(name, *query.sql()) for name, query in queries.items()]
        each = (f"SELECT '{name}', found.* FROM ({sql}) AS found" for name, sql, _values in parts)  # noqa: S608
        database = next(iter(queries.values()))._database
        return database, " UNION ALL ".join(each), [value for _name, _sql, values in parts for value in values]

    def asked(given):
        database, statement, values = written()
        values = [_number(given) if is_stand_in(value, [given]) else value for value in values]
        found = {}
        for name, number in database.execute_sql(statement, values).fetchall():
            found.setdefault(name, set()).add(number)
        return found

    WRITTEN.append(written)
    return asked


MOST_NUMBERS = 16  # in lists
FIRST_STAND_IN = 7_000_000_000_000_000_000  # no row has such a number, and SQLite could still keep it
WRITTEN = []


def is_stand_in(value, flat) -> bool:
    """Whether a value in a query's SQL stands for one of the numbers that are put in later."""
    return isinstance(value, int) and 0 <= value - FIRST_STAND_IN < len(flat)


def _alone(row):
    return row[0] if isinstance(row, tuple) and len(row) == 1 else row


def _number(given):
    return given if isinstance(given, int) else given.get_id()


def _row(kind, fields, found):
    row = kind(__no_default__=True)
    row.__data__.update({field.name: field.python_value(value) for field, value in zip(fields, found, strict=True)})
    row._dirty.clear()
    return row


@functools.cache
def _selecting(kind, name, count):
    meta = kind._meta
    columns, places = _named(meta.sorted_fields), ", ".join([meta.database.param] * count)
    wanted = meta.fields[name].column_name
    return meta.sorted_fields, f'SELECT {columns} FROM "{meta.table_name}" WHERE "{wanted}" IN ({places})'  # noqa: S608


@functools.cache
def _inserting(kind, names):
    meta = kind._meta
    columns, places = _named(meta.fields[name] for name in names), ", ".join([meta.database.param] * len(names))
    key = meta.primary_key.column_name
    return f'INSERT INTO "{meta.table_name}" ({columns}) VALUES ({places}) RETURNING "{key}"'  # noqa: S608  (our names)


@functools.cache
def _updating(kind, names):
    meta, param = kind._meta, kind._meta.database.param
    changes = ", ".join(f'"{meta.fields[name].column_name}" = {param}' for name in names)
    return f'UPDATE "{meta.table_name}" SET {changes} WHERE "{meta.primary_key.column_name}" = {param}'  # noqa: S608


def _named(fields):
    return ", ".join(f'"{field.column_name}"' for field in fields)


def forget() -> None:
    """Write them anew: it is another kind of database now, with other signs for values."""
    for written in (_selecting, _inserting, _updating, *WRITTEN):
        written.cache_clear()
