import sharp from 'sharp';

/** What a demo event's picture shows. */
export interface Poster {
  readonly title: string;
  readonly subtitle: string;
  /** 0..359 */
  readonly hue: number;
  readonly seed: number;
}

const width = 1600;
const height = 900;

/** Draws a poster as a PNG: a sky, hills, and a row of marquee lamps over the title. */
export async function drawPoster(poster: Poster, path: string): Promise<void> {
  await sharp(Buffer.from(svg(poster)))
    .png({ compressionLevel: 6 })
    .toFile(path);
}

function svg({ hue, seed, subtitle, title }: Poster): string {
  const random = randomFrom(seed);
  const hills = [0.55, 0.68, 0.8]
    .map((level, index) => hill(level, index, { hue, random }))
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="hsl(${hue},45%,22%)"/>
      <stop offset="1" stop-color="hsl(${(hue + 40) % 360},75%,68%)"/>
    </linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#sky)"/>
    <circle cx="${200 + random() * 1200}" cy="${150 + random() * 150}" r="${60 + random() * 60}" fill="hsl(48,95%,88%)" opacity="0.9"/>
    ${hills}
    <rect x="0" y="640" width="${width}" height="190" fill="hsl(${hue},30%,10%)"/>
    ${lamps(640)}${lamps(830)}
    <text x="800" y="735" text-anchor="middle" font-family="Georgia, serif" font-weight="bold" font-size="76" fill="hsl(45,90%,92%)">${escaped(title)}</text>
    <text x="800" y="795" text-anchor="middle" font-family="Georgia, serif" font-size="36" fill="hsl(45,60%,80%)">${escaped(subtitle)}</text>
  </svg>`;
}

function hill(
  level: number,
  index: number,
  { hue, random }: { readonly hue: number; readonly random: () => number },
): string {
  const points = Array.from({ length: 9 }, (_, step) => {
    const y = height * level - random() * 120;
    return `${(step * width) / 8},${y.toFixed(0)}`;
  });
  const shade = `hsl(${(hue + 340) % 360},40%,${34 - index * 8}%)`;
  return `<polygon points="0,${height} ${points.join(' ')} ${width},${height}" fill="${shade}"/>`;
}

function lamps(y: number): string {
  return Array.from(
    { length: 32 },
    (_, index) => `<circle cx="${25 + index * 50}" cy="${y}" r="9" fill="hsl(45,100%,80%)"/>`,
  ).join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** The same poster on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0;
    return state / 2 ** 32;
  };
}
