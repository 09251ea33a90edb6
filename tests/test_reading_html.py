"""HTML to `Document`: what is visible, as lines."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from extractors import sandbox
from extractors.errors import ReadError
from extractors.reading import read_bytes
from extractors.records import Document, Origin


@pytest.fixture(autouse=True, scope="module")
def _end_sandbox() -> Iterator[None]:
    yield
    sandbox.shutdown()


def text_of(data: bytes, name: str = "a.txt") -> str:
    return read_bytes(data, source=name).text


def html(markup: str, name: str = "a.html") -> Document:
    return read_bytes(markup.encode(), source=name)


def test_reading_html_gives_visible_text_as_lines() -> None:
    document = html(
        "<html><head><title>Mødet &amp; sagen</title><style>p{}</style><script>if (a<b) '</p>'</script></head><body>"
        "<nav><a href=/>Forside</a></nav><h1>Referat</h1><p>Rådet <b>godkendte</b>\n dagsordenen.</p>"
        "<div hidden>skjult</div><div style='display: none'>skjult</div><template>skjult</template><!-- skjult -->"
        "<ul><li>Et</li><li>To</li></ul><p>Kr.&nbsp;5&#44;0&thinsp;mio.<br>Slut</p></body></html>"
    )
    assert document.text == "Referat\n\nRådet godkendte dagsordenen.\n\n- Et\n- To\n\nKr. 5,0 mio.\nSlut"
    assert document.origin.title == "Mødet & sagen" and document.media_type == "text/html"


def test_reading_html_title_does_not_replace_a_given_one() -> None:
    document = read_bytes(b"<title>A</title><p>x", source="a.htm", origin=Origin(title="B"))
    assert document.origin.title == "B"


def test_reading_html_table_cells_are_joined_by_tab() -> None:
    table = "<table><tr><th>Navn<th>Parti<tr><td><p>Ane Prøve</p><td></td><td>A</table>efter"
    assert html(table).text == "Navn\tParti\nAne Prøve\t\tA\n\nefter"


def test_reading_html_numbers_ordered_lists() -> None:
    assert html("<ol start=3><li>Tre<li>Fire</ol>").text == "3. Tre\n4. Fire"


def test_reading_html_keeps_lines_of_preformatted_text() -> None:
    assert html("<pre>a  b\n  c\n</pre>d").text == "a  b\n  c\n\nd"


def test_reading_html_unclosed_hidden_paragraph_ends_at_the_next() -> None:
    assert html("<p hidden><b>skjult<p>synlig").text == "synlig"


@pytest.mark.parametrize(
    "data",
    [
        "<meta charset=iso-8859-1><p>æøå".encode("latin-1"),
        "<p>æøå".encode("cp1252"),
        "<p>æøå".encode(),
        "<meta charset=iso-8859-1><p>æøå".encode(),
        "<html><p>æøå".encode("utf-16"),
        "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-15'><p>æøå".encode("iso-8859-15"),
        b"<meta charset=zlib><p>\xe6\xf8\xe5",
    ],
)
def test_reading_html_charset(data: bytes) -> None:
    assert text_of(data, "a.html") == "æøå"


def test_reading_html_without_visible_text_is_empty() -> None:
    with pytest.raises(ReadError) as caught:
        html("<html><script>render()</script><noscript>Slå JavaScript til</noscript></html>")
    assert caught.value.code == "empty"


def test_reading_html_that_ends_inside_a_tag_is_noted() -> None:
    assert html("<p>Rådet drøftede</p><p class='x").notes == ("html: it ends inside a tag",)


def test_reading_html_survives_deep_nesting_and_length() -> None:
    begin = time.perf_counter()
    assert html("<div>" * 200_000 + "dybt" + "</div>" * 200_000).text == "dybt"
    assert html("<p>Rådet drøftede <b>sagen</b>.</p>\n" * 250_000).text.count("drøftede") == 250_000
    assert time.perf_counter() - begin < 50


@pytest.mark.parametrize(
    "unit", ["<!--", "<", "</", "<a ", "<a b='", '<a b="', "<p>", "</p>", "<p><b>", "&#", "<td>", "<script>"]
)
def test_reading_html_malformed_markup_takes_linear_time(unit: str) -> None:
    from extractors.formats.html_page import read_html

    begin = time.process_time()
    read_html(b"x" + (unit * (600_000 // len(unit))).encode(), source="a.html")
    assert time.process_time() - begin < 15


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="article:published_time" content="2026-03-02T08:15:00+01:00">', "2026-03-02"),
        ("<META NAME='DCTERMS.issued' CONTENT='2026-03'/>", "2026-03"),
        ('<meta content="02-03-2026" itemprop="datePublished">', "2026-03-02"),
        ('<meta name="dcterms.issued" content="i går"><meta name="publication_date" content="2026/3/2">', "2026-03-02"),
        ('<meta name="dcterms.modified" content="2026-03-02">', ""),
        ('<meta name="dcterms.issued" content="2026-02-31">', ""),
    ],
)
def test_html_day_of_publication_is_that_of_the_head(head: str, expected: str) -> None:
    assert read_bytes(f"<head>{head}</head><p>x".encode(), source="a.html").origin.published == expected


def test_html_day_of_publication_in_kilder_wins() -> None:
    page = b'<meta name="dcterms.issued" content="2026-03-02"><p>x'
    assert read_bytes(page, source="a.html", origin=Origin(published="2026-03-01")).origin.published == "2026-03-01"
