import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { unknownRoute } from '../jsonapi/errors/request.errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import { protocolFaults } from '../jsonapi/openapi/protocol-faults.js';
import { accountFaults } from './account-faults.js';
import { AssetFiles } from './asset-files.js';
import type { Asset } from './asset.js';
import { markdownPage } from './markdown-page.js';
import { mediaFaults } from './media-faults.js';
import { packageRoot } from './package-root.js';

/** For those who call the API: what is written under docs/ is written once. */
export const servedPages = [
  'api',
  'accounts',
  'errors',
  'files',
  'pictures',
  'resumable',
  'transfer',
];

/** `#code` on the page of errors is where `links.about` of an error leads. */
const titlesOfErrors: ReadonlyMap<string, string> = new Map(
  [...protocolFaults, ...accountFaults, ...mediaFaults].map(({ code, title }) => [code, title]),
);

/** The pages under docs/ in the look of the site, made when they are first asked for. */
@Injectable()
export class DocumentationPages {
  readonly #made = new Map<string, Promise<Asset>>();

  constructor(private readonly files: AssetFiles) {}

  /** @throws JsonApiError 404 */
  get(name: string): Promise<Asset> {
    if (!servedPages.includes(name)) throw new JsonApiError(unknownRoute(`/docs/${name}`));
    const page = this.#made.get(name) ?? this.#make(name);
    this.#made.set(name, page);
    return page;
  }

  async #make(name: string): Promise<Asset> {
    const text = await readFile(join(packageRoot(), 'docs', `${name}.md`), 'utf8');
    const { html, title } = markdownPage(text, { served: servedPages, subtitles: titlesOfErrors });
    return this.files.page(title, html);
  }
}
