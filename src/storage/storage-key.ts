import { v4 } from 'uuid';

declare const proven: unique symbol;

/** `<type>/<uuid v4>`: names a stored picture or document; its files lie below it. */
export type StorageKey = string & { readonly [proven]: 'key' };

/** `<type>/<uuid v4>/<part>.<extension>`: one stored file, such as the original or a rendition. */
export type FileName = string & { readonly [proven]: 'file' };

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
const anyKey = `[a-z]{1,20}(-[a-z]{1,20}){0,3}/${uuid}`;
const anyPart = '[a-z]{1,20}(-[a-z]{1,20}){0,4}';
const anyExtension = '[a-z0-9]{1,5}';
const keyPattern = new RegExp(`^${anyKey}$`);
const partPattern = new RegExp(`^${anyPart}$`);
const extensionPattern = new RegExp(`^${anyExtension}$`);
const filePattern = new RegExp(`^${anyKey}/${anyPart}\\.${anyExtension}$`);

/** A fresh key; never derived from content or from a client's words. */
export function createKey(type: string): StorageKey {
  return prove(`${type}/${v4()}`);
}

/** @returns null where the text is no key; the only guard against path traversal, so nothing else makes keys. */
export function parseKey(text: string): StorageKey | null {
  return keyPattern.test(text) ? (text as StorageKey) : null;
}

/** @throws TypeError for a part or extension that could leave the key's folder */
export function fileName(key: StorageKey, part: string, extension: string): FileName {
  if (!partPattern.test(part) || !extensionPattern.test(extension))
    throw new TypeError(`not a file of a key: ${JSON.stringify([part, extension])}`);
  return `${key}/${part}.${extension}` as FileName;
}

/** @returns null where the text is no file of a key, such as a stranger's file that a listing came across */
export function parseFileName(text: string): FileName | null {
  return filePattern.test(text) ? (text as FileName) : null;
}

function prove(text: string): StorageKey {
  const key = parseKey(text);
  if (key === null) throw new TypeError(`not a storage key: ${JSON.stringify(text)}`);
  return key;
}
