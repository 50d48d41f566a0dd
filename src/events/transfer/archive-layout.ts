/** What is in the archive of an event, and by what names. */

export const manifestName = 'manifest.json';

/** Another version is another layout, which nobody reads yet. */
export const manifest = { format: 'marquee-event', version: 1 } as const;

export const mediaFolder = 'media/';

export function documentName(type: string): string {
  return `documents/${type}.json`;
}

export function mediaName(number: number, extension: string): string {
  return `${mediaFolder}${String(number).padStart(4, '0')}.${extension}`;
}
