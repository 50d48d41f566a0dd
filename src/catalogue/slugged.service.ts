import type { RowValues } from '../database/resource.writer.js';
import { ResourceService } from '../resources/resource.service.js';
import { slugOf } from './slug.js';

/** Of resources whose `slug` follows their name. */
export abstract class SluggedService<E extends object> extends ResourceService<E> {
  protected override async beforeCreate(values: RowValues): Promise<RowValues> {
    return slugged(values);
  }

  protected override async beforeUpdate(values: RowValues): Promise<RowValues> {
    return slugged(values);
  }
}

function slugged(values: RowValues): RowValues {
  const { name } = values;
  return typeof name === 'string' ? { ...values, slug: slugOf(name) } : values;
}
