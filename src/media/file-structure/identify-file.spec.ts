import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fileSamples,
  keynote,
  mp4,
  openDocument,
  openXml,
  pdf,
} from '../../../test/file-structure/file-samples.js';
import { oleFile } from '../../../test/file-structure/ole-file.js';
import { type ZipPart, zipArchive } from '../../../test/file-structure/zip-archive.js';
import { MemorySource } from '../../../test/picture-structure/memory-source.js';
import { writeBox } from '../picture-structure/bmff-box.js';
import { StructureRefusal } from '../picture-structure/structure-fault.js';
import { identifyFile } from './identify-file.js';
import { sniffFile } from './sniff-file.js';

/** The format, or what it is called, or why it is none. */
async function verdict(file: Buffer, windowBytes = 4096): Promise<string | null> {
  const sniffed = sniffFile(file);
  if (sniffed.kind === 'picture') return `picture: ${sniffed.format}`;
  if (sniffed.kind === 'other') return `no: ${sniffed.name}`;
  try {
    const source = new MemorySource(file, windowBytes);
    const identified = await identifyFile(source, sniffed.container);
    return identified.format ?? `no: ${identified.name}`;
  } catch (error) {
    if (error instanceof StructureRefusal) return `damaged: ${error.fault.detail}`;
    throw error;
  }
}

const samples = Object.entries(fileSamples);
const zip = (parts: readonly ZipPart[]) => zipArchive(parts);

describe('a file is told by its structure', () => {
  it.each(samples)('as %s', async (format, file) => {
    expect(await verdict(file)).toBe(format);
    // However its bytes come.
    expect(await verdict(file, 7)).toBe(format);
  });

  it('as a picture, for the proof of pictures', async () => {
    expect(await verdict(Buffer.from('GIF89a...'))).toBe('picture: gif');
  });

  it.each([
    ['no: null', Buffer.from('hello')],
    ['no: null', Buffer.alloc(0)],
    ['no: HTML page', Buffer.from('<html><script>')],
    ['no: SVG', Buffer.from('<svg xmlns="x"/>')],
    ['no: ZIP archive', zip([{ name: 'a.txt', content: 'a' }])],
    ['no: Word document', zip(openXml('wordprocessingml.document.main+xml', 'word/document.xml'))],
    ['no: Excel workbook', zip(openXml('spreadsheetml.sheet.main+xml', 'xl/workbook.xml'))],
    ['no: PowerPoint show', zip(openXml('presentationml.slideshow.main+xml'))],
    ['no: PowerPoint template', zip(openXml('presentationml.template.main+xml'))],
    [
      'no: PowerPoint presentation with macros',
      zip(openXml('application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml')),
    ],
    ['no: OpenDocument of another kind', zip(openDocument('text'))],
    ['no: Pages or Numbers document', zip(keynote([]))],
    ['no: Word document', oleFile([{ name: 'WordDocument' }])],
    ['no: Excel workbook', oleFile([{ name: 'Workbook' }])],
    ['no: password-protected Office document', oleFile([{ name: 'EncryptedPackage' }])],
    ['no: OLE file', oleFile([])],
    ['no: QuickTime video', mp4({ brand: 'qt  ' })],
    ['no: MP4', mp4({ brand: 'M4A ' })],
  ])('and refused by its name: %s', async (expected, file) => {
    expect(await verdict(file)).toBe(expected);
  });

  it('of an archive not by the names of its parts alone', async () => {
    const named = ['[Content_Types].xml', 'ppt/presentation.xml', 'content.xml'];
    const parts = named.map((name) => ({ name, content: 'x' }));
    expect(await verdict(zip(parts))).toBe('no: Office document of another kind');
    expect(
      await verdict(zip([{ name: 'mimetype', content: 'x', stored: true }, ...parts.slice(2)])),
    ).toBe('no: ZIP archive');
    expect(await verdict(zip(openXml().slice(0, 2)))).toBe('no: Office document of another kind');
  });

  it('of an OLE file not by what is embedded in it', async () => {
    const folder = [{ name: 'Current User' }, { name: 'PowerPoint Document' }];
    const file = oleFile([{ name: 'WordDocument' }, { name: 'ObjectPool', folder }]);
    expect(await verdict(file)).toBe('no: Word document');
  });

  it('of an OLE file not where it has no directory at all', async () => {
    const file = oleFile([]);
    file.writeUInt32LE(0xffff_fffe, 48);
    expect(await verdict(file)).toBe('damaged: it has no directory');
  });

  it('also where an OLE file is so large that its table leaves the header', async () => {
    const streams = [{ name: 'Current User' }, { name: 'PowerPoint Document' }];
    expect(await verdict(oleFile(streams, 30_000))).toBe('ppt');
  });
});

describe('a file that is something else to other readers is refused', () => {
  const archive = zip([{ name: 'a.txt', content: 'a' }]);

  it.each([
    ['an archive behind a PDF', Buffer.concat([pdf(), archive])],
    ['a page behind a PDF', Buffer.concat([pdf(), Buffer.from('<script>')])],
    ['an archive behind a film', Buffer.concat([mp4(), archive])],
    ['a page behind an archive', Buffer.concat([fileSamples.pptx, Buffer.from('<script>')])],
    ['a page in the comment of an archive', zipArchive(openXml(), { comment: '<script>' })],
    ['two archives', Buffer.concat([archive, fileSamples.pptx])],
    [
      'two parts of one name',
      zip([...openXml(), ...openXml('wordprocessingml.document.main+xml')]),
    ],
  ])('%s', async (_name, file) => {
    expect(await verdict(file)).toMatch(/^damaged: /);
  });

  it('a page before a PDF', async () => {
    const file = Buffer.concat([Buffer.from('<html>'), pdf()]);
    expect(await verdict(file)).toBe('no: HTML page');
  });
});

describe('an archive is never unpacked further than it says', () => {
  /** The part's size as both headers have it is what the test says. */
  function claiming(content: Buffer, bytes: number): Buffer {
    const file = zip([{ name: '[Content_Types].xml', content }]);
    for (const at of [22, file.lastIndexOf('PK\x01\x02') + 24]) file.writeUInt32LE(bytes, at);
    return file;
  }

  it('of a part that unpacks to more than is read of one', async () => {
    const file = zip([{ name: '[Content_Types].xml', content: Buffer.alloc(50_000_000) }]);
    expect(await verdict(file)).toContain('is larger than 2000000 bytes');
  });

  it('of one that says less than it unpacks to', async () => {
    expect(await verdict(claiming(Buffer.alloc(50_000_000), 100))).toBe(
      'damaged: parts of it cannot be unpacked',
    );
    expect(await verdict(claiming(Buffer.alloc(1_000_000), 100))).toContain('is damaged');
  });

  it('of all parts together', async () => {
    expect(await verdict(claiming(Buffer.alloc(10), 1_000_000_001))).toContain('unpacks to more');
  });

  it('where its parts share their bytes', async () => {
    const file = zip(openXml());
    const second = file.indexOf('PK\x01\x02', file.indexOf('PK\x01\x02') + 1);
    file.writeUInt32LE(0, second + 42);
    expect(await verdict(file)).toBe('damaged: the parts of its archive overlap');
  });
});

describe.each(samples)('a damaged %s', (format, file) => {
  it('is refused wherever it is cut', async () => {
    for (let length = 8; length < file.length - 1; length += 1)
      expect(await verdict(file.subarray(0, length))).not.toBe(format);
  });

  it('always ends in a verdict, and soon', async () => {
    const change = fc.tuple(fc.nat(file.length - 1), fc.nat(255));
    const walked = async (changes: readonly (readonly [number, number])[]) => {
      const damaged = Buffer.from(file);
      for (const [at, value] of changes) damaged[at] = value;
      const sniffed = sniffFile(damaged);
      if (sniffed.kind !== 'container') return;
      const source = new MemorySource(damaged, 64);
      await identifyFile(source, sniffed.container).catch((error: unknown) => {
        if (!(error instanceof StructureRefusal)) throw error;
      });
      expect(source.reads).toBeLessThan(damaged.length + 100);
    };
    await fc.assert(fc.asyncProperty(fc.array(change, { maxLength: 8 }), walked), { numRuns: 200 });
  });
});

describe('a chain of sectors that goes round', () => {
  it('is left', async () => {
    const file = oleFile([{ name: 'Current User' }]);
    const directory = file.readUInt32LE(48);
    const table = (file.readUInt32LE(76) + 1) * 512;
    file.writeUInt32LE(directory, table + directory * 4);
    expect(await verdict(file)).toBe('damaged: its directory is too large');
  });
});

describe('a film', () => {
  const track = writeBox('moov', writeBox('trak'));
  it.each([
    ['damaged: it describes no tracks', [writeBox('mdat', Buffer.from('x'))]],
    ['damaged: it has no samples', [writeBox('moov', writeBox('trak'))]],
    ['damaged: it has no track', [writeBox('moov'), writeBox('mdat', Buffer.from('x'))]],
    ['damaged: it describes its tracks twice', [track, track, writeBox('mdat', Buffer.from('x'))]],
  ])('needs tracks and samples: %s', async (expected, boxes) => {
    const file = Buffer.concat([writeBox('ftyp', Buffer.from('mp42\0\0\0\0')), ...boxes]);
    expect(await verdict(file)).toBe(expected);
  });
});
