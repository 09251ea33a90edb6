"""Sources that err: days, sums, lists and names that cannot be right, and those that can."""

from __future__ import annotations

import pytest
from readings import minutes, problems, read

from extractors.records import Problem


def found(text: str, code: str) -> tuple[Problem, ...]:
    return problems(read(f"Notat\n\n{text}"), code)


def test_inconsistencies_weekday_is_not_that_of_its_date() -> None:
    (problem,) = found("Vi ses mandag den 15. januar 2026.", "weekday")
    assert "torsdag" in problem.text


@pytest.mark.parametrize("text", ["Vi ses torsdag den 15. januar 2026.", "Vi ses den 15. januar 2026.", "Vi ses mandag."])
def test_inconsistencies_right_weekdays_are_none(text: str) -> None:
    assert found(text, "weekday") == ()


@pytest.mark.parametrize("text", ["Fristen er den 31. april 2026.", "Fristen er 30-02-2026.", "Fristen er den 29. februar 2026."])
def test_inconsistencies_day_that_does_not_exist(text: str) -> None:
    assert len(found(text, "no_such_day")) == 1


@pytest.mark.parametrize("text", ["Fristen er den 29. februar 2028.", "Sagsnr. 1-00-32-14-2026", "Sagsnr. 27.36.00-14-2026", "Sagsnr. 72-11-2026"])
def test_inconsistencies_days_that_exist_and_case_numbers_are_none(text: str) -> None:
    assert found(text, "no_such_day") == ()


@pytest.mark.parametrize("text", [
    "Der er i alt afsat 5 mio. kr., heraf 2 mio. kr. til løn og 2 mio. kr. til drift.",
    "Der er afsat 2 mio. kr. til løn og 2 mio. kr. til drift, i alt 5 mio. kr.",
])  # fmt: skip
def test_inconsistencies_parts_that_miss_their_total(text: str) -> None:
    (problem,) = found(text, "total")
    assert "4.000.000" in problem.text and "5.000.000" in problem.text


@pytest.mark.parametrize("text", [
    "Der er i alt afsat 5 mio. kr., heraf 2 mio. kr. til løn og 3 mio. kr. til drift.",
    "Samlet er der afsat 5 mio. kr.: 1 mio. kr. i 2026 og 2 mio. kr. i hvert af årene 2027 og 2028.",
    "Der er i alt afsat 5 mio. kr., heraf 2 mio. kr. til løn; hertil bidrager SIND med 1 mio. kr.",
    "I alt er der afsat ca. 5 mio. kr., heraf 2 mio. kr. til løn og 2 mio. kr. til drift.",
    "I alt    2.100.000 kr.    2.300.000 kr.    2.500.000 kr.",
    "Planen koster 5 mio. kr., SIND får 2 mio. kr., og LAP får 1 mio. kr.",
])  # fmt: skip
def test_inconsistencies_sums_that_need_not_add_up_are_none(text: str) -> None:
    assert found(text, "total") == ()


def test_inconsistencies_name_in_two_forms_is_told_with_both_places() -> None:
    (problem,) = found("Holbæk Sygehus er stort. Holbæk Sygehus har 90 senge.\n\nHoibæk Sygehus er åbent.", "spelling")
    assert "“Hoibæk Sygehus” (linje 5)" in problem.text and "“Holbæk Sygehus” (linje 3)" in problem.text


@pytest.mark.parametrize("text", [
    "Anna Karlsen og Anne Karlsen kom. Anna Karlsen talte.",
    "Køge-Roskilde Klyngen og Køge/Roskilde Klyngen mødtes. Køge-Roskilde Klyngen bestemte.",
    "Holbæk Kommunes plan er ny. Holbæk Kommune betaler. Holbæk Kommune er glad.",
])  # fmt: skip
def test_inconsistencies_names_of_two_and_inflections_are_none(text: str) -> None:
    assert found(text, "spelling") == ()


def listed(present: str, absent: str) -> tuple[Problem, ...]:
    paper = minutes("Status\nBeslutning\nGodkendt.", head=f"Mødedeltagere\n{present}\n\nFraværende\n{absent}\n")
    return problems(read(paper), "present_and_absent")


def test_inconsistencies_person_on_both_lists() -> None:
    (problem,) = listed("Ida Holm\nBo Lund", "Bo Lund\nMette Krag")
    assert "Bo Lund" in problem.text


def test_inconsistencies_form_that_lists_all_members_is_none() -> None:
    assert listed("Ida Holm\nBo Lund\nMette Krag", "Bo Lund\nMette Krag") == ()


def test_inconsistencies_substitute_is_not_who_is_replaced() -> None:
    assert listed("Ida Holm (stedfortræder for Bo Lund)", "Bo Lund\nMette Krag") == ()


def test_inconsistencies_meeting_with_two_days() -> None:
    paper = "Referat af møde i Udsatterådet i Region Sjælland den 16. januar 2026\n\nMødedato: 15. januar 2026\n\nPunkt 1: Status\n\nBeslutning\nGodkendt.\n"
    assert len(problems(read(paper), "two_dates")) == 1


def test_inconsistencies_decision_on_another_items_matter() -> None:
    paper = minutes("Status på Projekt Trygt Hjem\nSagsfremstilling\nProjekt Trygt Hjem går godt.\n\nBeslutning\nDrøftet.", "Sundhedsaftalen\nSagsfremstilling\nSundhedsaftalen er ny.\n\nBeslutning\nProjekt Trygt Hjem blev godkendt.")
    assert len(problems(read(paper), "strayed_decision")) == 1


def test_inconsistencies_decision_on_its_own_matter_is_none() -> None:
    paper = minutes("Status på Projekt Trygt Hjem\nBeslutning\nProjekt Trygt Hjem blev drøftet.", "Sundhedsaftalen\nBeslutning\nSundhedsaftalen blev godkendt.")
    assert problems(read(paper), "strayed_decision") == ()
