import type { FastifyRequest } from 'fastify';
import { marksOf } from '../route-marks';
import type { Budget } from './request-rates';

export function budgetOf(request: Pick<FastifyRequest, 'routeOptions'>): Budget {
  return marksOf(request).intake === true ? 'intake' : 'general';
}
