import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** From the root of the project. */
export const slowest = [
  'test/crash/killed-server.spec.ts',
  'test/browser/docs.spec.ts',
  'test/permissions/permissions.spec.ts',
  'test/permissions/side-doors.spec.ts',
  'test/conformance/conformance.spec.ts',
  'test/backup/backup.spec.ts',
  'test/crash/killed-seed.spec.ts',
];

/**
 * What takes longest begins first, so that no worker is alone with it in the end. Vitest knows that by itself only where it
 * has run before; in a fresh clone it goes by the size of the files, of which the slowest has one of the smallest.
 */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const places = new Map(slowest.map((path, place) => [path, place]));
    const { root } = this.ctx.config;
    const placeOf = ({ moduleId }: TestSpecification) =>
      places.get(relative(root, moduleId)) ?? slowest.length;
    return (await super.sort(files)).toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
