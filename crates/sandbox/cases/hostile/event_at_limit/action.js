exports.onExecutePostLogin = async (event) => { console.log(event.pad.length > 1000000); };
