"""Where the people waiting on a list stand, as far as its receiver may know (tình trạng người chờ tiếp nhận)."""

from django.db import connection


def waiting_states(list_id: int) -> dict[int, int]:
    """Return the state number of everybody on the list who waits and still stands where the list says."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT o_person, o_state FROM movements_waiting(%s)", [list_id])
        return {int(person): int(state) for person, state in cursor.fetchall()}
