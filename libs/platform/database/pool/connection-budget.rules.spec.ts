import { describe, expect, it } from 'vitest';
import { connectionBudget, type ServerRoom } from './connection-budget.rules.js';

const postgres: ServerRoom = { limits: [100, null, null], reserved: 3, others: 0 };
const wanted = { connections: null, instances: 3 };

describe('the connections of an instance', () => {
  it('are a third of what a server has as it is installed, and all three fit', () => {
    const budget = connectionBudget(postgres, wanted);
    expect(budget).toEqual({ available: 97, instances: 3, perPool: 13, perInstance: 32, isTight: false });
    expect(budget.perInstance * 3).toBeLessThanOrEqual(97);
  });

  it.each<[string, Partial<ServerRoom>, Partial<typeof wanted>, object]>([
    ['leave room for more instances that are present', { others: 4 }, {}, { instances: 5, perPool: 6, isTight: false }],
    ['do not grow with the server for ever', { limits: [1000, null] }, {}, { perPool: 16, isTight: false }],
    ['keep to the limit of the role', { limits: [100, 60, null] }, {}, { available: 60, perInstance: 20, isTight: false }],
    ['keep to the limit of the database', { limits: [100, null, 50] }, {}, { available: 50, perInstance: 16, isTight: false }],
    ['are never too few to work with, and that is said', { limits: [20, null] }, {}, { perPool: 4, isTight: true }],
    ['are one instance’s where that is told', {}, { instances: 1 }, { perPool: 16, isTight: false }],
  ])('%s', (_, room, want, expected) => {
    expect(connectionBudget({ ...postgres, ...room }, { ...wanted, ...want })).toMatchObject(expected);
  });

  it('are those of the settings, with a warning when they are too many', () => {
    expect(connectionBudget(postgres, { connections: 41, instances: 3 })).toMatchObject({
      ...{ perPool: 20, perInstance: 46, isTight: true },
    });
  });
});
