/** Slides, documents and films: what is taken beside pictures, and kept byte for byte as it was sent. */
export type FileFormat = 'pdf' | 'ppt' | 'pptx' | 'odp' | 'key' | 'mp4';

/** By the format's proven content, never by what a client says. */
export const fileTypes: Readonly<Record<FileFormat, string>> = {
  pdf: 'application/pdf',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odp: 'application/vnd.oasis.opendocument.presentation',
  key: 'application/vnd.apple.keynote',
  mp4: 'video/mp4',
};

export const fileFormats = Object.keys(fileTypes) as readonly FileFormat[];
