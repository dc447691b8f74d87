"""ES modules become one script that means the same; what the bundler does not know is an error, never a guess."""

from __future__ import annotations

import pytest

from geoevents.render import bundle


def folder(tmp_path, **modules):
    for name, source in modules.items():
        (tmp_path / f"{name}.js").write_text(source, encoding="utf-8")
    return tmp_path


def test_imports_become_destructurings_in_scopes_of_their_own(tmp_path):
    place = folder(
        tmp_path,
        a='import {one, two as deux} from "./b.js";\nconst hidden = 1;\n'
        "export function start() { return one + deux + hidden; }\n",
        b="const hidden = 10;\nexport const one = hidden;\nexport let two = 20;\n"
        "export class Three {}\nexport async function four() {}\n",
    )
    text = bundle.script(place, "a.js")
    assert 'const {one, two: deux} = modules["b.js"];' in text
    assert "return {one, two, Three, four};" in text
    assert text.index('modules["b.js"] =') < text.index('modules["a.js"] =')
    assert "import " not in text
    assert "export " not in text


@pytest.mark.parametrize(
    "source",
    [
        "export default 1;",
        'import x from "./b.js";',
        'export * from "./b.js";',
        'import "./b.js";',
        "const a = 1;\nexport {a};",
    ],
)
def test_other_forms_are_refused_by_name(tmp_path, source):
    place = folder(tmp_path, a=source, b="export const x = 1;")
    with pytest.raises(bundle.BundleError, match=r"static/a\.js"):
        bundle.script(place, "a.js")


def test_circles_and_missing_modules_are_named(tmp_path):
    place = folder(tmp_path, a='import {b} from "./b.js";', b='import {a} from "./a.js";')
    with pytest.raises(bundle.BundleError, match=r"a\.js > b\.js > a\.js"):
        bundle.script(place, "a.js")
    with pytest.raises(bundle.BundleError, match=r"c\.js: no such module"):
        bundle.script(place, "c.js")


def test_a_script_cannot_end_its_own_element(tmp_path):
    place = folder(tmp_path, a='export const text = "</script><!-- </SCRIPT>";')
    text = bundle.script(place, "a.js").lower()
    assert "</script" not in text
    assert "<!--" not in text


def test_the_viewer_bundles_and_leaflet_brings_its_pictures():
    assert "geoevents" in bundle.script()
    code, sheet = bundle.leaflet()
    assert "Vladimir Agafonkin" in code, "the license notice of Leaflet stays"
    assert "url(images" not in sheet
    assert "data:image/png" in sheet
    assert "sourceMappingURL" not in code
