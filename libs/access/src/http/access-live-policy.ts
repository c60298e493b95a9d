import { Injectable } from '@nestjs/common';
import { type Actor, LivePolicy } from '@bongsu/platform';
import { mayAnywhere } from '../domain/may';

@Injectable()
export class AccessLivePolicy extends LivePolicy {
  mayFollow(actor: Actor): boolean {
    // A line belongs to a session; a service asks over HTTP.
    return actor.sessionId !== undefined && mayAnywhere(actor, 'situation.read');
  }
}
