// What the legacy parser of `url` knows of schemes, each with and without its colon.
const withColon = (names) => new Set(names.flatMap((name) => [name, `${name}:`]));

module.exports = {
  /** Their addresses are written with `//`, and have a path. */
  slashed: withColon(['http', 'https', 'ftp', 'gopher', 'file', 'ws', 'wss']),
  /** What follows the colon is text: it has no host, and nothing in it is escaped. */
  opaque: withColon(['javascript']),
};
