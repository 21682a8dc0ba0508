"""Posts in the cases: only the head phrase declines."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from tests.texts.gold import rows

from curator_app.runtime.paths import resources
from curator_app.texts.grammar import OBLIQUE, Case
from curator_app.texts.grammar.posts import PostForm, decline_post

POSTS = rows("gold_posts.tsv")


def _expected(pattern: str, endings: str) -> list[str]:
    """«учител*-логопед*», «я,а ю,у …» → the five forms."""
    forms = []
    for group in endings.split():
        form = pattern
        each = group.split(",") if "," in group else [group] * pattern.count("*")
        for ending in each:
            form = form.replace("*", ending, 1)
        assert "*" not in form
        forms.append(form)
    assert len(forms) == 5
    return forms


@pytest.mark.parametrize(("post", "pattern", "endings"), POSTS, ids=[row[0] for row in POSTS])
def test_posts_by_hand(post: str, pattern: str, endings: str) -> None:
    assert [decline_post(post, case) for case in OBLIQUE] == [
        PostForm(form, known=True) for form in _expected(pattern, endings)
    ]
    assert decline_post(post, Case.NOMINATIVE) == PostForm(post, known=True)


def test_line_breaks_of_a_cell_stay() -> None:
    assert decline_post("учитель химии;\nтренер", Case.DATIVE).text == "учителю химии;\nтренеру"
    assert decline_post("учитель химии\nи биологии", Case.DATIVE) == PostForm("учителю химии\nи биологии", known=True)
    assert decline_post("учитель химии\nметодист", Case.DATIVE).text == "учителю химии\nметодисту"


def test_spaces_are_tidied() -> None:
    assert decline_post("  учитель \u00a0 труда ", Case.GENITIVE).text == "учителя труда"


def test_unknown_post_is_a_suggestion() -> None:
    assert decline_post("внештатный эрготерапевт", Case.DATIVE) == PostForm("внештатному эрготерапевту", known=False)
    assert decline_post("спортивный комментатор клуба", Case.ACCUSATIVE).text == "спортивного комментатора клуба"
    assert decline_post("Оленевод", Case.INSTRUMENTAL) == PostForm("Оленеводом", known=False)
    assert decline_post("учитель химии; оленевод", Case.DATIVE) == PostForm("учителю химии; оленеводу", known=False)


@pytest.mark.parametrize("post", ["", "—", "SMM", "по совместительству", "5А", "ГБОУ"])
def test_what_is_no_post_stays(post: str) -> None:
    assert decline_post(post, Case.DATIVE) == PostForm(post, known=False)


def test_school_own_forms_win() -> None:
    own = {
        "завуч": dict.fromkeys(Case, "завуч"),
        "Эрготерапевт": {Case.DATIVE: "эрготерапевту"},
        "старший звеньевой": {Case.DATIVE: "старшему звеньевому"},
    }
    assert decline_post("Завуч", Case.DATIVE, extra=own) == PostForm("Завуч", known=True)
    assert decline_post("эрготерапевт центра", Case.DATIVE, extra=own) == PostForm("эрготерапевту центра", known=True)
    assert decline_post("старший звеньевой отряда", Case.DATIVE, extra=own).text == "старшему звеньевому отряда"
    assert decline_post("учитель, старший звеньевой", Case.DATIVE, extra=own).text == "учителю, старшему звеньевому"
    assert decline_post("завуч", Case.DATIVE).text == "завучу"


def test_dictionary_is_whole() -> None:
    catalogue = json.loads((resources() / "catalogues" / "posts.json").read_text(encoding="utf-8"))
    assert len(catalogue["posts"]) >= 80
    for entry in catalogue["posts"] + catalogue["attributes"]:
        assert set(entry) == {case.value for case in Case}, entry
        last = entry["nominative"].split()[-1].removesuffix("ся")
        woman = last.endswith(("а", "я"))
        assert (entry["accusative"] == entry["genitive"]) is not woman, entry  # a woman may bear a man's post
        assert entry["accusative"] != entry["nominative"], entry
        assert entry["dative"].removesuffix("ся").endswith(("й", "е") if woman else ("у", "ю")), entry


def test_big_dictionaries_wait_for_the_first_unknown_post() -> None:
    script = (
        "import sys\n"
        "from curator_app.domain.names import PersonName\n"
        "from curator_app.texts.grammar import Case\n"
        "from curator_app.texts.grammar.names import decline_name\n"
        "from curator_app.texts.grammar.posts import decline_post\n"
        "decline_name(PersonName('Иванова', 'Мария', 'Петровна'), Case.DATIVE)\n"
        "decline_post('учитель математики', Case.DATIVE)\n"
        "assert 'pymorphy3' not in sys.modules\n"
        "decline_post('оленевод', Case.DATIVE)\n"
        "assert 'pymorphy3' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
