type Channels = readonly [red: number, green: number, blue: number];

/**
 * Black or white, whichever contrasts more with the background.
 * https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 *
 * @param background `#rrggbb`
 */
export function fontColorOn(background: string): '#000000' | '#ffffff' {
  const luminance = relativeLuminance(channelsOf(background));
  const besideBlack = (luminance + 0.05) / 0.05;
  const besideWhite = 1.05 / (luminance + 0.05);
  return besideBlack >= besideWhite ? '#000000' : '#ffffff';
}

function channelsOf(color: string): Channels {
  const bits = Number.parseInt(color.slice(1), 16);
  return [(bits >> 16) & 255, (bits >> 8) & 255, bits & 255];
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function relativeLuminance([red, green, blue]: Channels): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
