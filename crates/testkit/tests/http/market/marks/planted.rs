//! The packages that hold the marks.

use testkit::Pack;

/// What every mark begins with.
pub(super) const MARK: &str = "PlantedMark";

/// Where marks stand.
pub(super) const PLACES: &[&str] = &[
    "comment",
    "function name",
    "variable name",
    "property name",
    "class field name",
    "text in the code",
    "source map comment",
    "spec's file name",
    "spec",
    "test's name",
    "what a test prints",
    "fixture's file name",
    "fixture",
    "service's answer",
    "note to the reviewers",
    "comment on the submission",
    "reason of a verdict",
];

/// What the code that is tried out does, by the login's `ui_locales`.
pub(super) const MODES: &[&str] = &[
    "nothing", "own", "engine", "unknown", "call", "read", "parse", "property", "rejects", "field",
    "method", "host", "slow", "busy", "memory", "prints", "traces", "deny", "away",
];

/// One that goes through both reviews: it asks a service at each login.
pub(super) fn published() -> Pack {
    let pack = Pack::example("risk-check");
    let code = pack
        .text(bundle::package::ACTION)
        .replace("askForRisk", "PlantedMarkHelper")
        .replace("TIMEOUT_MS", "PLANTEDMARK_TIMEOUT_MS")
        .replace("// A risk service", "// PlantedMarkComment: a risk service");
    let spec = "integration/integration.action.spec.js";
    let specs = pack
        .text(spec)
        .replace("describe('", "describe('PlantedMarkTest ");
    let fixture = pack.text("faults/risk.json");
    let answer = fixture.replace(
        "\"level\": \"low\"",
        "\"level\": \"low\", \"text\": \"PlantedMarkFixture\"",
    );
    assert_ne!(fixture, answer);
    let more = "// PlantedMarkSpec\ntest('PlantedMarkOfTest', () => { console.log('PlantedMarkPrinted'); expect(1).toBe(1); });\n";
    pack.with(
        bundle::package::ACTION,
        format!("{code}\n//# sourceMappingURL=PlantedMarkMap.js.map\n"),
    )
    .with(spec, specs)
    .with("integration/PlantedMark.spec.js", more)
    .with("faults/PlantedMark.json", answer)
}

const PERMISSIONS: &str = r#"
[[permissions.event]]
field = "request"
reason = "It is told what to do."

[[permissions.api]]
method = "access.deny"
reason = "It refuses."

[[permissions.api]]
method = "redirect.sendUserTo"
reason = "It asks there."

[[permissions.redirects]]
host = "pages.acme.example"
reason = "It asks there."

[[permissions.hosts]]
host = "ADDRESS"
reason = "It asks there."
"#;

const CODE: &str = "
// PlantedMarkComment
class Helper { PlantedMarkField = 'PlantedMarkText'; }
const PlantedMarkVariable = new Helper();
async function PlantedMarkFunction(how, event, api) {
    const text = await (await fetch('http://ADDRESS/')).text();
    const PlantedMarkInner = () => { throw Object.assign(new Error('the key is wrong'), { cause: new TypeError('inner') }); };
    switch (how) {
        case 'own': return PlantedMarkInner();
        case 'engine': return undefined.PlantedMarkProperty;
        case 'unknown': return PlantedMarkUnknown;
        case 'call': return text.PlantedMarkMethod();
        case 'read': return null.PlantedMarkRead.deeper;
        case 'parse': return JSON.parse(text.slice(1));
        case 'property': return Object.defineProperty(Object.freeze({}), 'PlantedMarkProperty', { value: 1 });
        case 'rejects': return Promise.reject(new RangeError('too far'));
        case 'field': return event.user.email;
        case 'method': return api.user.setAppMetadata('PlantedMarkKey'.length, 1);
        case 'host': return fetch('http://127.0.0.1:1/');
        case 'slow': return new Promise(end => setTimeout(end, 60_000));
        case 'busy': for (;;) PlantedMarkVariable.count = 1;
        case 'memory': for (const all = [];;) all.push(new Array(100_000).fill(PlantedMarkVariable));
        case 'deny': try { PlantedMarkInner(); } catch (error) { return api.access.deny(error.stack); }
        case 'away': return api.redirect.sendUserTo('https://pages.acme.example/');
    }
}
async function PlantedMarkPrints(error) {
    console.log(error);
    console.error(error.stack);
    console.warn('failed', JSON.stringify({ stack: error.stack }), { deep: { error } });
    console.log(`${error}`, String(error.message));
    console.log('%s %o', error, error);
}
exports.onExecutePostLogin = async (event, api) => {
    const how = event.request.query.ui_locales;
    if (how === 'traces') { (function PlantedMarkTrace() { console.trace('here'); })(); return; }
    if (how === 'prints') {
        for (const each of ['own', 'engine', 'unknown', 'call', 'read', 'parse', 'property', 'rejects', 'host']) {
            try { await PlantedMarkFunction(each, event, api); } catch (error) { PlantedMarkPrints(error); }
        }
        return;
    }
    await PlantedMarkFunction(how, event, api);
};
exports.onContinuePostLogin = async function PlantedMarkContinue(event, api) {
    try { await PlantedMarkFunction('own', event, api); } catch (error) { PlantedMarkPrints(error); throw error; }
};
//# sourceMappingURL=PlantedMarkMap.js.map
";

/// One that its partner tries out: everything that goes wrong in it.
pub(super) fn tried(address: &str) -> Pack {
    let replaced = |text: &str| text.replace("ADDRESS", address);
    Pack::of(&replaced(PERMISSIONS), &replaced(CODE))
}
