import { Module } from '@nestjs/common';
import { ResourceModule } from '../resources/resource.module.js';
import { EventCopyright } from './event-copyright/event-copyright.entity.js';
import { EventCopyrightsController } from './event-copyright/event-copyrights.controller.js';
import { EventPartPolicy } from './event-part.policy.js';
import { Exhibitor } from './exhibitor/exhibitor.entity.js';
import { ExhibitorsController } from './exhibitor/exhibitors.controller.js';
import { Faq } from './faq/faq.entity.js';
import { FaqsController } from './faq/faqs.controller.js';
import { Feedback } from './feedback/feedback.entity.js';
import { FeedbackPolicy } from './feedback/feedback.policy.js';
import { FeedbacksController } from './feedback/feedbacks.controller.js';
import { FeedbacksService } from './feedback/feedbacks.service.js';
import { Microlocation } from './microlocation/microlocation.entity.js';
import { MicrolocationsController } from './microlocation/microlocations.controller.js';
import { SessionType } from './session-type/session-type.entity.js';
import { SessionTypesController } from './session-type/session-types.controller.js';
import { Session } from './session/session.entity.js';
import { SessionPolicy } from './session/session.policy.js';
import { SessionsController } from './session/sessions.controller.js';
import { SessionsService } from './session/sessions.service.js';
import { SocialLink } from './social-link/social-link.entity.js';
import { SocialLinksController } from './social-link/social-links.controller.js';
import { Speaker } from './speaker/speaker.entity.js';
import { SpeakerPolicy } from './speaker/speaker.policy.js';
import { SpeakersController } from './speaker/speakers.controller.js';
import { SpeakersService } from './speaker/speakers.service.js';
import { SpeakersCall } from './speakers-call/speakers-call.entity.js';
import { SpeakersCallPolicy } from './speakers-call/speakers-call.policy.js';
import { SpeakersCallsController } from './speakers-call/speakers-calls.controller.js';
import { Sponsor } from './sponsor/sponsor.entity.js';
import { SponsorsController } from './sponsor/sponsors.controller.js';
import { Track } from './track/track.entity.js';
import { TracksController } from './track/tracks.controller.js';
import { TracksService } from './track/tracks.service.js';
import { UsersEventsRolesController } from './users-events-roles/users-events-roles.controller.js';
import { UsersEventsRole } from './users-events-roles/users-events-roles.entity.js';
import { UsersEventsRolesPolicy } from './users-events-roles/users-events-roles.policy.js';

const policy = EventPartPolicy;

/** What happens at an event, and who makes it happen. */
@Module({
  imports: [
    ResourceModule.for(Session, { policy: SessionPolicy, service: SessionsService }),
    ResourceModule.for(Speaker, { policy: SpeakerPolicy, service: SpeakersService }),
    ResourceModule.for(Track, { policy, service: TracksService }),
    ResourceModule.for(SessionType, { policy }),
    ResourceModule.for(Microlocation, { policy }),
    ResourceModule.for(SpeakersCall, { policy: SpeakersCallPolicy }),
    ResourceModule.for(Sponsor, { policy }),
    ResourceModule.for(Exhibitor, { policy }),
    ResourceModule.for(SocialLink, { policy }),
    ResourceModule.for(EventCopyright, { policy }),
    ResourceModule.for(Faq, { policy }),
    ResourceModule.for(Feedback, { policy: FeedbackPolicy, service: FeedbacksService }),
    ResourceModule.for(UsersEventsRole, { policy: UsersEventsRolesPolicy }),
  ],
  controllers: [
    SessionsController,
    SpeakersController,
    TracksController,
    SessionTypesController,
    MicrolocationsController,
    SpeakersCallsController,
    SponsorsController,
    ExhibitorsController,
    SocialLinksController,
    EventCopyrightsController,
    FaqsController,
    FeedbacksController,
    UsersEventsRolesController,
  ],
})
export class ProgrammeModule {}
