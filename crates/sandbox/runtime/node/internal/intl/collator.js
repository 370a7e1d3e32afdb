// `Intl.Collator`; the host compares.
const { hostCall } = internals;
const { optionsOf, word, truth, typeName } = require('internal/intl/options');
const { resolve, checkMatcher, supportedOf, withKeywords } = require('internal/intl/locales');
const { finish, privateState } = require('internal/intl/shape');

const NAME = 'Collator';
const collators = privateState(NAME);
const readCollator = (locales, given) => {
  const { found, keywords } = resolve(locales);
  const options = optionsOf(given, NAME);
  const usage = word(options, NAME, 'usage', ['sort', 'search'], 'sort');
  checkMatcher(options, NAME);
  const collation = typeName(options, NAME, 'collation');
  const numeric = truth(options, 'numeric');
  const caseFirst = word(options, NAME, 'caseFirst', ['upper', 'lower', 'false']);
  const sensitivity = word(options, NAME, 'sensitivity', ['base', 'accent', 'case', 'variant'], 'variant');
  const ignorePunctuation = truth(options, 'ignorePunctuation', found.split('-')[0] === 'th');
  const byTag = { kn: keywords.kn === '' || keywords.kn === 'true' ? '' : keywords.kn, kf: keywords.kf, co: usage === 'search' ? undefined : keywords.co };
  const kept = { co: collation === undefined ? byTag.co : undefined, kn: numeric === undefined ? byTag.kn : undefined, kf: caseFirst === undefined ? byTag.kf : undefined };
  return {
    locale: withKeywords(found, kept), usage, sensitivity, ignorePunctuation, collation: (usage === 'search' ? undefined : collation ?? byTag.co) ?? 'default',
    numeric: numeric ?? byTag.kn === '', caseFirst: caseFirst ?? byTag.kf ?? 'false', tag: found,
  };
};
const compareWith = (collator, left, right) => {
  const { tag, usage, sensitivity, ignorePunctuation, numeric, caseFirst, collation } = collator;
  const head = { left, right, locales: [tag], usage, sensitivity, numeric, caseFirst };
  if (ignorePunctuation) head.ignorePunctuation = true;
  if (collation !== 'default') head.collation = collation;
  return Number(hostCall('intl.compare', head));
};
function Collator(locales = undefined, options = undefined) {
  const self = new.target === undefined ? Object.create(Collator.prototype) : this;
  collators.set(self, readCollator(locales, options));
  return self;
}
const bound = new WeakMap();
const text = (value) => String(value).toWellFormed();
finish(Collator, {
  resolvedOptions() {
    const { locale, usage, sensitivity, ignorePunctuation, collation, numeric, caseFirst } = collators.get(this, 'resolvedOptions');
    return { locale, usage, sensitivity, ignorePunctuation, collation, numeric, caseFirst };
  },
  get compare() {
    const collator = collators.get(this, 'compare');
    if (!bound.has(this)) bound.set(this, Object.defineProperty((left, right) => compareWith(collator, text(left), text(right)), 'name', { value: '' }));
    return bound.get(this);
  },
}, { supportedLocalesOf: supportedOf(NAME) });
module.exports = { Collator };
