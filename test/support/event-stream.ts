import { createParser } from 'eventsource-parser';

export interface SeenEvent {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Every event of a stream, once it has ended. */
export async function eventsOf(response: Response | Promise<Response>): Promise<SeenEvent[]> {
  const events: SeenEvent[] = [];
  const parser = createParser({
    onEvent: ({ event, id, data }) =>
      void events.push({ event: event ?? 'message', id, data: JSON.parse(data) as SeenEvent['data'] }),
  });
  const answered = await response;
  if (answered.status !== 200) throw new Error(`${answered.status}: ${await answered.text()}`);
  parser.feed(await answered.text());
  return events;
}
