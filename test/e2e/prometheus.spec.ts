import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { anApp, type TestApp } from '../support/app.js';
import { aClient, theFirstAdmin } from '../support/inserted-people.js';
import { patience } from '../support/patience.js';

const dashboards = 'docker/grafana/provisioning/dashboards';
const boards = readdirSync(dashboards).filter((name) => name.endsWith('.json'));

let subject: TestApp;
const scrape = async (): Promise<string> => (await fetch(`${subject.url}/api/metrics/prometheus`)).text();
const namesIn = (text: string): string[] => [...new Set(text.match(/chat_man_[a-z0-9_]+/g) ?? [])];

beforeAll(async () => {
  subject = await anApp({ settings: { auth: { requireMfa: 'none' } } });
  await theFirstAdmin(subject);
  await fetch(`${subject.url}/api/health/detailed`);
  await vi.waitFor(async () => expect(await scrape()).toContain('chat_man_health_check_status{check="database"} 0'), {
    ...patience,
    timeout: 30_000,
  });
});

describe('what Prometheus and Grafana are given', () => {
  it.each(['docker/prometheus/alerts.yml', ...boards.map((name) => `${dashboards}/${name}`)])(
    '%s names only metrics that exist',
    async (file) => {
      const exported = new Set(namesIn(await scrape()));
      expect(namesIn(readFileSync(file, 'utf8')).filter((name) => !exported.has(name))).toEqual([]);
    },
  );

  it('asks about the job under which Chat Man is scraped', () => {
    const job = /job_name: (\S+)/.exec(readFileSync('docker/prometheus/prometheus.yml', 'utf8'))![1]!;
    const rules = readFileSync('docker/prometheus/alerts.yml', 'utf8');
    expect([...rules.matchAll(/job="([^"]+)"/g)].map(([, name]) => name)).toEqual([job, job]);
  });

  it.each(boards)('%s has panels of its own, from zero, with a title and a unit', (name) => {
    const { uid, panels } = JSON.parse(readFileSync(`${dashboards}/${name}`, 'utf8')) as {
      uid: string;
      panels: { id: number; title: string; fieldConfig: { defaults: { unit?: string; min?: number } } }[];
    };
    expect(uid).toBe(name.replace('.json', ''));
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(panels.filter(({ title, fieldConfig: { defaults } }) => !title || !defaults.unit || defaults.min !== 0)).toEqual([]);
  });

  // Of the Debian package `prometheus`; where it is not installed, the tests above still hold.
  describe.skipIf(promtool(['--version']) === null)('promtool', () => {
    it('accepts the metrics, the rules and the configuration', async () => {
      expect(promtool(['check', 'metrics'], await scrape())).toBe('');
      expect(promtool(['check', 'rules', 'docker/prometheus/alerts.yml'])).toContain('SUCCESS');
      expect(promtool(['check', 'config', '--syntax-only', 'docker/prometheus/prometheus.yml'])).toContain('SUCCESS');
    });

    it('finds that each rule is raised when it should be, and none on a quiet day', () => {
      expect(promtool(['test', 'rules', 'docker/prometheus/alerts.test.yml'])).toContain('SUCCESS');
    });
  });
});

describe('a scrape', () => {
  it('takes less than 20 milliseconds, and is no longer with many people', async () => {
    const before = (await scrape()).split('\n').length;
    for (let number = 0; number < 30; number++) {
      const client = await aClient(subject, `client.${number}`);
      await client.ask('GET', '/auth/me');
    }
    await scrape();
    const times: number[] = [];
    for (let time = 0; time < 15; time++) {
      const start = performance.now();
      await scrape();
      times.push(performance.now() - start);
    }
    expect(times.toSorted((a, b) => a - b)[3]).toBeLessThan(20); // others use this machine too
    const more = (await scrape()).split('\n').length - before;
    expect(more).toBeLessThan(20); // the one route that was new: its buckets
  });
});

/** What promtool says; null where it is not installed. Fails with its words when it refuses. */
function promtool(words: readonly string[], input = ''): string | null {
  try {
    return execFileSync('promtool', words, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`promtool ${words.join(' ')}: ${stdout}${stderr}`, { cause: error });
  }
}
