import { take, type ByteSource } from './byte-source.js';
import { CopyPlan } from './copy-plan.js';
import {
  colourTableBytes,
  endOfSubBlocks,
  extension,
  introducer,
  rewriteLoop,
} from './gif-block.js';
import type { PictureFacts, SoundVerdict } from './picture-structure.js';
import { broken, overLimit, truncated } from './structure-fault.js';
import { checkCanvas, checkFrames, maxParts, type StructureLimits } from './structure-limits.js';

/** Walks over a GIF file. CompuServe GIF89a. */
export async function walkGif(source: ByteSource, limits: StructureLimits): Promise<SoundVerdict> {
  const screen = await take(source, 0, 13);
  if (!['GIF87a', 'GIF89a'].includes(screen.toString('latin1', 0, 6)))
    throw broken('this is no GIF file');
  const [width, height] = [screen.readUInt16LE(6), screen.readUInt16LE(8)];
  checkCanvas(width, height, limits);
  const blocks = 13 + colourTableBytes(screen[10] ?? 0);
  if (blocks > source.size) throw truncated();
  return new GifWalk(source, limits, { width, height }).run(blocks);
}

/** One walk, from behind the global colour table on. */
class GifWalk {
  private readonly plan = new CopyPlan();
  private frames = 0;
  private loops = false;
  /** Where the graphic control stands that the next image obeys. */
  private control: number | null = null;
  private reachesOutside = false;

  constructor(
    private readonly source: ByteSource,
    private readonly limits: StructureLimits,
    private readonly screen: Pick<PictureFacts, 'width' | 'height'>,
  ) {}

  async run(blocks: number): Promise<SoundVerdict> {
    this.plan.keep(0, blocks);
    let position = blocks;
    for (let count = 1; ; count += 1) {
      overLimit('too-many-parts', maxParts, count);
      const [kind] = await take(this.source, position, 1);
      if (kind === introducer.trailer) return this.finish();
      if (kind === introducer.image) position = await this.meetImage(position);
      else if (kind === introducer.extension) position = await this.meetExtension(position);
      else throw broken(`there is no GIF block at byte ${position}`);
    }
  }

  /** Comments, plain text and what applications add are dropped, but how often to repeat. */
  private async meetExtension(start: number): Promise<number> {
    const [, label] = await take(this.source, start, 2);
    if (label === extension.graphicControl) return this.meetControl(start);
    if (label === extension.application && !this.loops) {
      const loop = await rewriteLoop(this.source, start);
      this.loops = loop !== null;
      if (loop !== null) this.plan.put(loop);
    }
    return endOfSubBlocks(this.source, start + 2);
  }

  private async meetControl(start: number): Promise<number> {
    const block = await take(this.source, start, 8);
    if (block[2] !== 4 || block[7] !== 0) throw broken('a damaged GIF graphic control');
    this.control = start;
    return start + block.length;
  }

  private async meetImage(start: number): Promise<number> {
    this.frames += 1;
    checkFrames(this.screen, this.frames, this.limits);
    const descriptor = await take(this.source, start, 10);
    this.measure(descriptor);
    const pixels = start + 10 + colourTableBytes(descriptor[9] ?? 0);
    const [codeSize = 0] = await take(this.source, pixels, 1);
    if (codeSize < 1 || codeSize > 11) throw broken(`frame ${this.frames} of the GIF is damaged`);
    const end = await endOfSubBlocks(this.source, pixels + 1);
    if (this.control !== null) this.plan.keep(this.control, this.control + 8);
    this.control = null;
    this.plan.keep(start, end);
    return end;
  }

  private measure(descriptor: Buffer): void {
    const [left, top] = [descriptor.readUInt16LE(1), descriptor.readUInt16LE(3)];
    const [width, height] = [descriptor.readUInt16LE(5), descriptor.readUInt16LE(7)];
    checkCanvas(width, height, this.limits);
    const inside = left + width <= this.screen.width && top + height <= this.screen.height;
    if (!inside) this.reachesOutside = true;
  }

  private finish(): SoundVerdict {
    if (this.frames === 0) throw broken('a GIF file without a picture');
    const { width, height } = this.screen;
    const { frames } = this;
    const animationPixels = width * height * frames;
    const facts = {
      format: 'gif',
      width,
      height,
      orientation: 1,
      frames,
      animationPixels,
    } as const;
    if (this.reachesOutside)
      return { verdict: 're-encode', facts, why: 'a frame holds pixels outside the screen' };
    this.plan.put(Uint8Array.of(introducer.trailer));
    const { parts, bytes } = this.plan;
    return { verdict: 'lossless', structure: { ...facts, parts, bytes } };
  }
}
