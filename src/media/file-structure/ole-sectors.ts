import { type ByteSource, take } from '../picture-structure/byte-source.js';
import { broken } from '../picture-structure/structure-fault.js';

const headerBytes = 512;

/** Places of table sectors in the header itself. */
const placesInHeader = 109;

/** Greater numbers are no sectors but marks, such as that of a chain's end. */
const lastSector = 0xffff_fffa;

/** The table of an OLE compound file that says which sector follows which. [MS-CFB], 2.1 to 2.5. */
export class SectorTable {
  private constructor(
    private readonly source: ByteSource,
    readonly sectorBytes: number,
    /** The first sector of the directory. */
    readonly directory: number,
    /** Sectors of the table, in its order. */
    private readonly places: readonly number[],
  ) {}

  /** @throws StructureRefusal */
  static async read(source: ByteSource): Promise<SectorTable> {
    const header = await take(source, 0, headerBytes);
    const shift = header.readUInt16LE(30);
    if (header.readUInt16LE(28) !== 0xfffe || (shift !== 9 && shift !== 12))
      throw broken('its header is none of an OLE file');
    const sectorBytes = 2 ** shift;
    return new SectorTable(
      source,
      sectorBytes,
      header.readUInt32LE(48),
      await readPlaces(source, header, sectorBytes),
    );
  }

  /**
   * Yields where the sectors of a chain start, in bytes.
   *
   * @throws StructureRefusal where it leaves the file; its caller ends one that goes round
   */
  async *chain(first: number): AsyncGenerator<number> {
    for (let sector = first; sector <= lastSector; sector = await this.#after(sector))
      yield startOf(sector, this.sectorBytes);
  }

  async #after(sector: number): Promise<number> {
    const perSector = this.sectorBytes / 4;
    const place = this.places[Math.floor(sector / perSector)];
    if (place === undefined) throw broken('its directory leaves its table of sectors');
    const start = startOf(place, this.sectorBytes) + (sector % perSector) * 4;
    return (await take(this.source, start, 4)).readUInt32LE(0);
  }
}

/** Those beyond the header's are in sectors that name each other, the next one in their last place. */
async function readPlaces(
  source: ByteSource,
  header: Buffer,
  sectorBytes: number,
): Promise<readonly number[]> {
  const count = header.readUInt32LE(44);
  if (count * sectorBytes > source.size)
    throw broken('its table of sectors is larger than the file');
  const places = numbersIn(header.subarray(76, 76 + placesInHeader * 4));
  for (let next = header.readUInt32LE(68); places.length < count;) {
    if (next > lastSector) throw broken('its table of sectors ends early');
    const numbers = numbersIn(await take(source, startOf(next, sectorBytes), sectorBytes));
    next = numbers.pop() ?? lastSector + 1;
    places.push(...numbers);
  }
  return places.slice(0, count);
}

function numbersIn(bytes: Buffer): number[] {
  return Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readUInt32LE(index * 4));
}

/** The header fills the first one. */
function startOf(sector: number, sectorBytes: number): number {
  return (sector + 1) * sectorBytes;
}
