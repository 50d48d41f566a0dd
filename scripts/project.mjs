import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The clone's root; paths of packages in it. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** @param {string[]} path */
export const inProject = (...path) => join(root, ...path);
