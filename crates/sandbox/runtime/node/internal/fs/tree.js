// The files there are: those that come with an action's bundle, below `/`. The host has none today, so that `/` is empty.
const { resolve } = require('path').posix;

/** By absolute path: the bytes of a file, or null for a folder. */
const entries = new Map([['/', null]]);

const at = (path) => entries.get(resolve('/', path));
/** The names directly below a folder. */
const namesIn = (path) => {
  const folder = resolve('/', path);
  const start = folder === '/' ? '/' : `${folder}/`;
  return [...entries.keys()].filter((one) => one !== folder && one.startsWith(start) && !one.slice(start.length).includes('/')).map((one) => one.slice(start.length)).sort();
};

module.exports = { at, namesIn, absolute: (path) => resolve('/', path) };
