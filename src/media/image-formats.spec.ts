import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contentTypes,
  extensions,
  formatOfExtension,
  imageFormats,
  sniffPicture,
} from './image-formats.js';

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('sniffing', () => {
  it.each([
    ['jpeg', '\xff\xd8\xff\xe0\0\x10JFIF\0'],
    ['png', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
    ['gif', 'GIF87a'],
    ['gif', 'GIF89a'],
    ['webp', 'RIFF\x24\0\0\0WEBPVP8 '],
    ['avif', '\0\0\0\x1cftypavif\0\0\0\0'],
    ['avif', '\0\0\0\x2cftypavis\0\0\0\0'],
  ])('knows a %s by its first bytes', (format, head) => {
    expect(sniffPicture(bytes(head))).toEqual({ format });
  });

  it.each([
    ['HEIC or HEIF', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
    ['HEIC or HEIF', '\0\0\0\x1cftypmif1\0\0\0\0avifmif1'],
    ['MP4', '\0\0\0\x18ftypmp42\0\0\0\0'],
    ['MP4', '\0\0\0\x18ftypisom\0\0\0\0'],
    ['QuickTime video', '\0\0\0\x14ftypqt  \0\0\0\0'],
    ['TIFF', 'II*\0\b\0\0\0'],
    ['TIFF', 'MM\0*\0\0\0\b'],
    ['BMP', 'BM6\0\0\0'],
    ['PDF', '%PDF-1.7'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg">'],
    ['SVG', '\xef\xbb\xbf\n<?xml version="1.0"?>\n<!-- drawn --><SVG>'],
    ['HTML page', '<!doctype html><html>'],
    ['JPEG XL', '\xff\x0a\xfa'],
    ['Windows icon', '\0\0\x01\0\x01\0'],
    ['ZIP archive', 'PK\x03\x04'],
    ['RIFF file', 'RIFF\x24\0\0\0WAVE'],
  ])('names a %s, which is not taken', (name, head) => {
    expect(sniffPicture(bytes(head))).toEqual({ format: null, name });
  });

  it.each(['', '\xff', '\xff\xd8', '\x89PN', 'GIF88a', 'RIFF', '\0\0\0\x1cftyp', 'hello'])(
    'takes nothing by half: %j',
    (head) => {
      expect(sniffPicture(bytes(head)).format).toBeNull();
    },
  );

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (head) => {
        const { format } = sniffPicture(head);
        expect([...imageFormats, null]).toContain(format);
      }),
    );
  });
});

describe('the names of a format', () => {
  it('lead back to it from its extension', () => {
    for (const format of imageFormats) expect(formatOfExtension(extensions[format])).toBe(format);
  });

  it('are those that are registered', () => {
    expect(Object.values(contentTypes).every((type) => /^image\/[a-z]+$/.test(type))).toBe(true);
    expect(formatOfExtension('jpeg')).toBeNull();
    expect(formatOfExtension('constructor')).toBeNull();
  });
});
