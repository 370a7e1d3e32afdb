exports.hello = 'Hallo';
