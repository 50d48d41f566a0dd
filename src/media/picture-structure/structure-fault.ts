/** A limit that a picture can pass. */
export type StructureLimit =
  | 'side-too-long'
  | 'too-many-pixels'
  | 'too-many-frames'
  | 'too-many-animation-pixels'
  | 'too-many-scans'
  | 'too-many-parts';

/** Why a picture is refused by its structure alone. */
export type StructureFault =
  /** Ends early, contradicts itself, or is a kind of its format that nobody shows; `detail` is for its sender. */
  | { readonly reason: 'truncated' | 'broken' | 'unsupported'; readonly detail: string }
  | {
      readonly reason: StructureLimit;
      readonly detail: string;
      readonly limit: number;
      /** What was counted; where counting stopped at the limit, the first number above it. */
      readonly actual: number;
    };

/** Carries a fault out of a walker; never leaves `walkPicture`. */
export class StructureRefusal extends Error {
  constructor(readonly fault: StructureFault) {
    super(fault.detail);
    this.name = 'StructureRefusal';
  }
}

export function truncated(detail = 'the picture ends early'): StructureRefusal {
  return new StructureRefusal({ reason: 'truncated', detail });
}

export function broken(detail: string): StructureRefusal {
  return new StructureRefusal({ reason: 'broken', detail });
}

export function unsupported(detail: string): StructureRefusal {
  return new StructureRefusal({ reason: 'unsupported', detail });
}

const counted: Readonly<Record<StructureLimit, string>> = {
  'side-too-long': 'pixels on its longest side',
  'too-many-pixels': 'pixels in a frame',
  'too-many-frames': 'frames',
  'too-many-animation-pixels': 'pixels in all its frames',
  'too-many-scans': 'coded passes over its pixels',
  'too-many-parts': 'segments, chunks or boxes',
};

/** @throws StructureRefusal where the limit is passed */
export function overLimit(reason: StructureLimit, limit: number, actual: number): void {
  if (actual <= limit) return;
  const detail = `the picture has ${actual} ${counted[reason]}; at most ${limit} are accepted`;
  throw new StructureRefusal({ reason, detail, limit, actual });
}
