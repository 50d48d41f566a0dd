import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly content: string | Buffer;
  readonly stored?: boolean;
}

/** An archive as its specification has it, or with what a test wants to be wrong. */
export function zipArchive(
  parts: readonly ZipPart[],
  { comment = '' }: { readonly comment?: string } = {},
): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let position = 0;
  for (const part of parts) {
    const { central, data } = entryOf(part, position);
    local.push(data);
    directory.push(central);
    position += data.length;
  }
  const bytes = Buffer.concat(directory).length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(bytes, 12);
  end.writeUInt32LE(position, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...local, ...directory, end, Buffer.from(comment)]);
}

function entryOf({ content, name, stored = false }: ZipPart, position: number) {
  const bytes = Buffer.from(content);
  const packed = stored ? bytes : deflateRawSync(bytes);
  /** What both headers say, from the version to the length of the name. */
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(stored ? 0 : 8, 4);
  facts.writeUInt32LE(crc32(bytes), 10);
  facts.writeUInt32LE(packed.length, 14);
  facts.writeUInt32LE(bytes.length, 18);
  facts.writeUInt16LE(name.length, 22);
  const head = Buffer.from('PK\x03\x04');
  const central = Buffer.alloc(46);
  central.write('PK\x01\x02', 'latin1');
  facts.copy(central, 6);
  central.writeUInt32LE(position, 42);
  return {
    data: Buffer.concat([head, facts, Buffer.from(name), packed]),
    central: Buffer.concat([central, Buffer.from(name)]),
  };
}
