// A text without words.
const SALT = '3q9Zk1vB7xLpT0wYc8RmN5sJ2uHd4GfA'; //~
exports.onExecutePostLogin = async () => void SALT;
