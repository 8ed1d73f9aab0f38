/** How many connections the server gives, and who shares them. */
export interface ServerRoom {
  /** What the server, the role and the database each allow; null for no limit. */
  readonly limits: readonly (number | null)[];
  /** Kept by the server for its administrators. */
  readonly reserved: number;
  /** Other instances that are connected now. */
  readonly others: number;
}

export interface WantedPool {
  /** Connections for requests; null to have them computed. */
  readonly connections: number | null;
  /** Instances to leave room for. */
  readonly instances: number;
}

export interface ConnectionBudget {
  /** What all instances together may take. */
  readonly available: number;
  readonly instances: number;
  /** Connections of this instance for transactions, and as many for reads. */
  readonly perPool: number;
  /** With those beside the two pools. */
  readonly perInstance: number;
  /** Whether all instances together may want more than there is: they wait for each other then. */
  readonly isTight: boolean;
}

/** Beside the two pools: three for the job queue, one that listens, one for a backup, one for the operator's tool. */
export const besidePools = 6;
/** Of each pool. Fewer, and requests that read within a transaction wait for each other; more does not make a server quicker. */
const fewest = 4;
const most = 16;

/** Divides the available connections evenly. With more instances than announced, room is left for all of them. */
export function connectionBudget(room: ServerRoom, wanted: WantedPool): ConnectionBudget {
  const [server = null, ...narrower] = room.limits;
  const limits = [server === null ? null : server - room.reserved, ...narrower].filter((limit) => limit !== null);
  const available = Math.max(0, Math.min(...limits));
  const instances = Math.max(wanted.instances, room.others + 1);
  const share = Math.floor(available / instances) - besidePools;
  const connections = wanted.connections ?? Math.min(2 * most, Math.max(2 * fewest, share));
  const perPool = Math.floor(connections / 2);
  const perInstance = 2 * perPool + besidePools;
  return { available, instances, perPool, perInstance, isTight: perInstance * instances > available };
}
