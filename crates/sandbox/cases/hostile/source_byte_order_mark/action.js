exports.onExecutePostLogin = async () => { console.log("ran"); };
