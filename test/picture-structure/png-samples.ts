import { deflateSync } from 'node:zlib';
import { writeOrientation } from '../../src/media/picture-structure/exif-orientation.js';
import { writeChunk } from '../../src/media/picture-structure/png-chunk.js';
import { appended, drawing, secretive, type DirtyPicture } from './picture-samples.js';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

const strangers: readonly Buffer[] = [
  writeChunk('tEXt', latin1('Comment\0SECRET')),
  writeChunk('zTXt', Buffer.concat([latin1('Author\0\0'), deflateSync(latin1('SECRET'))])),
  writeChunk('iTXt', latin1('XML:com.adobe.xmp\0\0\0\0\0<x>SECRET</x>')),
  writeChunk('tIME', Buffer.alloc(7)),
  writeChunk('prVt', latin1('SECRET')),
  writeChunk('eXIf', Buffer.concat([writeOrientation(8), latin1('SECRET thumbnail')])),
];

/** Cuts a PNG into its chunks, whole. */
export function chunksOf(png: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 8; at < png.length;) {
    const end = at + 12 + png.readUInt32BE(at);
    found.push(png.subarray(at, end));
    at = end;
  }
  return found;
}

export const typeOf = (chunk: Buffer) => chunk.toString('latin1', 4, 8);

export function join(chunks: readonly Buffer[]): Buffer {
  return Buffer.concat([latin1('\x89PNG\r\n\x1a\n'), ...chunks]);
}

function dirty(png: Buffer): Buffer {
  const [header = Buffer.alloc(0), ...rest] = chunksOf(png);
  const end = rest.pop() ?? Buffer.alloc(0);
  const late = [writeChunk('tEXt', latin1('Comment\0SECRET')), end, appended];
  return join([header, ...strangers, ...rest, ...late]);
}

function control(sequence: number, png: Buffer): Buffer {
  const data = Buffer.alloc(26);
  data.writeUInt32BE(sequence, 0);
  png.copy(data, 4, 16, 24);
  data.writeUInt16BE(1, 20);
  data.writeUInt16BE(10, 22);
  return writeChunk('fcTL', data);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Makes an animation of two equal frames. */
export function animate(png: Buffer, promised = 2): Buffer {
  const all = chunksOf(png);
  const pixels = all.filter((chunk) => typeOf(chunk) === 'IDAT');
  const before = all.slice(0, all.indexOf(pixels[0] ?? Buffer.alloc(0)));
  const frame = pixels.map((chunk, index) =>
    writeChunk('fdAT', Buffer.concat([number(index + 2), chunk.subarray(8, -4)])),
  );
  const start = writeChunk('acTL', Buffer.concat([number(promised), number(0)]));
  const end = all.slice(-1);
  return join([...before, start, control(0, png), ...pixels, control(1, png), ...frame, ...end]);
}

export async function pngSamples(): Promise<DirtyPicture[]> {
  const colour = await secretive(drawing(4)).withIccProfile('p3').png().toBuffer();
  const palette = await drawing(4).png({ palette: true, colours: 16 }).toBuffer();
  const deep = await drawing(3).toColourspace('rgb16').png().toBuffer();
  const grey = await drawing(3).toColourspace('b-w').png({ progressive: true }).toBuffer();
  const sample = (name: string, png: Buffer, expected = {}) => ({
    name,
    format: 'png' as const,
    bytes: dirty(png),
    expected: { orientation: 8 as const, ...expected },
  });
  return [
    sample('PNG', colour),
    sample('PNG with a palette', palette),
    sample('PNG of 16 bits', deep),
    sample('grey interlaced PNG', grey),
    sample('APNG', animate(colour), { frames: 2 }),
    sample('interlaced APNG', animate(grey), { frames: 2 }),
  ];
}
