import { Module } from '@nestjs/common';
import { EventsController } from './events.controller.js';
import { LiveEvents } from './live-events.js';

/** Separate from the platform, which the CLI uses without readers. */
@Module({ controllers: [EventsController], providers: [LiveEvents] })
export class LiveEventsModule {}
