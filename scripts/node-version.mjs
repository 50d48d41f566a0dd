// Read by any Node that knows modules at all: it must live to say that it is too old.
import { readFileSync } from 'node:fs';

const manifest = JSON.parse(String(readFileSync(new URL('../package.json', import.meta.url))));
const wanted = manifest.engines.node
  .replace(/[^\d.]/g, '')
  .split('.')
  .map(Number);
const present = process.versions.node.split('.').map(Number);

export const nodeIsTooOld =
  present[0] < wanted[0] || (present[0] === wanted[0] && present[1] < (wanted[1] || 0));

export const nodeVersionMessage =
  'Marquee needs Node ' +
  wanted.join('.') +
  ' or newer; this is ' +
  process.versions.node +
  '. See https://nodejs.org/en/download';
