// `Intl.DisplayNames`: regions, languages, scripts and currencies by code.
const { ofLocale } = require('internal/intl/data');
const { word } = require('internal/intl/options');
const { resolve, checkMatcher, supportedOf, canonical } = require('internal/intl/locales');
const { finish, privateState, onlyNew } = require('internal/intl/shape');

const NAME = 'DisplayNames';
const names = privateState(NAME);
const TYPES = ['language', 'region', 'script', 'currency', 'calendar', 'dateTimeField'];
const invalid = () => new RangeError('invalid_argument');
const readers = {
  region(data, code) {
    if (!/^(?:[a-z]{2}|\d{3})$/i.test(code)) throw invalid();
    return [code, ofLocale(data, 'names', 'regions', code)];
  },
  script(data, code) {
    if (!/^[a-z]{4}$/i.test(code)) throw invalid();
    const name = code[0].toUpperCase() + code.slice(1).toLowerCase();
    return [name, ofLocale(data, 'names', 'scripts', name)];
  },
  currency(data, code) {
    if (!/^[a-z]{3}$/i.test(code)) throw invalid();
    return [code.toUpperCase(), ofLocale(data, 'currencies', code.toUpperCase())?.name];
  },
  language(data, code) {
    if (!/^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i.test(code)) throw invalid();
    const [tag] = canonical(code);
    const whole = ofLocale(data, 'names', 'languages', tag);
    if (whole !== null) return [tag, whole];
    const [language, ...rest] = tag.split('-');
    const own = ofLocale(data, 'names', 'languages', language);
    if (rest.length === 0 || own === null) return [tag, own];
    const more = rest.map((part) => ofLocale(data, 'names', part.length === 4 ? 'scripts' : 'regions', part) ?? part).join(', ');
    return [tag, `${own} (${more})`];
  },
};
function DisplayNames(locales, given) {
  onlyNew(new.target, NAME);
  const { found, data } = resolve(locales);
  if (given === undefined || given === null || typeof given !== 'object') throw new TypeError('invalid_argument');
  checkMatcher(given, NAME);
  const style = word(given, NAME, 'style', ['narrow', 'short', 'long'], 'long');
  const type = word(given, NAME, 'type', TYPES);
  if (type === undefined) throw new TypeError('invalid_argument');
  const fallback = word(given, NAME, 'fallback', ['code', 'none'], 'code');
  const languageDisplay = word(given, NAME, 'languageDisplay', ['dialect', 'standard'], 'dialect');
  if (readers[type] === undefined) internals.unsupported(`Intl.DisplayNames of the type ${type}`, 'names are kept of languages, regions, scripts and currencies')();
  names.set(this, { locale: found, data, style, type, fallback, languageDisplay });
}
finish(DisplayNames, {
  resolvedOptions() {
    const { locale, style, type, fallback, languageDisplay } = names.get(this, 'resolvedOptions');
    return type === 'language' ? { locale, style, type, fallback, languageDisplay } : { locale, style, type, fallback };
  },
  of(code) {
    const { data, type, fallback } = names.get(this, 'of');
    const [own, name] = readers[type](data, String(code));
    return name ?? (fallback === 'code' ? own : undefined);
  },
}, { supportedLocalesOf: supportedOf(NAME) });
Object.defineProperty(DisplayNames, 'length', { value: 2, configurable: true });
module.exports = { DisplayNames };
