import type { MarkName } from './drawing/logo.marks.js';

/** What events choose from. */
export const eventTypes = ['Conference', 'Concert', 'Festival', 'Film Night', 'Open Day'] as const;

export interface TopicSketch {
  readonly name: string;
  readonly mark: MarkName;
  readonly hue: number;
  readonly subTopics: readonly string[];
}

export const topics: readonly TopicSketch[] = [
  {
    name: 'Science & Technology',
    mark: 'hexagon',
    hue: 212,
    subTopics: ['Software', 'Hardware', 'Databases'],
  },
  { name: 'Music', mark: 'pulse', hue: 268, subTopics: ['Jazz', 'Brass Bands'] },
  { name: 'Film & Media', mark: 'moon', hue: 348, subTopics: ['Cinema'] },
  { name: 'Home & Garden', mark: 'fan', hue: 130, subTopics: ['Gardens'] },
  { name: 'Arts & Festivals', mark: 'beacon', hue: 28, subTopics: ['Light Art'] },
];
