Object.defineProperty(exports, 'onExecutePostLogin', { get() { throw new Error('no handler for you'); } });
