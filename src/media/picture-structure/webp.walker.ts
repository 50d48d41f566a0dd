import { take, windowBytes, type ByteSource } from './byte-source.js';
import { isProfile } from './colour-profile.js';
import { CopyPlan } from './copy-plan.js';
import { readOrientation, writeOrientation } from './exif-orientation.js';
import type { Orientation, PictureFacts, SoundVerdict } from './picture-structure.js';
import { broken, truncated } from './structure-fault.js';
import {
  checkCanvas,
  checkFrames,
  maxProfileBytes,
  type StructureLimits,
} from './structure-limits.js';
import { chunks, readData, writeChunk, writeChunkHead, type WebpChunk } from './webp-chunk.js';
import { walkFrame } from './webp-frame.js';
import { readSize, WebpImage } from './webp-image.js';

/** Flags of a VP8X chunk. RFC 9649, 2.7.1. */
const flag = { profile: 0x20, alpha: 0x10, exif: 0x08, animation: 0x02 } as const;

/** Walks over a WebP file, simple or extended. RFC 9649. */
export async function walkWebp(source: ByteSource, limits: StructureLimits): Promise<SoundVerdict> {
  const head = await take(source, 0, 12);
  if (head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 12) !== 'WEBP')
    throw broken('this is no WebP file');
  const end = 8 + head.readUInt32LE(4);
  if (end > source.size) throw truncated();
  for await (const first of chunks(source, 12, end)) {
    if (first.type !== 'VP8X') return walkSimple(source, limits, first);
    const extended = await readExtended(source, limits, first);
    return new WebpWalk(source, limits, extended).run(first.dataEnd, end);
  }
  throw broken('a WebP file without a picture');
}

interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly flags: number;
}

/** A simple file holds one bitstream and nothing else that counts. */
async function walkSimple(
  source: ByteSource,
  limits: StructureLimits,
  chunk: WebpChunk,
): Promise<SoundVerdict> {
  const image = new WebpImage();
  image.meet(chunk);
  const plan = image.write();
  if (plan.bytes === 0) throw broken('a WebP file that begins without a picture');
  const { width, height } = await readSize(source, chunk);
  checkCanvas(width, height, limits);
  return lossless({ width, height, orientation: 1, frames: 1 }, plan);
}

async function readExtended(
  source: ByteSource,
  limits: StructureLimits,
  chunk: WebpChunk,
): Promise<Canvas> {
  if (chunk.dataEnd - chunk.dataStart !== 10) throw broken('a damaged WebP header');
  const data = await readData(source, chunk);
  const [width, height] = [data.readUIntLE(4, 3) + 1, data.readUIntLE(7, 3) + 1];
  checkCanvas(width, height, limits);
  return { width, height, flags: data.readUInt8(0) };
}

/** One walk over an extended file, from behind its VP8X chunk on. */
class WebpWalk {
  private readonly image = new WebpImage();
  private readonly animation = new CopyPlan();
  private profile: Uint8Array | null = null;
  private turned: Orientation | null = null;
  private frames = 0;

  constructor(
    private readonly source: ByteSource,
    private readonly limits: StructureLimits,
    private readonly canvas: Canvas,
  ) {}

  private get isAnimated(): boolean {
    return (this.canvas.flags & flag.animation) !== 0;
  }

  async run(start: number, end: number): Promise<SoundVerdict> {
    for await (const chunk of chunks(this.source, start, end)) await this.meet(chunk);
    const { width, height } = this.canvas;
    if (!this.isAnimated) await this.image.check(this.source, width, height);
    else if (this.frames === 0) throw broken('a WebP animation without frames');
    const orientation = this.turned ?? 1;
    const plan = new CopyPlan().put(writeChunk('VP8X', this.writeHeader()));
    if (this.profile !== null) plan.put(writeChunk('ICCP', this.profile));
    plan.append(this.isAnimated ? this.animation : this.image.write());
    if (orientation !== 1) plan.put(writeChunk('EXIF', writeOrientation(orientation)));
    return lossless({ width, height, orientation, frames: this.frames || 1 }, plan);
  }

  private async meet(chunk: WebpChunk): Promise<void> {
    if (chunk.type === 'ICCP') await this.meetProfile(chunk);
    else if (chunk.type === 'EXIF') await this.meetExif(chunk);
    else if (!this.isAnimated) this.image.meet(chunk);
    else if (chunk.type === 'ANIM') await this.meetAnimation(chunk);
    else if (chunk.type === 'ANMF') await this.meetFrame(chunk);
  }

  private async meetProfile(chunk: WebpChunk): Promise<void> {
    if (this.profile !== null || chunk.dataEnd - chunk.dataStart > maxProfileBytes) return;
    const profile = await readData(this.source, chunk);
    if (isProfile(profile)) this.profile = Buffer.from(profile);
  }

  private async meetExif(chunk: WebpChunk): Promise<void> {
    if (this.turned !== null) return;
    const length = Math.min(chunk.dataEnd - chunk.dataStart, windowBytes);
    const data = await take(this.source, chunk.dataStart, length);
    const prefixed = data.toString('latin1', 0, 6) === 'Exif\0\0';
    this.turned = readOrientation(prefixed ? data.subarray(6) : data);
  }

  private async meetAnimation(chunk: WebpChunk): Promise<void> {
    const damaged = chunk.dataEnd - chunk.dataStart !== 6;
    if (damaged || this.animation.bytes > 0) throw broken('a damaged WebP animation');
    this.animation.put(writeChunk('ANIM', await readData(this.source, chunk)));
  }

  private async meetFrame(chunk: WebpChunk): Promise<void> {
    if (this.animation.bytes === 0) throw broken('a WebP animation without its header');
    this.frames += 1;
    checkFrames(this.canvas, this.frames, this.limits);
    this.animation.append(await walkFrame(this.source, chunk, this.canvas));
  }

  /** Says what is there now, not what was. */
  private writeHeader(): Buffer {
    const kept = this.canvas.flags & (flag.alpha | flag.animation);
    const profile = this.profile === null ? 0 : flag.profile;
    const header = Buffer.alloc(10);
    header.writeUInt8(kept | profile | ((this.turned ?? 1) === 1 ? 0 : flag.exif), 0);
    header.writeUIntLE(this.canvas.width - 1, 4, 3);
    header.writeUIntLE(this.canvas.height - 1, 7, 3);
    return header;
  }
}

function lossless(
  facts: Pick<PictureFacts, 'width' | 'height' | 'orientation' | 'frames'>,
  content: CopyPlan,
): SoundVerdict {
  const { parts, bytes } = new CopyPlan()
    .put(Buffer.concat([writeChunkHead('RIFF', 4 + content.bytes), Buffer.from('WEBP', 'latin1')]))
    .append(content);
  const animationPixels = facts.width * facts.height * facts.frames;
  const structure = { format: 'webp', ...facts, animationPixels, parts, bytes } as const;
  return { verdict: 'lossless', structure };
}
