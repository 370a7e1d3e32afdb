// Timers, promises and requests begun while the module loads belong to each execution, not to the image.
const loaded = new Promise((resolve) => setTimeout(() => resolve('timer of this execution'), 1));
const failed = fetch('https://api.example/').then((answer) => answer.text());
exports.onExecutePostLogin = async () => {
  console.log(await loaded, await failed);
};
