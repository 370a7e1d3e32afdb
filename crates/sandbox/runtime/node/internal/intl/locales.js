// Language tags: which ones an argument names, and which of them has data here.
const { ofTags, supplement } = require('internal/intl/data');
const { word } = require('internal/intl/options');

const DEFAULT = 'en-US';
const MOST_TAGS = 64;
/** The tags that a `locales` argument names, as strings. */
const tagsOf = (locales) => {
  if (locales === undefined) return [];
  if (typeof locales === 'string') return [locales];
  if (locales === null) throw new TypeError('Cannot convert undefined or null to object');
  if (require('internal/intl/locale').isLocale(locales)) return [String(locales)];
  const tags = [];
  const { length } = Object(locales);
  if (length > MOST_TAGS) throw new RangeError(`${length} locales are too many: at most ${MOST_TAGS} are read`);
  for (let at = 0; at < length; at++) {
    if (!(at in locales)) continue;
    const tag = locales[at];
    if (typeof tag !== 'string' && (typeof tag !== 'object' || tag === null)) throw new TypeError('Language ID should be string or object.');
    tags.push(String(tag).toWellFormed());
  }
  return tags;
};
/** What is known of each tag: `tag` in its canonical form, `found` and `data` if it is served, `keywords` what it asks for. */
const read = (locales) => {
  const tags = tagsOf(locales);
  return tags.length === 0 ? [] : ofTags(tags);
};
const canonical = (locales) => [...new Set(read(locales).map(({ tag }) => tag))];

/** The locale that serves, with what its keywords ask for. */
const resolve = (locales) => read(locales).find(({ found }) => found !== null) ?? ofTags([DEFAULT])[0];
const checkMatcher = (options, service) => word(options, service, 'localeMatcher', ['lookup', 'best fit'], 'best fit');

/** `supportedLocalesOf` of a constructor. */
const supportedOf = (service) => ({
  supportedLocalesOf(locales, options = undefined) {
    if (options !== undefined) checkMatcher(Object(options), service);
    return [...new Set(read(locales).filter(({ found }) => found !== null).map(({ tag }) => tag))];
  },
}).supportedLocalesOf;

/** The locale's name with the keywords that were heeded. */
const withKeywords = (found, keywords) => {
  const told = Object.entries(keywords).filter(([, value]) => value !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  if (told.length === 0) return found;
  return `${found}-u-${told.map(([key, value]) => (value === 'true' || value === '' ? key : `${key}-${value}`)).join('-')}`;
};
/** A numbering system that is served: asked for by option, else by tag, else the locale's own; and the tag's keyword if it decided. */
const numberingOf = (asked, keyword, own) => {
  const isServed = (name) => name !== undefined && supplement('digits', name) !== null;
  if (isServed(asked)) return [asked, asked === keyword ? keyword : undefined];
  return isServed(keyword) ? [keyword, keyword] : [own, undefined];
};

module.exports = { read, canonical, resolve, checkMatcher, supportedOf, withKeywords, numberingOf };
