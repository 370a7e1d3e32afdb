// As it fell.
exports.onExecutePostLogin = async (event) => {
    if(event.configuration.MODE==='strict')  {
	void 0;
    }
};
