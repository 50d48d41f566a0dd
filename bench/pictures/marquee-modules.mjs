import { fileURLToPath } from 'node:url';

/** Marquee, built. */
export const dist = fileURLToPath(new URL('../../dist', import.meta.url));

/** @param {string} path of a module of Marquee, below `src` */
export const marquee = (path) => import(new URL(`../../dist/src/${path}`, import.meta.url).href);
