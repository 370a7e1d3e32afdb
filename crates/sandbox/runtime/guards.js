// Guards: where a field of the event was not granted, an accessor stands in its place. Whatever lists, spreads, copies or
// prints the event passes it over. To read it by name ends the execution, and no code can catch that: a missing field must
// not be taken for an empty one. A value that the action assigns is a plain field.
// Paths are joined by `+`: the engine makes a template of `String.prototype.concat`, which an action can replace.
const guardSetters = objectCreate(null);
const guardSetter = (name) => function set(value) {
  if (isObject(this)) defineProperty(this, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
};
const guardOf = (path, name) => ({
  __proto__: null,
  get() { return lw.call('event.field', path); },
  set: guardSetters[name] ??= guardSetter(name),
  enumerable: false,
  configurable: true,
});

/** The guards of all fields that some event may have are part of the image; only those of a user's own keys are made anew. */
const guardsBelow = (path, fields) => {
  const guards = objectCreate(null);
  for (let i = 0, names = objectKeys(fields); i < names.length; i++) {
    const own = path + names[i];
    guards[names[i]] = { __proto__: null, guard: guardOf(own, names[i]), below: guardsBelow(own + '.', fields[names[i]]) };
  }
  return guards;
};
const knownGuards = guardsBelow('', tables.fields);

/** Guards what the host says: the names at this place and, key by key, what lies below. Elements of lists share a path. */
const guardFields = (place, path, known, guards) => {
  const names = guards[0];
  for (let i = 0; i < names.length; i++) defineProperty(place, names[i], known?.[names[i]]?.guard ?? guardOf(path + names[i], names[i]));
  const below = guards[1];
  for (let i = 0; i < below.length; i++) {
    const key = below[i][0];
    if (typeof key === 'number') guardFields(place[key], path, known, below[i][1]);
    else guardFields(place[key], path + key + '.', known?.[key]?.below, below[i][1]);
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
