// Line endings and what stands before them.
exports.onExecutePostLogin = async () => {  
  const text = `kept   
  as it is`;	



  void text;   

};

