import { array, assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKey } from '../storage/storage-key.js';
import { extensionOf, mediaFormats } from './media-formats.js';
import { originalUrl, parseMediaUrl, renditionUrl } from './media-url.js';

const id = '0b8f6a3e-94c5-4d21-a7be-2f60c1d9e853';

describe('a media URL', () => {
  it.each(mediaFormats)('of a %s leads back to its key', (format) => {
    const key = createKey('speakers-call');
    const url = originalUrl(key, format);
    const extension = extensionOf(format);
    expect(parseMediaUrl(url)).toMatchObject({ key, part: 'original', extension });
    expect(parseMediaUrl(renditionUrl(url, 'speakers-call', 'large'))).toMatchObject({
      key,
      part: 'large',
      extension,
    });
    expect(parseMediaUrl(renditionUrl(url, 'event', 'large'))).toMatchObject({
      key,
      part: 'event-large',
      extension,
    });
  });

  it.each([
    '',
    '/media',
    `/media/event/${id}`,
    `/media/event/${id}.`,
    `/media/event/${id}.JPG`,
    `/media/event/${id}.jpg?x`,
    `/media/event/${id}.jpg\n`,
    `/media/event/${id}/original.jpg`,
    `/media/event/${id}/large/more.jpg`,
    `/media/event/${id}/../large.jpg`,
    `/media/event/../${id}.jpg`,
    `/media/event/%2e%2e/${id}.jpg`,
    `/media//event/${id}.jpg`,
    `/media/event/${id.toUpperCase()}.jpg`,
    `/media/event/${id.replace('4d21', '1d21')}.jpg`,
    `/media/-event/${id}.jpg`,
    `https://a.example/media/event/${id}.jpg`,
    `//media/event/${id}.jpg`,
    `/media/event/${id}/large.jpgjpg`,
  ])('is not %j', (path) => {
    expect(parseMediaUrl(path)).toBeNull();
  });

  it('names what it was made of, or nothing', () => {
    const piece = constantFrom(
      '/media/',
      'event',
      '/',
      id,
      '.',
      'jpg',
      '..',
      '-',
      'large',
      '%2f',
      '\0',
    );
    assert(
      property(array(piece, { maxLength: 8 }), string(), (pieces, noise) => {
        for (const path of [pieces.join(''), pieces.join(noise)]) {
          const name = parseMediaUrl(path);
          if (name === null) continue;
          const middle = name.part === 'original' ? '' : `/${name.part}`;
          expect(`/media/${name.key}${middle}.${name.extension}`).toBe(path);
        }
      }),
    );
  });
});
