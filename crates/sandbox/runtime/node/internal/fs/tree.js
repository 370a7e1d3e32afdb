// The files there are: those of the action's packages, at their places below `/node_modules`. The host has them; an action
// without packages has the folder `/` alone.
const { hostCall } = internals;
const { resolve } = require('path').posix;

/** The bytes of a file, null for a folder, nothing where there is neither. */
const at = (path) => {
  const place = resolve('/', path);
  const bytes = place === '/' ? undefined : hostCall('package.bytes', { path: place });
  if (bytes !== undefined) return new Uint8Array(bytes);
  return place === '/' || namesIn(place).length > 0 ? null : undefined;
};
/** The names directly below a folder, in order. */
const namesIn = (path) => {
  const told = hostCall('package.names', { path: resolve('/', path) });
  return told === undefined ? [] : JSON.parse(told);
};

module.exports = { at, namesIn, absolute: (path) => resolve('/', path) };
