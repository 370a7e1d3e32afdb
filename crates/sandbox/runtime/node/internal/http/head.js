// The head of a request: the headers it begins with, and how they are told the host.
const { nodeError, inspect, Buffer } = internals;
const { headerEntries } = require('internal/http/outgoing');

const addAll = (request, list) => {
  const isPairs = list.every(Array.isArray);
  if (!isPairs && list.length % 2 !== 0) {
    throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'headers' is invalid. Received ${inspect(list)}`);
  }
  const flat = isPairs ? list.flat() : list;
  for (let i = 0; i < flat.length; i += 2) request.appendHeader(flat[i], flat[i + 1]);
};
/** The name of the host as the header `Host` has it. */
const hostHeader = (host, port, defaultPort) => {
  const isAddress = host.includes(':') && !host.startsWith('[');
  const name = isAddress ? `[${host}]` : host;
  return port && Number(port) !== Number(defaultPort) ? `${name}:${port}` : name;
};

/** Gives a request the headers its options name, and those every request has. */
function setHeaders(request, options, defaultPort) {
  const { headers } = options;
  if (Array.isArray(headers)) addAll(request, headers);
  else if (headers) for (const name of Object.keys(headers)) request.setHeader(name, headers[name]);
  if (options.host && !request.getHeader('host') && (options.setHost ?? true) && !Array.isArray(headers)) {
    request.setHeader('Host', hostHeader(options.host, options.port, defaultPort));
  }
  if (options.auth && !request.getHeader('authorization')) {
    request.setHeader('Authorization', `Basic ${Buffer.from(`${options.auth}`).toString('base64')}`);
  }
  const isComplete = Array.isArray(headers) || request.getHeader('expect') !== undefined;
  if (isComplete) request._implicitHeader();
}

/** Names and values, one pair for each line of the head. */
const linesOf = (request) => {
  const lines = [];
  for (const [key, [name, value]] of Object.entries(request[headerEntries] ?? {})) {
    if (!Array.isArray(value)) lines.push([name, `${value}`]);
    else if (key === 'cookie') lines.push([name, value.join('; ')]);
    else for (const one of value) lines.push([name, `${one}`]);
  }
  return lines;
};
/** What belongs to the way a request is sent: the host sends its body with its length. */
const ofTheWay = ([name, value]) => {
  const key = name.toLowerCase();
  return (key === 'transfer-encoding' && /^chunked$/i.test(value)) || (key === 'expect' && /^100-continue$/i.test(value)) || key === 'keep-alive';
};
const headerPairs = (request, ownHost) => linesOf(request)
  .filter((line) => !ofTheWay(line) && !(line[0].toLowerCase() === 'host' && line[1] === ownHost));

/** The head as Node writes it: what programs read in `_header`. */
const headerText = (request) => {
  const lines = linesOf(request);
  const has = (name) => request.hasHeader(name);
  if (!has('connection')) lines.push(['Connection', request.shouldKeepAlive ? 'keep-alive' : 'close']);
  if (!has('content-length') && !has('transfer-encoding') && request.useChunkedEncodingByDefault) lines.push(['Transfer-Encoding', 'chunked']);
  return `${request.method} ${request.path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
};

module.exports = { setHeaders, headerPairs, headerText, hostHeader };
