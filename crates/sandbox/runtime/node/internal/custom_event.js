// The global `CustomEvent`.
const { Event, nodeError, webInterface } = internals;

class CustomEvent extends Event {
  #detail;
  constructor(type, options = undefined) {
    if (arguments.length === 0) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "type" argument must be specified');
    super(type, options);
    this.#detail = options?.detail ?? null;
  }
  get detail() {
    if (!(#detail in this)) throw nodeError(TypeError, 'ERR_INVALID_THIS', 'Value of "this" must be of type CustomEvent');
    return this.#detail;
  }
}
webInterface(CustomEvent, 'CustomEvent', ['detail']);
module.exports = { CustomEvent };
