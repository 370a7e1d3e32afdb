const events = require('events');
const told = (call) => {
  try {
    return call();
  } catch (error) {
    return `${error.name} ${error.code}: ${error.message}`;
  }
};
exports.onExecutePostLogin = async () => {
  const plain = {};
  for (let i = 0; i < 2; i++) events.prototype.on.call(plain, 'event', () => {});
  console.log(events.prototype.listenerCount.call(plain, 'event'));
  const emitter = new events().setMaxListeners(2);
  for (let i = 0; i < 2; i++) emitter.on('a', () => {});
  console.log(Object.hasOwn(emitter._events.a, 'warned'));
  const target = new EventTarget();
  console.log(events.getMaxListeners(target), events.getMaxListeners(new AbortController().signal), events.getMaxListeners(emitter));
  events.setMaxListeners(101, target, emitter);
  console.log(events.getMaxListeners(target), emitter.getMaxListeners());
  console.log(told(() => events.getMaxListeners({})).split(': ')[0], told(() => events.setMaxListeners(1, 'x')).split(': ')[0]);
};
