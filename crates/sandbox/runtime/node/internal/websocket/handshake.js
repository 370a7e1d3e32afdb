// The opening of a WebSocket (RFC 6455, section 4): a request over a socket of `net` or `tls`, and the check of its answer.
const { Buffer, random } = internals;

const SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
/** The longest head of an answer. */
const LONGEST_HEAD = 16 * 1024;

const request = (url, key, protocols, headers) => {
  const lines = [
    `GET ${url.pathname}${url.search} HTTP/1.1`, `Host: ${url.host}`, 'Connection: Upgrade', 'Upgrade: websocket',
    `Sec-WebSocket-Key: ${key}`, 'Sec-WebSocket-Version: 13',
  ];
  if (protocols.length > 0) lines.push(`Sec-WebSocket-Protocol: ${protocols.join(', ')}`);
  for (const [name, value] of headers) lines.push(`${name}: ${value}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
};

/** The protocol that a server chose, if its answer is one to this key. */
const accepted = (head, key, protocols) => {
  const [status, ...lines] = head.split('\r\n');
  if (!/^HTTP\/1\.1 101\b/.test(status)) throw new Error('the answer is not 101');
  const headers = {};
  for (const line of lines) {
    const at = line.indexOf(':');
    if (at > 0) headers[line.slice(0, at).toLowerCase()] = line.slice(at + 1).trim();
  }
  const expected = require('crypto').createHash('sha1').update(key + SUFFIX).digest('base64');
  const isUpgrade = /^websocket$/i.test(headers.upgrade ?? '') && /(?:^|,)\s*upgrade\s*(?:,|$)/i.test(headers.connection ?? '');
  if (!isUpgrade || headers['sec-websocket-accept'] !== expected) throw new Error('the answer does not accept the upgrade');
  if (headers['sec-websocket-extensions'] !== undefined) throw new Error('the answer names extensions that were not offered');
  const protocol = headers['sec-websocket-protocol'];
  if (protocol !== undefined && !protocols.includes(protocol)) throw new Error('the answer chose a protocol that was not offered');
  return protocol ?? '';
};

/** Opens a WebSocket; `opened(socket, protocol, rest)` or `failed(error)` is called once. */
function open(url, protocols, headers, opened, failed) {
  const isTls = url.protocol === 'wss:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port || (isTls ? 443 : 80));
  const key = Buffer.from(random(16)).toString('base64');
  const isName = require('net').isIP(host) === 0;
  const socket = isTls ? require('tls').connect({ host, port, ...(isName ? { servername: host } : {}) }) : require('net').connect({ host, port });
  let head = Buffer.alloc(0);
  const end = (error) => {
    socket.removeAllListeners();
    socket.on('error', () => {});
    socket.destroy();
    failed(error);
  };
  socket.on('error', end);
  socket.on('close', () => end(new Error('the connection was closed')));
  socket.once(isTls ? 'secureConnect' : 'connect', () => socket.write(request(url, key, protocols, headers)));
  socket.on('data', (chunk) => {
    head = Buffer.concat([head, chunk]);
    const at = head.indexOf('\r\n\r\n');
    if (at === -1) {
      if (head.length > LONGEST_HEAD) end(new Error(`the answer's head is longer than ${LONGEST_HEAD} bytes`));
      return;
    }
    try {
      const protocol = accepted(head.subarray(0, at).toString('latin1'), key, protocols);
      socket.removeAllListeners();
      opened(socket, protocol, head.subarray(at + 4));
    } catch (error) {
      end(error);
    }
  });
  return () => end(new Error('the WebSocket was closed'));
}

module.exports = { open };
