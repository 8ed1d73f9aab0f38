import { Module } from '@nestjs/common';
import { EventsController } from './events.controller.js';
import { LiveEvents } from './live-events.js';

/** Apart from the platform, which the operator's tool uses without readers. */
@Module({ controllers: [EventsController], providers: [LiveEvents] })
export class LiveEventsModule {}
