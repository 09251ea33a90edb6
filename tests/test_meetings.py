"""Meetings: whose, where, who took part, who was absent, and the next one."""

from __future__ import annotations

from readings import claims, entity, facts, minutes, one, pairs, quote, read

MEETING = "Udsatterådet i Region Sjælland 2026-01-15"
APPROVED = "Godkendelse af dagsorden\nBeslutning\nGodkendt."


def listed(lines: str, *items: str, kind: str = "Referat") -> str:
    return minutes(*(items or (APPROVED,)), head=f"\nMødedeltagere\n{lines}", kind=kind)


def test_meetings_body_is_the_one_of_the_head() -> None:
    assert pairs(read(minutes(APPROVED)), "meeting_of") == {(MEETING, "Udsatterådet i Region Sjælland")}


def test_meetings_body_is_quoted_where_it_is_named() -> None:
    reading = read(minutes(APPROVED))
    assert quote(reading, one(reading, "meeting_of")) == "Udsatterådet i Region Sjælland"


def test_meetings_date_is_the_value() -> None:
    assert entity(read(minutes(APPROVED)), MEETING).value == "2026-01-15"


def test_meetings_place_is_that_of_its_label() -> None:
    reading = read(minutes(APPROVED, head="Mødested: Mødelokale 12, Regionshuset Sorø"))
    assert pairs(reading, "held_at") == {(MEETING, "Mødelokale 12, Regionshuset Sorø")}


def test_meetings_without_a_place_have_none() -> None:
    assert pairs(read(minutes(APPROVED)), "held_at") == set()


def test_meetings_list_of_participants_attended() -> None:
    reading = read(listed("Ida Holm (A), formand\nBo Lund (V)\nLea Birk, SIND"))
    assert pairs(reading, "attended") == {(name, MEETING) for name in ("Ida Holm", "Bo Lund", "Lea Birk")}


def test_meetings_list_on_one_line_attended() -> None:
    reading = read(minutes(APPROVED, head="Deltagere: Ida Holm, Bo Lund og Lea Birk"))
    assert {name for name, _ in pairs(reading, "attended")} == {"Ida Holm", "Bo Lund", "Lea Birk"}


def test_meetings_participant_is_quoted_by_his_line() -> None:
    reading = read(listed("Ida Holm (A), formand\nBo Lund (V)"))
    assert {quote(reading, claim) for claim in claims(reading, "attended")} == {"Ida Holm (A), formand", "Bo Lund (V)"}


def test_meetings_list_of_absentees_is_absent() -> None:
    reading = read(listed("Ida Holm (A)\n\nAfbud\nPer Krog (F)"))
    assert pairs(reading, "absent_from") == {("Per Krog", MEETING)}
    assert ("Per Krog", "attended", MEETING) not in facts(reading)


def test_meetings_apologies_within_the_list_are_absence() -> None:
    reading = read(listed("Ida Holm (A)\nBo Lund (V) (afbud)\nLea Birk (F)"))
    assert pairs(reading, "absent_from") == {("Bo Lund", MEETING)}
    assert {name for name, _ in pairs(reading, "attended")} == {"Ida Holm", "Lea Birk"}


def test_meetings_absent_from_every_item_is_absent_from_the_meeting() -> None:
    items = [f"Sag {number}\nBeslutning\nGodkendt.\n\nFraværende\nLea Birk (A)" for number in (1, 2, 3)]
    assert pairs(read(minutes(*items)), "absent_from") == {("Lea Birk", MEETING)}


def test_meetings_absent_from_one_item_is_neither() -> None:
    items = ["Sag 1\nBeslutning\nGodkendt.", "Sag 2\nBeslutning\nGodkendt.\n\nFraværende\nLea Birk (A)", "Sag 3\nBeslutning\nGodkendt.", "Sag 4\nBeslutning\nGodkendt."]
    reading = read(minutes(*items))
    assert pairs(reading, "absent_from") == pairs(reading, "attended") == set()


def test_meetings_sentence_of_apologies_is_absence() -> None:
    reading = read(minutes("Eventuelt\nBeslutning\nIda Holm og Bo Lund havde afbud til mødet."))
    assert pairs(reading, "absent_from") == {("Ida Holm", MEETING), ("Bo Lund", MEETING)}


def test_meetings_agenda_states_neither_attendance_nor_absence() -> None:
    agenda = minutes("Godkendelse af dagsorden\nIndstilling\nDet indstilles, at dagsordenen godkendes.", head="\nMødedeltagere\nIda Holm (A)\n\nAfbud\nPer Krog (F)", kind="Dagsorden")
    reading = read(agenda)
    assert reading.kind == "agenda"
    assert pairs(reading, "attended") == pairs(reading, "absent_from") == set()


def test_meetings_next_one_is_dated() -> None:
    reading = read(minutes(APPROVED, "Næste møde\nSagsfremstilling\nNæste møde holdes den 11. juni 2026 i Holbæk."))
    assert [(c.qualifier("kind"), c.object) for c in claims(reading, "dated")] == [("next_meeting", "DATE|2026-06-11")]


def test_meetings_next_one_lies_ahead() -> None:
    reading = read(minutes(APPROVED, "Næste møde\nSagsfremstilling\nNæste møde blev omtalt den 11. juni 2025."))
    assert [c for c in claims(reading, "dated") if c.qualifier("kind") == "next_meeting"] == []


def test_meetings_next_one_of_another_body_is_not_theirs() -> None:
    reading = read(minutes(APPROVED, "Næste møde\nSagsfremstilling\nNæste møde i Handicaprådet i Holbæk Kommune holdes den 11. juni 2026."))
    assert {c.subject for c in claims(reading, "dated") if c.qualifier("kind") == "next_meeting"} == {"COUNCIL|handicapråd|kommune:0316"}


def test_meetings_note_has_no_meeting() -> None:
    reading = read("Notat\n\nUdsatterådet i Region Sjælland mødtes den 15. januar 2026.")
    assert reading.meetings == () and pairs(reading, "meeting_of") == set()


def test_meetings_of_two_papers_in_one_file_are_two() -> None:
    second = minutes(APPROVED, "Budget 2027\nBeslutning\nGodkendt.", "Eventuelt\nBeslutning\nIntet.", date="12. februar 2026").replace("Referat\n", "Referat af møde den 12. februar 2026\n")
    reading = read(minutes(APPROVED, "Budget 2027\nBeslutning\nUdsat.", "Eventuelt\nBeslutning\nIntet.") + "\n\n" + second)
    assert sorted(e.value for e in reading.entities if e.type == "MEETING") == ["2026-01-15", "2026-02-12"]
