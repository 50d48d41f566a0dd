export interface SentPart {
  readonly name: string;
  readonly content: Buffer | string;
  readonly fileName?: string;
  readonly type?: string;
}

export const boundary = '----WebKitFormBoundary7MA4YWxkTrZu0gW';
export const formType = `multipart/form-data; boundary=${boundary}`;

/** A `multipart/form-data` body, byte for byte. */
export function formOf(parts: readonly SentPart[]): Buffer {
  const sent = parts.map(({ content, fileName, name, type }) => {
    const file = fileName === undefined ? '' : `; filename="${fileName}"`;
    const typed = type === undefined ? '' : `Content-Type: ${type}\r\n`;
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n${typed}\r\n`;
    return Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from('\r\n')]);
  });
  return Buffer.concat([...sent, Buffer.from(`--${boundary}--\r\n`)]);
}
