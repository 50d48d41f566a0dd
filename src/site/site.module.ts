import { type DynamicModule, Module } from '@nestjs/common';
import type { Endpoints } from '../jsonapi/openapi/api-description.js';
import { ApiDocument, FeatureEndpoints } from './api-document.js';
import { AssetFiles } from './asset-files.js';
import { DocumentationPages } from './documentation-pages.js';
import { SiteController } from './site.controller.js';

/** What a person sees in a browser. */
@Module({
  controllers: [SiteController],
  providers: [ApiDocument, AssetFiles, DocumentationPages],
})
export class SiteModule {
  /** @param endpoints of features, which this one does not know: features stand apart */
  static describing(endpoints: readonly Endpoints[]): DynamicModule {
    return {
      module: SiteModule,
      providers: [{ provide: FeatureEndpoints, useValue: new FeatureEndpoints(endpoints) }],
    };
  }
}
