import ts from 'typescript';

const options: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  skipLibCheck: true,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
};

/** Compiles files that exist in memory only. @returns messages of what is wrong */
export function problemsOf(sources: Readonly<Record<string, string>>): string[] {
  const program = ts.createProgram(Object.keys(sources), options, hostOf(sources));
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

/** Loads a module that imports types only. */
export async function loaded<T>(source: string): Promise<T> {
  const script = ts.transpile(source, {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
  });
  return (await import(`data:text/javascript,${encodeURIComponent(script)}`)) as T;
}

function hostOf(sources: Readonly<Record<string, string>>): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const disk = ts.createCompilerHost(options);
  const known = (path: string) => sources[path.split('/').at(-1) ?? ''];
  host.fileExists = (path) => known(path) !== undefined || disk.fileExists(path);
  host.readFile = (path) => known(path) ?? disk.readFile(path);
  host.getSourceFile = (path, version) => {
    const text = known(path);
    return text === undefined
      ? disk.getSourceFile(path, version)
      : ts.createSourceFile(path, text, version);
  };
  return host;
}
