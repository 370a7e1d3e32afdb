// Number patterns as CLDR writes them (`#,##0.00 ¤;(#,##0.00 ¤)`), taken apart.
const token = (character) => {
  switch (character) {
    case '-': return { type: 'minusSign' };
    case '+': return { type: 'plusSign' };
    case '%': return { type: 'percentSign' };
    case '¤': return { type: 'currency' };
    default: return { type: 'literal', value: character };
  }
};
/** What stands before or after the digits. */
const affix = (text) => {
  const parts = [];
  let isQuoted = false;
  for (const character of text) {
    if (character === "'") {
      isQuoted = !isQuoted;
      continue;
    }
    const part = isQuoted ? { type: 'literal', value: character } : token(character);
    const last = parts.at(-1);
    if (part.type === 'literal' && last?.type === 'literal') last.value += character;
    else if (part.type !== 'currency' || last?.type !== 'currency') parts.push(part);
  }
  return parts;
};
const side = (text) => {
  const match = /^((?:[^#0'@,.]|'[^']*')*)([#0,.@]*)(.*)$/s.exec(text);
  return { before: affix(match[1]), digits: match[2], after: affix(match[3]) };
};
const grouping = (digits) => {
  const groups = digits.split('.')[0].split(',');
  if (groups.length === 1) return undefined;
  const primary = groups.at(-1).length;
  return { primary, secondary: groups.length > 2 ? groups.at(-2).length : primary };
};
const parsePattern = (pattern) => {
  const [positive, negative] = pattern.split(/;(?=(?:[^']*'[^']*')*[^']*$)/);
  const found = side(positive);
  const signed = negative === undefined ? { before: [{ type: 'minusSign' }, ...found.before], after: found.after } : side(negative);
  return { before: found.before, after: found.after, signed, grouping: grouping(found.digits) };
};

/** Digits in groups, from the right; none where there are fewer than `least` before the first. */
const grouped = (digits, groups, least) => {
  if (groups === undefined || digits.length < groups.primary + least) return [digits];
  const found = [];
  let end = digits.length;
  for (let size = groups.primary; end > 0; size = groups.secondary) {
    found.unshift(digits.slice(Math.max(0, end - size), end));
    end -= size;
  }
  return found;
};

module.exports = { parsePattern, affix, grouped };
