const net = require('net');
const { once } = require('events');

const heard = async (socket, length) => {
  let text = '';
  for (;;) {
    const chunk = socket.read();
    if (chunk !== null) text += chunk;
    if (text.length >= length) return text;
    await once(socket, 'readable');
  }
};

exports.onExecutePostLogin = async ({ servers }) => {
  const socket = net.connect(servers.sockets.tcp, '127.0.0.1');
  console.log(socket.connecting, socket.pending, socket.readyState, socket.write('echo early\n'));
  socket.once('ready', () => console.log('ready'));
  await once(socket, 'connect');
  console.log(socket.connecting, socket.pending, socket.readyState, socket.remoteAddress, socket.remotePort === servers.sockets.tcp, socket.remoteFamily);
  console.log(JSON.stringify(await heard(socket, 6)));
  await new Promise((resolve) => socket.write('echo h\u00e9\n', 'latin1', resolve));
  socket.write(Buffer.from('echo buffer\n'));
  socket.write(new Uint8Array([101, 99, 104, 111, 32, 120, 10]));
  console.log(JSON.stringify(await heard(socket, 12)), socket.bytesWritten, socket.bytesRead > 0);
  socket.write('bytes 300000\n');
  console.log((await heard(socket, 300000)).length);
  socket.write('count 1000000\n');
  await heard(socket, 3);
  await new Promise((resolve) => socket.write(Buffer.alloc(1000000), resolve));
  console.log(JSON.stringify(await heard(socket, 8)), socket.bytesWritten);
  const events = [];
  for (const name of ['end', 'finish', 'close', 'error']) socket.on(name, (value) => events.push([name, value]));
  socket.end();
  console.log(JSON.stringify(await heard(socket, 10)));
  socket.resume();
  await once(socket, 'close');
  console.log(events, socket.destroyed, socket.readyState, socket.remoteAddress);
};
