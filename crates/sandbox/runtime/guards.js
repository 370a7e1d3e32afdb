// Guards: where a field of the event was not granted, an accessor stands in its place. Whatever lists, spreads, copies or
// prints the event passes it over. To read it by name ends the execution, and no code can catch that: a missing field must
// not be taken for an empty one. A value that the action assigns is a plain field.
const guardField = (place, path, name) => defineProperty(place, name, {
  __proto__: null,
  get() { return lw.call('event.field', path + name); },
  set(value) {
    if (isObject(this)) defineProperty(this, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
  },
  enumerable: false,
  configurable: true,
});

/** Guards what the host says: the names at this place and, key by key, what lies below. Elements of lists share a path. */
const guardFields = (place, path, guards) => {
  const names = guards[0];
  for (let i = 0; i < names.length; i++) guardField(place, path, names[i]);
  const below = guards[1];
  for (let i = 0; i < below.length; i++) {
    const key = below[i][0];
    guardFields(place[key], typeof key === 'number' ? path : `${path}${key}.`, below[i][1]);
  }
};

/** The value of an own field; nothing for an accessor, be it a guard or the action's own. */
const ownValue = (place, name) => {
  const found = isObject(place) ? getOwnPropertyDescriptor(place, name) : undefined;
  return found !== undefined && hasOwn(found, 'value') ? found.value : undefined;
};
/** Sets a field, unless an accessor stands there. */
const setOwnValue = (place, name, value) => {
  const found = getOwnPropertyDescriptor(place, name);
  if (found === undefined || hasOwn(found, 'value')) {
    defineProperty(place, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
  }
};
