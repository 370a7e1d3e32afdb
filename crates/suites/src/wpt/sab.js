// In the place of `common/sab.js`, which makes shared memory by WebAssembly, since browsers may hide its class.
const createBuffer = (type, length, options) => new globalThis[type](length, options);
