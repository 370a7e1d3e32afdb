// Code made from text is code of the action: it sees the same global object and nothing of the library around it.
const library = ['lw', 'methods', 'hostCall', 'jsonParse', 'startOperation', 'pending', 'loaded', 'apis', 'primordials', 'emit', 'settle'];
exports.onExecutePostLogin = async (event, api) => {
  const makers = [Function, (async () => {}).constructor, function* () {}.constructor, (async function* () {}).constructor, api.access.deny.constructor, fetch.constructor, console.log.constructor, require.constructor];
  for (const Maker of makers) {
    const made = Maker(`return [${library.map((name) => `typeof ${name}`)}].concat(this === globalThis)`);
    let result = made();
    if (result.next) result = result.next();
    result = await result;
    console.log([...new Set(result.value ?? result)].join());
  }
  console.log(library.map((name) => (0, eval)(`typeof ${name}`)).join() === library.map(() => 'undefined').join());
};
