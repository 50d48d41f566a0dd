import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClientRig, pictureUri, startClientRig } from './rig.js';

let rig: ClientRig;
beforeAll(async () => {
  rig = await startClientRig();
});
afterAll(() => rig.close());

test('WarpDrive lists, includes, creates with a picture, caches, changes, reads errors and deletes', async () => {
  const { id } = await rig.world.subjectOf('event-type').create();
  const session = fileURLToPath(new URL('warp-drive.session.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--conditions=unpkg',
    session,
    rig.world.app.url,
    rig.organiser.token,
    await pictureUri(),
    id,
  ]);
  expect(JSON.parse(stdout)).toMatchObject({
    names: ['Open Day 0', 'Open Day 1'],
    made: 'Made by WarpDrive',
    picture: expect.stringMatching(/^http.*\.png$/),
    read: 'Made by WarpDrive',
    changed: 'Changed by WarpDrive',
    status: 422,
    pointer: '/data/attributes/name',
    gone: 204,
  });
});

test('nothing that WarpDrive was answered breaks the standard', () => {
  expect(rig.problems).toEqual([]);
});
