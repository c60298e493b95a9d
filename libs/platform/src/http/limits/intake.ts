import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { Budget } from './request-rates';

/** Marks the route by which a crisis is first heard of: it is held up by nothing but its own budget. */
export const Intake = (): MethodDecorator => RouteConfig({ intake: true });

export function budgetOf({ routeOptions }: Pick<FastifyRequest, 'routeOptions'>): Budget {
  const config = routeOptions.config as { intake?: boolean } | undefined;
  return config?.intake === true ? 'intake' : 'general';
}
