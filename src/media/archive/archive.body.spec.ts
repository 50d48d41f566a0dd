import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { SpoolArea } from '../spool/spool-area.js';
import { ArchiveBody } from './archive.body.js';

const archiveOf = (...contents: readonly Promise<Readable>[]) => {
  const files = contents.map((content, index) => ({
    name: `media/${index}.jpg`,
    packs: false,
    open: () => content,
  }));
  return new ArchiveBody(files, new SpoolArea('/nowhere')).open();
};

describe('an archive on its way', () => {
  it('breaks off where a file does, and ends nothing but itself', async () => {
    const content = new PassThrough();
    content.write('half of it');
    const archive = buffer(archiveOf(Promise.resolve(content)));
    setImmediate(() => content.destroy(new Error('the disk is gone')));
    await expect(archive).rejects.toThrow('the disk is gone');
  });

  it('closes the file that is being sent when its reader leaves', async () => {
    const content = new PassThrough();
    content.write('half of it');
    const archive = archiveOf(Promise.resolve(content));
    await once(archive, 'readable');
    archive.destroy();
    await expect(once(content, 'close')).resolves.toEqual([]);
  });

  it('closes a file that was still being opened when its reader left', async () => {
    const late = new PassThrough();
    let open = (): void => {};
    const archive = archiveOf(new Promise((resolve) => (open = () => resolve(late))));
    archive.destroy();
    await once(archive, 'close');
    open();
    await expect.poll(() => late.destroyed).toBe(true);
  });

  it('leaves no listener of a file behind on the archive', async () => {
    const all = Array.from({ length: 30 }, (_, index) =>
      Promise.resolve(Readable.from([Buffer.from(String(index))])),
    );
    const archive = archiveOf(...all);
    let most = 0;
    archive.on('data', () => (most = Math.max(most, archive.listenerCount('close'))));
    await once(archive, 'end');
    expect(most).toBeLessThan(10);
  });
});
