// `events.EventEmitterAsyncResource`: an emitter whose listeners run in the context in which it was made.
const { nodeError, received } = internals;
const EventEmitter = require('events');
const { AsyncResource } = require('async_hooks');

class EventEmitterReferencingAsyncResource extends AsyncResource {
  #emitter;
  constructor(emitter, type, options) {
    super(type, options);
    this.#emitter = emitter;
  }
  get eventEmitter() { return this.#emitter; }
}

class EventEmitterAsyncResource extends EventEmitter {
  #resource;
  constructor(options = undefined) {
    const name = typeof options === 'string' ? options : options?.name ?? new.target.name;
    const isNamed = typeof options === 'string' || typeof options?.name === 'string' || (options?.name === undefined && new.target !== EventEmitterAsyncResource);
    if (!isNamed) throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "options.name" property must be of type string. Received ${received(options?.name)}`);
    super(typeof options === 'string' ? undefined : options);
    this.#resource = new EventEmitterReferencingAsyncResource(this, name, options?.triggerAsyncId === undefined ? {} : { triggerAsyncId: options.triggerAsyncId });
  }
  static #of(emitter) {
    if (emitter === null || typeof emitter !== 'object' || !(#resource in emitter)) {
      throw nodeError(TypeError, 'ERR_INVALID_THIS', 'Value of "this" must be of type EventEmitterAsyncResource');
    }
    return emitter.#resource;
  }
  emit(event, ...args) { return EventEmitterAsyncResource.#of(this).runInAsyncScope(super.emit, this, event, ...args); }
  emitDestroy() { EventEmitterAsyncResource.#of(this).emitDestroy(); }
  get asyncId() { return EventEmitterAsyncResource.#of(this).asyncId(); }
  get triggerAsyncId() { return EventEmitterAsyncResource.#of(this).triggerAsyncId(); }
  get asyncResource() { return EventEmitterAsyncResource.#of(this); }
}
module.exports = EventEmitterAsyncResource;
