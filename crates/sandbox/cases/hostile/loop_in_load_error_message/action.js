// What a module throws while it loads is read by the host's C code.
throw Object.defineProperty(new Error('x'), 'message', { get() { for (;;); } });
