import { execFile } from 'node:child_process';
import { deepStrictEqual } from 'node:assert';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pathOf, requirePicture } from './lane.mjs';
import { listOwn } from './reads.mjs';
import { deleteEvent, eraseEvent } from './writes.mjs';

const run = promisify(execFile);
const program = fileURLToPath(new URL('../../scripts/sweep.mjs', import.meta.url));
const nothing = 'There is nothing to sweep, and nothing disagrees.';

/** Each promise that the server made, once more. @returns {Promise<string[]>} those that it broke */
export async function brokenPromises(lanes) {
  const faults = [];
  for (const lane of lanes)
    for (const check of [listOwn, requireAllPictures, requireAllGone])
      await check(lane).catch((error) =>
        faults.push(`${lane.user.email}, ${check.name}: ${error.message}`),
      );
  return faults;
}

async function requireAllPictures({ client, ...lane }) {
  for (const event of lane.events)
    for (const row of [event, ...event.speakers])
      await requirePicture(client, row, (await client.get(pathOf(row))).data);
}

/** Neither an admin nor a cache-less reader finds what is gone. */
async function requireAllGone({ admin, client, deadUrls, erased, trash }) {
  for (const id of erased) await admin.send(404, 'GET', `/v1/events/${id}?get_trashed=true`);
  for (const event of trash) await client.send(404, 'GET', pathOf(event));
  for (const url of deadUrls) await client.fetchFile(404, url);
}

/** Through the front door, as a user and an admin would. */
export async function eraseEverything(lanes) {
  for (const lane of lanes) {
    while (lane.trash.length > 0) await eraseEvent(lane, lane.trash[0]);
    while (lane.events.length > 0) {
      await deleteEvent(lane);
      await eraseEvent(lane, lane.trash[0]);
    }
  }
  const { data } = await lanes[0].admin.get('/v1/events?get_trashed=true');
  deepStrictEqual(data, []);
}

/** @returns {Promise<string[]>} what `npm run media:sweep -- --dry-run` finds */
export async function sweepFindings({ env }) {
  const { stdout } = await run(process.execPath, [program, '--dry-run'], {
    env: { PATH: process.env.PATH, ...env },
  });
  if (stdout.includes(nothing)) return [];
  // The log of its app is in between.
  return stdout.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
}
