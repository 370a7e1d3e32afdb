exports.seen = Object.keys(require('./a')).join();
