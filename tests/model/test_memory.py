import datetime

import pytest

from plainleaf.model.memory import Memory


def made(memory: Memory, *made_from: object) -> bool:
    """Say whether a value had to be made."""
    calls = []
    memory.recall("name", made_from, lambda: calls.append(1))
    return bool(calls)


SAME = {
    "texts": ("a" * 3, "".join("a" for _ in range(3))),
    "days": (datetime.date(2026, 1, 1), datetime.date(2026, 1, 1)),
    "nothing": (None, None),
    "numbers": (2**70, 2**70),
}
OTHER = {
    "texts": ("a", "b"),
    "equal, of another type": (1, True),
    "dictionaries in another order": ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
    "equal lists": ([1], [1]),
    "a value and nothing": ("", None),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_what_is_made_from_the_same_is_recalled(one, other):
    memory = Memory()
    assert made(memory, one)
    assert not made(memory, other)


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=OTHER)
def test_what_is_made_from_something_else_is_made_anew(one, other):
    memory = Memory()
    assert made(memory, one)
    assert made(memory, other)


def test_more_to_be_made_from_is_something_else():
    memory = Memory()
    assert made(memory, "a")
    assert made(memory, "a", "b")


def test_an_exception_is_not_kept():
    memory = Memory()
    with pytest.raises(ZeroDivisionError):
        memory.recall("name", (), lambda: 1 // 0)
    assert memory.recall("name", (), lambda: 7) == 7


def test_what_a_round_does_not_ask_for_is_forgotten():
    memory = Memory()
    for number in range(100):
        memory.recall(("kept",), (), object)
        memory.recall(("once", number), (), object)
        memory.end_round()
    assert memory.entries == 2
    assert made(memory)


def test_an_equal_dictionary_in_the_same_order_is_the_same_object():
    memory = Memory()
    first = memory.steady("name", {"a": 1, "b": 2})
    assert memory.steady("name", {"a": 1, "b": 2}) is first
    assert memory.steady("name", {"b": 2, "a": 1}) is not first
