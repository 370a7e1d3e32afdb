const { receiveMessageOnPort, markAsUntransferable, markAsUncloneable, isMarkedAsUntransferable } = require('worker_threads');
const shown = (make) => {
  try {
    console.log(make());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
const turn = () => new Promise((resolve) => setTimeout(resolve, 20));
exports.onExecutePostLogin = async () => {
  shown(() => new MessagePort());
  shown(() => new BroadcastChannel());
  console.log(MessageChannel.length, MessagePort.length, BroadcastChannel.length, Object.keys(new MessageChannel()), Object.keys(BroadcastChannel.prototype).sort().join(), Object.keys(MessagePort.prototype).sort().join());
  const { port1, port2 } = new MessageChannel();
  const buffer = new ArrayBuffer(1);
  for (const args of [[], [() => {}], [1, 5], [1, { transfer: 5 }], [1, [5]], [1, [port1]], [port2], [1, [buffer, buffer]], [Symbol('x')]]) shown(() => port1.postMessage(...args));
  port1.postMessage({ a: new Map([[1, 2]]) });
  port1.postMessage(buffer, [buffer]);
  console.log(buffer.byteLength, receiveMessageOnPort(port2), receiveMessageOnPort(port2).message.byteLength, receiveMessageOnPort(port2));
  shown(() => receiveMessageOnPort(5));
  port2.onmessage = (event) => console.log('onmessage', event.data, event.constructor.name, event.target === port2, event.ports, event.origin, event.source);
  port2.addEventListener('message', (event) => console.log('listener', event.data));
  port2.on('message', (data) => console.log('emitter', data));
  port2.once('message', (data) => console.log('once', data));
  port1.postMessage('first');
  port1.postMessage('second');
  console.log('posted', port2.hasRef());
  await turn();
  port2.on('close', () => console.log('closed here'));
  port1.on('close', () => console.log('closed there'));
  port1.close(() => console.log('done'));
  port1.postMessage('into nothing');
  await turn();

  const early = new MessageChannel();
  early.port1.postMessage('a');
  early.port1.postMessage('b');
  early.port1.close();
  early.port2.on('message', (data) => console.log('late', data)).on('close', () => console.log('late close'));
  await turn();

  const outer = new MessageChannel();
  const inner = new MessageChannel();
  inner.port1.postMessage('waits');
  outer.port1.postMessage({ port: inner.port2 }, [inner.port2]);
  outer.port2.onmessage = ({ data, ports }) => {
    console.log(data.port === ports[0], data.port === inner.port2, data.port instanceof MessagePort);
    data.port.onmessage = (event) => console.log('moved', event.data);
  };
  await turn();
  inner.port1.close();
  outer.port1.close();

  const [one, two, other] = [new BroadcastChannel('q'), new BroadcastChannel('q'), new BroadcastChannel('r')];
  one.onmessage = (event) => console.log('one', event.data);
  two.addEventListener('message', (event) => console.log('two', event.data, event.constructor.name, event.target === two));
  other.onmessage = () => console.log('never');
  console.log(one, one.name, one.ref() === one, one.unref() === one);
  one.postMessage({ z: 1 });
  shown(() => one.postMessage(() => {}));
  await turn();
  for (const channel of [one, two, other]) channel.close();
  shown(() => one.postMessage(1));

  const marked = new ArrayBuffer(2);
  markAsUntransferable(marked);
  console.log(isMarkedAsUntransferable(marked), isMarkedAsUntransferable(5));
  shown(() => structuredClone(1, { transfer: [marked] }));
  const object = {};
  markAsUncloneable(object);
  shown(() => structuredClone({ object }));
};
