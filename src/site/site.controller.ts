import { Controller, Get, Param, UseInterceptors, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiDocument } from './api-document.js';
import { AssetFiles } from './asset-files.js';
import { AssetInterceptor } from './asset.interceptor.js';
import type { Asset } from './asset.js';
import { DocumentationPages } from './documentation-pages.js';

/** The pages for people, and the document that describes the API. */
@Controller({ path: '', version: VERSION_NEUTRAL })
@UseInterceptors(AssetInterceptor)
export class SiteController {
  constructor(
    private readonly files: AssetFiles,
    private readonly api: ApiDocument,
    private readonly pages: DocumentationPages,
  ) {}

  @Get()
  home(): Promise<Asset> {
    return this.files.get('home.html');
  }

  @Get('docs')
  docs(): Promise<Asset> {
    return this.files.get('docs.html');
  }

  @Get('docs/:name')
  documentation(@Param('name') name: string): Promise<Asset> {
    return this.pages.get(name);
  }

  /** Where links in mails lead when there is no frontend. */
  @Get(['verify', 'reset-password'])
  account(): Promise<Asset> {
    return this.files.get('account.html');
  }

  @Get('openapi.json')
  openApi(): Promise<Asset> {
    return this.api.get();
  }

  @Get('assets/:name')
  asset(@Param('name') name: string): Promise<Asset> {
    return this.files.get(name);
  }
}
