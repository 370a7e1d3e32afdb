// `await` asks a promise for its constructor; this one lies, throws and counts.
let asked = 0;
Object.defineProperty(Promise.prototype, 'constructor', { get() { asked += 1; if (asked > 3) throw new Error('patched'); return Object; } });
exports.onExecutePostLogin = async (event, api) => {
  api.access.deny('still denied');
};
