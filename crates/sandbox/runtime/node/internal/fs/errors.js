// Errors of the file system, as libuv words them.
const systemErrors = require('internal/system_errors');
const numbers = new Map([...systemErrors].map(([number, [name, message]]) => [name, { number, message }]));

/** `ENOENT: no such file or directory, open '/x'`, with errno, code, syscall and path. */
const systemError = (code, syscall, path, dest) => {
  const { number, message } = numbers.get(code);
  let text = `${code}: ${message}, ${syscall}`;
  if (path !== undefined) text += ` '${path}'`;
  if (dest !== undefined) text += ` -> '${dest}'`;
  const error = new Error(text);
  Object.assign(error, { errno: number, code, syscall });
  if (path !== undefined) error.path = path;
  if (dest !== undefined) error.dest = dest;
  return error;
};

module.exports = { systemError };
