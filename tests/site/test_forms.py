"""The form asks for what the policies need, and the example fills it in."""

import json
import re
from html import unescape

from assessor.records import from_form, read_record
from assessor.site.assets import HERE
from assessor.site.calculator import calculator, example_form
from assessor.site.engine import WITHOUT_SCRIPTS, EngineAddress
from assessor.site.forms import LONGEST, NOT_KNOWN, form_html
from assessor.site.inputs import asked, checklist_items, computed, rule_inputs
from assessor.site.why import reasons
from tests.site.parsed import Parsed


def names_of(html):
    """The names of all inputs; what has none is no part of the record."""
    inputs = (e for e in Parsed.of(html).elements if e.tag in {"input", "select"})
    return {e.attributes["name"] for e in inputs if "name" in e.attributes}


def test_a_form_asks_for_every_input_and_nothing_else(library):
    """Each field the policy's rules may ask for is there, list fields by their columns."""
    policy = library.policies["school-21art"]
    names = {name.partition(".")[0] for name in names_of(form_html(library, [policy]))}
    inputs = {name for rule in policy.rules for name in rule.data.get("inputs", ())}
    assert names == inputs | {"自评日期"}
    assert "月度坐班.实坐班" in names_of(form_html(library, [policy]))


def test_a_rule_that_rests_on_others_asks_for_their_inputs(library):
    """The annual bonus needs what its factors need."""
    policy = library.policies["school-21art"]
    rule = next(rule for rule in policy.rules if rule.id == "S21-annual")
    assert {"现任班主任", "累计任职年限", "月度坐班"} <= set(rule_inputs(policy, rule))


def test_every_input_has_a_label(library):
    """Single fields by `for`, cells by the label around them; nothing is known by its place alone."""
    parsed = Parsed.of(form_html(library, computed(library)))
    labelled = {e.attributes.get("for") for e in parsed.all("label")}
    for element in parsed.elements:
        if element.tag in {"input", "select"} and "id" in element.attributes:
            assert element.attributes["id"] in labelled
    described = [e.attributes["aria-describedby"] for e in parsed.elements if "aria-describedby" in e.attributes]
    assert {name for text in described for name in text.split()} <= set(parsed.ids)


def test_a_line_of_text_takes_no_more_than_is_kept(library):
    """Whatever is typed can be kept and read back: the page's limit is the device's."""
    limits = (HERE / "scripts" / "records" / "limits.js").read_text("utf-8")
    assert f"value: {LONGEST:_}," in limits
    form = Parsed.of(form_html(library, computed(library)))
    lines = [element for element in form.all("input") if element.attributes.get("type") == "text"]
    assert lines
    assert {element.attributes["maxlength"] for element in lines} == {str(LONGEST)}


def test_two_forms_on_a_page_share_no_id(library):
    """A prefix keeps the ids of two forms apart."""
    policy = [library.policies["school-21art"]]
    assert not set(Parsed.of(form_html(library, policy)).ids) & set(Parsed.of(form_html(library, policy, "b-")).ids)


def test_each_field_says_who_needs_it(library):
    """The script hides what no chosen policy needs."""
    policies = computed(library)
    needed = asked(library, policies)
    parsed = Parsed.of(form_html(library, policies))
    for element in parsed.all("div"):
        name = element.attributes.get("data-field") or element.attributes.get("data-list")
        if name:
            assert element.attributes["data-policies"].split() == needed[name]


def test_groups_stand_in_a_list_that_leads_to_them(library):
    """Each group but the school's own has a place in the list on top, and can be folded away below its heading."""
    parsed = Parsed.of(form_html(library, computed(library), "b-"))
    tasks = [e.attributes["data-task"] for e in parsed.all("li") if "data-task" in e.attributes]
    groups = [e.attributes["data-group"] for e in parsed.all("fieldset")]
    assert [*tasks, "学校"] == groups
    links = [e.attributes for e in parsed.all("a") if "data-focus" in e.attributes]
    targets = [link["data-focus"] for link in links]
    assert targets == [e.attributes["id"] for e in parsed.all("summary") if "id" in e.attributes][:-1]
    assert [link["href"] for link in links] == [f"#{name}" for name in targets]
    folded = [e.attributes for e in parsed.all("details") if "open" not in e.attributes]
    assert [e["class"] for e in folded] == ["pc-sheets", "pc-part pc-school-fields"]


def test_what_no_chosen_policy_needs_is_hidden_from_the_start(library):
    """Nothing has to fold away when the scripts come: fields, rows, groups and their places in the list."""
    policies = computed(library)
    parsed = Parsed.of(form_html(library, policies, chosen=["school-21art"]))
    needing = [e.attributes for e in parsed.elements if "data-policies" in e.attributes]
    hidden = [e for e in needing if "hidden" in e]
    assert hidden
    assert hidden == [e for e in needing if "school-21art" not in e["data-policies"].split()]
    groups = {library.rulebook.fields[name].group for name in asked(library, [library.policies["school-21art"]])}
    tasks = {
        e.attributes["data-task"]: "hidden" in e.attributes for e in parsed.all("li") if "data-task" in e.attributes
    }
    assert {name for name, folded in tasks.items() if not folded} == groups - {"学校"}
    assert not any("hidden" in e.attributes for e in Parsed.of(form_html(library, policies)).all("details"))


def test_the_form_leads_on_from_the_start(library):
    """On top to the first field, below a group to the next group's, below the last one back to the first."""
    html = form_html(library, computed(library), "b-", chosen=["school-21art"])
    lines = re.findall(r'<p class="pc-next"><a href="#b-field-([^"]+)" data-field="([^"]+)">([^<]+)</a>', html)
    assert all(name == box and text.endswith(f"：{name}") for box, name, text in lines)
    texts = [text for *_, text in lines]
    assert texts[:2] == ["下一项：学期开始", "下一项：自评日期"]
    assert texts[-1] == "上面还有没填的：学期开始"
    asked_for = set(asked(library, [library.policies["school-21art"]]))
    assert {name for _, name, _ in lines} <= asked_for


def test_every_field_and_list_takes_not_knowing_for_an_answer(library):
    """Choices offer 不清楚, lists a box; lines of text take it as typed. The form's words are those that are read."""
    policies = computed(library)
    html = form_html(library, policies)
    parsed = Parsed.of(html)
    fields = library.rulebook.fields
    lists = [e.attributes["data-list"] for e in parsed.elements if "data-list" in e.attributes]
    boxes = [e.attributes["name"] for e in parsed.all("input") if "data-unsure" in e.attributes]
    assert boxes == [name for name in lists if name not in checklist_items(policies)]
    single = [name for name in asked(library, policies) if name not in lists]
    choices = [name for name in single if fields[name].kind in {"bool", "enum"}]
    assert html.count('<option value="不清楚">') == len(choices) + sum(map(len, checklist_items(policies).values()))
    for name in single:
        assert read_record(fields, from_form(fields, {name: NOT_KNOWN})) == {}
    assert read_record(fields, from_form(fields, dict.fromkeys(lists, NOT_KNOWN))) == {}


def test_days_are_lines_of_text_that_say_which_year_they_are_of(library):
    """A field of type date would refuse 9月1日 and what is pasted; only days of the school year get their year."""
    parsed = Parsed.of(form_html(library, [library.policies["school-21art"]]))
    inputs = [e.attributes for e in parsed.all("input") if "data-kind" in e.attributes]
    assert {e["type"] for e in inputs} == {"text"}
    months = {e["name"] for e in inputs if "data-this-year" in e}
    assert "月度坐班.月份" in months
    assert "任职段.起" not in months


def test_each_field_knows_the_results_that_need_it(library):
    """Results of rules that rest on others count as well, each once, under its policy and clause."""
    policies = [library.policies[name] for name in ("school-21art", "county-professional")]
    found = reasons(policies)
    rules = [(policy["id"], *rule) for policy in found["policies"] for rule in policy["rules"]]
    assert len(rules) == sum(rule.is_computed for policy in policies for rule in policy.rules)
    years = [rules[number] for number in found["fields"]["累计任职年限"]]
    assert ("school-21art", "学年龄奖合计", "第十六条、第十九条第三款", "art-19-3") in years
    assert len(set(years)) == len(years)
    assert {policy for policy, *_ in years} == {"school-21art", "county-professional"}
    anchors = {(policy.id, clause.anchor) for policy in policies for clause in policy.clauses}
    assert {(policy, anchor) for policy, _, _, anchor in rules} <= anchors
    assert set(found["fields"]) == set(asked(library, policies)) - {"自评日期"}


def test_the_reasons_are_a_small_part_of_the_page(library):
    """They lie in the page once, whatever the number of fields."""
    html = form_html(library, computed(library))
    template = html.partition('<template data-part="why">')[2].partition("</template>")[0]
    assert json.loads(unescape(template)) == reasons(computed(library))
    assert len(template) < len(html) / 8


def test_nobody_types_the_items_of_a_checklist(library):
    """Each item of a policy's checklists is a row with its name in place."""
    policy = library.policies["school-21art"]
    parsed = Parsed.of(form_html(library, [policy]))
    rows = [e.attributes["value"] for e in parsed.all("input") if e.attributes.get("name") == "学校事项完成.项目"]
    assert rows == list(checklist_items([policy])["学校事项完成"])
    assert "手册抽查两次" in rows


def test_the_example_is_a_valid_record_for_every_choice(library):
    """The example can be filled in on any page, and holds only what its form asks for."""
    for policy in computed(library):
        form = example_form(library, [policy.id])
        read_record(library.rulebook.fields, from_form(library.rulebook.fields, form))
        assert set(form) <= set(asked(library, [policy]))


def test_the_example_lies_in_the_page_as_json(library):
    """Scripts read the example from a template, which nothing runs and nothing in it can end."""
    html = calculator(library, ["school-21art"], root="../", engine="e/")
    text = html.partition('<template data-part="example">')[2].partition("</template>")[0]
    assert json.loads(unescape(text)) == {
        "form": example_form(library, ["school-21art"]),
        "policies": ["school-21art"],
    }
    assert "<" not in text
    assert "<script" not in html


def test_the_form_goes_nowhere_and_says_so_without_scripts(library):
    """Enter in a form without scripts would send the record into the address: method=dialog sends nothing."""
    parsed = Parsed.of(calculator(library, ["school-21art"], root="../", engine="e/"))
    forms = parsed.all("form")
    assert len(forms) == len([each for each in parsed.all("fieldset") if "data-group" in each.attributes]) > 3
    assert {form.attributes["method"] for form in forms} == {"dialog"}
    assert WITHOUT_SCRIPTS in parsed.text


def test_scripts_learn_how_much_there_is_to_load(library):
    """The size goes with the engine's address; where it is not known there is no attribute."""
    for engine, size in ((EngineAddress("e/", 123), "123"), ("e/", None)):
        (element,) = Parsed.of(calculator(library, ["school-21art"], root="../", engine=engine)).all(
            "policy-calculator"
        )
        assert element.attributes["data-engine"] == "../e/"
        assert element.attributes.get("data-engine-bytes") == size


def test_the_choice_is_folded_by_level_and_says_what_is_chosen(library):
    """Each policy stands once, under its level; the line above names the first three."""
    policies = [policy.id for policy in computed(library)]
    html = calculator(library, policies[:4], root="../", engine="e/", choose=policies)
    choice = html.partition('<details data-part="policies">')[2].partition("</details>")[0]
    parsed = Parsed.of(choice)
    boxes = [e.attributes for e in parsed.all("input")]
    assert sorted(box["value"] for box in boxes) == sorted(policies)
    assert [box["value"] for box in boxes if "checked" in box] == [
        box["value"] for box in boxes if box["value"] in policies[:4]
    ]
    assert "已选 4 份（" in parsed.text
    assert "等）" in parsed.text
    assert len(parsed.all("fieldset")) == len({library.policies[name].head["level"] for name in policies})
