import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { routesOf, undeclaredIn, type Route } from './routes.js';

/** Refuses to boot while a route does not say who may call it, what is recorded, what it takes and what it answers. */
@Injectable()
export class RouteCheck implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  routes(): Route[] {
    return routesOf(this.discovery, this.scanner, this.reflector);
  }

  onApplicationBootstrap(): void {
    const undeclared = this.routes().flatMap(undeclaredIn);
    if (undeclared.length > 0)
      throw new Error(`Routes must declare themselves:\n${undeclared.map((line) => `  - ${line}`).join('\n')}`);
  }
}
