import { animated, appended, drawing, type DirtyPicture } from './picture-samples.js';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** GIF sub-blocks of one piece. */
function extension(label: number, ...pieces: readonly string[]): Buffer {
  const blocks = pieces.map((piece) => latin1(String.fromCharCode(piece.length) + piece));
  return Buffer.concat([Buffer.of(0x21, label), ...blocks, Buffer.of(0)]);
}

const strangers: readonly Buffer[] = [
  extension(0xfe, 'SECRET comment', 'and SECRET more'),
  extension(0xff, 'XMP DataXMP', '<x>SECRET</x>'),
  extension(0xff, 'ICCRGBG1012', 'SECRET'),
  extension(0x01, '\0'.repeat(12), 'SECRET plain text'),
];

function dirty(gif: Buffer): Buffer {
  const tables = 13 + 3 * 2 ** (((gif[10] ?? 0) & 7) + 1);
  const start = ((gif[10] ?? 0) & 0x80) === 0 ? 13 : tables;
  const content = [gif.subarray(0, start), ...strangers, gif.subarray(start, -1), ...strangers];
  return Buffer.concat([...content, Buffer.of(0x3b), appended]);
}

export async function gifSamples(): Promise<DirtyPicture[]> {
  const still = await drawing(4).gif().toBuffer();
  const moving = await (await animated()).gif({ loop: 3, delay: [50, 60, 70] }).toBuffer();
  const sample = (name: string, gif: Buffer, expected = {}) => ({
    name,
    format: 'gif' as const,
    bytes: dirty(gif),
    reference: gif,
    expected,
  });
  return [sample('GIF', still), sample('animated GIF', moving, { frames: 3 })];
}
