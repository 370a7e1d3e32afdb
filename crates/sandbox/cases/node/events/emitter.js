const EventEmitter = require('events');
exports.onExecutePostLogin = async () => {
  const emitter = new EventEmitter();
  const seen = [];
  emitter.on('newListener', (name) => seen.push(`new ${String(name)}`));
  emitter.on('removeListener', (name) => seen.push(`removed ${String(name)}`));
  const a = (...args) => seen.push(['a', ...args]);
  emitter.on('x', a).once('x', (...args) => seen.push(['once', ...args])).prependListener('x', () => seen.push('first'));
  console.log(emitter.emit('x', 1, 2), emitter.emit('x'), emitter.emit('nothing'), emitter.listenerCount('x'), emitter.eventNames());
  emitter.off('x', a);
  console.log(seen, emitter.listeners('x').length, emitter.rawListeners('x').length);
  emitter.removeAllListeners('x').prependOnceListener(Symbol.for('s'), () => {});
  console.log(emitter.eventNames(), emitter.getMaxListeners(), emitter.setMaxListeners(3).getMaxListeners(), EventEmitter.defaultMaxListeners);
  for (const call of [() => new EventEmitter().emit('error', new RangeError('own')), () => new EventEmitter().emit('error', { a: 1 }), () => new EventEmitter().emit('error'), () => emitter.on('x', 5), () => emitter.setMaxListeners(-1), () => emitter.setMaxListeners('1'), () => new EventEmitter({ captureRejections: 1 })]) {
    try {
      call();
    } catch (error) {
      console.log(error.name, error.code, error.message, error.context);
    }
  }
  const monitored = new EventEmitter();
  monitored.on(EventEmitter.errorMonitor, (error) => console.log('monitor', error.message));
  monitored.on('error', (error) => console.log('error', error.message));
  monitored.emit('error', new Error('e'));
  class Own extends EventEmitter {
    constructor() {
      super();
      this.name = 'own';
    }
  }
  const own = new Own();
  own.on('y', function () { console.log(this === own, this.name, own instanceof EventEmitter); });
  own.emit('y');
  function Old() { EventEmitter.call(this); }
  Object.setPrototypeOf(Old.prototype, EventEmitter.prototype);
  const old = new Old();
  old.on('z', () => console.log('old style'));
  old.emit('z');
  console.log(EventEmitter.EventEmitter === EventEmitter, EventEmitter.listenerCount(own, 'y'), EventEmitter.getEventListeners(own, 'y').length, typeof EventEmitter.init);
};
