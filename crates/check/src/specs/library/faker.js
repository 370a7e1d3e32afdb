// What specs mostly take from `@faker-js/faker`: plausible values, different each time.
const FIRST_NAMES = ['Ann', 'Bo', 'Chidi', 'Dana', 'Emil', 'Fatima', 'Goro', 'Hanna'];
const LAST_NAMES = ['Aalto', 'Berg', 'Costa', 'Diop', 'Ito', 'Khan', 'Larsen', 'Novak'];
const WORDS = ['amber', 'basin', 'cedar', 'delta', 'ember', 'fjord', 'grove', 'harbor', 'islet', 'juniper'];
const PLACES = [['Oslo', 'Norway', 'NO'], ['Lisbon', 'Portugal', 'PT'], ['Nairobi', 'Kenya', 'KE'], ['Osaka', 'Japan', 'JP']];
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';

const chance = Math.random;
/** A whole number; faker's calls take the largest, or an object with both ends. */
const intOf = (range = {}, largest = 99_999) => {
  const { min: low = 0, max: high = largest } = typeof range === 'number' ? { max: range } : range;
  return low + floor(chance() * (high - low + 1));
};
const oneOf = (list) => list[intOf(list.length - 1)];
const countOf = (length, usual) => (typeof length === 'number' ? length : intOf(length?.length ?? length ?? { min: usual, max: usual }));
const textOf = (letters, usual) => (length) => arrayFrom({ length: countOf(length, usual) }, () => letters[intOf(letters.length - 1)]).join('');
const [alpha, alphanumeric, numeric] = [textOf(LETTERS, 1), textOf(LETTERS + DIGITS, 1), textOf(DIGITS, 1)];
const uuid = () => {
  const hex = textOf('0123456789abcdef', 1);
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${oneOf(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`;
};
const firstName = () => oneOf(FIRST_NAMES);
const lastName = () => oneOf(LAST_NAMES);
const fullName = () => `${firstName()} ${lastName()}`;
const word = () => oneOf(WORDS);
const words = (count) => arrayFrom({ length: countOf(count, 3) }, word).join(' ');
const domainName = () => `${word()}-${numeric(4)}.example`;
const userName = () => `${firstName().toLowerCase()}${numeric(4)}`;
const daysAway = (least, most) => () => new RealDate(RealDate.now() + intOf({ min: least, max: most }) * 86_400_000);
const place = (part) => () => oneOf(PLACES)[part];
const booleanOf = () => chance() < 0.5;

const groups = {
  string: { uuid, alpha, alphanumeric, numeric, sample: textOf(LETTERS, 10) },
  number: { int: (range) => intOf(range), float: ({ min: low = 0, max: high = 1 } = {}) => low + chance() * (high - low) },
  datatype: { uuid, boolean: booleanOf, number: (range) => intOf(range), string: textOf(LETTERS, 10) },
  random: { alpha, alphaNumeric: alphanumeric, numeric, word, words },
  person: { firstName, lastName, fullName },
  name: { firstName, lastName, fullName, findName: fullName },
  internet: {
    domainName, userName, username: userName,
    email: () => `${userName()}@${domainName()}`,
    ip: () => `192.0.2.${intOf(255)}`,
    ipv4: () => `192.0.2.${intOf(255)}`,
    url: () => `https://${domainName()}`,
    password: textOf(LETTERS + DIGITS, 15),
    userAgent: () => `Mozilla/5.0 (X11; Linux x86_64; rv:${intOf({ min: 100, max: 140 })}.0) Gecko/20100101 Firefox/128.0`,
  },
  lorem: { word, words, sentence: () => `${words(6)}.` },
  word: { noun: word, adjective: word, sample: word },
  company: { name: () => `${lastName()} ${word()}`, companyName: () => `${lastName()} ${word()}` },
  date: { past: daysAway(-365, -1), recent: daysAway(-1, -1), future: daysAway(1, 365), soon: daysAway(1, 1) },
  phone: { number: () => `+4722${numeric(6)}`, phoneNumber: () => `+4722${numeric(6)}` },
  location: { city: place(0), country: place(1), countryCode: place(2) },
  address: { city: place(0), country: place(1), countryCode: place(2) },
  helpers: { arrayElement: oneOf },
};
const faker = withoutOthers(Object.fromEntries(entriesOf(groups).map(([name, group]) => [name, withoutOthers(group, `faker.${name}`)])), 'faker');
