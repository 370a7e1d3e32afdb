// Options as ECMA-402 reads them, and V8's words for those that are wrong.
const outOfRange = (value, service, name) => new RangeError(`Value ${value} out of range for Intl.${service} options property ${name}`);

/** The options of a constructor: nothing, or an object. */
const optionsOf = (given, service) => {
  if (given === undefined) return Object.create(null);
  if (given === null) throw new TypeError(`Intl.${service} called on null or undefined`);
  return Object(given);
};
/** The same where anything but an object is refused. */
const strictOptionsOf = (given) => {
  if (given === undefined) return Object.create(null);
  if (given === null || (typeof given !== 'object' && typeof given !== 'function')) throw new TypeError('Incorrect options provided');
  return given;
};
/** One of these words; any word without a list. */
const word = (options, service, name, values, fallback = undefined) => {
  const value = options[name];
  if (value === undefined) return fallback;
  const text = String(value);
  if (values !== undefined && !values.includes(text)) throw outOfRange(text, service, name);
  return text;
};
const truth = (options, name, fallback = undefined) => {
  const value = options[name];
  return value === undefined ? fallback : Boolean(value);
};
const inRange = (value, name, least, most, fallback) => {
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!(number >= least && number <= most)) throw new RangeError(`${name} value is out of range.`);
  return Math.floor(number);
};
const whole = (options, name, least, most, fallback = undefined) => inRange(options[name], name, least, most, fallback);

/** The type of a keyword, such as a calendar's name. */
const typeName = (options, service, name) => {
  const value = word(options, service, name);
  if (value !== undefined && !/^[a-z0-9]{3,8}(-[a-z0-9]{3,8})*$/i.test(value)) throw new RangeError(`Invalid ${name} : ${value}`);
  return value?.toLowerCase();
};

module.exports = { outOfRange, optionsOf, strictOptionsOf, word, truth, inRange, whole, typeName };
