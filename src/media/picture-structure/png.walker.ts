import { take, windowBytes, type ByteSource } from './byte-source.js';
import { CopyPlan } from './copy-plan.js';
import { readOrientation, writeOrientation } from './exif-orientation.js';
import type { Orientation, SoundVerdict } from './picture-structure.js';
import { isKept } from './png-ancillary.js';
import { PngAnimation } from './png-animation.js';
import { checkCrc, readChunk, writeChunk, type PngChunk } from './png-chunk.js';
import { proveFrame } from './png-frame.proof.js';
import { parseHeader, type PngHeader } from './png-header.js';
import { rewriteProfile } from './png-profile.js';
import { broken, overLimit, unsupported } from './structure-fault.js';
import {
  checkCanvas,
  checkFrames,
  maxParts,
  maxProfileBytes,
  type StructureLimits,
} from './structure-limits.js';

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** Walks over a PNG or APNG file. PNG 3rd edition, W3C Recommendation 2025. */
export async function walkPng(source: ByteSource, limits: StructureLimits): Promise<SoundVerdict> {
  const start = await take(source, 0, signature.length);
  const header = await readChunk(source, signature.length);
  if (!start.equals(signature) || header.type !== 'IHDR' || header.length !== 13)
    throw broken('this is no PNG file');
  await checkCrc(source, header);
  const parsed = parseHeader(await take(source, header.dataStart, header.length));
  checkCanvas(parsed.width, parsed.height, limits);
  return new PngWalk(source, limits, parsed).run(header.end);
}

/** One walk, from behind IHDR on. */
class PngWalk {
  private readonly beforePixels = new CopyPlan();
  private readonly pixels = new CopyPlan();
  /** Which chunks that may stand once only were kept. */
  private readonly seen = new Set<string>();
  private stage: 'before' | 'within' | 'behind' = 'before';
  private animation: PngAnimation | null = null;
  private turned: Orientation | null = null;

  constructor(
    private readonly source: ByteSource,
    private readonly limits: StructureLimits,
    private readonly header: PngHeader,
  ) {}

  async run(headerEnd: number): Promise<SoundVerdict> {
    this.beforePixels.keep(0, headerEnd);
    let position = headerEnd;
    for (let count = 1; ; count += 1) {
      overLimit('too-many-parts', maxParts, count);
      const chunk = await readChunk(this.source, position);
      if (chunk.type === 'IEND') return this.finish(chunk);
      if (chunk.type !== 'IDAT' && this.stage === 'within') this.stage = 'behind';
      await this.meet(chunk);
      position = chunk.end;
    }
  }

  private async meet(chunk: PngChunk): Promise<void> {
    if (chunk.type === 'IDAT') return this.meetPixels(chunk);
    if (chunk.type === 'PLTE') return this.meetPalette(chunk);
    if (chunk.type === 'eXIf') return this.meetExif(chunk);
    if (chunk.type === 'acTL') return this.meetAnimation(chunk);
    if (chunk.type === 'fcTL' || chunk.type === 'fdAT') return this.meetFrame(chunk);
    if (/^[A-Z]/.test(chunk.type)) throw unsupported(`a PNG chunk ${chunk.type} is not known`);
    if (this.stage === 'before') await this.meetAncillary(chunk);
  }

  private async meetPixels(chunk: PngChunk): Promise<void> {
    if (this.stage === 'behind') throw broken('the pixels of the PNG file are torn apart');
    if (this.header.colour === 3 && !this.seen.has('PLTE')) throw broken('a palette is missing');
    this.stage = 'within';
    await this.keep(chunk, this.pixels);
  }

  private async meetPalette(chunk: PngChunk): Promise<void> {
    const { colour } = this.header;
    const sound = chunk.length > 0 && chunk.length % 3 === 0 && chunk.length <= 768;
    const due = this.stage === 'before' && !this.seen.has('PLTE') && colour !== 0 && colour !== 4;
    if (!sound || !due) throw broken('a damaged or misplaced PNG palette');
    this.seen.add('PLTE');
    // Beside true colours it only suggests some to screens that have few, and could hold anything. PNG 3rd edition, 11.2.2
    if (colour === 3) await this.keep(chunk, this.beforePixels);
  }

  private async meetExif(chunk: PngChunk): Promise<void> {
    if (this.turned !== null) return;
    const length = Math.min(chunk.length, windowBytes);
    this.turned = readOrientation(await take(this.source, chunk.dataStart, length));
  }

  private async meetAnimation(chunk: PngChunk): Promise<void> {
    if (this.stage !== 'before') return;
    if (this.animation !== null || chunk.length !== 8) throw broken('a damaged PNG animation');
    const frames = (await take(this.source, chunk.dataStart, 8)).readUInt32BE(0);
    checkFrames(this.header, frames, this.limits);
    this.animation = new PngAnimation(frames, this.header);
    await this.keep(chunk, this.beforePixels);
  }

  /** Without acTL before the pixels there is no animation, and frames are just unknown chunks. */
  private async meetFrame(chunk: PngChunk): Promise<void> {
    if (this.animation === null) return;
    const { type, length, dataStart } = chunk;
    if (type === 'fcTL' ? length !== 26 : length < 5) throw broken('a damaged PNG animation');
    const data = await take(this.source, dataStart, type === 'fcTL' ? length : 4);
    if (type === 'fcTL') this.animation.meetFrame(data, this.stage === 'before');
    else this.animation.meetPixels(data, { start: dataStart + 4, end: dataStart + length });
    await this.keep(chunk, this.stage === 'before' ? this.beforePixels : this.pixels);
  }

  private async meetAncillary(chunk: PngChunk): Promise<void> {
    if (this.seen.has(chunk.type)) return;
    const palette = this.seen.has('PLTE');
    if (chunk.type === 'iCCP' && !palette) await this.meetProfile(chunk);
    if (!isKept(chunk, this.header, palette)) return;
    this.seen.add(chunk.type);
    await this.keep(chunk, this.beforePixels);
  }

  /** There is one at most, and thousands would each be unpacked: of several the first counts, sound or not. */
  private async meetProfile(chunk: PngChunk): Promise<void> {
    this.seen.add(chunk.type);
    if (chunk.length > maxProfileBytes) return;
    const data = await rewriteProfile(await take(this.source, chunk.dataStart, chunk.length));
    if (data !== null) this.beforePixels.put(writeChunk(chunk.type, data));
  }

  private async keep(chunk: PngChunk, plan: CopyPlan): Promise<void> {
    await checkCrc(this.source, chunk);
    plan.keep(chunk.start, chunk.end);
  }

  private async finish(end: PngChunk): Promise<SoundVerdict> {
    if (this.stage === 'before' || end.length !== 0) throw broken('a PNG file without a picture');
    for (const frame of this.animation?.finish() ?? [])
      await proveFrame(this.source, this.header, frame);
    const { width, height } = this.header;
    const orientation = this.turned ?? 1;
    const plan = new CopyPlan().append(this.beforePixels);
    if (orientation !== 1) plan.put(writeChunk('eXIf', writeOrientation(orientation)));
    plan.append(this.pixels).put(writeChunk('IEND', Buffer.alloc(0)));
    const frames = this.animation?.promised ?? 1;
    const facts = { format: 'png', width, height, orientation, frames } as const;
    const { parts, bytes } = plan;
    const structure = { ...facts, animationPixels: width * height * frames, parts, bytes };
    return { verdict: 'lossless', structure };
  }
}
