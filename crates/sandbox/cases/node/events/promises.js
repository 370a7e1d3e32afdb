const { EventEmitter, once, on } = require('node:events');
exports.onExecutePostLogin = async () => {
  const emitter = new EventEmitter();
  setTimeout(() => emitter.emit('x', 1, 'two'), 1);
  console.log(await once(emitter, 'x'), emitter.listenerCount('error'));
  setTimeout(() => emitter.emit('error', new TypeError('failed')), 1);
  try {
    await once(emitter, 'x');
  } catch (error) {
    console.log(error.name, error.message, emitter.listenerCount('x'));
  }
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 1);
  try {
    await once(emitter, 'x', { signal: controller.signal });
  } catch (error) {
    console.log(error.name, error.code, error.message, error.cause.name);
  }
  setTimeout(() => {
    emitter.emit('n', 1);
    emitter.emit('n', 2);
    emitter.emit('end');
  }, 1);
  for await (const [value] of on(emitter, 'n', { close: ['end'] })) console.log('value', value);
  const target = new EventTarget();
  setTimeout(() => target.dispatchEvent(new Event('t')), 1);
  const [event] = await once(target, 't');
  console.log(event.type);
  const capturing = new EventEmitter({ captureRejections: true });
  capturing.on('x', async () => { throw new Error('in a listener'); });
  const failed = once(capturing, 'error').then(() => {}, (error) => console.log(error.message));
  capturing.emit('x');
  await failed;
};
