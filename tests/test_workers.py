"""Work in parts: whatever becomes of the other processes, the results are those of one."""

import os
import signal

import pytest

from plainleaf.workers import quiet_in_copies, spread
from tests.tiny_site import TinySite, article


def _sum(numbers):
    return sum(numbers)


@pytest.mark.parametrize("jobs", [1, 2, 3, 7])
@pytest.mark.parametrize("count", [0, 1, 31, 32, 64, 1000])
def test_each_item_is_in_one_part(jobs, count):
    results = spread(list, range(count), jobs, list[int])
    assert [number for part in results for number in part] == list(range(count))
    assert len(results) <= jobs


def test_parts_are_done_by_other_processes():
    results = spread(lambda _: os.getpid(), range(100), 3, int)
    assert results[0] == os.getpid()
    assert len(set(results)) == 3


@pytest.mark.parametrize(
    "end", [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: os._exit(0), lambda: 1 / 0]
)
def test_a_process_that_ends_before_its_time_is_stood_in_for(end):
    own = os.getpid()

    def work(numbers):
        if os.getpid() != own:
            end()
        return sum(numbers)

    assert sum(spread(work, range(100), 2, int)) == sum(range(100))


def test_a_fault_of_the_work_is_raised_here():
    def work(numbers):
        if 99 in numbers:
            raise OSError(28, "No space left on device")
        return 0

    with pytest.raises(OSError, match="No space left"):
        spread(work, range(100), 2, int)


def test_no_process_is_left_behind():
    with pytest.raises(ZeroDivisionError):
        spread(lambda _: 1 / 0, range(100), 3, int)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_without_copies_one_process_does_it(monkeypatch):
    monkeypatch.setattr("sys.platform", "darwin")
    assert spread(_sum, range(100), 4, int) == [sum(range(100))]


def test_copies_do_not_tell_how_far_they_are(tmp_path):
    told = tmp_path / "told"

    def tell(what, done, total):
        with told.open("a", encoding="utf-8") as file:
            file.write(f"{os.getpid()}\n")

    progress = quiet_in_copies(tell)
    spread(lambda part: [progress("", n, len(part)) for n in part], range(100), 2, list[None])
    assert set(told.read_text(encoding="utf-8").split()) == {str(os.getpid())}


def test_a_site_is_the_same_whoever_makes_it(tmp_path):
    bodies = {f"content/articles/a{n}.md": article(f"Text {n} [@a2020].", title=f"T{n}") for n in range(70)}
    site = TinySite(tmp_path, bodies)
    one, two = site.build("one", jobs=1, clean=True), site.build("two", jobs=2, clean=True)
    assert one.files == two.files
    assert one.diagnostics == two.diagnostics
