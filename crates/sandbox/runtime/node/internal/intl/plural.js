// Plural rules, as CLDR writes them.
const { supplement } = require('internal/intl/data');

/** The operands of a number as it is written (UTS 35, part 3): n, i, v, w, f, t, and e, c for compact numbers. */
const operands = (before, after, exponent) => {
  const bare = after.replace(/0+$/, '');
  return { n: Number(`${before}.${after || '0'}`), i: Number(before), v: after.length, w: bare.length, f: Number(after || '0'), t: Number(bare || '0'), e: exponent, c: exponent };
};
const inList = (value, list) => list.split(',').some((part) => {
  const [low, high = low] = part.split('..').map(Number);
  return Number.isInteger(value) && value >= low && value <= high;
});
const holds = (relation, found) => {
  const match = /^([nivwftec]) *(?:% *(\d+) *)?(!?=) *(.*)$/.exec(relation.trim());
  if (match === null) return false;
  const [, name, modulus, operator, list] = match;
  const value = modulus === undefined ? found[name] : found[name] % Number(modulus);
  return inList(value, list.replace(/ /g, '')) === (operator === '=');
};
const applies = (rule, found) => rule.split(' or ').some((and) => and.split(' and ').every((relation) => holds(relation, found)));

const rulesOf = (locale, type) => {
  for (let tag = locale; tag !== ''; tag = tag.includes('-') ? tag.replace(/-[^-]+$/, '') : '') {
    const rules = supplement('plurals', type, tag);
    if (rules !== null) return rules;
  }
  return { other: '' };
};
/** The order in which categories are tried: a number may fall under several. */
const TRIED = ['zero', 'one', 'two', 'few', 'many'];
/** The category of a number, given its digits. */
const category = (locale, type, before, after, exponent = 0) => {
  const rules = rulesOf(locale, type);
  const found = operands(before, after, exponent);
  return TRIED.find((name) => rules[name] && applies(rules[name], found)) ?? 'other';
};
const ORDER = ['few', 'many', 'one', 'two', 'zero', 'other'];
const categories = (locale, type) => ORDER.filter((name) => Object.hasOwn(rulesOf(locale, type), name));

module.exports = { category, categories };
