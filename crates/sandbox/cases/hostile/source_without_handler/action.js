'use strict';
// --> <!-- `
/* exports.onExecutePostLogin = async () => {};
