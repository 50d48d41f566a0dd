/** As many as there are places for; of two in one place the first would count for nothing. */
const quantisationPlaces = 4;
const huffmanPlaces = 8;

/**
 * Whether the tables of a DQT segment fill it to the last byte, so that nothing hides behind them.
 * ITU-T T.81, B.2.4.1.
 */
export function areQuantisationTables(data: Buffer): boolean {
  let at = 0;
  for (let left = quantisationPlaces; left > 0 && at < data.length; left -= 1) {
    const head = data[at] ?? 0;
    if (head >> 4 > 1 || (head & 15) > 3) return false;
    at += head >> 4 === 0 ? 65 : 129;
  }
  return at === data.length && at > 0;
}

/** The same for a DHT segment. T.81, B.2.4.2. */
export function areHuffmanTables(data: Buffer): boolean {
  let at = 0;
  for (let left = huffmanPlaces; left > 0 && at < data.length; left -= 1) {
    const head = data[at] ?? 0;
    const symbols = data.subarray(at + 1, at + 17).reduce((sum, count) => sum + count, 0);
    if (head >> 4 > 1 || (head & 15) > 3 || symbols > 256) return false;
    at += 17 + symbols;
  }
  return at === data.length && at > 0;
}
