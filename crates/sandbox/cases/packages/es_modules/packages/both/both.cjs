exports.way = 'require';
