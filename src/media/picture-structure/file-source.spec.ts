import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileSource } from './file-source.js';
import { walkPicture } from './walk-picture.js';

const limits = { maxSide: 100, maxPixels: 100, maxFrames: 1, maxAnimationPixels: 100 };

describe('a picture that is walked over in a file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'marquee-walk-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('leaves the event loop its turns, however many parts stand in one window', async () => {
    const path = join(folder, 'comments.gif');
    await writeFile(path, await gifWithEmptyComments(60_000));
    const source = await FileSource.open(path);
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 0);
    const { verdict } = await walkPicture(source, 'gif', limits);
    clearInterval(turning);
    await source.close();
    expect(verdict).toBe('lossless');
    // One, for the one read of the file, otherwise.
    expect(turns).toBeGreaterThan(5);
  });
});

async function gifWithEmptyComments(count: number): Promise<Buffer> {
  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#080' } });
  const gif = await picture.gif().toBuffer();
  const beforeEnd = gif.length - 1;
  const comments = Buffer.alloc(count * 3, Uint8Array.of(0x21, 0xfe, 0));
  return Buffer.concat([gif.subarray(0, beforeEnd), comments, gif.subarray(beforeEnd)]);
}
