export function called(...given) { return [this === undefined, given.length]; }
