// Errors of connections, as libuv and Node word them.
const { nodeError } = internals;
const systemErrors = require('internal/system_errors');

const numbers = new Map([...systemErrors].map(([number, [name]]) => [name, number]));

/** An error of a call of the system: `connect ECONNREFUSED 127.0.0.1:5432`. */
const systemError = (code, syscall, address = undefined, port = undefined) => {
  const place = address === undefined ? '' : ` ${address}${port > 0 ? `:${port}` : ''}`;
  const error = new Error(`${syscall} ${code}${place}`);
  Object.assign(error, { errno: numbers.get(code), code, syscall });
  if (address !== undefined) error.address = address;
  if (port > 0) error.port = port;
  return error;
};

/** What the host refused, or said in words of its own. */
const toldError = (told) => nodeError(Error, told.code, told.message);

/** Why a connection could not be opened. */
const connectError = (told, host, port) => {
  const { attempts = [], code } = told;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    const error = new Error(`getaddrinfo ${code} ${host}`);
    return Object.assign(error, { errno: numbers.get(code), code, syscall: 'getaddrinfo', hostname: host });
  }
  if (!numbers.has(code) || code === 'EIO') return toldError(told);
  const errors = attempts.map((attempt) => systemError(attempt.code, 'connect', attempt.address, port));
  if (errors.length < 2) return errors[0] ?? systemError(code, 'connect', host, port);
  return Object.assign(new AggregateError(errors), { code: errors[0].code });
};

/** Why an open connection broke. */
const brokenError = (told, syscall) => (numbers.has(told.code) && told.code !== 'EIO' ? systemError(told.code, syscall) : toldError(told));

module.exports = { systemError, connectError, brokenError, toldError, numbers };
