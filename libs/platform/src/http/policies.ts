import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import type { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { PERMISSION, PUBLIC_ROUTE } from './decorators';

/** One route and what it asks of its caller. */
export interface RoutePolicy {
  readonly method: string;
  readonly path: string;
  readonly handler: string;
  /** Null for a public route. */
  readonly permission: string | null;
}

/** Every route of the process with its policy. Throws when one names neither a permission nor that it is public. */
export function routePolicies(discovery: DiscoveryService, scanner: MetadataScanner): RoutePolicy[] {
  return discovery.getControllers().flatMap(({ metatype, instance }) => {
    if (typeof metatype !== 'function' || !instance) return [];
    const base = Reflect.getMetadata(PATH_METADATA, metatype) as string | string[];
    const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>;
    return scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name] as object;
      const path = Reflect.getMetadata(PATH_METADATA, handler) as string | string[] | undefined;
      if (path === undefined) return [];
      const permission = (Reflect.getMetadata(PERMISSION, handler) ?? Reflect.getMetadata(PERMISSION, metatype)) as string | undefined;
      const open = Reflect.getMetadata(PUBLIC_ROUTE, handler) as string | undefined;
      const at = `${metatype.name}.${name}`;
      if (permission === undefined && open === undefined)
        throw new Error(`${at} has no policy: give it @Permission(…) or @PublicRoute(reason)`);
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod] ?? 'GET';
      return [{ method, path: `/${[base, path].flat().join('/')}`.replace(/\/+/g, '/'), handler: at, permission: permission ?? null }];
    });
  });
}
