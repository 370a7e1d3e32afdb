Object.defineProperty(exports, 'onExecutePostLogin', { get() { for (;;); } });
