import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { SignedInRequest } from '../decorators';
import { budgetOf } from './intake';
import { RequestRates } from './request-rates';

/** Holds up an account that asks too often, wherever it asks from. Stands behind the guard that finds out who calls. */
@Injectable()
export class AccountRateGuard implements CanActivate {
  constructor(private readonly rates: RequestRates) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    if (request.actor === undefined) return true;
    const refused = await this.rates.ofAccount(request.actor.id, budgetOf(request), request.id);
    if (refused !== null) throw refused;
    return true;
  }
}
