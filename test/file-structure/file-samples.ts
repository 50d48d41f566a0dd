import type { FileFormat } from '../../src/media/file-formats.js';
import { writeBox } from '../../src/media/picture-structure/bmff-box.js';
import { oleFile } from './ole-file.js';
import { type ZipPart, zipArchive } from './zip-archive.js';

const prefix = 'application/vnd.openxmlformats-officedocument.';

/** One of each format that is taken beside pictures, small, and whole as far as its structure goes. */
export const fileSamples: Readonly<Record<FileFormat, Buffer>> = {
  pdf: pdf(),
  ppt: oleFile([{ name: 'Current User' }, { name: 'PowerPoint Document' }]),
  pptx: zipArchive(openXml()),
  odp: zipArchive(openDocument()),
  key: zipArchive(keynote()),
  mp4: mp4(),
};

export function pdf(text = 'Slides'): Buffer {
  return Buffer.from(
    `%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\n` +
      `endobj\n% ${text}\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R/Size 3>>\nstartxref\n87\n%%EOF\n`,
  );
}

/** @param type of the main part, without what all of Microsoft's begin with */
export function openXml(
  type = 'presentationml.presentation.main+xml',
  main = 'ppt/presentation.xml',
): readonly ZipPart[] {
  const override = `<Override ContentType="${type.startsWith('application/') ? type : prefix + type}" PartName="/${main}"/>`;
  return [
    {
      name: '[Content_Types].xml',
      content: `<?xml version="1.0"?><Types><Default Extension="xml" ContentType="application/xml"/>${override}</Types>`,
    },
    { name: '_rels/.rels', content: '<Relationships/>' },
    { name: main, content: '<p:presentation/>' },
  ];
}

export function openDocument(type = 'presentation'): readonly ZipPart[] {
  const content = `application/vnd.oasis.opendocument.${type}`;
  return [
    { name: 'mimetype', content, stored: true },
    { name: 'content.xml', content: '<office:document-content/>' },
    { name: 'META-INF/manifest.xml', content: '<manifest:manifest/>' },
  ];
}

export function keynote(slides: readonly string[] = ['Index/Slide-1234.iwa']): readonly ZipPart[] {
  return ['Index/Document.iwa', ...slides, 'Metadata/Properties.plist'].map((name) => ({
    name,
    content: name,
    stored: true,
  }));
}

export function mp4({ brand = 'isom', samples = 'samples' } = {}): Buffer {
  return Buffer.concat([
    writeBox('ftyp', Buffer.from(`${brand}\0\0\x02\0isommp41`)),
    writeBox('moov', writeBox('mvhd', Buffer.alloc(100)), writeBox('trak', Buffer.alloc(80))),
    writeBox('mdat', Buffer.from(samples)),
  ]);
}
