"""Addresses that nobody gave out."""


def test_a_number_larger_than_any_row_is_not_there(ada):
    assert ada.post(f"console/set-up/stages/{10**30}/place", {"place": "1"}).status_code == 404
