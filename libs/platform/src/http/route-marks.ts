import { SetMetadata } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { AdmissionClass } from './admission/admission-class';

/** What a route says of itself to whatever stands before its controller: it lies in the route's own configuration. */
export interface RouteMarks {
  /** A crisis is first heard of by this route: it is held up by nothing but its own budget. */
  readonly intake?: true;
  /** Whose turn it is when not everything can be done; absent: by whether it changes something. `always`: it waits for nobody. */
  readonly admission?: AdmissionClass | 'always';
  /** The type of body that it takes beside JSON. */
  readonly takes?: string;
  /** Whether a request with this body is in no figure and no line. */
  readonly untold?: (body: object) => boolean;
}

const MARKS = Symbol('route-marks');

function mark(controller: object, name: string, marks: RouteMarks): void {
  const method = Object.getOwnPropertyDescriptor(controller, name);
  if (typeof method?.value !== 'function') return;
  // A route keeps one configuration: several marks are put together.
  const all = { ...(Reflect.getMetadata(MARKS, method.value as object) as RouteMarks | undefined), ...marks };
  SetMetadata(MARKS, all)(controller, name, method);
  RouteConfig(all)(controller, name, method);
}

const marking =
  (marks: RouteMarks): MethodDecorator =>
  (controller, name) =>
    mark(controller, String(name), marks);

/** Marks the route by which a crisis is first heard of: it is held up by nothing but its own budget. */
export const Intake = (): MethodDecorator => marking({ intake: true });

/** Says which class of requests a route belongs to when not everything can be done: lists, documents and exports are `list`, whatever takes a crisis on is `intake`. */
export const Admit = (admission: NonNullable<RouteMarks['admission']>): MethodDecorator => marking({ admission });

/** Marks a route that takes bodies of this type beside JSON; elsewhere they are refused with 415. */
export const Takes = (type: string): MethodDecorator => marking({ takes: type });

/**
 * Marks a route of which requests with such a body are in no figure and no line: who counts requests by route would see what is sealed. The journal
 * has it for those who may read it. The body is as it came, nothing has looked at it yet.
 */
export const UntoldWhen = (untold: (body: object) => boolean): MethodDecorator => marking({ untold });

/** The same for every route of a controller, whatever its body. */
export const Untold = (): ClassDecorator => (controller) => {
  for (const name of Object.getOwnPropertyNames(controller.prototype))
    if (name !== 'constructor') mark(controller.prototype as object, name, { untold: () => true });
};

/** What the route says of itself that this request goes to; nothing when there is no such route. */
export function marksOf({ routeOptions }: Pick<FastifyRequest, 'routeOptions'>): RouteMarks {
  return (routeOptions.config as RouteMarks | undefined) ?? {};
}
