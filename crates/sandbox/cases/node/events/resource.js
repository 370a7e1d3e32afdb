const { EventEmitterAsyncResource } = require('events');
const { AsyncLocalStorage } = require('async_hooks');
const shown = (make) => {
  try {
    console.log(make());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
exports.onExecutePostLogin = async () => {
  console.log(EventEmitterAsyncResource.name, EventEmitterAsyncResource.length, Object.getOwnPropertyNames(EventEmitterAsyncResource.prototype));
  for (const options of [undefined, 5, {}, { name: 5 }]) shown(() => new EventEmitterAsyncResource(options));
  shown(() => new EventEmitterAsyncResource({ name: 'x', triggerAsyncId: 3 }).triggerAsyncId);
  shown(() => EventEmitterAsyncResource.prototype.emit.call({}, 'x'));
  shown(() => new EventEmitterAsyncResource('x').emitDestroy());
  class Named extends EventEmitterAsyncResource {}
  const storage = new AsyncLocalStorage();
  const emitter = storage.run('made', () => new Named());
  console.log(emitter.asyncResource.constructor.name, emitter.asyncResource.eventEmitter === emitter, typeof emitter.asyncId);
  emitter.on('x', function (...args) { console.log(storage.getStore(), this === emitter, args); });
  console.log(storage.run('emitted', () => emitter.emit('x', 1, 2)), emitter.emit('y'));
};
