import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { Block } from './markdown.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * A clone in which a newcomer has added files, so that they are compiled and checked as they stand: its other
 * files are links to this clone's own.
 */
export class AddedFiles {
  private constructor(
    private readonly folder: string,
    readonly paths: readonly string[],
  ) {}

  /** @param blocks titled with their paths from the root of the clone, below `src` */
  static async write(blocks: readonly Block[]): Promise<AddedFiles> {
    // Nothing in dist is formatted, linted or committed.
    await mkdir(join(root, 'dist'), { recursive: true });
    const folder = await mkdtemp(join(root, 'dist', 'added-'));
    await mkdir(join(folder, 'src'));
    for (const name of await readdir(join(root, 'src')))
      await symlink(join(root, 'src', name), join(folder, 'src', name));
    const config = { extends: join(root, 'tsconfig.json'), include: ['src'] };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    for (const { text, title } of blocks) {
      await mkdir(dirname(join(folder, title)), { recursive: true });
      await writeFile(join(folder, title), text);
    }
    return new AddedFiles(
      folder,
      blocks.map(({ title }) => join(folder, title)),
    );
  }

  /** @param path from the root of the clone */
  async import(path: string): Promise<Readonly<Record<string, never>>> {
    // A file URL, would go past the test runner's own compiler.
    return (await import(/* @vite-ignore */ join(this.folder, path))) as Readonly<
      Record<string, never>
    >;
  }

  /** What the compiler says of them; nothing where all is well. */
  typeErrors(): readonly string[] {
    const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) =>
      ts.sys.readFile(path),
    ) as { readonly config: object };
    const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, root);
    const program = ts.createProgram([...this.paths], {
      ...options,
      noEmit: true,
      incremental: false,
      tsBuildInfoFile: undefined,
    });
    return this.paths.flatMap((path) => {
      const file = program.getSourceFile(path);
      return [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
      ].map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    });
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}
