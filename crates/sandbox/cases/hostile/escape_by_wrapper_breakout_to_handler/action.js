// Closing the wrapper early gains the same global object that every action has.
module.exports.onExecutePostLogin = async (event, api) => { console.log('inside', typeof lw); };
}), (function (exports, require, module) {
exports.onExecutePostLogin = async () => { console.log('outside', typeof lw, typeof loaded); };
