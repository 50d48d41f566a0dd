import { Event } from './events/event.entity.js';
import { MediaAttachment } from './media/media-attachment.entity.js';
import { MediaFile } from './media/media-file.entity.js';
import { User } from './users/user.entity.js';

/** What clients see; a resource that is not here does not exist. */
export const resources = [Event, User];

/** All tables. */
export const entities = [...resources, MediaAttachment, MediaFile];
