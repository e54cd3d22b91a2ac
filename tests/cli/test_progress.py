"""How far a long list is: said where one looks, and in the file of results not at all."""

STAFF = "代号,现任班主任,累计任职年限\n" + "".join(f"T{number},是,{number}\n" for number in range(1, 4))
LINE = ("batch", "名单.csv", "-o", "结果.csv", "--policy", "school-21art", "--as-of", "2026-06-30")


def test_progress_is_said_when_it_is_asked_for(run, write):
    """On the line for errors, so that what is printed stays as it is; the last word is that everyone is judged."""
    write("名单.csv", STAFF)
    silent, told = run(*LINE), run(*LINE, "--progress")
    assert "算完" not in silent.err
    assert "已算完 3 人，正在写结果……" in told.err
    assert told.out == silent.out
