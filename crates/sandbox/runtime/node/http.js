// The module `http`: requests. Servers load and refuse to listen.
const { METHODS, STATUS_CODES, validateHeaderName, validateHeaderValue } = require('internal/http/common');
const { OutgoingMessage } = require('internal/http/outgoing');
const { IncomingMessage } = require('internal/http/incoming');
const { ClientRequest } = require('internal/http/client');
const { Server, ServerResponse, createServer } = require('internal/http/server');
const agents = require('internal/http/agent');

function request(url, options, callback) {
  return new ClientRequest(url, options, callback);
}
function get(url, options, callback) {
  const sent = request(url, options, callback);
  sent.end();
  return sent;
}

module.exports = {
  _connectionListener: internals.unsupported('http._connectionListener', 'an action cannot listen'),
  METHODS: [...METHODS].sort(), STATUS_CODES, Agent: agents.Agent, ClientRequest, IncomingMessage, OutgoingMessage, Server, ServerResponse, createServer,
  validateHeaderName, validateHeaderValue, get, request,
  setMaxIdleHTTPParsers(max) {
    if (typeof max !== 'number') throw internals.invalidArgument('max', 'of type number', max);
    if (!(max >= 1)) throw internals.outOfRange('max', '>= 1', max);
  },
  get maxHeaderSize() { return 16384; },
  get globalAgent() { return agents.globalAgent; },
  set globalAgent(agent) { agents.globalAgent = agent; },
  get WebSocket() { return require('internal/websocket').WebSocket; },
  get CloseEvent() { return require('internal/websocket').CloseEvent; },
  get MessageEvent() { return require('internal/messaging').MessageEvent; },
};
