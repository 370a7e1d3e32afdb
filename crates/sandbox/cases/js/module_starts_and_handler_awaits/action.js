// Work that was begun while the module loaded ends in the handler.
const answer = fetch('https://api.example/').then((response) => response.text());
const failed = fetch('https://nobody.example/').catch((error) => error.message);
const later = (async function wait(ms) {
  await new Promise((resolve) => setTimeout(resolve, ms));
  return arguments.length;
})(2);
const steps = (async () => {
  const seen = [];
  for await (const step of (async function* count() { yield 1; await later; yield 2; })()) seen.push(step);
  return seen;
})();
exports.onExecutePostLogin = async () => {
  console.log(await answer, await failed, await later, await steps);
};
