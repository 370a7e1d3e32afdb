// A request and its connection: when it is sent, when it is answered, and how both end.
const { nextTick, Buffer, exactBuffer } = internals;
const { IncomingMessage, bodySource } = require('internal/http/incoming');
const { hangUp } = require('internal/http/common');
const { headerPairs, hostHeader } = require('internal/http/head');
const { send, bodyOf } = require('internal/http/exchange');

/** Ends a request that never had a connection, or lost its wish for one. */
function failed(request, socket, error) {
  request.destroyed = true;
  if (socket && !request.agent) socket.destroy(error);
  else if (socket) socket.emit('free');
  const cause = error ?? request.ownError ?? (request.aborted ? undefined : hangUp('socket hang up'));
  if (cause !== undefined) tell(request, cause);
  close(request);
}
const tell = (request, error) => request.emit('error', error);
const close = (request) => {
  request._closed = true;
  request.emit('close');
};

/** Gives a request its connection. */
function attach(request, socket) {
  const listeners = {
    error(error) {
      socket._hadError = true;
      tell(request, error);
    },
    close() { lost(request, socket); },
    timeout() { request.emit('timeout'); },
  };
  request.socket = socket;
  socket._httpMessage = request;
  for (const name of Object.keys(listeners)) socket.on(name, listeners[name]);
  Object.defineProperty(request, 'detach', {
    value() { for (const name of Object.keys(listeners)) socket.removeListener(name, listeners[name]); },
  });
  if (request.timeout !== undefined) socket.setTimeout(request.timeout);
  request.emit('socket', socket);
  nextTick(() => {
    socket.connected();
    if (request.hasHeader('expect')) request.emit('continue');
  }, []);
  if (request.finished) begin(request);
}

/** The connection is gone: too early, unless the answer is complete. */
function lost(request, socket) {
  const { res } = request;
  request.destroyed = true;
  if (res) {
    if (!res.complete) res.destroy(socket.bodyError ?? hangUp('aborted'));
    close(request);
    if (!res.aborted && res.readable) res.push(null);
    return;
  }
  if (!socket._hadError) {
    socket._hadError = true;
    tell(request, hangUp('socket hang up'));
  }
  close(request);
}

const target = (request) => {
  const { socket, path } = request;
  const { port, defaultPort } = request.ownPort;
  const { place } = socket;
  const scheme = socket.encrypted ? 'https' : 'http';
  const own = hostHeader(place.host, place.port, socket.encrypted ? 443 : 80);
  return {
    method: request.method,
    url: `${scheme}://${own}${path.startsWith('/') ? '' : '/'}${path}`,
    headers: headerPairs(request, hostHeader(request.host, port, defaultPort)),
    redirect: 'manual', transfer: 'http1', tls: place.tls,
  };
};

/** Sends a request whose body is complete. */
function begin(request) {
  const { socket } = request;
  const bytes = Buffer.concat(request.outputData);
  request.outputData = [];
  nextTick(() => {
    if (socket.destroyed) return;
    const error = (cause) => socket.destroy(cause);
    socket.bytesWritten += bytes.length;
    socket.carry(send(target(request), bytes.length > 0 ? exactBuffer(bytes) : undefined, socket.place, (head) => answered(request, head), error));
    request._headerSent = true;
    request.emit('finish');
  }, []);
}

/** The head of the answer is there. */
function answered(request, head) {
  const { socket } = request;
  socket.carry(undefined);
  socket.touch();
  const response = new IncomingMessage(socket);
  Object.assign(response, {
    statusCode: head.status, statusMessage: head.statusText, rawHeaders: head.headers.flat(), req: request,
    joinDuplicateHeaders: Boolean(request.joinDuplicateHeaders),
  });
  const body = bodyOf(head.body);
  response[bodySource] = watched(body, response, socket);
  request.res = response;
  if (/^close$/i.test(response.headers.connection ?? '')) request.shouldKeepAlive = false;
  response.on('end', () => over(request, response));
  socket.carry(() => body.cancel());
  if (request.aborted || !request.emit('response', response)) response._dump();
}

/** The body, which keeps the connection's time and breaks off with it. */
const watched = (body, response, socket) => ({
  read(chunk, end) {
    body.read(
      (bytes) => {
        socket.touch();
        socket.bytesRead += bytes.length;
        chunk(bytes);
      },
      () => {
        socket.carry(undefined);
        end();
      },
      (error) => {
        socket.bodyError = error;
        socket.destroy();
      },
    );
  },
  cancel() { body.cancel(); },
});

/** The answer has been read to its end: the connection is free, or closed where it is not kept. */
function over(request, response) {
  const { socket } = request;
  request._ended = true;
  if (!request.shouldKeepAlive) {
    socket.destroySoon();
    return;
  }
  request.detach();
  request.destroyed = true;
  nextTick(() => {
    close(request);
    socket.emit('free');
  }, []);
  response.socket = null;
  response.destroy();
}

module.exports = { begin, attach, failed };
