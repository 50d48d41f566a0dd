import { CustomPlaceholder } from './catalogue/custom-placeholder/custom-placeholder.entity.js';
import { EventSubTopic } from './catalogue/event-sub-topic/event-sub-topic.entity.js';
import { EventTopic } from './catalogue/event-topic/event-topic.entity.js';
import { EventType } from './catalogue/event-type/event-type.entity.js';
import { Event } from './events/event.entity.js';
import { MediaAttachment } from './media/media-attachment.entity.js';
import { MediaFile } from './media/media-file.entity.js';
import { Session } from './programme/session/session.entity.js';
import { Speaker } from './programme/speaker/speaker.entity.js';
import { Track } from './programme/track/track.entity.js';
import { User } from './users/user.entity.js';

/** What clients see; a resource that is not here does not exist. */
export const resources = [
  Event,
  User,
  Session,
  Speaker,
  Track,
  EventType,
  EventTopic,
  EventSubTopic,
  CustomPlaceholder,
];

/** All tables. */
export const entities = [...resources, MediaAttachment, MediaFile];
