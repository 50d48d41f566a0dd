import { Module } from '@nestjs/common';
import { ResourceModule } from '../resources/resource.module.js';
import { EventPartPolicy } from './event-part.policy.js';
import { Session } from './session/session.entity.js';
import { SessionPolicy } from './session/session.policy.js';
import { SessionsController } from './session/sessions.controller.js';
import { SessionsService } from './session/sessions.service.js';
import { Speaker } from './speaker/speaker.entity.js';
import { SpeakerPolicy } from './speaker/speaker.policy.js';
import { SpeakersController } from './speaker/speakers.controller.js';
import { SpeakersService } from './speaker/speakers.service.js';
import { Track } from './track/track.entity.js';
import { TracksController } from './track/tracks.controller.js';
import { TracksService } from './track/tracks.service.js';

/** What happens at an event, and who makes it happen. */
@Module({
  imports: [
    ResourceModule.for(Session, { policy: SessionPolicy, service: SessionsService }),
    ResourceModule.for(Speaker, { policy: SpeakerPolicy, service: SpeakersService }),
    ResourceModule.for(Track, { policy: EventPartPolicy, service: TracksService }),
  ],
  controllers: [SessionsController, SpeakersController, TracksController],
})
export class ProgrammeModule {}
