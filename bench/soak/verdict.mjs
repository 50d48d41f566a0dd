/** Postgres connections beside the pool: the lock of the sweeper. */
const connectionsBesidePool = 2;
const pool = 10;

/** Than in the second tenth of a run: clients keep some connections open for a while. */
const descriptorsMore = 16;

/** @returns {string[]} what has leaked */
export function leaksOf(gauges, { atRest, growth }) {
  const [early, late] = [1, 9].map((at) => gauges.tenth('megabytes', at));
  const [fewer, more] = [1, 9].map((at) => gauges.tenth('descriptors', at));
  const connections = gauges.most('connections');
  return [
    late > early * (1 + growth / 100) &&
      `memory has grown from ${early.toFixed(0)} to ${late.toFixed(0)} MB, by more than ${growth} %`,
    more > fewer + descriptorsMore && `descriptors have become more: from ${fewer} to ${more}`,
    atRest.descriptors > fewer + descriptorsMore &&
      `${atRest.descriptors} descriptors are open at rest; under load it was ${fewer}`,
    atRest.spooled > 0 && `${atRest.spooled} files are left in the spool`,
    connections > pool + connectionsBesidePool &&
      `${connections} connections to Postgres were open`,
  ].filter((reason) => reason !== false);
}

/** @returns {string[]} where ledger and files do not agree with the beginning, when all is erased */
export function leftoversOf(before, after) {
  return Object.keys(before)
    .filter((name) => after[name] !== before[name])
    .map(
      (name) => `${name}: ${before[name]} before the first request, ${after[name]} after the last`,
    );
}
