import type { Portrait } from '../drawing/portrait.js';

/** A speaker in short. All of them are invented. */
export interface SpeakerSketch {
  readonly key: string;
  readonly name: string;
  readonly position: string;
  readonly organisation: string;
  /** City and country. */
  readonly from: readonly [city: string, country: string];
  readonly biography: string;
  readonly experience?: string;
  readonly look: Omit<Portrait, 'name' | 'seed'>;
  readonly isFeatured?: boolean;
}
