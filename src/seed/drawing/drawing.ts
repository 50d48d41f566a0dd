/** A picture that is yet to be painted; in an attribute it stands where a client would send a data URI. */
export class Drawing {
  constructor(
    /** A document that needs no fonts. */
    readonly svg: string,
    readonly format: 'jpeg' | 'png',
    /** What it shows, for those who do not see it. */
    readonly alt: string,
  ) {}
}

export interface Canvas {
  readonly width: number;
  readonly height: number;
}

export function svgOf({ height, width }: Canvas, ...shapes: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${shapes.join('')}</svg>`;
}

/** @param hue in degrees, any number */
export function hsl(hue: number, saturation: number, lightness: number): string {
  const turned = ((hue % 360) + 360) % 360;
  return `hsl(${turned.toFixed(0)},${saturation.toFixed(0)}%,${lightness.toFixed(0)}%)`;
}
