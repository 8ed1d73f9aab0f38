import { Component, input, output } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Citation } from '#contracts/rag.js';

it('leaves no listener behind when the source is closed', async () => {
  const listeners = new Set<unknown>();
  const media = {
    matches: false,
    addEventListener: (_: string, listener: unknown) => listeners.add(listener),
    removeEventListener: (_: string, listener: unknown) => listeners.delete(listener),
  };
  vi.stubGlobal('matchMedia', () => media);
  vi.resetModules();
  const { SourceFrame } = await import('./source-frame.js');
  const { SourcePanel } = await import('./source-panel.js');
  vi.unstubAllGlobals();
  @Component({ selector: 'cm-source-panel', template: '' })
  class NoPanel {
    readonly conversationId = input<string | null>(null);
    readonly citation = input<Citation>();
    readonly closed = output();
  }
  TestBed.overrideComponent(SourceFrame, { remove: { imports: [SourcePanel] }, add: { imports: [NoPanel] } });

  for (let opened = 0; opened < 3; opened++) {
    const frame = TestBed.createComponent(SourceFrame);
    frame.componentRef.setInput('citation', {} as Citation);
    await frame.whenStable();
    expect(listeners.size).toBe(1);
    frame.destroy();
  }

  expect(listeners.size).toBe(0);
});
