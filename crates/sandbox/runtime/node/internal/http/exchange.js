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

/** The body that the host holds under this number, piece by piece as the network delivers it. */
function bodyOf(id) {
  let operation;
  let isOver = false;
  const failed = (text) => {
    const told = JSON.parse(text);
    const { code, message } = told.cause ?? told;
    return code === 'ECONNRESET' ? hangUp('aborted') : systemError(message, { code });
  };
  return {
    read(chunk, end, fail) {
      if (operation !== undefined) return;
      if (isOver) {
        end();
        return;
      }
      operation = startOperation('body.read', { body: id }, undefined, (isOk, text, buffer) => {
        operation = undefined;
        isOver = !isOk || buffer === undefined;
        if (!isOk) fail(failed(text));
        else if (isOver) end();
        else chunk(Buffer.from(buffer));
      });
    },
    /** Gives the rest up, and with it the connection. */
    cancel() {
      if (isOver) return;
      isOver = true;
      if (operation !== undefined) cancelOperation(operation);
      else hostCall('body.drop', { body: id });
      operation = undefined;
    },
  };
}

module.exports = { send, bodyOf };
