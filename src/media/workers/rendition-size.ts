/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Never enlarged, never less than a pixel high: a picture of 16000 × 1 has renditions too. */
export function fitWidth(size: Size, width: number): Size {
  if (width >= size.width) return size;
  return { width, height: Math.max(1, Math.round((size.height * width) / size.width)) };
}

/** Both sides at most `side`. */
export function fitSquare({ width, height }: Size, side: number): Size {
  const scale = Math.min(1, side / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

export function sameSize(one: Size, other: Size): boolean {
  return one.width === other.width && one.height === other.height;
}
