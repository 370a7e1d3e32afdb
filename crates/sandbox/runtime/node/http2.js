// The module `http2`: requests over HTTP/2. Servers load and refuse to listen.
const { connect, defaults, sensitiveHeaders } = require('internal/http2/session');
const { constants } = require('internal/http2/constants');

const alone = 'nothing outside can reach an execution';
const unsupported = (name, reason) => internals.unsupported(`http2.${name}`, reason);

const numbers = [['headerTableSize', 1], ['enablePush', 2], ['maxConcurrentStreams', 3], ['initialWindowSize', 4], ['maxFrameSize', 5], ['maxHeaderListSize', 6], ['enableConnectProtocol', 8]];
/** Settings as the frame that carries them has them (RFC 9113, section 6.5.1). */
function getPackedSettings(settings = {}) {
  const known = numbers.filter(([name]) => settings[name] !== undefined);
  const bytes = internals.Buffer.alloc(known.length * 6);
  known.forEach(([name, id], at) => {
    bytes.writeUInt16BE(id, at * 6);
    bytes.writeUInt32BE(Number(settings[name]), at * 6 + 2);
  });
  return bytes;
}
function getUnpackedSettings(given) {
  const bytes = internals.Buffer.from(given);
  if (bytes.length % 6 !== 0) {
    throw internals.nodeError(RangeError, 'ERR_HTTP2_INVALID_PACKED_SETTINGS_LENGTH', 'Packed settings length must be a multiple of six');
  }
  const settings = {};
  for (let at = 0; at < bytes.length; at += 6) {
    const known = numbers.find(([, id]) => id === bytes.readUInt16BE(at));
    const value = bytes.readUInt32BE(at + 2);
    if (known !== undefined) settings[known[0]] = /^enable/.test(known[0]) ? value !== 0 : value;
    if (known?.[0] === 'maxHeaderListSize') settings.maxHeaderSize = value;
  }
  return settings;
}
function Http2ServerRequest() { unsupported('Http2ServerRequest', alone)(); }
function Http2ServerResponse() { unsupported('Http2ServerResponse', alone)(); }

module.exports = {
  connect, constants,
  createServer: unsupported('createServer', alone), createSecureServer: unsupported('createSecureServer', alone),
  getDefaultSettings: defaults, getPackedSettings, getUnpackedSettings,
  performServerHandshake: unsupported('performServerHandshake', alone),
  sensitiveHeaders, Http2ServerRequest, Http2ServerResponse,
};
