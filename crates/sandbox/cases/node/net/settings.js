const net = require('net');
const { once } = require('events');

exports.onExecutePostLogin = async ({ servers }) => {
  const { tcp } = servers.sockets;
  const idle = net.connect({ port: tcp, host: '127.0.0.1', timeout: 30 });
  await once(idle, 'timeout');
  console.log('timeout', idle.timeout, idle.destroyed);
  idle.setTimeout(0);
  idle.destroy();
  const busy = net.connect(tcp, '127.0.0.1');
  busy.setTimeout(200, () => console.log('idle'));
  console.log(busy.timeout);
  busy.end();
  busy.resume();
  await once(busy, 'close');
  const controller = new AbortController();
  const aborted = net.connect({ port: tcp, host: '127.0.0.1', signal: controller.signal });
  controller.abort();
  const [error] = await once(aborted, 'error');
  console.log(error.name, error.code, error.message);
  const asked = [];
  const found = net.connect({
    port: tcp, host: 'a.case.example',
    lookup(host, options, callback) {
      asked.push(host, options.all);
      callback(null, options.all ? [{ address: '127.0.0.1', family: 4 }] : '127.0.0.1', 4);
    },
  });
  found.on('lookup', (...given) => console.log('lookup', given));
  await once(found, 'connect');
  console.log(asked[0], found.remoteAddress);
  found.destroy();
  const lost = net.connect({ port: tcp, host: 'a.case.example', lookup(host, options, callback) { callback(Object.assign(new Error('lost'), { code: 'ELOST' })); } });
  console.log((await once(lost, 'error'))[0].code);
  const seen = [];
  const buffered = net.connect({ port: tcp, host: '127.0.0.1', onread: { buffer: Buffer.alloc(4), callback(length, buffer) { seen.push(buffer.toString('latin1', 0, length)); return true; } } });
  buffered.write('echo into a buffer\n');
  buffered.end();
  await once(buffered, 'close');
  console.log(seen.join('').split('\n'), seen.every((text) => text.length <= 4));
  const again = net.connect(tcp, '127.0.0.1');
  await once(again, 'connect');
  again.destroy();
  await once(again, 'close');
  again.connect(tcp, '127.0.0.1');
  await once(again, 'connect');
  again.end('echo again\n');
  again.setEncoding('utf8');
  let text = '';
  for await (const chunk of again) text += chunk;
  console.log(JSON.stringify(text));
};
