import type { NestExpressApplication } from '@nestjs/platform-express';

/** One method of one route, as Express keeps it. */
export interface ServedRoute {
  readonly method: string;
  /** `/v1/events/:id` */
  readonly pattern: string;
  readonly matches: (path: string) => boolean;
}

interface Layer {
  readonly route?: {
    readonly path: string;
    readonly methods: Readonly<Record<string, boolean>>;
  };
  match(path: string): boolean;
}

interface RoutedApp {
  readonly router: { readonly stack: readonly Layer[] };
}

export function servedRoutes(app: NestExpressApplication): readonly ServedRoute[] {
  const { router } = app.getHttpAdapter().getInstance() as unknown as RoutedApp;
  return router.stack.flatMap((layer) =>
    Object.keys(layer.route?.methods ?? {}).map((method) => ({
      method,
      pattern: layer.route?.path ?? '',
      matches: (path: string) => layer.match(path),
    })),
  );
}
