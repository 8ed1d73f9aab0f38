import { inject } from '@angular/core';
import type { RedirectFunction } from '@angular/router';
import { Session } from '../../../core/session/session.js';
import { firstOpenTo, type SectionPage } from '../../../shared/pages/section-frame.js';
import { FirstStepsApi } from './first-steps-api.js';

/** The first steps while some are left and the person has not put them away; the first page after them otherwise. */
export function startPage(pages: readonly SectionPage[], firstSteps: SectionPage): RedirectFunction {
  const others = firstOpenTo(pages.filter((page) => page !== firstSteps));
  return async (route) => {
    const session = inject(Session);
    const api = inject(FirstStepsApi);
    const elsewhere = others(route);
    await session.known();
    if (!session.may(firstSteps.permission)) return elsewhere as Promise<string>;
    const steps = await api.steps().catch(() => null);
    const areLeft = steps !== null && !steps.dismissed && steps.items.some(({ done }) => !done);
    return areLeft ? firstSteps.path : (elsewhere as Promise<string>);
  };
}
