/** Where a rental's body says a reading of a deadline. */
const readings = ['end.earliestAt', 'end.at', 'payBy.at', 'releases.at', 'releases.surelyAt'];

/** Sorts after every instant. */
const never = `'~'`;

const earliestSql = `min(${readings.map((path) => `coalesce(json_extract(rental.body, '$.${path}'), ${never})`).join(', ')})`;

/**
 * SQL for a condition with one value, an instant: whether a deadline of a rental may be at that instant or earlier, whatever the clock made of it
 * when it was stored. A body that is none fulfils it, so that whoever reads it finds it damaged.
 */
export const mayBeDueBySql = `CASE WHEN json_valid(rental.body) AND json_type(rental.body, '$.end') = 'object'
  THEN ${earliestSql} <= ? ELSE 1 END`;
