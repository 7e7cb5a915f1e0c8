"""The desk's pages for everybody: rules of WCAG 2.2 AA by axe-core, and what it does not look at."""

from pathlib import Path

import pytest
from driving import Server, current, saving
from timeline.reporting import event, report

from extract.records import dump_record

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = """async () => {
  const { violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => [id, node.target.join(' '), node.failureSummary]));
}"""
RECORDS = [
    report(
        "a.json",
        event(
            dates={"announced": "2031-05-01"},
            name="Ministry",
            conditions=(("end_use", "prohibit", None, "for weapons"),),
        ),
        event(measure="ban", trigger="shipments stopped", confidence=0.3),
        statistics=({"value": -29.0},),
        title="Licences for yttrium",
    ),
    report("b.json", event(confidence=0.3), language="zh-Hans", title="钇出口许可"),
]
PAGES = ("/", "/articles/a.json", "/changes/a.json?event=e1", "/second-look", "/agreement", "/nowhere")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    out = tmp_path_factory.mktemp("access")
    (out / "records").mkdir()
    for path, record in RECORDS:
        (out / "records" / path).write_text(dump_record(record), encoding="utf-8")
    server = Server(out).start()
    yield server
    server.kill()


@pytest.fixture
def opened(browser, server):
    contexts = []

    def open_(place, *, width=1280, theme="light", lang="en", calm="no-preference"):
        context = browser.new_context(
            viewport={"width": width, "height": 844}, color_scheme=theme, reduced_motion=calm, bypass_csp=True
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{server.address}{place}{'&' if '?' in place else '?'}lang={lang}")
        return page

    yield open_
    for context in contexts:
        context.close()


def faults(page):
    page.evaluate(AXE)
    return page.evaluate(RULES)


def test_the_rules_find_a_fault_that_is_there(opened):
    page = opened("/")
    page.evaluate(
        "() => { const [bad] = document.querySelectorAll('h1'); bad.append(document.createElement('button')); }"
    )
    assert {rule for rule, *_ in faults(page)} == {"button-name"}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("place", PAGES)
def test_no_rule_of_access_is_broken(opened, place, theme):
    assert faults(opened(place, theme=theme)) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_none_is_broken_while_somebody_works(opened, theme):
    page = opened("/articles/a.json", theme=theme, width=390)
    current(page).locator("[data-field='dates[0]'] .words").click()
    current(page).locator("[data-part=targets] .add").click()
    current(page).locator("[data-path='dates[0].value']").fill("soon")
    page.wait_for_selector("[aria-invalid=true]")
    page.keyboard.press("Escape")
    page.evaluate("() => getSelection().selectAllChildren(document.querySelector('#text p'))")
    page.wait_for_selector("#chooser:not([hidden])")
    assert faults(page) == []
    page.click("#add-figure")
    page.wait_for_selector("#new-figure")
    page.keyboard.press("Enter")
    page.wait_for_selector("#new-figure [aria-invalid=true]")
    assert faults(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    page.keyboard.press("Escape")
    page.evaluate("() => document.getElementById('keys').showModal()")
    assert faults(page) == []


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("place", ["/", "/articles/a.json", "/agreement"])
def test_no_page_needs_scrolling_sideways(opened, place, width, lang):
    page = opened(place, width=width, lang=lang)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_controls_are_large_enough(opened):
    page = opened("/articles/a.json", width=390)
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, input, select, summary, .top a, .row h2 a')].filter((node) => node.checkVisibility())
          .map((node) => [node.outerHTML.slice(0, 90), node.getBoundingClientRect(), node.closest('label.chosen')])
          .filter(([, box, label]) => Math.min(box.width, box.height) < 24 && !label).map(([told, box]) => [told, box.width, box.height])"""
    )
    assert small == []


def test_the_focus_can_be_seen_on_all_that_keys_reach(opened):
    page = opened("/articles/a.json")
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        told = page.evaluate(
            """() => {
              const node = document.activeElement;
              const style = getComputedStyle(node);
              return node === document.body ? null : [node.outerHTML.slice(0, 70), style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2];
            }"""
        )
        if told:
            seen.add(told[0])
            assert told[1], told[0]
    assert len(seen) > 30


def test_roles_differ_in_colour_and_in_line_and_sign(opened):
    page = opened("/articles/a.json")
    looks = page.evaluate(
        """() => ['triggers', 'issuer', 'targets', 'materials', 'conditions', 'dates', 'instrument', 'attribution', 'statistic'].map((role) => {
          const node = document.createElement('span');
          node.className = `m begins lane-0 role-${role}`;
          document.getElementById('text').append(node);
          const style = getComputedStyle(node);
          return [role, style.borderBottomStyle, style.borderBottomColor, getComputedStyle(node, '::before').content];
        })"""
    )
    assert len({sign for *_, sign in looks}) == len(looks)
    assert len({(line, colour) for _, line, colour, _ in looks}) == len(looks)
    assert len({line for _, line, _, _ in looks}) == 4


def test_marks_that_overlap_lie_at_different_depths(opened):
    page = opened("/articles/a.json")
    depths = page.evaluate(
        """async () => {
          const { ArticleText } = await import('/static/text.js');
          const text = new ArticleText(document.getElementById('text'), 'rare earth magnets of China');
          const mark = (role, start, end) => ({ role, path: role, item: 'e', start, end, own: true });
          text.paint([mark('materials', 0, 18), mark('triggers', 0, 10), mark('issuer', 5, 27)]);
          return [...document.querySelectorAll('#text .m')].map((node) => [node.className.match(/role-(\\w+)/)[1], node.className.match(/lane-(\\d)/)[1], node.textContent]);
        }"""
    )
    lane = {role: {number for name, number, _ in depths if name == role} for role, _, _ in depths}
    assert lane == {"triggers": {"0"}, "materials": {"1"}, "issuer": {"2"}}


def test_who_wants_calm_gets_no_motion(opened):
    page = opened("/articles/a.json", calm="reduce")
    moving = page.evaluate(
        "() => [...document.querySelectorAll('*')].filter((node) => parseFloat(getComputedStyle(node).transitionDuration) > 0 || getComputedStyle(node).scrollBehavior === 'smooth').length"
    )
    assert moving == 0


def test_what_is_saved_is_told_to_those_who_do_not_see_it(opened):
    page = opened("/articles/b.json")  # no other test looks at it: what is decided here stays decided
    assert page.get_attribute("#saved", "role") == "status"
    with saving(page):
        page.keyboard.press("a")
    assert page.inner_text("#saved").startswith("✓ Saved") or page.text_content("#saved").startswith("Saved")
