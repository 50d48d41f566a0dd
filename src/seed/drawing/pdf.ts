import type { Canvas } from './drawing.js';

/** Every reader brings these, so a document needs no fonts of its own. */
const fonts = ['Helvetica', 'Helvetica-Bold'];

/**
 * A document of pages that are given as content streams, in which /F0 is Helvetica and /F1 its bold.
 * ISO 32000-1, 7.5: header, objects, the table of their offsets, trailer.
 *
 * @param title ASCII
 */
export function pdfOf(title: string, pages: readonly string[], { height, width }: Canvas): Buffer {
  const first = 4 + fonts.length;
  const kids = pages.map((_, index) => `${first + 2 * index} 0 R`).join(' ');
  const named = fonts.map((_, index) => `/F${index} ${4 + index} 0 R`).join(' ');
  const resources = `<</Font<<${named}>>>>`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}/MediaBox[0 0 ${width} ${height}]/Resources${resources}>>`,
    `<</Title ${literal(title)}/Producer(Marquee)>>`,
    ...fonts.map(
      (name) => `<</Type/Font/Subtype/Type1/BaseFont/${name}/Encoding/WinAnsiEncoding>>`,
    ),
    ...pages.flatMap((content, index) => [
      `<</Type/Page/Parent 2 0 R/Contents ${first + 2 * index + 1} 0 R>>`,
      `<</Length ${content.length}>>stream\n${content}\nendstream`,
    ]),
  ];
  return assembled(objects);
}

function assembled(objects: readonly string[]): Buffer {
  // The comment of four high bytes tells programs that this is no text.
  let body = '%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  const trailer = `trailer\n<</Size ${size}/Root 1 0 R/Info 3 0 R>>\nstartxref\n${body.length}\n%%EOF\n`;
  // One byte for each character: offsets and lengths are counted in bytes.
  return Buffer.from(body + table + trailer, 'latin1');
}

const beyondLatin1: Readonly<Record<string, string>> = {
  '‘': '\\221',
  '’': '\\222',
  '“': '\\223',
  '”': '\\224',
  '•': '\\225',
  '–': '\\226',
  '…': '\\205',
};

/** A text as a PDF string in WinAnsiEncoding, which is Latin 1 and a few signs more. */
export function literal(text: string): string {
  const escaped = text.replace(/[\\()]/g, '\\$&');
  return `(${escaped.replace(/[^\0-\xff]/g, (sign) => beyondLatin1[sign] ?? '?')})`;
}
