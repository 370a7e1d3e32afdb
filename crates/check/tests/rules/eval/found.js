// Texts that are run, each in another way.
exports.onExecutePostLogin = async (event) => {
  eval('1'); //~
  (0, eval)('1'); //~
  new Function('return 1')(); //~
  globalThis['ev' + 'al']('1'); //~
  setTimeout('work()', 1); //~
  (async () => {}).constructor('return 1')(); //~
  [].filter['constructor']('return 1')(); //~
  const Make = event.constructor.constructor; //~
  Make('return 1')();
};
