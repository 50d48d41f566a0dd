import { eventTypes, topics } from './catalogue.data.js';
import { drawBanner, drawEmblem } from './drawing/logo.js';
import { type SeedEntry, named } from './seed-entry.js';

const topicNamed = named('event-topic');
const placeholderNamed = named('custom-placeholder');

/** Types, topics and sub-topics, by their names; each topic with a picture, and one for events that have none. */
export function catalogueEntries(): readonly SeedEntry[] {
  const types = eventTypes.map((name) => ({ type: 'event-type', lid: name, attributes: { name } }));
  return [...types, ...topics.flatMap(topicEntries)];
}

function topicEntries({ hue, mark, name, subTopics }: (typeof topics)[number]) {
  const topic = {
    ...topicNamed(name),
    attributes: { name, 'system-image-url': drawEmblem({ hue, mark, name }) },
  };
  const placeholder = {
    ...placeholderNamed(name),
    attributes: {
      name,
      origin: 'Drawn by Marquee',
      'original-image-url': drawBanner({ hue, mark, name }),
    },
  };
  const related = {
    'event-topic': topicNamed(name),
    'custom-placeholder': placeholderNamed(name),
  };
  const below = subTopics.map((subTopic) => ({
    type: 'event-sub-topic',
    lid: subTopic,
    attributes: { name: subTopic },
    related,
  }));
  return [topic, placeholder, ...below];
}
