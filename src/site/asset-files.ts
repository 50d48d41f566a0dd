import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { ServerConfig } from '../config/server.config.js';
import { unknownRoute } from '../jsonapi/errors/request.errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import { Asset } from './asset.js';
import { packageRoot } from './package-root.js';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const own = join(packageRoot(), 'src', 'site', 'assets');
const installed = (file: string) => createRequire(import.meta.url).resolve(file);
const swaggerUi = dirname(installed('swagger-ui-dist/package.json'));

/** Everything that is served, by name: what a client sends is looked up here and never becomes a path. */
const files: ReadonlyMap<string, string> = new Map([
  ...[
    'home.html',
    'docs.html',
    'account.html',
    'account.css',
    'account.js',
    'favicon.svg',
    'site.css',
    'sign.css',
    'stage.css',
    'site.js',
    'api.js',
    'box-office.js',
    'json-view.js',
    'picture-input.js',
    'request-view.js',
    'screening.js',
    'docs.css',
    'docs.js',
    'page.css',
  ].map((name): [string, string] => [name, join(own, name)]),
  ['swagger-ui.css', join(swaggerUi, 'swagger-ui.css')],
  ['swagger-ui-bundle.js', join(swaggerUi, 'swagger-ui-bundle.js')],
  ['thumbhash.js', installed('thumbhash')],
]);

/** Reads the files of the pages when they are first asked for, and keeps them. */
@Injectable()
export class AssetFiles {
  readonly #loaded = new Map<string, Promise<Asset>>();

  constructor(private readonly config: ServerConfig) {}

  /** @throws JsonApiError 404 */
  get(name: string): Promise<Asset> {
    const path = files.get(name);
    if (path === undefined) throw new JsonApiError(unknownRoute(`/assets/${name}`));
    const asset = this.#loaded.get(name) ?? this.#load(path);
    this.#loaded.set(name, asset);
    return asset;
  }

  /** @param content HTML that stands in the page of this title */
  async page(title: string, content: string): Promise<Asset> {
    const frame = await readFile(join(own, 'page.html'), 'utf8');
    return this.#html(frame, { title, content });
  }

  async #load(path: string): Promise<Asset> {
    const type = extname(path);
    const content = await readFile(path);
    return type === '.html'
      ? this.#html(String(content), { origin: this.config.origin })
      : Asset.of(contentTypes[type] ?? 'application/octet-stream', content);
  }

  async #html(page: string, values: Readonly<Record<string, string>>): Promise<Asset> {
    const text = page.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
    return Asset.of('text/html; charset=utf-8', Buffer.from(await this.#versioned(text)));
  }

  /** With the version of each file that the page loads: so browsers may keep it for ever. */
  async #versioned(text: string): Promise<string> {
    const names = new Set(Array.from(text.matchAll(reference), ([, name = '']) => name));
    const versions = new Map(
      await Promise.all(
        [...names].map(async (name) => [name, (await this.get(name)).version] as const),
      ),
    );
    return text.replace(reference, (url, name: string) => `${url}?v=${versions.get(name) ?? ''}`);
  }
}

const reference = /\/assets\/([\w.-]+)(?=")/g;
