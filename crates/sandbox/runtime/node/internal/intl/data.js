// CLDR's data, which the host keeps: an execution gets the parts that it asks for.
const { hostCall } = internals;

/** How many answers are kept; what is asked for again after that is asked again. */
const MOST_KEPT = 256;
const kept = new Map();
const ask = (op, head) => {
  const key = op + JSON.stringify(head);
  if (kept.has(key)) return kept.get(key);
  const answer = JSON.parse(hostCall(op, head));
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, answer);
  return answer;
};

module.exports = {
  /** What a locale's data has at this path, or null. */
  ofLocale: (locale, ...path) => ask('intl.data', { locale, path }),
  /** The same for what belongs to no locale. */
  supplement: (...path) => ask('intl.data', { path }),
  /** What the host knows of these language tags: their canonical forms and whose data serves each. */
  ofTags: (tags) => ask('intl.tags', { tags }),
  /** A time zone's offset at an instant, in seconds, and whether that is daylight saving time. */
  ofZone: (zone, ms) => JSON.parse(hostCall('intl.zone', { zone, ms })),
};
