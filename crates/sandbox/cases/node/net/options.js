const net = require('net');
const { Duplex } = require('stream');
const attempt = (work) => {
  try {
    return work();
  } catch (error) {
    return `${error.name} ${error.code} ${error.message}`;
  }
};

exports.onExecutePostLogin = async () => {
  for (const given of [[], [70000], [-1], [{ port: 'x' }], [{ port: 1, host: 5 }], [{ port: true }], [{ port: 1, lookup: 5 }], [{}]]) {
    console.log(attempt(() => net.connect(...given)));
  }
  console.log(attempt(() => new net.Socket({ objectMode: true })));
  for (const ms of ['a', -1, Infinity, NaN]) console.log(attempt(() => new net.Socket().setTimeout(ms)));
  console.log(attempt(() => new net.Socket().setTimeout(5, 'x')));
  const socket = new net.Socket();
  console.log(socket.connecting, socket.pending, socket.readyState, socket.remoteAddress, socket.bytesRead, socket.bytesWritten, socket.destroyed, socket.timeout);
  console.log(socket instanceof Duplex, socket instanceof net.Stream, net.Socket() instanceof net.Socket, socket.allowHalfOpen, socket.address());
  console.log(socket.setNoDelay() === socket, socket.setKeepAlive(true, 5) === socket, socket.ref() === socket, socket.unref() === socket, socket.setTimeout(0) === socket);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  console.log(socket.destroy() === socket, socket.destroyed, socket.readyState, await closed);
  const failed = new net.Socket();
  failed.destroy(new Error('mine'));
  console.log(await new Promise((resolve) => failed.once('error', (error) => failed.once('close', (hadError) => resolve([error.message, hadError])))));
  console.log(net.createServer() instanceof net.Server, typeof net.createServer().listen);
};
