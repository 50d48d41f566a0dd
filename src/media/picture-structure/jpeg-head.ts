import { take, type ByteSource } from './byte-source.js';
import { isProfile } from './colour-profile.js';
import { CopyPlan } from './copy-plan.js';
import { readOrientation, writeOrientation } from './exif-orientation.js';
import { marker, readData, writeSegment, type Segment } from './jpeg-segment.js';
import type { Orientation } from './picture-structure.js';
import { maxProfileBytes } from './structure-limits.js';

const exif = Buffer.from('Exif\0\0', 'latin1');
const profileName = Buffer.from('ICC_PROFILE\0', 'latin1');
const profileHead = profileName.length + 2;

interface ProfilePart {
  readonly segment: Segment;
  readonly number: number;
  readonly of: number;
}

/**
 * Collects what application segments say about how the pixels are to be shown (colour model, profile,
 * orientation) and writes just that, in a fixed order.
 */
export class JpegHead {
  private jfif: Buffer | null = null;
  private adobe: Buffer | null = null;
  private turned: Orientation | null = null;
  private readonly profile: ProfilePart[] = [];

  constructor(private readonly source: ByteSource) {}

  get orientation(): Orientation {
    return this.turned ?? 1;
  }

  /** Application segments of any other kind are dropped. */
  async meet(segment: Segment): Promise<void> {
    if (segment.code === marker.app0) this.meetJfif(await readData(this.source, segment));
    if (segment.code === marker.app1) this.meetExif(await readData(this.source, segment));
    if (segment.code === marker.app2) await this.meetProfile(segment);
    if (segment.code === marker.app14) this.meetAdobe(await readData(this.source, segment));
  }

  async write(): Promise<CopyPlan> {
    const plan = new CopyPlan();
    if (this.jfif !== null) plan.put(this.jfif);
    if (this.orientation !== 1)
      plan.put(writeSegment(marker.app1, exif, writeOrientation(this.orientation)));
    for (const { segment } of await this.wholeProfile()) plan.keep(segment.start, segment.end);
    if (this.adobe !== null) plan.put(this.adobe);
    return plan;
  }

  /** Decoders take a picture with a JFIF segment for YCbCr, so it can't go; its thumbnail can. */
  private meetJfif(data: Buffer): void {
    if (
      this.jfif !== null ||
      data.length < 14 ||
      !data.toString('latin1', 0, 5).startsWith('JFIF\0')
    )
      return;
    this.jfif = writeSegment(marker.app0, data.subarray(0, 12), Uint8Array.of(0, 0));
  }

  private meetExif(data: Buffer): void {
    if (this.turned !== null || data.toString('latin1', 0, 5) !== 'Exif\0') return;
    this.turned = readOrientation(data.subarray(exif.length));
  }

  /** Its last byte tells RGB from YCbCr, CMYK from YCCK; of several the last counts, as for libjpeg. */
  private meetAdobe(data: Buffer): void {
    if (data.length < 12 || data.toString('latin1', 0, 5) !== 'Adobe') return;
    const version = Uint8Array.of(0, 100, 0, 0, 0, 0);
    this.adobe = writeSegment(marker.app14, data.subarray(0, 5), version, data.subarray(11, 12));
  }

  private async meetProfile(segment: Segment): Promise<void> {
    if (segment.end - segment.dataStart <= profileHead || this.profile.length > 255) return;
    const head = await take(this.source, segment.dataStart, profileHead);
    if (!head.subarray(0, profileName.length).equals(profileName)) return;
    this.profile.push({ segment, number: head[12] ?? 0, of: head[13] ?? 0 });
  }

  /** @returns the parts in order; none where one is missing, doubled or too many. ICC.1:2022, B.4 */
  private async wholeProfile(): Promise<readonly ProfilePart[]> {
    const parts = this.profile.toSorted((one, other) => one.number - other.number);
    if (!parts.every(({ number, of }, index) => number === index + 1 && of === parts.length))
      return [];
    const bytes = parts.reduce((sum, { segment }) => sum + segment.end - segment.dataStart, 0);
    if (bytes > maxProfileBytes) return [];
    const data: Buffer[] = [];
    for (const { segment } of parts)
      data.push((await readData(this.source, segment)).subarray(profileHead));
    return isProfile(Buffer.concat(data)) ? parts : [];
  }
}
