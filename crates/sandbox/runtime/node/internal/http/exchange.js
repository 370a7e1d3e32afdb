// A request on its way through the host, which holds it against the policy, and its answer coming back.
const { startOperation, cancelOperation, hostCall, Buffer } = internals;
const { systemError, hangUp } = require('internal/http/common');

const certificate = /CERT|TLS|SIGNATURE/;
const always = "Latchwork verifies every server, also with rejectUnauthorized: false; give its certificate authority as the option 'ca'";
/** The error Node would give for what the host tells, which speaks of `fetch`. */
const failure = (told, { host, port, isLenient }) => {
  const { code, message } = told.cause ?? told;
  switch (code) {
    case 'ENOTFOUND':
      return systemError(`getaddrinfo ENOTFOUND ${host}`, { errno: -3008, code, syscall: 'getaddrinfo', hostname: host });
    case 'ECONNREFUSED':
      return systemError(`connect ECONNREFUSED ${host}:${port}`, { errno: -111, code, syscall: 'connect', address: host, port });
    case 'ECONNRESET':
      return hangUp('socket hang up');
    case 'UND_ERR_CONNECT_TIMEOUT':
      return systemError(message, { errno: -110, code: 'ETIMEDOUT' });
    default:
      return code === undefined ? new Error(message) : systemError(isLenient && certificate.test(code) ? `${message}; ${always}` : message, { code });
  }
};

/** Sends a request; one of `answered(head)` and `failed(error)` is called, unless the function given back is called before. */
function send(head, bytes, place, answered, failed) {
  const ended = (isOk, text) => (isOk ? answered(JSON.parse(text)) : failed(failure(JSON.parse(text), place)));
  const operation = startOperation('fetch', head, bytes, ended);
  return () => cancelOperation(operation);
}

const PIECE = 64 * 1024;
/** The body that the host holds under this number, piece by piece. */
function bodyOf(id) {
  let operation;
  let rest;
  const told = (text) => {
    const { code, message } = JSON.parse(text).cause ?? JSON.parse(text);
    return code === 'ECONNRESET' ? hangUp('aborted') : systemError(message, { code });
  };
  const give = (chunk, end) => {
    if (rest.length === 0) return end();
    const piece = rest.subarray(0, PIECE);
    rest = rest.subarray(PIECE);
    return chunk(piece);
  };
  return {
    read(chunk, end, failed) {
      if (operation !== undefined) return undefined;
      if (rest !== undefined) return give(chunk, end);
      operation = startOperation('body', { body: id }, undefined, (isOk, text, buffer) => {
        operation = undefined;
        if (!isOk) return failed(told(text));
        rest = Buffer.from(buffer ?? new ArrayBuffer(0));
        return give(chunk, end);
      });
      return undefined;
    },
    cancel() {
      if (operation !== undefined) cancelOperation(operation);
      else if (rest === undefined) hostCall('body.drop', { body: id });
      rest = Buffer.alloc(0);
    },
  };
}

module.exports = { send, bodyOf };
