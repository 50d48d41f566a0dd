import type { ByteSource } from './byte-source.js';
import { CopyPlan } from './copy-plan.js';
import { JpegHead } from './jpeg-head.js';
import {
  endOfScan,
  marker,
  readData,
  readMarker,
  readSegment,
  type Segment,
} from './jpeg-segment.js';
import { areHuffmanTables, areQuantisationTables } from './jpeg-tables.js';
import type { SoundVerdict } from './picture-structure.js';
import { broken, overLimit, unsupported } from './structure-fault.js';
import { checkCanvas, maxParts, maxScans, type StructureLimits } from './structure-limits.js';

/** Walks over a JPEG file. ITU-T T.81, annex B; JFIF 1.02. */
export async function walkJpeg(source: ByteSource, limits: StructureLimits): Promise<SoundVerdict> {
  return new JpegWalk(source, limits).run();
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly components: number;
}

/** One walk: keeps what decodes pixels, hands what shows them to the head, drops the rest. */
class JpegWalk {
  private readonly head: JpegHead;
  private readonly body = new CopyPlan();
  private frame: Frame | null = null;
  private scans = 0;

  constructor(
    private readonly source: ByteSource,
    private readonly limits: StructureLimits,
  ) {
    this.head = new JpegHead(source);
  }

  async run(): Promise<SoundVerdict> {
    const start = await readMarker(this.source, 0);
    if (start.code !== marker.start || start.start !== 0) throw broken('this is no JPEG file');
    let position = 2;
    for (let count = 1; ; count += 1) {
      overLimit('too-many-parts', maxParts, count);
      const next = await readMarker(this.source, position);
      if (next.code === marker.end) return this.finish();
      if (next.code === marker.temporary) position = next.start + 2;
      else position = await this.meet(await readSegment(this.source, next));
    }
  }

  /** @returns where the next marker is due */
  private async meet(segment: Segment): Promise<number> {
    const { code, end } = segment;
    if (code === marker.scan) return this.meetScan(segment);
    if (isTable(code)) await this.meetTable(segment);
    else if (isFrame(code)) await this.meetFrame(segment);
    else if (isApplication(code)) await (this.scans === 0 ? this.head.meet(segment) : undefined);
    else if (code !== marker.comment && code !== marker.lines)
      throw broken(`a JPEG marker FF${code.toString(16)} at byte ${segment.start}`);
    return end;
  }

  private async meetTable(segment: Segment): Promise<void> {
    const data = await readData(this.source, segment);
    const sound =
      segment.code === marker.restartInterval
        ? data.length === 2
        : segment.code === marker.huffmanTables
          ? areHuffmanTables(data)
          : areQuantisationTables(data);
    if (!sound) throw broken(`a damaged JPEG table at byte ${segment.start}`);
    this.body.keep(segment.start, segment.end);
  }

  private async meetFrame(segment: Segment): Promise<void> {
    if (segment.code > marker.progressiveFrame)
      throw unsupported('lossless, hierarchical and arithmetic-coded JPEGs are not accepted');
    const data = await readData(this.source, segment);
    const components = data[5] ?? 0;
    const sound = components > 0 && components <= 4 && data.length === 6 + 3 * components;
    if (this.frame !== null || !sound) throw broken('a damaged JPEG frame header');
    this.frame = { width: data.readUInt16BE(3), height: data.readUInt16BE(1), components };
    checkCanvas(this.frame.width, this.frame.height, this.limits);
    this.body.keep(segment.start, segment.end);
  }

  private async meetScan(segment: Segment): Promise<number> {
    this.scans += 1;
    overLimit('too-many-scans', maxScans, this.scans);
    const data = await readData(this.source, segment);
    const components = data[0] ?? 0;
    const sound = components > 0 && components <= 4 && data.length === 4 + 2 * components;
    if (this.frame === null || !sound || components > this.frame.components)
      throw broken(`a damaged JPEG scan header at byte ${segment.start}`);
    const end = await endOfScan(this.source, segment.end);
    this.body.keep(segment.start, end);
    return end;
  }

  private async finish(): Promise<SoundVerdict> {
    if (this.frame === null || this.scans === 0) throw broken('a JPEG file without a picture');
    const { width, height } = this.frame;
    const plan = new CopyPlan()
      .put(Uint8Array.of(0xff, marker.start))
      .append(await this.head.write())
      .append(this.body)
      .put(Uint8Array.of(0xff, marker.end));
    const { orientation } = this.head;
    const { parts, bytes } = plan;
    const facts = { format: 'jpeg', width, height, orientation, frames: 1 } as const;
    const structure = { ...facts, animationPixels: width * height, parts, bytes };
    return { verdict: 'lossless', structure };
  }
}

function isTable(code: number): boolean {
  return (
    code === marker.huffmanTables ||
    code === marker.quantisationTables ||
    code === marker.restartInterval
  );
}

/** All kinds of frame; JPG (C8), arithmetic tables and hierarchy are refused with those that nobody shows. */
function isFrame(code: number): boolean {
  return (
    (code >= marker.firstFrame && code <= marker.lastFrame) ||
    code === marker.hierarchy ||
    code === marker.expand
  );
}

function isApplication(code: number): boolean {
  return code >= marker.app0 && code <= marker.app15;
}
