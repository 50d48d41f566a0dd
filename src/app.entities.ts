import { PrivilegedChange } from './auth/audit/privileged-change.entity.js';
import { MailedToken } from './auth/letters/mailed-token.entity.js';
import { AttemptBucket } from './auth/attempts/attempt-bucket.entity.js';
import { AccountSession } from './auth/sessions/account-session.entity.js';
import { CustomPlaceholder } from './catalogue/custom-placeholder/custom-placeholder.entity.js';
import { EventSubTopic } from './catalogue/event-sub-topic/event-sub-topic.entity.js';
import { EventTopic } from './catalogue/event-topic/event-topic.entity.js';
import { EventType } from './catalogue/event-type/event-type.entity.js';
import { Role } from './catalogue/role/role.entity.js';
import { Event } from './events/event.entity.js';
import { IdempotencyRecord } from './idempotency/idempotency-record.entity.js';
import { OutboxMail } from './mail/outbox-mail.entity.js';
import { MediaAttachment } from './media/ledger/media-attachment.entity.js';
import { MediaFile } from './media/ledger/media-file.entity.js';
import { UploadAllowance } from './media/quota/upload-allowance.entity.js';
import { ResumableUpload } from './media/tus/resumable-upload.entity.js';
import { EventCopyright } from './programme/event-copyright/event-copyright.entity.js';
import { Exhibitor } from './programme/exhibitor/exhibitor.entity.js';
import { Faq } from './programme/faq/faq.entity.js';
import { Feedback } from './programme/feedback/feedback.entity.js';
import { Microlocation } from './programme/microlocation/microlocation.entity.js';
import { SessionType } from './programme/session-type/session-type.entity.js';
import { Session } from './programme/session/session.entity.js';
import { SocialLink } from './programme/social-link/social-link.entity.js';
import { Speaker } from './programme/speaker/speaker.entity.js';
import { SpeakersCall } from './programme/speakers-call/speakers-call.entity.js';
import { Sponsor } from './programme/sponsor/sponsor.entity.js';
import { Track } from './programme/track/track.entity.js';
import { UsersEventsRole } from './programme/users-events-roles/users-events-roles.entity.js';
import { User } from './users/user.entity.js';

/** What clients see; a resource that is not here does not exist. */
export const resources = [
  Event,
  User,
  Session,
  Speaker,
  Track,
  SessionType,
  Microlocation,
  SpeakersCall,
  Sponsor,
  Exhibitor,
  SocialLink,
  EventCopyright,
  Faq,
  Feedback,
  UsersEventsRole,
  EventType,
  EventTopic,
  EventSubTopic,
  CustomPlaceholder,
  Role,
];

/** All tables. */
export const entities = [
  ...resources,
  AccountSession,
  AttemptBucket,
  IdempotencyRecord,
  MailedToken,
  MediaAttachment,
  MediaFile,
  OutboxMail,
  PrivilegedChange,
  ResumableUpload,
  UploadAllowance,
];
