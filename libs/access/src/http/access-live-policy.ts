import { Injectable } from '@nestjs/common';
import { type Actor, LivePolicy } from '@bongsu/platform';
import { mayAnywhere } from '../domain/may';

@Injectable()
export class AccessLivePolicy extends LivePolicy {
  mayFollow(actor: Actor): boolean {
    return mayAnywhere(actor, 'situation.read');
  }
}
