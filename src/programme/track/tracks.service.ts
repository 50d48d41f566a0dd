import { Injectable } from '@nestjs/common';
import type { RowValues } from '../../database/resource.writer.js';
import { ResourceService } from '../../resources/resource.service.js';
import { ResourceTools } from '../../resources/resource-tools.js';
import { fontColorOn } from './font-color.js';
import { Track } from './track.entity.js';

/** The colour of a track's text follows its own. */
@Injectable()
export class TracksService extends ResourceService<Track> {
  constructor(tools: ResourceTools) {
    super(Track, tools);
  }

  protected override async beforeCreate(values: RowValues): Promise<RowValues> {
    return readable(values);
  }

  protected override async beforeUpdate(values: RowValues): Promise<RowValues> {
    return readable(values);
  }
}

function readable(values: RowValues): RowValues {
  const { color } = values;
  return typeof color === 'string' ? { ...values, fontColor: fontColorOn(color) } : values;
}
