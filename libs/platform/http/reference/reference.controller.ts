import { Controller, Get, Header } from '@nestjs/common';
import { Background, Public, Unaudited } from '../../access/declarations.js';
import { AnswersRaw } from './answers.js';
import { openApiDocument } from './openapi.js';
import { referencePage, referencePolicy } from './reference-page.js';
import { RouteCheck } from './route-check.js';
import { productVersion } from '../../version.js';

/** The HTTP contract for machines and for people. */
@Controller()
export class ReferenceController {
  private document: Record<string, unknown> | null = null;

  constructor(private readonly routes: RouteCheck) {}

  @Get('openapi.json')
  @Public('the contract is the same for everyone')
  @Background()
  @Unaudited('contains no data')
  @AnswersRaw('application/json', 'OpenAPI 3.1 document')
  @Header('Content-Type', 'application/json; charset=utf-8')
  openapi(): string {
    return JSON.stringify(this.made(), null, 2);
  }

  @Get('docs')
  @Public('the contract is the same for everyone')
  @Background()
  @Unaudited('contains no data')
  @AnswersRaw('text/html', 'The same contract as a page')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', referencePolicy)
  page(): string {
    return referencePage(this.made());
  }

  private made(): Record<string, unknown> {
    this.document ??= openApiDocument(this.routes.routes(), { version: productVersion });
    return this.document;
  }
}
