import { Module } from '@nestjs/common';
import { ApiDocument } from './api-document.js';
import { AssetFiles } from './asset-files.js';
import { SiteController } from './site.controller.js';

/** What a person sees in a browser. */
@Module({ controllers: [SiteController], providers: [ApiDocument, AssetFiles] })
export class SiteModule {}
