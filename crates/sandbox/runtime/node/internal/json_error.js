// What V8 says of a text that is not JSON. The engine has found that it is none; here it is found where and why.
const WIDTH = 10;
/** A mistake further on is told in the engine's words: to find it would cost the execution more than it is worth. */
const MOST = 100_000;
const blank = /[ \t\n\r]/;

/** Reads a text as JSON up to its first mistake: `at` is where it is, and `failed` what is said of it. */
class Reader {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }
  fail(message) { throw Object.assign(new Mistake(), { message, at: this.at }); }
  /** A character that cannot stand here. */
  unexpected() { this.fail(undefined); }
  space() { while (this.at < this.text.length && blank.test(this.text[this.at])) this.at += 1; }
  peek() {
    this.space();
    return this.text[this.at];
  }
  word(text) {
    for (const letter of text) {
      if (this.text[this.at] !== letter) this.unexpected();
      this.at += 1;
    }
  }
  digits(message) {
    const start = this.at;
    while (/[0-9]/.test(this.text[this.at] ?? '')) this.at += 1;
    if (this.at === start) this.fail(message);
  }
  number() {
    if (this.text[this.at] === '-') this.at += 1;
    if (this.text[this.at] === '0') {
      this.at += 1;
      if (/[0-9]/.test(this.text[this.at] ?? '')) this.fail('Unexpected number');
    } else {
      this.digits('No number after minus sign');
    }
    if (this.text[this.at] === '.') {
      this.at += 1;
      this.digits('Unterminated fractional number');
    }
    if (/[eE]/.test(this.text[this.at] ?? '')) {
      this.at += 1;
      if (/[+-]/.test(this.text[this.at] ?? '')) this.at += 1;
      this.digits('Exponent part is missing a number');
    }
  }
  string() {
    for (this.at += 1; ; this.at += 1) {
      const character = this.text[this.at];
      if (character === undefined) this.fail('Unterminated string');
      if (character === '"') break;
      if (character < ' ') this.fail('Bad control character in string literal');
      if (character !== '\\') continue;
      this.at += 1;
      const kind = this.text[this.at];
      if (kind === undefined) this.unexpected();
      if (!'"\\/bfnrtu'.includes(kind)) this.fail('Bad escaped character');
      for (let i = 0; kind === 'u' && i < 4; i++) {
        this.at += 1;
        if (!/[0-9a-fA-F]/.test(this.text[this.at] ?? '')) this.fail('Bad Unicode escape');
      }
    }
    this.at += 1;
  }
  /** A value that is whole by itself; for an object or a list, its closing bracket. */
  open() {
    const first = this.peek();
    if (first === '{') return this.openWith('}');
    if (first === '[') return this.openWith(']');
    if (first === '"') this.string();
    else if (first === 't') this.word('true');
    else if (first === 'f') this.word('false');
    else if (first === 'n') this.word('null');
    else if (first !== undefined && /[-0-9]/.test(first)) this.number();
    else this.unexpected();
    return undefined;
  }
  openWith(closing) {
    this.at += 1;
    return closing;
  }
  name(message) {
    if (this.peek() !== '"') this.fail(message);
    this.string();
    if (this.peek() !== ':') this.fail("Expected ':' after property name");
    this.at += 1;
  }
  /** The whole text. Nesting is kept in a list: it may be as deep as the text is long. */
  read() {
    const closings = [];
    while (this.at < MOST) {
      const closing = this.open();
      if (closing !== undefined) {
        if (this.peek() === closing) {
          this.at += 1;
        } else {
          if (closing === '}') this.name("Expected property name or '}'");
          closings.push(closing);
          continue;
        }
      }
      while (closings.length > 0 && this.peek() === closings.at(-1)) {
        this.at += 1;
        closings.pop();
      }
      if (closings.length === 0) return this.end();
      const inList = closings.at(-1) === ']';
      if (this.peek() !== ',') this.fail(inList ? "Expected ',' or ']' after array element" : "Expected ',' or '}' after property value");
      this.at += 1;
      if (!inList) this.name('Expected double-quoted property name');
    }
  }
  end() { if (this.peek() !== undefined) this.fail('Unexpected non-whitespace character after JSON'); }
}
class Mistake {}

const placeOf = (text, at) => {
  const lines = text.slice(0, at).split(/\r\n|\n|\r/);
  return `at position ${at} (line ${lines.length} column ${lines.at(-1).length + 1})`;
};
/** The text, or what stands around the mistake in a long one. */
const excerpt = (text, at) => {
  if (text.length <= 2 * WIDTH) return `"${text}" is not valid JSON`;
  const [start, end] = [at - WIDTH, at + WIDTH];
  return `${start > 0 ? '...' : ''}"${text.slice(Math.max(0, start), end)}"${end < text.length ? '...' : ''} is not valid JSON`;
};

/** V8's message, or nothing when the text is JSON after all. */
module.exports = (text) => {
  try {
    new Reader(text).read();
    return undefined;
  } catch (mistake) {
    if (!(mistake instanceof Mistake)) throw mistake;
    const { at, message } = mistake;
    if (message !== undefined) return `${message}${message.endsWith('JSON') ? '' : ' in JSON'} ${placeOf(text, at)}`;
    if (at >= text.length) return 'Unexpected end of JSON input';
    if (['undefined', '[object Object]', 'NaN', 'Infinity'].includes(text)) return `"${text}" is not valid JSON`;
    return `Unexpected token '${text[at]}', ${excerpt(text, at)}`;
  }
};
