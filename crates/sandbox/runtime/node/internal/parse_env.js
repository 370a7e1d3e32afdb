// `util.parseEnv`: the text of an `.env` file as an object.
const { invalidArgument } = internals;

const lineEnd = (text, from = 0) => {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at;
};
/** The value at the start of the text, and how much of the text belongs to it. */
const takeValue = (text) => {
  const quote = text[0];
  if (quote === '"' || quote === "'" || quote === '`') {
    const end = text.indexOf(quote, 1);
    if (end === -1) return [text.slice(0, lineEnd(text)), lineEnd(text)];
    const value = text.slice(1, end);
    return [quote === '"' ? value.replaceAll('\\n', '\n') : value, lineEnd(text, end + 1)];
  }
  const line = text.slice(0, lineEnd(text));
  return [line.split('#', 1)[0].trim(), line.length];
};

module.exports = function parseEnv(content) {
  if (typeof content !== 'string') throw invalidArgument('content', 'of type string', content);
  const values = {};
  let rest = content.replaceAll('\r', '').trim();
  while (rest !== '') {
    const line = rest.slice(0, lineEnd(rest));
    const equals = line.indexOf('=');
    const key = line.slice(0, equals).trim().replace(/^export /, '').trim();
    if (line.startsWith('#') || equals === -1 || key === '') {
      rest = rest.slice(line.length).trim();
      continue;
    }
    rest = rest.slice(equals + 1);
    const isEmpty = rest === '' || rest.startsWith('\n');
    const [value, length] = isEmpty ? ['', 0] : takeValue(rest = rest.trimStart());
    Object.defineProperty(values, key, { value, writable: true, enumerable: true, configurable: true });
    rest = rest.slice(length).trim();
  }
  return values;
};
