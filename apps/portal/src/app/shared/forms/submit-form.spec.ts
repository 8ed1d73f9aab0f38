import { Component, signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { FormField, FormRoot } from '@angular/forms/signals';
import { ApiProblem } from '../../core/api/api-problem.js';
import { Field, FieldInput } from './field.js';
import { FormFooter } from './form-footer.js';
import { ReasonField, reasonRules } from './reason-field.js';
import { submitForm } from './submit-form.js';
import { atMost, filled } from './text-rules.js';

const send = vi.fn<(entry: { name: string; reason: string; hidden: string }) => Promise<unknown>>();

@Component({
  imports: [Field, FieldInput, FormField, FormFooter, FormRoot, ReasonField],
  template: `
    <form [formRoot]="form.fields">
      <cm-field label="Name"><input cmInput [formField]="form.fields.name" /></cm-field>
      <cm-reason-field hint="Auditors can read it." [of]="form.fields.reason" />
      <cm-form-footer act="Rename" busy="Renaming…" [form]="form" />
    </form>
  `,
})
class RenameForm {
  readonly entry = signal({ name: 'Nightly', reason: 'It is clearer', hidden: '' });
  readonly form = submitForm(
    this.entry,
    (path) => {
      filled(path.name, 'Enter a name.');
      atMost(path.name, 10);
      reasonRules(path.reason);
    },
    {
      send,
      explain: ({ code, message }, fields) => {
        if (code === 'name-taken') return { message: 'This name is taken.', field: fields.name };
        return code === 'last-one' ? { message: `${message} Make another one first.` } : undefined;
      },
    },
  );
}

describe('a form that is sent', () => {
  let fixture: ComponentFixture<RenameForm>;
  let page: HTMLElement;

  beforeEach(async () => {
    send.mockReset().mockResolvedValue(undefined);
    fixture = TestBed.createComponent(RenameForm);
    page = fixture.nativeElement as HTMLElement;
    document.body.append(page);
    await fixture.whenStable();
  });
  afterEach(() => page.remove());

  const input = () => page.querySelector('input')!;
  const reason = () => page.querySelector('textarea')!;
  const button = () => page.querySelector<HTMLButtonElement>('button[type=submit]')!;
  const alert = () => page.querySelector('[role=alert]')?.textContent.trim() ?? '';
  const problemOf = (control: Element) => document.getElementById(control.getAttribute('aria-describedby') ?? '')?.textContent;

  async function type(control: HTMLInputElement | HTMLTextAreaElement, text: string): Promise<void> {
    control.value = text;
    control.dispatchEvent(new Event('input'));
    await fixture.whenStable();
  }

  async function submit(): Promise<void> {
    button().click();
    await fixture.whenStable();
  }

  it('gets what was entered, once, while the button keeps its name and the focus', async () => {
    let finish = () => {};
    send.mockReturnValue(new Promise<void>((resolve) => (finish = resolve)));
    button().focus();
    button().click();
    button().click();
    fixture.detectChanges();
    expect(send.mock.calls).toEqual([[{ name: 'Nightly', reason: 'It is clearer', hidden: '' }]]);
    expect(button().getAttribute('aria-disabled')).toBe('true');
    expect(document.activeElement).toBe(button());
    expect(button().querySelector('.only-for-readers')?.textContent).toBe('Rename');
    expect(button().querySelector('[aria-hidden=true]')?.textContent).toBe('Renaming…');
    expect(page.querySelector('[role=status]')?.textContent).toBe('Renaming…');
    finish();
    await vi.waitFor(() => expect(button().getAttribute('aria-disabled')).toBeNull());
    expect(fixture.componentInstance.form.sent()).toBe(true);
    expect(page.querySelector('[role=status]')?.textContent).toBe('');
  });

  it.each([
    ['  ', 'Enter a name.'],
    ['A name of many words', 'Use at most 10 characters.'],
  ])('is not sent with a wrong value, and the focus goes to the first one: %j', async (name, message) => {
    await type(input(), name);
    await type(reason(), 'x');
    await submit();
    expect(send).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(input());
    expect(problemOf(input())).toBe(message);
    expect(problemOf(reason())).toBe('Enter a reason.');
  });

  it('shows below a field what the API says about it, and moves the focus there', async () => {
    const errors = [{ path: 'reason', message: 'Too vague.' }];
    send.mockRejectedValue(new ApiProblem(400, 'invalid', 'The request is invalid.', { errors }));
    await submit();
    expect(problemOf(reason())).toBe('Too vague.');
    expect(reason().getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(reason());
    expect(alert()).toBe('');
    expect(fixture.componentInstance.form.sent()).toBe(false);
  });

  it('shows above the button what the API says about a field that nobody sees', async () => {
    const errors = [
      { path: 'hidden', message: 'Missing.' },
      { path: 'toString', message: 'Odd.' },
    ];
    send.mockRejectedValue(new ApiProblem(400, 'invalid', 'The request is invalid.', { errors }));
    await submit();
    expect(alert()).toBe('The request is invalid.');
  });

  it('explains a failure in its own words, of a field or of the whole', async () => {
    send.mockRejectedValueOnce(new ApiProblem(409, 'name-taken', 'Conflict.'));
    await submit();
    expect(problemOf(input())).toBe('This name is taken.');
    expect(document.activeElement).toBe(input());

    await type(input(), 'Weekly');
    send.mockRejectedValueOnce(new ApiProblem(409, 'last-one', 'It is the last one.'));
    await submit();
    expect(alert()).toBe('It is the last one. Make another one first.');
  });

  it('can be sent again after a failure, which takes the refusal away', async () => {
    send.mockRejectedValueOnce(new ApiProblem(0, 'unreachable', 'The server cannot be reached.'));
    await submit();
    expect(alert()).toBe('The server cannot be reached.');
    await submit();
    expect(send).toHaveBeenCalledTimes(2);
    expect(alert()).toBe('');
    expect(fixture.componentInstance.form.sent()).toBe(true);
  });

  it('starts again untouched', async () => {
    await type(input(), '');
    await submit();
    fixture.componentInstance.form.refuse('Something else failed.');
    fixture.componentInstance.form.reset({ name: '', reason: '', hidden: '' });
    await fixture.whenStable();
    expect(alert()).toBe('');
    expect(input().getAttribute('aria-invalid')).toBeNull();
  });
});
