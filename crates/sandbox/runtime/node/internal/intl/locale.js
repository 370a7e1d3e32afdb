// `Intl.Locale`: a tag taken apart.
const { ofTags } = require('internal/intl/data');
const { optionsOf, word, truth } = require('internal/intl/options');
const { finish, privateState, onlyNew } = require('internal/intl/shape');

const NAME = 'Locale';
const locales = privateState(NAME);
const KEYWORDS = [['ca', 'calendar'], ['co', 'collation'], ['hc', 'hourCycle'], ['kf', 'caseFirst'], ['kn', 'numeric'], ['nu', 'numberingSystem']];
const partsOf = (tag) => {
  const [base] = tag.split(/-(?:u|t|x|[a-wyz0-9])-/);
  const [language, ...rest] = base.split('-');
  return { base, language, script: rest.find((part) => /^[A-Z][a-z]{3}$/.test(part)), region: rest.find((part) => /^(?:[A-Z]{2}|\d{3})$/.test(part)) };
};
const replaced = (tag, options) => {
  const { language, script, region } = partsOf(tag);
  const wanted = { language: word(options, NAME, 'language'), script: word(options, NAME, 'script'), region: word(options, NAME, 'region') };
  const base = [wanted.language ?? language, wanted.script ?? script, wanted.region ?? region].filter((part) => part !== undefined).join('-');
  const { keywords } = ofTags([tag])[0];
  for (const [key, name] of KEYWORDS) {
    const value = name === 'numeric' ? truth(options, name) : word(options, NAME, name, name === 'hourCycle' ? ['h11', 'h12', 'h23', 'h24'] : undefined);
    if (value !== undefined) keywords[key] = value === true ? '' : String(value);
  }
  const told = Object.entries(keywords).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => (value === '' || value === 'true' ? key : `${key}-${value}`));
  return told.length === 0 ? base : `${base}-u-${told.join('-')}`;
};
function Locale(tag = undefined, given = undefined) {
  onlyNew(new.target, NAME);
  if (typeof tag !== 'string' && (typeof tag !== 'object' || tag === null)) throw new TypeError('First argument to Intl.Locale constructor can\'t be empty or missing');
  const [{ tag: canonical }] = ofTags([String(tag)]);
  const [told] = ofTags([given === undefined ? canonical : replaced(canonical, optionsOf(given, NAME))]);
  locales.set(this, { ...told, ...partsOf(told.tag) });
}
const methods = {
  toString() { return locales.get(this, 'toString').tag; },
  get baseName() { return locales.get(this, 'baseName').base; },
  get language() { return locales.get(this, 'language').language; },
  get script() { return locales.get(this, 'script').script; },
  get region() { return locales.get(this, 'region').region; },
  maximize: internals.unsupported('Intl.Locale.prototype.maximize', 'name the script and the region'),
  minimize: internals.unsupported('Intl.Locale.prototype.minimize', 'name the language alone'),
};
for (const [key, name] of KEYWORDS) {
  Object.defineProperty(methods, name, {
    get() {
      const value = locales.get(this, name).keywords[key];
      return name === 'numeric' ? value === '' || value === 'true' : value;
    },
    configurable: true, enumerable: true,
  });
}
finish(Locale, methods, {});
Object.defineProperty(Locale, 'length', { value: 1, configurable: true });
module.exports = { Locale, isLocale: (value) => locales.has(value) };
