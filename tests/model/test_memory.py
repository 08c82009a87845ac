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


@pytest.mark.parametrize(
    ("one", "other", "same"), [((1, 2), (1, 2), True), ((1, 2), (2, 1), False), (1, True, False)]
)
def test_what_is_steady_is_the_object_from_before_where_it_is_equal(one, other, same):
    memory = Memory()
    first = memory.steady("name", one)
    assert (memory.steady("name", other) is first) is same


def test_the_parts_of_a_whole_are_kept_as_long_as_it_is():
    memory, made = Memory(), []

    def part(name: str) -> str:
        return memory.recall(("part", name), (), lambda: made.append(name) or name)

    def whole(*names: str) -> tuple[str, ...]:
        inner = lambda: memory.recall_whole("inner", names[1:], lambda: tuple(map(part, names[1:])))  # noqa: E731
        return memory.recall_whole("whole", names, lambda: (part(names[0]), *inner()))

    for _ in range(3):
        whole("a", "b", "c")
        memory.end_round()
    assert (made, memory.entries) == (["a", "b", "c"], 5)
    whole("a", "b", "d")
    memory.end_round()
    assert (made, memory.entries) == (["a", "b", "c", "d"], 5)
    memory.end_round()
    assert memory.entries == 0


def test_a_whole_that_can_not_be_made_leaves_nothing_behind():
    memory = Memory()
    with pytest.raises(ZeroDivisionError):
        memory.recall_whole("whole", (), lambda: 1 // 0)
    memory.recall("other", (), object)
    assert memory.recall_whole("whole", (), lambda: 7) == 7
    assert memory.entries == 2
