/** What Express keeps of a route. */
interface RouteLayer {
  readonly route?: { readonly methods: Readonly<Record<string, boolean>> };
  match(path: string): boolean;
}

/** The part of Express' application that knows its routes. */
export interface RoutedApp {
  readonly router: { readonly stack: readonly RouteLayer[] };
}

/**
 * The methods that a path is served with; none where nothing is served there.
 * https://www.rfc-editor.org/rfc/rfc9110#section-10.2.1
 */
export function allowedMethods({ router }: RoutedApp, path: string): readonly string[] {
  const methods = new Set<string>();
  for (const layer of router.stack) {
    if (layer.route === undefined || !matches(layer, path)) continue;
    for (const method of Object.keys(layer.route.methods)) methods.add(method.toUpperCase());
  }
  if (methods.size === 0) return [];
  if (methods.has('GET')) methods.add('HEAD');
  return [...methods.add('OPTIONS')].sort();
}

/** A path that is no UTF-8 matches nothing. */
function matches(layer: RouteLayer, path: string): boolean {
  try {
    return layer.match(path);
  } catch {
    return false;
  }
}
